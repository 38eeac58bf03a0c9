package study

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/market"
	"gex/internal/report"
)

// tester runs the tests over the days.
type tester struct {
	*joiner
	days     []joined
	to       *report.Study
	realized bool
	controls []control
	warnings []report.Warning
	rest     bool // the days are what is left of days after a row within their session
}

// control is what was known of a day's volatility before its open, in logs; NaN where it was not.
type control struct {
	name string
	of   func(*joined) float64
}

// significance is the p value below which a test has found something.
const significance = 0.05

// leastTouched is the number of touches below which a share of them says nothing.
const leastTouched = 20

// lagDays are the days before whose mean volatility is a control.
const lagDays = 5

func newTester(j *joiner, days []joined, to *report.Study) *tester {
	t := &tester{joiner: j, days: days, to: to, realized: to.Volatility == report.VolRealized}
	t.controls = []control{t.implied(), t.previousDay(), t.meanOfDays()}
	t.checkImplied()
	return t
}

func (t *tester) implied() control {
	return control{"implied", func(d *joined) float64 { return kernel.Log(d.move()) }}
}

func (t *tester) previousDay() control {
	return control{"previous_day", func(d *joined) float64 { return kernel.Log(t.pastVolatility(d, 1)) }}
}

func (t *tester) meanOfDays() control {
	return control{"mean_of_5_days", func(d *joined) float64 { return kernel.Log(t.pastVolatility(d, lagDays)) }}
}

// checkImplied drops the control by implied volatility where too few days have it.
func (t *tester) checkImplied() {
	n := 0
	for i := range t.days {
		if !math.IsNaN(t.days[i].move()) {
			n++
		}
	}
	switch {
	case n < min(report.StudyMinDays, len(t.days)):
		t.controls = t.controls[1:]
		t.warn(report.Warning{Code: "study-implied", Message: fmt.Sprintf("the implied move is known on %d of %d days: implied volatility is not controlled", n, len(t.days))})
	case n < len(t.days):
		t.warn(report.Warning{Code: "study-implied", Message: fmt.Sprintf("the implied move is not known on %d of %d days, which are not in the tests of volatility", len(t.days)-n, len(t.days))})
	}
}

func (t *tester) warn(w report.Warning) { t.warnings = append(t.warnings, w) }

// pastVolatility is the mean volatility of the days before, each as of a whole session; NaN where one is not known.
func (t *tester) pastVolatility(d *joined, days int) float64 {
	var sum float64
	for i := d.past - days; i < d.past; i++ {
		if i < 0 {
			return math.NaN()
		}
		b, scale := &t.Prices[i], t.scale(t.Prices[i].Date)
		sum += math.Sqrt(positive(Parkinson(b.High, b.Low))) / scale
	}
	return sum / float64(days)
}

func (t *tester) controlNames() []string {
	names := []string{}
	for _, c := range t.controls {
		names = append(names, c.name)
	}
	return names
}

// predictor is what a row says of dealer gamma.
type predictor struct {
	name string
	of   func(*joined) float64 // NaN: not known
	sign bool
}

// predictors of volatility; more of each should mean less of it.
var predictors = []predictor{
	{"sign_gex", func(d *joined) float64 {
		switch {
		case !d.row.GEX.OK():
			return math.NaN()
		case d.row.GEX < 0:
			return -1
		}
		return 1
	}, true},
	{"gex_share", func(d *joined) float64 {
		if !(d.row.GrossGEX > 0) {
			return math.NaN()
		}
		return float64(d.row.GEX / d.row.GrossGEX)
	}, false},
	{"flip_distance", func(d *joined) float64 {
		return float64((d.row.Spot-d.row.ZeroGamma)/d.row.Spot) / d.move()
	}, false},
}

// all runs every test, in the order in which they are shown.
func (t *tester) all() {
	for _, p := range predictors {
		t.volatility(p)
	}
	for _, p := range predictors {
		t.ranges(p)
	}
	t.walls()
	if t.Intraday != nil {
		t.momentum()
		t.flip()
	}
	t.pin("abs_gamma", func(r *report.KnownRow) report.Number { return r.AbsGamma })
	t.pin("max_pain", func(r *report.KnownRow) report.Number { return r.MaxPain })
	t.restOfDays()
	if t.Grid > 0 || slices.ContainsFunc(t.days, func(d joined) bool { return d.row.StrikeStep > 0 }) {
		t.grid()
	}
	t.quintiles()
}

