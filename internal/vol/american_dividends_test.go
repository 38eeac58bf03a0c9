package vol

import (
	"math"
	"slices"
	"testing"
	"time"

	"gex/internal/market"
)

func on(year int, month time.Month, day int) market.Date {
	return market.Date{Year: year, Month: month, Day: day}
}

// smiling lists strikes at the prices of one volatility on a forward without interest, and their pairs.
func smiling(q quotes, forward, sigma, spread float64, strikes ...float64) quotes {
	q.lines = nil
	for i, k := range strikes {
		l := line{strike: k}
		for put, g := range map[bool]*leg{false: &l.call, true: &l.put} {
			*g = leg{at: 2 * i, mid: worth(forward, k, sigma, q.years, put), spread: spread, usable: true, fileVol: math.NaN(), fileDelt: math.NaN()}
		}
		q.lines = append(q.lines, l)
	}
	q.pairs = pairsOf(q.lines)
	return q
}

// TestPartsOfDividends: d = amount/(S e^{(r−b)t} Π(1−d)), at most 0.9, of the user's after the quotes' date, by date. Rate and
// borrow are those of the expiry nearest to the payment.
func TestPartsOfDividends(t *testing.T) {
	a := ofAmerican(0, seen("TEST", tuesday, 30, 100), seen("TEST", tuesday, 80, 100))
	a.rate = func(x int) float64 { return []float64{0.05, 0.06}[x] }
	a.of[0].borrow, a.of[1].borrow = 0.01, 0.02
	a.f.o.Dividends = []Dividend{{on(2026, 1, 16), 3}, {on(2025, 12, 1), 2}, {on(2025, 11, 18), 5}}
	// The last closes before them are on 28 November at 13:00 and on 15 January at 16:00.
	d1 := 2 / (100 * math.Exp(0.04*(10+2./24)/365))
	d2 := 3 / (100 * math.Exp(0.04*(58+5./24)/365) * (1 - d1))
	got := a.dividends()
	if len(got) != 2 || got[0].date != on(2025, 12, 1) || got[1].date != on(2026, 1, 16) || got[0].found || got[1].found {
		t.Fatalf("%+v", got)
	}
	close12(t, "the first", got[0].part, d1)
	close12(t, "the second", got[1].part, d2)
	if want := on(2026, 1, 15).At(16, 0); !got[1].at.Equal(want) {
		t.Errorf("spot falls at %s, want %s", got[1].at, want)
	}
	// One that nobody can exercise before any more is of today's spot; none is more than 0.9 of it.
	a = ofAmerican(0.5, seen("TEST", on(2025, 11, 18).At(17, 0), 30, 100))
	for amount, want := range map[float64]float64{5: 0.05, 89: 0.89, 91: 0.9, 200: 0.9} {
		a.f.o.Dividends = []Dividend{{on(2025, 11, 19), amount}}
		close12(t, "tomorrow's", a.dividends()[0].part, want)
	}
}

// TestPartsThatAreFound: the search of a fund's fraction begins at 0.3 %, and one of the user after it is of what is left.
func TestPartsThatAreFound(t *testing.T) {
	for part, want := range map[float64]float64{0: 0.003, 0.005: 0.005} {
		a := ofAmerican(0, seen("SPY", tuesday, 90, 100))
		a.f.c.Underlying, a.part = "SPY", part
		a.f.o.Dividends = []Dividend{{on(2026, 1, 16), 2}}
		got := a.dividends()
		if len(got) != 2 || !got[0].found || got[1].found || got[0].date != on(2025, 12, 19) || a.part != want {
			t.Fatalf("%+v, part %g", got, a.part)
		}
		close12(t, "built in", got[0].part, want)
		close12(t, "the user's", got[1].part, 2/(100*(1-want)))
		if at := on(2025, 12, 18).At(16, 0); !got[0].at.Equal(at) {
			t.Errorf("spot falls at %s, want %s", got[0].at, at)
		}
	}
}

// TestBuiltInDates: those of a fund until the last expiry settles, but for those within a week of a dividend of the user.
func TestBuiltInDates(t *testing.T) {
	a := ofAmerican(0.04, seen("SPY", tuesday, 30, 100), seen("SPY", tuesday, 150, 100))
	a.f.c.Underlying = "SPY"
	if got := a.lastDate(); got != on(2026, 4, 17) {
		t.Errorf("the last settles on %s", got)
	}
	december, march := on(2025, 12, 19), on(2026, 3, 20)
	if got := a.builtIn(); !slices.Equal(got, []market.Date{december, march}) {
		t.Errorf("built in %v", got)
	}
	for days, want := range map[int]int{7: 1, 8: 2, -7: 1, -8: 2} {
		a.f.o.Dividends = []Dividend{{december.AddDays(days), 1}}
		if got := a.builtIn(); len(got) != want {
			t.Errorf("beside a dividend %d days later %v", days, got)
		}
	}
	a.f.all[0].lines, a.f.all[1].lines = nil, nil // nothing says when the quotes were made
	if got := a.builtIn(); got != nil {
		t.Errorf("without quotes %v", got)
	}
}

