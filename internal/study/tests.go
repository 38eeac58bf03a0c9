package study

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

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
	if ok && p.sign { // of the means of logs, whose difference is tested
		x.Ratio = nine(kernel.Exp(float64(x.Alone.Value)))
	}
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
