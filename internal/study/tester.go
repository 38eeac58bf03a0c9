package study

import (
	"fmt"
	"math"
	"slices"

	"gex/internal/bs/kernel"
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
