package vol

import (
	"math"
	"slices"
	"testing"

	"gex/internal/bs/american"
	"gex/internal/market"
)

// rated is an expiry whose line says what the rate is.
func rated(rate, err float64) *early { return &early{own: true, rate: rate, rateError: err} }

// TestGives: a slope says what the rate is with an error below 0.01, and where calls and puts agree it fits too.
func TestGives(t *testing.T) {
	for _, c := range []struct {
		e           *early
		gives, fits bool
	}{
		{rated(0.04, 0.0099), true, true}, {rated(0.04, 0.01), false, false}, {rated(0.04, 0.0101), false, false},
		{rated(math.NaN(), 0.001), false, false}, {&early{rate: 0.04, rateError: 0.001}, false, false},
		{&early{own: true, rate: 0.04, rateError: 0.001, misfit: 0.01}, true, false},
	} {
		if c.e.gives() != c.gives || c.e.fits() != c.fits {
			t.Errorf("%+v: gives %v, fits %v", c.e, c.e.gives(), c.e.fits())
		}
	}
}

// TestAgreed: the median of those that count.
func TestAgreed(t *testing.T) {
	of := []*early{rated(0.01, 0), rated(0.07, 0), rated(0.02, 0), rated(0.03, 1)}
	if m := agreed(of, (*early).gives); m != 0.02 {
		t.Errorf("median %g", m)
	}
	if m := agreed(of[3:], (*early).gives); !math.IsNaN(m) {
		t.Errorf("median of none %g", m)
	}
}

// TestConfirmed: the model fits at least half of the expiries that give a rate, and half of those are within 0.005 of the median,
// or within two of their errors.
func TestConfirmed(t *testing.T) {
	wrong := func() *early { e := rated(0.04, 0.001); e.misfit = 0.01; return e }
	for _, c := range []struct {
		why  string
		of   []*early
		want bool
	}{
		{"one", []*early{rated(0.04, 0)}, true},
		{"none", nil, false},
		{"one that does not fit", []*early{wrong()}, false},
		{"one of two fits", []*early{rated(0.04, 0), wrong()}, true},
		{"one of three", []*early{rated(0.04, 0), wrong(), wrong()}, false},
		{"one of two, and one that gives none", []*early{rated(0.04, 0), wrong(), rated(0.04, 1)}, true},
		{"all within 0.005", []*early{rated(0.04, 0), rated(0.0449, 0), rated(0.0351, 0)}, true},
		{"one of three", []*early{rated(0.04, 0), rated(0.0453, 0), rated(0.0347, 0)}, false},
		{"two of four", []*early{rated(0.04, 0), rated(0.041, 0), rated(0.06, 0), rated(0.02, 0)}, true},
		{"none of two", []*early{rated(0.04, 0), rated(0.0502, 0)}, false},
		{"at two errors: 2⁻⁷", []*early{rated(0.03125, 0.00390625), rated(0.046875, 0.00390625)}, true},
		{"within two errors", []*early{rated(0.04, 0), rated(0.0558, 0.008), rated(0.0242, 0.008)}, true},
		{"beyond them", []*early{rated(0.04, 0), rated(0.0562, 0.008), rated(0.0238, 0.008)}, false},
	} {
		if confirmed(c.of) != c.want {
			t.Errorf("%s: %v", c.why, !c.want)
		}
	}
}

// TestSample: of the expiries with four pairs and a time in a range, five at most, the first and the last among them.
func TestSample(t *testing.T) {
	a := &earlyFit{}
	for i := range 12 { // of 0.25, 0.5 … 3 years
		a.of = append(a.of, &early{x: i, q: &quotes{years: 0.25 * float64(i+1), pairs: make([]pair, 4)}})
	}
	which := func(of []*early) (x []int) {
		for _, e := range of {
			x = append(x, e.x)
		}
		return x
	}
	for _, c := range []struct {
		from, to float64
		want     []int
	}{
		{0, 9, []int{0, 2, 5, 8, 11}}, {0.5, 2, []int{1, 2, 3, 4, 6}}, {0.5, 1.75, []int{1, 2, 3, 4, 5}},
		{0.5, 1, []int{1, 2}}, {3, math.Inf(1), []int{11}}, {3.1, 4, nil},
	} {
		if got := which(a.sample(c.from, c.to)); !slices.Equal(got, c.want) {
			t.Errorf("from %g to %g: %v, want %v", c.from, c.to, got, c.want)
		}
	}
	a.of[1].q.pairs = make([]pair, 3)
	if got := which(a.sample(0.5, 1)); !slices.Equal(got, []int{2}) {
		t.Errorf("with three pairs: %v", got)
	}
}

