package vol

import (
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/bs/american"
	"gex/internal/fault"
)

// TestEarlyTerms: b = r − (ln(F/S) − Σ ln(1−d))/T of the dividends after the date, before settlement; one that nobody can exercise
// before any more lowers the spot.
func TestEarlyTerms(t *testing.T) {
	close18 := on(2025, 11, 18).At(16, 0)
	settlement := on(2025, 12, 19).At(16, 0)
	c := chainOf("TEST", 100, tuesday, listing{root: "TEST", at: settlement, cells: []cell{{strike: 100, iv: 0.3}}})
	s := &Surface{Spot: 100, Expiries: []Expiry{{Early: true}}, Paid: []Payment{
		{Date: on(2025, 11, 18), At: on(2025, 11, 17).At(16, 0), Part: 0.5},
		{Date: on(2025, 11, 19), At: close18, Part: 0.02},
		{Date: on(2025, 12, 1), At: on(2025, 11, 28).At(13, 0), Part: 0.01},
		{Date: on(2025, 12, 22), At: settlement, Part: 0.4},
	}}
	fit := Expiry{Years: 0.08, Rate: 0.05, Yield: 0.09}
	lost := math.Log(0.98 * 0.99)
	for _, x := range []struct {
		why   string
		at    time.Time
		years []float64 // to the dividends
		left  float64
	}{
		{"in the session", tuesday, []float64{5. / 24 / 365, (10 + 2./24) / 365}, 1},
		{"at the close", close18, []float64{(9 + 21./24) / 365}, 0.98},
		{"after it", close18.Add(time.Hour), []float64{(9 + 20./24) / 365}, 0.98},
	} {
		terms, left, ok := s.EarlyTerms(c, 0, true, fit, x.at)
		if !ok || !terms.Put || terms.Years != 0.08 || terms.Rate != 0.05 || left != x.left || len(terms.Dividends) != len(x.years) {
			t.Errorf("%s: %+v, left %g", x.why, terms, left)
			continue
		}
		close12(t, x.why, terms.Yield, 0.05-((0.05-0.09)*0.08-lost)/0.08)
		for i, years := range x.years {
			close12(t, x.why, terms.Dividends[i].Years, years)
			close12(t, x.why, terms.Dividends[i].Fraction, []float64{0.02, 0.01}[i+2-len(x.years)])
		}
	}
	// On the ex-date itself it is behind us, and so is its loss.
	terms, left, _ := s.EarlyTerms(c, 0, false, fit, on(2025, 11, 19).At(9, 0))
	if terms.Put || left != 1 || len(terms.Dividends) != 1 {
		t.Errorf("on the ex-date: %+v, left %g", terms, left)
	}
	close12(t, "on the ex-date", terms.Yield, 0.05-((0.05-0.09)*0.08-math.Log(0.99))/0.08)
	if _, left, ok := s.EarlyTerms(c, 0, true, Expiry{}, tuesday); ok || left != 1 {
		t.Errorf("settled: %v, left %g", ok, left)
	}
	s.Expiries[0].Early = false
	if _, left, ok := s.EarlyTerms(c, 0, true, fit, tuesday); ok || left != 1 {
		t.Errorf("European: %v, left %g", ok, left)
	}
}

// TestStateOfEarlyExercise: what the report says: dividends in currency, the misfit where a forward is, premiums of the strike
// nearest to the forward.
func TestStateOfEarlyExercise(t *testing.T) {
	a := ofAmerican(0.04, seen("SPX", tuesday, 7, 100), seen("TEST", tuesday, 7, 100), seen("TEST", tuesday, 14, 100))
	a.of, a.spot = a.of[1:], 200
	a.paid = []dividend{{date: on(2025, 12, 1), at: tuesday, part: 0.01}}
	e := a.of[0]
	e.borrow, e.told, e.misfit, e.drops, e.forward = 0.02, true, 0.001, []drop{{0.1, 0.01}, {0.2, 0.03}}, 102.4
	for i, k := range []float64{100, 102, 103, 105} {
		e.q.lines = append(e.q.lines, line{strike: k, call: leg{premium: 0.1 * float64(i)}, put: leg{premium: 0.3 * float64(i)}})
		if i != 1 { // of lines 0, 2 and 3 after the first, which seen lists
			e.pairs = append(e.pairs, earlyPair{line: i + 1, strike: k})
		}
	}
	a.of[1].own, a.of[1].misfit = false, 0.5
	for _, exercise := range []string{"auto", "american"} {
		s := &Surface{Expiries: make([]Expiry, 3)}
		a.f.o.Exercise = exercise
		a.state(s)
		if s.American != (exercise == "american") || s.Expiries[0].Early || len(s.Paid) != 1 || s.Paid[0] != (Payment{on(2025, 12, 1), tuesday, 0.01}) {
			t.Errorf("%s: %+v", exercise, s)
		}
		x, y := s.Expiries[1], s.Expiries[2]
		if !x.Early || x.Borrow != 0.02 || x.Misfit != 0.001 || x.CallPremium != 0.2 || x.PutPremium != 0.6 {
			t.Errorf("%+v", x)
		}
		close12(t, "dividends", x.Dividends, 8)
		if !y.Early || !math.IsNaN(y.Misfit) || !math.IsNaN(y.CallPremium) || !math.IsNaN(y.PutPremium) || y.Dividends != 0 || !math.IsNaN(y.Borrow) {
			t.Errorf("%+v", y)
		}
	}
	// The first may be the nearest.
	e.forward = 99
	if call, _ := e.nearPremium(); call != 0 {
		t.Errorf("below all: %g", call)
	}
	// Of two as near the first counts.
	e.forward = 104
	if call, _ := e.nearPremium(); call != 0.2 {
		t.Errorf("between 103 and 105: %g", call)
	}
}