// restOfDays runs the tests that a row within a session is about: volatility from then to the close, and walls.
func (t *tester) restOfDays() {
	if t.Intraday == nil || len(t.within) == 0 {
		return
	}
	days, leftOut := t.joiner.rest()
	r := &tester{joiner: t.joiner, days: days, to: t.to, realized: true, rest: true}
	r.controls = slices.DeleteFunc([]control{
		t.implied(), t.previousDay(), t.meanOfDays(),
		{"so_far", func(d *joined) float64 { return kernel.Log(math.Sqrt(d.soFar)) }},
		{"time_left", func(d *joined) float64 { return kernel.Log(d.scale) }},
	}, func(c control) bool { return !r.has(c) })
	t.to.Rest = &report.StudyRest{Days: len(days), Rows: t.inSession, LeftOut: leftOutOf(leftOut), Controls: r.controlNames()}
	for _, p := range predictors {
		r.volatility(p)
	}
	r.walls()
}

// has reports whether a control is known: implied volatility and the days before on enough days, what prices say of the session on
// all, as a row in its first minutes has no session behind it.
func (t *tester) has(c control) bool {
	n := 0
	for i := range t.days {
		if x := c.of(&t.days[i]); !math.IsNaN(x) && !math.IsInf(x, 0) {
			n++
		}
	}
	if c.name == "so_far" {
		return n == len(t.days)
	}
	return n >= min(report.StudyMinDays, len(t.days))
}

// id is that of a test, of whole days or of what is left of them.
func (t *tester) id(whole string) string {
	switch {
	case !t.rest:
		return whole
	case whole == report.StudyHold:
		return report.StudyRestHold
	}
	return report.StudyRestVol
}

// columns are numbers of the days on which all of them are known, one list each.
func (t *tester) columns(of ...func(*joined) float64) (days []*joined, lists [][]float64) {
	lists = make([][]float64, len(of))
	row := make([]float64, len(of))
	for i := range t.days {
		d := &t.days[i]
		for k, f := range of {
			row[k] = f(d)
		}
		if slices.ContainsFunc(row, func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }) {
			continue
		}
		days = append(days, d)
		for k, x := range row {
			lists[k] = append(lists[k], x)
		}
	}
	return days, lists
}

// test begins a test without numbers.
func test(id, predictor string, n int) report.StudyTest {
	none := report.None()
	return report.StudyTest{
		ID: id, Predictor: predictor, N: n, Alone: report.StudyAlone{Value: none, P: none}, Groups: []report.StudyGroup{},
		Ratio: none, WelchT: none, Placebo: none, Verdict: report.VerdictTooFew,
	}
}

// add finishes a test: of too few days it has no verdict, and of a predictor that never changes no numbers.
func (t *tester) add(x report.StudyTest, expected bool) {
	switch {
	case x.N < report.StudyMinDays || x.Rates != nil && float64(x.Rates.Touched)*float64(x.N) < leastTouched-0.5:
	case !x.P().OK():
	default:
		x.Verdict = verdict(&x, expected)
	}
	t.to.Tests = append(t.to.Tests, x)
}

// verdict judges a test of enough days. expected: what it found has the sign that is claimed.
func verdict(x *report.StudyTest, expected bool) report.StudyVerdict {
	switch {
	case x.P() < significance && expected:
		return report.VerdictAdds
	case x.P() < significance:
		return report.VerdictOpposite
	case x.Controlled != nil && x.Alone.P < significance:
		return report.VerdictNotBeyond
	}
	return report.VerdictNone
}

// alone compares an outcome with a predictor: the means of both signs, or ranks. groups are the means of another outcome.
func alone(x *report.StudyTest, p predictor, value, outcome, shown []float64) (negative, ok bool) {
	if !p.sign {
		x.Statistic = "spearman"
		if len(value) < 3 {
			return false, false
		}
		r, ok := RotateSpearman(value, outcome)
		if !ok {
			x.Note = "constant"
			return false, false
		}
		x.Alone = report.StudyAlone{Value: nine(r.Value), P: nine(r.P())}
		return r.Value < 0, true
	}
	x.Statistic = "mean_difference"
	short := make([]bool, len(value))
	for i, v := range value {
		short[i] = v < 0
	}
	with, without := split(shown, short)
	a, b := GroupOf(with), GroupOf(without)
	x.Groups = []report.StudyGroup{{Name: "short", N: a.N, Mean: nine(a.Mean)}, {Name: "long", N: b.N, Mean: nine(b.Mean)}}
	r, ok := RotateMeans(outcome, short)
	if !ok {
		if len(value) > 0 {
			x.Note = "one sign only"
		}
		return false, false
	}
	outcomes, others := split(outcome, short)
	x.WelchT = nine(Welch(GroupOf(outcomes), GroupOf(others)))
	x.Ratio = nine(a.Mean / b.Mean)
	x.Alone = report.StudyAlone{Value: nine(r.Value), P: nine(r.P())}
	return r.Value > 0, true // more on short days: less with more gamma
}