// TestCarryRate: the median of (ln(F/S) − Σ ln(1−d))/T of expiries of a week or more; of none given, over the three longest that
// have a forward.
func TestCarryRate(t *testing.T) {
	at := func(n, carry float64) quotes { return seen("TEST", tuesday, n, 100*math.Exp(carry*n/365)) }
	a := ofAmerican(0, at(6.9, 0.9), at(7, 0.01), at(30, 0.02), at(60, 0.05), at(90, 0.03), at(120, 0.5))
	a.of[5].own = false
	for _, c := range []struct {
		of   []*early
		want float64
	}{
		{nil, 0.03}, // of 0.02, 0.05 and 0.03
		{a.of[0:3], 0.015}, {a.of[1:4], 0.02}, {a.of[4:], 0.03}, {a.of[0:1], math.NaN()}, {a.of[5:], math.NaN()},
	} {
		got, ok := a.carryRate(c.of...)
		if ok == math.IsNaN(c.want) || ok && math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%d expiries: %g %v, want %g", len(c.of), got, ok, c.want)
		}
	}
	a.of[4].drops = []drop{{0, 0.01}, {0, 0.02}}
	got, _ := a.carryRate(a.of[4])
	close12(t, "with dividends", got, 0.03-math.Log(0.99*0.98)*365/90)
	a.of = a.of[:2]
	if got, ok := a.carryRate(); !ok || math.Abs(got-0.01) > 1e-12 {
		t.Errorf("of two, one of them too short: %g %v", got, ok)
	}
}

// paying lists strikes at American prices of a spot of 100, of one volatility and with a spread, with dividends of a part on the
// built-in dates of a fund.
func paying(part float64, q quotes, r, b, sigma, spread float64, strikes ...float64) quotes {
	venue, terms := q.Root.Venue, american.Terms{Years: q.years, Rate: r, Yield: b}
	for _, ex := range market.ExDates(q.Root.Name, venue.DateOf(q.at), venue.DateOf(q.Settlement)) {
		if at := venue.LastCum(ex); at.Before(q.Settlement) && part > 0 {
			terms.Dividends = append(terms.Dividends, american.Dividend{Years: market.Years(q.at, at), Fraction: part})
		}
	}
	q.forward, q.lines = 100*terms.Forward(), nil
	var sides [2]*american.Premiums
	for side, put := range []bool{false, true} {
		terms.Put = put
		sides[side], _ = american.New(terms, sigma, sigma)
	}
	for i, k := range strikes {
		q.lines = append(q.lines, line{strike: k,
			call: leg{at: 2 * i, mid: sides[0].Price(100, k, sigma), spread: spread, usable: true, fileVol: math.NaN(), fileDelt: math.NaN()},
			put:  leg{at: 2*i + 1, mid: sides[1].Price(100, k, sigma), spread: spread, usable: true, fileVol: math.NaN(), fileDelt: math.NaN()}})
	}
	q.pairs = pairsOf(q.lines)
	return q
}

// priced does so without dividends.
func priced(q quotes, r, b, sigma, spread float64, strikes ...float64) quotes {
	return paying(0, q, r, b, sigma, spread, strikes...)
}

var around100 = []float64{80, 85, 90, 95, 100, 105, 110, 115, 120}

// searched lists the expiries that took part in a search.
func (a *earlyFit) searched() (x []int) {
	for _, e := range a.of {
		if e.searched {
			x = append(x, e.x)
		}
	}
	return x
}

// TestFindSlope: the rate of American prices is found from the slopes of expiries of 90 days to two years, where there are none
// from those of more; shorter ones say nothing.
func TestFindSlope(t *testing.T) {
	const r, b = 0.06, 0.01
	for _, c := range []struct {
		why  string
		days []float64
		want []int
	}{
		{"90 days to 2 years", []float64{60, 90, 400, 729, 730}, []int{1, 2, 3}},
		{"more", []float64{60, 89, 730, 913}, []int{2, 3}},
		{"two and a half years", []float64{60, 913}, []int{1}},
		{"three and a half", []float64{60, 1278}, []int{1}},
		{"neither", []float64{60, 89}, nil},
	} {
		var all []quotes
		for _, n := range c.days {
			all = append(all, priced(seen("TEST", tuesday, n, 0), r, b, 0.3, 0.02, around100...))
		}
		a := ofAmerican(0, all...)
		rate := startRate
		a.rate = func(int) float64 { return rate }
		found := a.findSlope(&rate)
		if found != (c.want != nil) || !slices.Equal(a.searched(), c.want) {
			t.Errorf("%s: found %v, of %v, want %v", c.why, found, a.searched(), c.want)
		}
		if found && math.Abs(rate-r) > 2e-5 {
			t.Errorf("%s: rate %.6f, want %g", c.why, rate, r)
		}
	}
}

