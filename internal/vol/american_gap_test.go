package vol

import (
	"math"
	"testing"
)

// spread4 gives quotes four pairs whose synthetic share has a half spread of a part of the forward, over √4.
func spread4(q quotes, part float64) quotes {
	half := 2 * part * q.forward // (s_C + s_P)/2
	for i := range 4 {
		q.pairs = append(q.pairs, pair{strike: 100 + float64(i), spreadC: 1.5 * half, spreadP: 0.5 * half})
	}
	return q
}

// off is an expiry some days from the quotes, with a forward at a gap and a growth of 4 % a year from 100.
func off(n, a, part float64) quotes {
	return spread4(seen("TEST", tuesday, n, 100*math.Exp(a+0.04*n/365)), part)
}

// TestHalfSpread: that of the synthetic share, (C − P)/F, over the root of the number of the nine nearest pairs.
func TestHalfSpread(t *testing.T) {
	q := &quotes{forward: 50}
	for i := range 10 {
		q.pairs = append(q.pairs, pair{spreadC: 0.1 * float64(i), spreadP: 0.3})
	}
	close12(t, "nine", q.halfSpread(q.forward), (0.05*36+0.15*9)/9/50/3) // Σ 0 … 8 = 36
	q.pairs = q.pairs[3:7]
	close12(t, "four", q.halfSpread(q.forward), (0.05*18+0.15*4)/4/50/2)
}

// TestSessionGap: of quotes and a spot of the same minute, a gap is one that two expiries before the first dividend agree on,
// beyond 0.1 % and four half spreads.
func TestSessionGap(t *testing.T) {
	missing := func(a *earlyFit) { a.of[0].misfit = 0.01 }
	for _, c := range []struct {
		why     string
		all     []quotes
		change  func(a *earlyFit)
		a       float64
		used    int
		warning string
	}{
		{"two agree", []quotes{off(7, 0.01, 0), off(14, 0.01, 0)}, nil, 0.01, 2, ""},
		{"one alone", []quotes{off(7, 0.01, 0)}, nil, 0, 1, ""},
		{"another has no forward", []quotes{off(7, 0.01, 0), off(14, 0.01, 0)}, func(a *earlyFit) { a.of[1].own = false }, 0, 1, ""},
		{"another lost it", []quotes{off(7, 0.01, 0), off(14, math.NaN(), 0)}, nil, 0, 1, ""},
		{"two agree within 0.1 %", []quotes{off(7, 0.01, 0), off(14, 0.0119, 0)}, nil, 0.01095, 2, ""},
		{"two do not", []quotes{off(7, 0.01, 0), off(14, 0.0121, 0)}, nil, 0, 2, ""},
		{"two of three", []quotes{off(7, 0.0103, 0), off(8, 0.011, 0), off(9.9, 0.03, 0)}, nil, 0.011, 3, ""},
		{"0.11 % below", []quotes{off(7, -0.0011, 0), off(14, -0.0011, 0)}, nil, -0.0011, 2, ""},
		{"0.09 % below", []quotes{off(7, -0.0009, 0), off(14, -0.0009, 0)}, nil, 0, 2, ""},
		{"more than four half spreads", []quotes{off(7, 0.0082, 0.002), off(14, 0.0082, 0.002)}, nil, 0.0082, 2, ""},
		{"less", []quotes{off(7, 0.0078, 0.002), off(14, 0.0078, 0.002)}, nil, 0, 2, ""},
		{"agreed within them", []quotes{off(7, 0.012, 0.002), off(14, 0.027, 0.002)}, nil, 0.0195, 2, ""},
		{"not agreed", []quotes{off(7, 0.012, 0.002), off(14, 0.029, 0.002)}, nil, 0, 2, ""},
		{"two of 45 days", []quotes{off(7, 0.01, 0), off(45, 0.01, 0)}, nil, 0.01, 2, ""},
		{"one of them beyond", []quotes{off(7, 0.01, 0), off(45.1, 0.01, 0)}, nil, 0, 1, ""},
		{"none, as all are beyond", []quotes{off(46, 0.01, 0)}, nil, 0, 0, ""},
		{"calls and puts disagree", []quotes{off(7, 0.01, 0), off(14, 0.01, 0)}, missing, 0, 2, "gap-unidentified"},
		{"but about nothing", []quotes{off(7, 0.0001, 0), off(14, 0.0001, 0)}, missing, 0, 2, ""},
		{"and no forward", []quotes{off(7, math.NaN(), 0)}, missing, 0, 0, "gap-unidentified"},
		{"no forward", []quotes{off(7, math.NaN(), 0)}, nil, 0, 0, ""},
		{"later ones disagree", []quotes{off(7, 0.01, 0), off(14, 0.01, 0), off(90, 0.01, 0)}, func(a *earlyFit) { a.of[2].misfit = 0.01 }, 0, 2, "gap-unidentified"},
	} {
		a := ofAmerican(0.05, c.all...)
		a.f.o.Yield = 0.01
		for _, e := range a.of {
			e.noise = 0.0001
		}
		if c.change != nil {
			c.change(a)
		}
		g := a.sessionGap(100)
		if !(math.Abs(g.a-c.a) < 1e-12) || g.used != c.used || g.warning != c.warning {
			t.Errorf("%s: %+v, want %g of %d, %q", c.why, g, c.a, c.used, c.warning)
		}
		if (g.source == "parity") != (c.used > 0) {
			t.Errorf("%s: source %q", c.why, g.source)
		}
	}
}