// volatility tests a predictor against the log of the day's volatility, alone and beside the controls.
func (t *tester) volatility(p predictor) {
	of := []func(*joined) float64{p.of, func(d *joined) float64 { return math.Sqrt(d.variance(t.realized)) }}
	for _, c := range t.controls {
		of = append(of, c.of)
	}
	days, lists := t.columns(of...)
	value, outcome, shown := lists[0], make([]float64, len(days)), make([]float64, len(days))
	for i, v := range lists[1] {
		outcome[i], shown[i] = kernel.Log(v), ofYear(v*v)
	}
	x := test(t.id(report.StudyVol), p.name, len(days))
	_, ok := alone(&x, p, value, outcome, shown)
	expected := false
	none := report.None()
	x.Controlled = &report.StudyControlled{T: none, P: none, AddsR2: none}
	if ok {
		if c, fits := RotateControlled(outcome, value, usable(lists[2:], len(days))); fits {
			x.Controlled = &report.StudyControlled{T: nine(c.Value), P: nine(c.P()), AddsR2: nine(c.AddsR2)}
			expected = c.Value < 0
		}
	}
	t.add(x, expected)
}

// usable are a column of ones and those controls that say something beside the ones before them: a constant does not.
func usable(controls [][]float64, n int) [][]float64 {
	columns := [][]float64{Ones(n)}
	for _, c := range controls {
		if _, ok := newDesign(append(slices.Clone(columns), c)); ok {
			columns = append(columns, c)
		}
	}
	return columns
}

// ranges tests a predictor against the range of the day in units of the implied move.
func (t *tester) ranges(p predictor) {
	days, lists := t.columns(p.of, func(d *joined) float64 { return (d.bar.High - d.bar.Low) / d.bar.Open / (d.move() * d.scale) })
	x := test(report.StudyRange, p.name, len(days))
	expected, _ := alone(&x, p, lists[0], lists[1], lists[1])
	t.add(x, expected)
}

// momentum tests whether the last half hour goes on where the day went when dealers are short.
func (t *tester) momentum() {
	p := predictors[0]
	days, lists := t.columns(p.of, func(d *joined) float64 {
		so, rest := kernel.Log(d.late/d.bar.Open), kernel.Log(d.bar.Close/d.late)
		if so < 0 {
			rest = -rest
		}
		if so == 0 {
			rest = 0
		}
		return rest
	})
	x := test(report.StudyMomentum, p.name, len(days))
	expected, _ := alone(&x, p, lists[0], lists[1], lists[1])
	x.Ratio = report.None()
	t.add(x, expected)
}

// walls tests both.
func (t *tester) walls() {
	t.wall("call_wall", Above, func(r *report.KnownRow) report.Number { return r.CallWall })
	t.wall("put_wall", Below, func(r *report.KnownRow) report.Number { return r.PutWall })
}

// wall tests whether a wall holds more than lines of other days at the same distance.
func (t *tester) wall(name string, side Side, level func(*report.KnownRow) report.Number) {
	days, lists := t.columns(func(d *joined) float64 {
		line := float64(level(d.row)) / d.bar.Open
		if side == Above && line > 1 || side == Below && line < 1 {
			return line
		}
		return math.NaN()
	})
	x := test(t.id(report.StudyHold), name, len(days))
	x.Statistic = "held_share"
	if len(days) < 2 {
		t.add(x, false)
		return
	}
	bars, sigma := make([]Day, len(days)), make([]float64, len(days))
	for i, d := range days {
		bars[i] = Day{High: d.bar.High / d.bar.Open, Low: d.bar.Low / d.bar.Open, Close: d.bar.Close / d.bar.Open}
		sigma[i] = d.move() * d.scale
	}
	l := RotateLines(bars, lists[0], sigma, side)
	x.Rates = &report.StudyRates{
		Touched: nine(l.Own.Share()), Held: nine(l.Own.HeldShare()),
		PlaceboTouched: nine(l.Others.Share()), PlaceboHeld: nine(l.Others.HeldShare()), WalkTouched: nine(l.Walk),
	}
	x.Alone.Value, x.Placebo = x.Rates.Held, x.Rates.PlaceboHeld
	if x.Rates.Held.OK() && x.Rates.PlaceboHeld.OK() {
		x.Alone.P = nine(l.P())
	} else {
		x.Note = "never touched"
	}
	t.add(x, x.Rates.Held > x.Rates.PlaceboHeld)
}

// settles reports whether a row says that contracts settle at the close of the day that it is about: the nearest expiry is of that
// day, and not of its morning. A row that does not say which expiry is the nearest says so of its own date alone, by having 0DTE.
func (t *tester) settles(d *joined) bool {
	r := d.row
	if r.PainExpiry != "" && r.PainStyle != "" {
		return r.PainExpiry == d.bar.Date.String() && r.PainStyle != market.AM.String()
	}
	return r.GEX0DTE.OK() && t.Venue.DateOf(r.AsOf.Time) == d.bar.Date
}