// TestFindCarry: of a fund whose dates are built in, the three longest of 90 days to two years, of all where there are none, and the
// first three after the ex-date of 19 December. The rate is the carry of the former.
func TestFindCarry(t *testing.T) {
	const r = 0.06
	for _, c := range []struct {
		why  string
		days []float64
		want []int
		rate float64
	}{
		{"90 days to 2 years", []float64{60, 120, 400, 730, 913}, []int{0, 1, 2}, r},
		{"short ones", []float64{20, 25, 27}, []int{0, 1, 2}, r},
		{"the longest three of four", []float64{10, 20, 25, 27}, []int{1, 2, 3}, r},
		{"two long ones, of which the first pays a borrow of 2 %", []float64{40, 50, 60, 120, 150}, []int{0, 1, 2, 3, 4}, r - 0.01},
		{"one long one", []float64{40, 50, 60, 70, 120}, []int{0, 1, 2, 4}, r},
	} {
		var all []quotes
		for i, n := range c.days {
			b := 0.
			if c.rate < r && i == 3 {
				b = 0.02
			}
			all = append(all, paying(usualPart, seen("SPY", tuesday, n, 0), r, b, 0.3, 0.02, around100...))
		}
		a := ofAmerican(0, all...)
		a.f.c.Underlying = "SPY"
		rate := startRate
		a.rate = func(int) float64 { return rate }
		if ok := a.findCarry(&rate); !ok || !slices.Equal(a.searched(), c.want) {
			t.Errorf("%s: found %v, of %v, want %v", c.why, ok, a.searched(), c.want)
		}
		if math.Abs(rate-c.rate) > 0.005 { // the fraction is found to a tenth
			t.Errorf("%s: rate %.5f, want %.5f; part %g", c.why, rate, c.rate, a.part)
		}
		a.place()
		longest := a.sample(earlyFrom, 2)
		if len(longest) == 0 {
			longest = a.sample(0, math.Inf(1))
		}
		if carry, _ := a.carryRate(longest[max(0, len(longest)-carrySample):]...); math.Abs(rate-carry) > 1e-12 {
			t.Errorf("%s: rate %.9f, the carry with the last fraction is %.9f", c.why, rate, carry)
		}
	}
}

// TestFindParts: with a known rate only the first expiries after an ex-date are asked, where there is one.
func TestFindParts(t *testing.T) {
	for _, c := range []struct {
		underlying string
		days       []float64
		want       []int
	}{
		{"SPY", []float64{20, 40, 50, 60, 70}, []int{1, 2, 3}},
		{"SPY", []float64{20, 40, 50, 130}, []int{1, 2, 3}},
		{"SPY", []float64{20, 25}, nil},
		{"TEST", []float64{20, 40, 50}, nil},
	} {
		var all []quotes
		for _, n := range c.days {
			all = append(all, paying(0.002, seen(c.underlying, tuesday, n, 0), 0.06, 0, 0.3, 0.02, around100...))
		}
		a := ofAmerican(0.06, all...)
		a.f.c.Underlying, a.part = c.underlying, usualPart
		if a.findParts(); !slices.Equal(a.searched(), c.want) {
			t.Errorf("%s, %v: asked %v, want %v", c.underlying, c.days, a.searched(), c.want)
		}
		// They pay 0.2 %, and 0.3 % is usual.
		if found := math.Abs(a.part-0.002) < 0.0002; found != (c.want != nil) {
			t.Errorf("%s, %v: part %g", c.underlying, c.days, a.part)
		}
	}
}

// TestNextRate: the secant, with a slope from −1.2 to −0.3, first −0.6; from −0.03 to 0.3.
func TestNextRate(t *testing.T) {
	none := math.NaN()
	for _, c := range []struct{ r, off, last, lastOff, want float64 }{
		{0.03, 0.012, none, none, 0.05}, {0.03, 0.012, 0.03, 0.01, 0.05},
		{0.04, 0.01, 0.02, 0.02, 0.06},    // a slope of −0.5
		{0.04, 0.01, 0.05, 0.002, 0.0525}, // of −0.8
		{0.04, 0.012, 0.05, -0.02, 0.05},  // of −3.2: −1.2
		{0.04, 0.012, 0.05, 0.011, 0.08},  // of −0.1: −0.3
		{0.04, 0.012, 0.05, 0.013, 0.08},  // of 0.1: −0.3
		{0.03, -0.024, none, none, 0}, {0.03, -0.035, none, none, -0.005}, {0.03, -0.024, 0.05, -0.036, -0.01},
		{0.04, 0.5, none, none, 0.3}, {0.04, -0.5, none, none, -0.03}, {0.04, 0.2, 0.05, 0.199, 0.3},
	} {
		close12(t, "the next rate", nextRate(c.r, c.r+c.off, c.last, c.last+c.lastOff), c.want)
	}
}