// TestSessionGapFigures: the slope is rate less yield where two expiries are too few for one, the time and the error the medians.
func TestSessionGapFigures(t *testing.T) {
	a := ofAmerican(0.05, off(14, 0.01, 0.0004), off(7, 0.01, 0.0002))
	a.f.o.Yield = 0.01
	g := a.sessionGap(100)
	close12(t, "slope", g.slope, 0.04)
	close12(t, "years", g.years, 10.5/365)
	close12(t, "error", g.se, 0.0003)
	if g.fitted {
		t.Error("the slope of two")
	}
	// Of three it is that of their forwards.
	a = ofAmerican(0.2, off(7, 0.01, 0), off(14, 0.01, 0), off(21, 0.01, 0))
	g = a.sessionGap(100)
	close12(t, "fitted slope", g.slope, 0.04)
	close12(t, "gap", g.a, 0.01)
	if !g.fitted {
		t.Error("the slope of three forwards does not count")
	}
}

// TestSessionGapBeforeDividend: expiries that settle on the ex-date or later say nothing; without others there is a warning.
func TestSessionGapBeforeDividend(t *testing.T) {
	for _, c := range []struct {
		day     int // of the ex-date in November; the expiries are on the 25th, 26th and 27th, too near each other for a slope
		used    int
		a       float64
		warning string
	}{{24, 0, 0, "gap-unidentified"}, {25, 0, 0, "gap-unidentified"}, {26, 1, 0, ""}, {27, 2, 0.01, ""}} {
		a := ofAmerican(0.05, off(7, 0.01, 0), off(8, 0.01, 0), off(9, 0.03, 0))
		a.f.o.Yield = 0.01
		a.paid = []dividend{{date: on(2025, 11, 0).AddDays(c.day)}, {date: on(2025, 12, 30)}}
		if g := a.sessionGap(100); g.used != c.used || g.warning != c.warning || math.Abs(g.a-c.a) > 1e-12 {
			t.Errorf("ex on %s: %+v", a.paid[0].date, g)
		}
	}
}

// TestSessionGapBeforeOneDividend: a single dividend is the first.
func TestSessionGapBeforeOneDividend(t *testing.T) {
	a := ofAmerican(0.05, off(7, 0.01, 0), off(8, 0.01, 0))
	a.paid = []dividend{{date: on(2025, 11, 26)}}
	if g := a.sessionGap(100); g.used != 1 {
		t.Errorf("%+v", g)
	}
}

// TestDisagrees: the volatilities of calls and puts are more than five times the noise apart, and more than 0.003.
func TestDisagrees(t *testing.T) {
	for _, c := range []struct {
		misfit, noise float64
		own, want     bool
	}{
		{0.0031, 0, true, true}, {0.003, 0, true, false}, {0.0031, 0, false, false},
		{0.0101, 0.002, true, true}, {0.0099, 0.002, true, false}, {5 * 0.002, 0.002, true, false},
	} {
		e := &early{misfit: c.misfit, noise: c.noise, own: c.own}
		if e.disagrees() != c.want {
			t.Errorf("%+v", c)
		}
	}
}