// pin tests whether closes are nearer to a level of their day than to those of other days.
func (t *tester) pin(name string, level func(*report.KnownRow) report.Number) {
	_, lists := t.columns(func(d *joined) float64 {
		if !t.settles(d) {
			return math.NaN()
		}
		return float64(level(d.row)) / d.bar.Open
	}, func(d *joined) float64 { return d.bar.Close / d.bar.Open }, func(d *joined) float64 { return d.move() * d.scale })
	n := len(lists[0])
	x := test(report.StudyPin, name, n)
	x.Statistic = "mean_distance"
	if n < 2 {
		x.Note = noExpiries(n)
		t.add(x, false)
		return
	}
	r := RotateNear(lists[1], lists[0], lists[2])
	x.Alone, x.Placebo = report.StudyAlone{Value: nine(r.Value), P: nine(r.P())}, nine(r.Others)
	t.add(x, r.Value < r.Others)
}

func noExpiries(n int) report.Text {
	if n > 0 {
		return ""
	}
	return "no row says that contracts settle at its close"
}

// grid tests whether closes are nearer to strikes than chance, on days on which contracts settle.
func (t *tester) grid() {
	_, lists := t.columns(func(d *joined) float64 {
		if !t.settles(d) {
			return math.NaN()
		}
		return d.bar.Close
	}, func(d *joined) float64 {
		if t.Grid > 0 {
			return t.Grid
		}
		return positive(float64(d.row.StrikeStep))
	})
	x := test(report.StudyPin, "grid", len(lists[0]))
	x.Statistic = "mean_distance"
	if x.N == 0 {
		x.Note = noExpiries(x.N)
		t.add(x, false)
		return
	}
	g := GridOf(lists[0], lists[1])
	x.Alone, x.Placebo = report.StudyAlone{Value: nine(g.Mean), P: nine(g.P)}, nine(g.Even)
	t.add(x, g.Z < 0)
}

// flip tests whether prices cross the flip less often than a line equally far on the other side of the open, on days that begin
// within a day's move of it.
func (t *tester) flip() {
	days, lists := t.columns(func(d *joined) float64 {
		distance := kernel.Log(float64(d.row.ZeroGamma) / d.bar.Open)
		if len(d.inside) < leastInside || !(math.Abs(distance) <= d.move()) {
			return math.NaN()
		}
		return distance
	})
	x := test(report.StudyFlip, "zero_gamma", len(days))
	x.Statistic = "mean_difference"
	if len(days) < 2 {
		t.add(x, false)
		return
	}
	paths := make([]crossings, len(days))
	for i, d := range days {
		paths[i] = crossingsOf(d.inside)
	}
	r, own, mirror := RotateCrossings(paths, lists[0])
	x.Groups = []report.StudyGroup{{Name: "flip", N: len(days), Mean: nine(own)}, {Name: "mirror", N: len(days), Mean: nine(mirror)}}
	x.Alone = report.StudyAlone{Value: nine(r.Value), P: nine(r.P())}
	t.add(x, r.Value < 0)
}

// quintiles are fifths of the days by gex_share, with their volatility and what the controls leave of it.
func (t *tester) quintiles() {
	share := predictors[1]
	of := []func(*joined) float64{share.of, func(d *joined) float64 { return math.Sqrt(d.variance(t.realized)) }}
	for _, c := range t.controls {
		of = append(of, c.of)
	}
	days, lists := t.columns(of...)
	n := len(days)
	if n < report.StudyMinDays {
		return
	}
	value, outcome := lists[0], make([]float64, n)
	for i, v := range lists[1] {
		outcome[i] = kernel.Log(v)
	}
	var left []float64
	if d, ok := newDesign(usable(lists[2:], n)); ok {
		left = d.residuals(outcome, d.coefficients(outcome))
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(value[a], value[b]) })
	const fifths = 5
	for k := range fifths {
		part := order[k*n/fifths : (k+1)*n/fifths]
		var vol, residual []float64
		for _, i := range part {
			vol = append(vol, ofYear(lists[1][i]*lists[1][i]))
			if left != nil {
				residual = append(residual, left[i])
			}
		}
		t.to.Quintiles = append(t.to.Quintiles, report.Quintile{
			N: len(part), Low: nine(value[part[0]]), High: nine(value[part[len(part)-1]]),
			Volatility: nine(GroupOf(vol).Mean), Residual: nine(kernel.Exp(GroupOf(residual).Mean) - 1),
		})
	}
}