// TestSearchEnds: a search ends with a step of 0.2 bp, or of half of the least standard error of the rates that there are,
// where all forwards are settled. It takes eight rounds to the rate of exact prices.
func TestSearchEnds(t *testing.T) {
	settled := func(rate, err float64) *early { e := rated(rate, err); e.settled = true; return e }
	of := []*early{settled(0.04, 0.008), settled(0.04, 0.004), settled(math.NaN(), 0.001)}
	for _, c := range []struct {
		of   []*early
		step float64
		want bool
	}{
		{of, 1.99e-3, true}, {of, -1.99e-3, true}, {of, 2.01e-3, false}, {of, -2.01e-3, false},
		{[]*early{settled(0.04, 3e-5)}, 1.99e-5, true}, {[]*early{settled(0.04, 3e-5)}, 2.01e-5, false},
		{append(of[:2:2], rated(0.04, 0.009)), 1e-6, false},
	} {
		if ends(c.of, c.step) != c.want {
			t.Errorf("%d expiries, a step of %g: %t", len(c.of), c.step, !c.want)
		}
	}
	a, rate := ofAmerican(0, priced(seen("TEST", tuesday, 365, 0), 0.06, 0.01, 0.3, 0.02, around100...)), startRate
	e := a.of[0]
	e.begin()
	a.rate = func(int) float64 { return rate }
	if ok := a.findSlope(&rate); !ok || e.solved != [3]int{american.Draft: 12, american.Rough: 4} || math.Abs(rate-0.06) > 2e-5 {
		t.Errorf("found %t, rate %g by %v sides", ok, rate, e.solved)
	}
}

// TestRateAtTheEnds: a rate beyond what is plausible is none.
func TestRateAtTheEnds(t *testing.T) {
	for r, want := range map[float64]bool{0.28: true, 0.301: false, -0.025: true, -0.031: false} {
		a := ofAmerican(0, priced(seen("TEST", tuesday, 180, 0), r, 0.1, 0.8, 0.02, around100...))
		rate := startRate
		a.rate = func(int) float64 { return rate }
		if a.findSlope(&rate) != want {
			t.Errorf("%g: found %v at %g", r, !want, rate)
		}
		if want && math.Abs(rate-r) > 1e-4 {
			t.Errorf("rate %.6f, want %g", rate, r)
		}
	}
}

// TestFindRate: the rate of slopes is one of parity; where there is none, what the forwards grow by, not below 0, with a warning;
// of a fund whose dates are built in the same without one.
func TestFindRate(t *testing.T) {
	for _, c := range []struct {
		why, underlying string
		borrow          *float64
		n, r, b, want   float64
		source          string
		unidentified    bool
	}{
		{"slopes", "TEST", nil, 180, 0.06, 0.01, 0.06, "parity", false},
		{"too short", "TEST", nil, 60, 0.06, 0.01, 0.05, "carry", true},
		{"falling forwards", "TEST", nil, 60, 0.01, 0.06, 0, "carry", true},
		{"steep ones", "TEST", nil, 60, 0.4, 0, 0.3, "carry", true},
		{"a fund", "SPY", nil, 25, 0.06, 0, 0.06, "carry", false},
		{"a fund, with a borrow", "SPY", new(float64), 25, 0.06, 0, 0.06, "carry", true},
		{"a few days", "TEST", nil, 6, 0.06, 0.01, 0, "", false},
		{"a fund of a few days", "SPY", nil, 6, 0.06, 0.01, 0, "", false},
	} {
		q := priced(seen(c.underlying, tuesday, c.n, 0), c.r, c.b, 0.3, 0.02, around100...)
		q.r = 0.7
		a := ofAmerican(0, q)
		a.f.c.Underlying, a.f.o.Borrow, a.f.s.Rate = c.underlying, c.borrow, 0
		a.findRate()
		s := a.f.s
		if s.RateSource != c.source || a.f.rateUnidentified != c.unidentified || math.Abs(s.Rate-c.want) > 2e-5 {
			t.Errorf("%s: rate %.6f, want %g, by %q, unidentified %v", c.why, s.Rate, c.want, s.RateSource, a.f.rateUnidentified)
		}
		if c.source == "" && c.underlying == "TEST" && a.rate(0) != 0 {
			t.Errorf("%s: the fit goes on at %g", c.why, a.rate(0))
		}
		if c.source != "" && (a.f.all[0].r != s.Rate || a.rate(0) != s.Rate) {
			t.Errorf("%s: the expiry has %g and the fit %g", c.why, a.f.all[0].r, a.rate(0))
		}
	}
}