// TestExerciseWords: the assumption counts dividends that are given and dates that are built in.
func TestExerciseWords(t *testing.T) {
	dividends := func(given, found int) (out []dividend) {
		for i := range given + found {
			out = append(out, dividend{found: i >= given})
		}
		return out
	}
	for _, c := range []struct {
		given, found int
		exercise     string
		want         []string
		not          string
	}{
		{0, 0, "auto", []string{"no dividends on dates", "those of European options"}, "given"},
		{1, 0, "american", []string{"with 1 given dividend;", "those of American options"}, "built-in"},
		{2, 0, "auto", []string{"with 2 given dividends;"}, "no dividends"},
		{0, 1, "auto", []string{"with 1 built-in ex-date of 0.250% of spot each;"}, "given"},
		{1, 3, "auto", []string{"with 1 given dividend and 3 built-in ex-dates of 0.250% of spot each;"}, "no dividends"},
	} {
		f := &fitter{o: Options{Exercise: c.exercise}, am: &earlyFit{part: 0.0025, paid: dividends(c.given, c.found)}}
		got := f.exerciseAssumption()
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%d given, %d built in: %q lacks %q", c.given, c.found, got, want)
			}
		}
		if strings.Contains(got, c.not) {
			t.Errorf("%d given, %d built in: %q", c.given, c.found, got)
		}
	}
	live, settled := seen("TEST", tuesday, 7, 100), seen("TEST", tuesday, 7, 100)
	settled.live = false
	for want, all := range map[string][]quotes{"ignored: American options are read as European": {seen("SPX", tuesday, 7, 100), live}, "": {seen("SPX", tuesday, 7, 100), settled}} {
		if got := (&fitter{all: all}).exerciseAssumption(); got != want {
			t.Errorf("without a fit: %q, want %q", got, want)
		}
	}
}

// TestPremiumOfASide: dividends of now lower the spot, those to come belong to the contract; without a solution there is no premium.
func TestPremiumOfASide(t *testing.T) {
	drops := []drop{{0, 0.02}, {0, 0.01}, {0.1, 0.03}}
	p := newPremiums(false, 0.5, 0.04, 0.01, drops, 0.3, 0.3, american.Fine, nil)
	of, err := american.New(american.Terms{Years: 0.5, Rate: 0.04, Yield: 0.01, Dividends: []american.Dividend{{Years: 0.1, Fraction: 0.03}}}, 0.3, 0.3)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := p.value(math.NaN(), math.Log(100*0.98*0.99/95), 100, 95, 0.3), of.Premium(100*0.98*0.99, 95, 0.3); math.Abs(got-want) > 1e-9 || got < 0.01 {
		t.Errorf("%.9f, want %.9f", got, want)
	}
	// A put at b < r < 0 has two boundaries.
	if p := newPremiums(true, 0.5, -0.02, -0.05, nil, 0.3, 0.3, american.Fine, nil); p.of != nil || p.value(math.NaN(), math.Log(100/95.), 100, 95, 0.3) != 0 {
		t.Error("two boundaries have a premium")
	}
	for _, c := range []struct {
		put          bool
		strike, want float64
	}{{false, 95, 5}, {false, 105, 0}, {true, 95, 0}, {true, 105, 5}} {
		if got := intrinsic(c.put, 100, c.strike); got != c.want {
			t.Errorf("put %v of %g pays %g", c.put, c.strike, got)
		}
	}
	close12(t, "σ of σ√T", totalVolToVol(0.2, 0.25), 0.4)
}

// TestBorrowWarning: a borrow of more than 10 % in the first expiries warns, unless a dividend that is not known explains it, which
// has its own warning. Without early exercise, or with a flat carry, there is nothing to say.
func TestBorrowWarning(t *testing.T) {
	for _, c := range []struct {
		why    string
		borrow float64
		but    func(a *earlyFit)
		want   string
	}{
		{"10 %", 0.1, nil, ""}, {"11 %", 0.11, nil, "hard-to-borrow"},
		{"and a dividend", 0.11, func(a *earlyFit) { a.of[0].misfit = 0.01 }, "dividend-missing"},
		{"a dividend alone", 0, func(a *earlyFit) { a.of[0].misfit = 0.01 }, "dividend-missing"},
		{"flat", 0.11, func(a *earlyFit) { a.f.o.Carry = "flat"; a.of[0].misfit = 0.01 }, ""},
		{"European", 0.11, func(a *earlyFit) { a.f.am = nil }, ""},
		{"no forward", 0.11, func(a *earlyFit) { a.of[0].own = false }, ""},
	} {
		a := ofAmerican(0.04, seen("TEST", tuesday, 7, 100))
		a.of[0].borrow = c.borrow
		if c.but != nil {
			c.but(a)
		}
		a.f.warnDividends()
		var codes []string
		for _, w := range a.f.s.Warnings {
			codes = append(codes, w.Code)
		}
		if got := strings.Join(codes, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
	a := ofAmerican(0.04, seen("TEST", tuesday, 7, 100))
	a.of[0].borrow = 0.234
	a.f.warnDividends()
	if got := fault.Spell(said(a.f, "hard-to-borrow"), fault.AsFlag); !strings.Contains(got, "a borrow cost of 23% a year") || !strings.Contains(got, "--exercise") {
		t.Errorf("%s", got)
	}
}