// TestDividendMissing: the first expiry of half a year whose calls and puts disagree; in the session also the first of 45 days
// whose forward is below what the others' growth makes of the spot, by more than 0.2 % and four half spreads.
func TestDividendMissing(t *testing.T) {
	lower := func(loss, part float64) []quotes { // 3 … 12 days grow from 100; the last one starts lower
		return []quotes{off(3, 0, 0), off(6, 0, 0), off(9, 0, 0), off(12, 0, 0), off(15, 0, 0), off(44, -loss, part)}
	}
	disagree := func(x int) func(*earlyFit) { return func(a *earlyFit) { a.of[x].misfit = 0.01 } }
	for _, c := range []struct {
		why    string
		all    []quotes
		change func(a *earlyFit)
		want   int
	}{
		{"all agree", lower(0, 0), nil, -1},
		{"one disagrees", lower(0, 0), disagree(2), 2},
		{"of half a year", []quotes{off(7, 0, 0), off(182.5, 0, 0)}, disagree(1), 1},
		{"of more", []quotes{off(7, 0, 0), off(183, 0, 0)}, disagree(1), -1},
		{"0.22 % lower", lower(0.0022, 0), nil, 5},
		{"0.18 % lower", lower(0.0018, 0), nil, -1},
		{"0.22 % higher", lower(-0.0022, 0), nil, -1},
		{"after the session", lower(0.0022, 0), func(a *earlyFit) { a.live = false }, -1},
		{"more than four half spreads", lower(0.0082, 0.002), nil, 5},
		{"less", lower(0.0078, 0.002), nil, -1},
		{"a known dividend", lower(0.0022, 0), func(a *earlyFit) { a.of[5].drops = []drop{{0.1, 0.001}} }, -1},
		{"without a forward", lower(0.0022, 0), func(a *earlyFit) { a.of[5].own = false }, -1},
		{"whose forward was left out", lower(0.0022, 0), func(a *earlyFit) { a.f.all[5].forward = math.NaN() }, -1},
		{"two expiries have no slope", []quotes{off(3, 0, 0), off(44, -0.1, 0)}, nil, -1},
		{"of a fund whose dates are known", lower(0, 0), func(a *earlyFit) { a.f.c.Underlying = "SPY"; a.of[2].misfit = 0.01 }, -1},
		{"at 45 days", []quotes{off(3, 0, 0), off(6, 0, 0), off(9, 0, 0), off(12, 0, 0), off(45, -0.01, 0)}, nil, 4},
		{"beyond 45 days", []quotes{off(3, 0, 0), off(6, 0, 0), off(9, 0, 0), off(46, -0.01, 0)}, nil, -1},
	} {
		a := ofAmerican(0.05, c.all...)
		if c.change != nil {
			c.change(a)
		}
		got := -1
		if e := a.dividendMissing(); e != nil {
			got = e.x
		}
		if got != c.want {
			t.Errorf("%s: %d, want %d", c.why, got, c.want)
		}
	}
}

// TestSlopeOfForwards: the growth of forwards without their dividends over 45 days, where these are too few over half a year.
func TestSlopeOfForwards(t *testing.T) {
	grown := func(n, slope float64) quotes { return seen("TEST", tuesday, n, 100*math.Exp(slope*n/365)) }
	for _, c := range []struct {
		why   string
		all   []quotes
		but   func(a *earlyFit)
		slope float64 // 0: none
	}{
		{"of 45 days", []quotes{grown(15, 0.3), grown(30, 0.3), grown(45, 0.3), grown(90, 0.5), grown(120, 0.5)}, nil, 0.3},
		{"of half a year", []quotes{grown(15, 0.3), grown(30, 0.3), grown(45.5, 0.3), grown(183, 0.9)}, nil, 0.3},
		{"of 182 days and a half", []quotes{grown(20, 0.3), grown(120, 0.3), grown(182.5, 0.3), grown(365, 0.9)}, nil, 0.3},
		{"too few", []quotes{grown(15, 0.3), grown(30, 0.3), grown(183, 0.3)}, nil, 0},
		{"one has none of its own", []quotes{grown(15, 0.3), grown(30, 0.3), grown(45, 0.3)}, func(a *earlyFit) { a.of[1].own = false }, 0},
		{"one was left out", []quotes{grown(15, 0.3), grown(30, 0.3), grown(45, 0.3)}, func(a *earlyFit) { a.f.all[1].forward = math.NaN() }, 0},
		{"with a dividend of each", []quotes{grown(15, 0.3), grown(30, 0.3), grown(45, 0.3)}, func(a *earlyFit) {
			for i, e := range a.of { // forwards that fell by what they lost
				e.drops = []drop{{0, 0.01 * float64(i+1)}}
				e.q.forward *= 1 - 0.01*float64(i+1)
			}
		}, 0.3},
	} {
		a := ofAmerican(0.05, c.all...)
		if c.but != nil {
			c.but(a)
		}
		slope, ok := a.slope()
		if ok != (c.slope != 0) || math.Abs(slope-c.slope) > 1e-12 {
			t.Errorf("%s: %g %v, want %g", c.why, slope, ok, c.slope)
		}
	}
}

// TestPairwiseSlope: three expiries over three days; of those a day or less apart nothing is said.
func TestPairwiseSlope(t *testing.T) {
	at := func(y []float64, n ...float64) (points []spotPoint) {
		for i, d := range n {
			points = append(points, spotPoint{&quotes{years: d * day}, y[i] / 365})
		}
		return points
	}
	line := []float64{0, 1, 2, 3}
	for _, c := range []struct {
		n    []float64
		y    []float64
		want float64 // 0: none
	}{
		{[]float64{1, 4}, line, 0},
		{[]float64{1, 2.5, 4}, []float64{0, 0.75, 1.5}, 0.5},
		{[]float64{1, 2.5, 3.99}, line, 0},
		{[]float64{1, 2, 4}, []float64{0, 100, 1}, (-49.5 + 1./3) / 2}, // of 3 and 2 days; a day is too little
	} {
		slope, ok := pairwiseSlope(at(c.y, c.n...))
		if ok != (c.want != 0) || math.Abs(slope-c.want) > 1e-9 {
			t.Errorf("%v days: %g %v, want %g", c.n, slope, ok, c.want)
		}
	}
}