// TestFirstAfter: three expiries with four pairs that settle after the last instant with the dividend, and not at it.
func TestFirstAfter(t *testing.T) {
	a := ofAmerican(0.04)
	for _, at := range []time.Time{
		on(2025, 12, 12).At(16, 0), on(2025, 12, 18).At(16, 0), on(2025, 12, 19).At(16, 0), on(2025, 12, 26).At(16, 0), // 0 1 2 3
		on(2026, 1, 2).At(16, 0), on(2026, 1, 9).At(16, 0), on(2026, 1, 16).At(16, 0), // 4 5 6
	} {
		q := seen("SPY", tuesday, 1, 100)
		q.Settlement, q.pairs = at, make([]pair, 4)
		a.f.all = append(a.f.all, q)
	}
	a.f.all[3].pairs = make([]pair, 3)
	for x := range a.f.all {
		a.of = append(a.of, &early{x: x, q: &a.f.all[x]})
	}
	which := func(of []*early) (x []int) {
		for _, e := range of {
			x = append(x, e.x)
		}
		return x
	}
	if got := a.firstAfter(); got != nil {
		t.Errorf("no fund, but %v", which(got))
	}
	a.f.c.Underlying = "SPY"
	if got := which(a.firstAfter()); !slices.Equal(got, []int{2, 4, 5}) {
		t.Errorf("the first after it are %v", got)
	}
	// A sample takes each of them once.
	sample := []*early{a.of[0], a.of[4]}
	if got := which(a.withFirst(sample)); !slices.Equal(got, []int{0, 4, 2, 5}) || len(sample) != 2 {
		t.Errorf("with them %v", got)
	}
}

// TestImprovePart: least squares of (r_T − r) T = −0.4/(σ√T) · (fraction's excess) with the usual fraction of 0.003 ± 0.0005.
func TestImprovePart(t *testing.T) {
	const sigma, years, r, usual = 0.2, 90. / 365, 0.04, 0.003
	prior := 1 / (0.0005 * 0.0005)
	slope := 0.4 / (sigma * math.Sqrt(years))
	want := func(part, rate, err float64) float64 {
		return part + (prior*(usual-part)-slope*(rate-r)*years/err/err)/(prior+slope*slope/err/err)
	}
	for _, c := range []struct {
		why               string
		part, rate, error float64
		want              float64
		but               func(e *early)
	}{
		{"usual", usual, 0.041, 0.002, want(usual, 0.041, 0.002*years), nil},
		{"larger", 0.004, 0.0395, 0.002, want(0.004, 0.0395, 0.002*years), nil},
		{"sure to 0.0001", 0.004, 0.0395, 0.0003, want(0.004, 0.0395, 1e-4), nil},
		{"without an answer", 0.004, math.NaN(), 0.002, usual, nil},
		{"without a forward", 0.004, 0.041, 0.002, usual, func(e *early) { e.own = false }},
		{"without dividends", 0.004, 0.041, 0.002, usual, func(e *early) { e.drops = nil }},
		{"not below 0", usual, 0.2, 0.0001, 0, nil},
		{"not above 2 %", usual, -0.5, 0.0001, 0.02, nil},
		{"of two", usual, 0.041, 0.002, -1, nil},
	} {
		q := smiling(seen("SPY", tuesday, 90, 100), 100, sigma, 0.02, 94, 98, 100, 102, 106)
		a := ofAmerican(r, q)
		if c.want < 0 { // the same again counts twice
			a = ofAmerican(r, q, q)
			err := c.error * years / math.Sqrt2
			c.want = want(c.part, c.rate, err)
		}
		a.f.c.Underlying, a.part = "SPY", c.part
		for _, e := range a.of {
			e.rate, e.rateError, e.drops = c.rate, c.error, make([]drop, 1)
			if c.but != nil {
				c.but(e)
			}
		}
		if move := a.improvePart(); move != math.Abs(a.part-c.part) {
			t.Errorf("%s: moved by %g from %g to %g", c.why, move, c.part, a.part)
		}
		if !(math.Abs(a.part-c.want) < 1e-12) {
			t.Errorf("%s: %.12f, want %.12f", c.why, a.part, c.want)
		}
	}
}
