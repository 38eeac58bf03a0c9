package gex

import (
	"math"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/vol"
)

// TestQuoteCounts: a quote needs a bid and an ask above nothing; an ask below the bid is crossed, one at it is locked and
// usable; of what is usable the rest is too wide. Records out of the chain, and those not asked for, are not counted.
func TestQuoteCounts(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		why      string
		bid, ask float64
		want     report.QuoteCounts
	}{
		{"neither", nan, nan, report.QuoteCounts{None: 1}},
		{"two zeros", 0, 0, report.QuoteCounts{None: 1}},
		{"an ask alone", 0, 0.5, report.QuoteCounts{OneSided: 1}},
		{"a bid alone", 0.5, nan, report.QuoteCounts{OneSided: 1}},
		{"a bid above no ask", 0.5, 0, report.QuoteCounts{OneSided: 1}},
		{"cents", 0.10, 0.12, report.QuoteCounts{Usable: 1}},
		{"an ask of less than a dollar", 0.80, 0.85, report.QuoteCounts{Usable: 1}},
		{"locked", 1.2, 1.2, report.QuoteCounts{Usable: 1}},
		{"crossed by a cent", 1.21, 1.2, report.QuoteCounts{Crossed: 1}},
		{"wider than its mid", 2, 8, report.QuoteCounts{Wide: 1}},
	} {
		x := makeChain(100, []leg{{false, 100, 0.1, 0.2, 10, 1}, {true, 100, 0.1, 0.2, 10, -1}, {true, 100, 0.5, 0.2, 10, -1}})
		for i := range x.Bid {
			x.Bid[i], x.Ask[i] = c.bid, c.ask
		}
		x.Out[1] = chain.Unreadable
		b := bookFrom(t, x, vol.Options{IV: "file", Carry: "flat"}, Options{DTE: &[2]int{0, 60}})
		c.want.Contracts = 1
		if got := Audit(b).Quotes; got != c.want {
			t.Errorf("%s: %+v, want %+v", c.why, got, c.want)
		}
	}
}

// vendored is a book of calls at 90, 100 and 110 and a put at 100, whose file gives the deltas and gammas that want are
// off ours by.
func vendored(t *testing.T, delta, gamma [4]float64) (*audit, *Book) {
	t.Helper()
	c := makeChain(100, []leg{{false, 90, 0.1, 0.2, 10, 1}, {false, 100, 0.1, 0.2, 10, 1}, {true, 100, 0.1, 0.2, 10, -1}, {false, 110, 0.1, 0.2, 10, 1}})
	b := bookOn(t, c, Options{})
	a := &audit{Book: b, greeks: b.quoteGreeks()}
	for i := range c.Delta {
		c.Delta[i], c.Gamma[i] = a.greeks.Delta[i]+delta[i], a.greeks.Gamma[i]+gamma[i]
	}
	return a, b
}

// TestVendorDifferences: the median of |difference| is the middle one, or half the sum of the two in the middle; the worst
// keeps its sign and its line, the first of equals. A gamma counts as a part of the largest of its expiry, which is that
// at 100: phi(d1)/(S sigma sqrt T) with d1 = sigma sqrt T / 2 = 0.0316228, 0.0630468.
func TestVendorDifferences(t *testing.T) {
	const peak = 0.0630468
	_, b := vendored(t, [4]float64{0.01, -0.05, 0.02, 0.04}, [4]float64{0.1 * peak, 0, -0.3 * peak, 0})
	v := Audit(b).Vendor
	near(t, "median delta", float64(v.Delta.Median), 0.03, 1e-12, 0) // of 0.01 0.02 0.04 0.05
	near(t, "worst delta", float64(v.Delta.Worst), -0.05, 1e-12, 0)
	near(t, "median gamma", float64(v.Gamma.Median), 0.05, 1e-5, 0) // of 0 0 0.1 0.3
	near(t, "worst gamma", float64(v.Gamma.Worst), -0.3, 1e-5, 0)
	if v.Delta.Contracts != 4 || v.Delta.Line != 3 || v.Gamma.Line != 4 {
		t.Errorf("%+v, want four contracts, lines 3 and 4", v)
	}
	if d := (&comparison{[]float64{-0.04, 0.01, 0.04}, []int32{7, 8, 9}}).sum(); d.Worst != -0.04 || d.Line != 7 {
		t.Errorf("of -0.04 and 0.04: %+v", d)
	}
	b.chain.Delta[3], b.chain.Gamma[2] = math.NaN(), math.NaN()
	v = Audit(b).Vendor
	near(t, "median of three", float64(v.Delta.Median), 0.02, 1e-12, 0) // of 0.01 0.02 0.05
	near(t, "median gamma of two", float64(v.Gamma.Median), 0.05, 1e-5, 0)
	if v.Delta.Contracts != 3 || v.Gamma.Contracts != 2 { // no delta: the gamma of the line is not looked at either
		t.Errorf("%+v, want three deltas and two gammas", v)
	}
}

// TestVendorGammaWithoutScale: where no contract of an expiry has gamma, the file's gammas have nothing to be a part of; its
// deltas are compared all the same.
func TestVendorGammaWithoutScale(t *testing.T) {
	a, _ := vendored(t, [4]float64{0.01, -0.05, 0.02, 0.04}, [4]float64{})
	clear(a.greeks.Gamma)
	if delta, gamma := a.compare(a.expiries[0]); len(delta.diff) != 4 || len(gamma.diff) != 0 {
		t.Errorf("deltas off by %v, gammas by %v", delta.diff, gamma.diff)
	}
}

// TestVendorGreeksGiven: a delta of 0 says something beside a gamma or a volatility, and is an empty cell without both.
func TestVendorGreeksGiven(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		delta, gamma, iv float64
		want             bool
	}{
		{0.5, nan, nan, true}, {-0.5, 0, 0, true}, {1, nan, nan, true}, {0.5, 0.01, 0.2, true},
		{nan, 0.01, 0.2, false}, {nan, nan, nan, false},
		{0, 0, 0, false}, {0, nan, nan, false}, {0, 0.001, 0, true}, {0, 0.001, nan, true}, {0, 0, 0.9, true}, {0, nan, 0.9, true},
	} {
		x := &chain.Chain{Delta: []float64{c.delta}, Gamma: []float64{c.gamma}, IV: []float64{c.iv}}
		if got := (&audit{Book: &Book{chain: x}}).vendorGreeks(0); got != c.want {
			t.Errorf("delta %g, gamma %g, iv %g: %v", c.delta, c.gamma, c.iv, got)
		}
	}
}

// TestOutliers: a volatility is held against the line between its neighbors' in ln K, and is out of line beyond a tenth
// of it. At 121 between 100 and 133.1 the line is two thirds of the way: 1.1² of 1.1³.
func TestOutliers(t *testing.T) {
	book := func(strikes, vols []float64, sources ...vol.Source) *audit {
		x := &chain.Chain{Strike: strikes, Line: []int32{2, 3, 4, 5, 6}, Expiries: []chain.Expiry{{Root: market.LookupRoot("SPX"), Date: market.Date{Year: 2025, Month: 11, Day: 21}}}}
		b := &Book{chain: x, surface: &vol.Surface{Vol: vols, Source: sources}}
		for i := range strikes {
			b.row = append(b.row, i)
		}
		return &audit{Book: b}
	}
	const q, l, f = vol.FromQuote, vol.FromOtherLeg, vol.FromFile
	for _, c := range []struct {
		why  string
		mid  float64
		out  bool
		want float64
	}{
		{"on the line", 0.24, false, 0}, {"within a tenth", 0.2639, false, 0}, {"beyond it", 0.2641, true, 0.24},
		{"within, below", 0.2161, false, 0}, {"beyond, below", 0.2159, true, 0.24},
	} {
		a := book([]float64{100, 121, 133.1}, []float64{0.3, c.mid, 0.21}, q, l, q) // 0.3 + 2/3 (0.21 - 0.3) = 0.24
		got := a.outliers(expiry{lo: 0, hi: 3})
		if len(got) == 1 != c.out {
			t.Fatalf("%s: %+v", c.why, got)
		}
		if c.out {
			near(t, c.why, float64(got[0].Expected), c.want, 1e-12, 0)
			if got[0].Line != 3 || got[0].Strike != 121 || float64(got[0].Vol) != c.mid || got[0].Root != "SPX" || got[0].Source != "other_leg" {
				t.Errorf("%s: %+v", c.why, got[0])
			}
		}
	}
	// Two records of a strike are one point, volatilities of the file none, and the outermost strikes have one neighbor.
	if got := book([]float64{100, 100, 121, 133.1, 146.41}, []float64{0.2, 0.2, 0.2, 0.9, 0.2}, q, q, q, f, q).outliers(expiry{lo: 0, hi: 5}); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	if got := book([]float64{100, 121, 133.1, 146.41}, []float64{0.9, 0.2, 0.2, 0.2}, q, q, q, q).outliers(expiry{lo: 0, hi: 4}); len(got) != 1 || got[0].Line != 3 {
		t.Errorf("beside 0.9 the line at 121 is high, and only there: %+v", got)
	}
	if got := book([]float64{100, 110, 121, 133.1}, []float64{0.2, 0.2, 0.4, 0.2}, q, q, q, q).outliers(expiry{lo: 0, hi: 4}); len(got) != 2 || got[0].Line != 3 || got[1].Line != 4 {
		t.Errorf("0.4 is out of line, and draws the line at 110 up: %+v", got)
	}
}

// TestQuoteAge: minutes from the time that volatilities agree on, else from the earliest quotes that the market's hours
// allow; absent where as-of itself was taken from the quotes, and without an expiry.
func TestQuoteAge(t *testing.T) {
	asOf := time.Date(2025, 11, 20, 11, 0, 0, 0, market.NewYork)
	at := func(minutes int) time.Time { return asOf.Add(-time.Duration(minutes) * time.Minute) }
	book := func(found time.Time, notes []string, quotes ...time.Time) *Book {
		b := &Book{AsOf: asOf, chain: &chain.Chain{}, surface: &vol.Surface{InferredTime: found}}
		for _, code := range notes {
			b.chain.Notes = append(b.chain.Notes, chain.Warning{Code: code})
		}
		for i, q := range quotes {
			b.expiries = append(b.expiries, expiry{of: i})
			b.surface.Expiries = append(b.surface.Expiries, vol.Expiry{QuoteTime: q})
		}
		return b
	}
	never := math.NaN()
	for _, c := range []struct {
		why  string
		b    *Book
		want float64
	}{
		{"of the earliest", book(time.Time{}, nil, at(15), at(40), at(20)), 40},
		{"of what is found", book(at(7), nil, at(15), at(40)), 7},
		{"found later than quoted", book(at(70), nil, at(15)), 70},
		{"no expiry", book(time.Time{}, nil), never},
		{"other notes", book(time.Time{}, []string{"delay"}, at(15)), 15},
		{"from the last trade", book(at(7), []string{"as-of-last-trade"}, at(15)), never},
		{"from the latest quote", book(at(7), []string{"delay", "as-of-latest-quote"}, at(15)), never},
	} {
		got := float64(c.b.quoteAge())
		if got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%s: %g minutes, want %g", c.why, got, c.want)
		}
	}
}

// TestExpiryAge: an expiry that is near enough has the age that its own volatilities imply, once the file has one.
func TestExpiryAge(t *testing.T) {
	x := makeChain(100, []leg{{false, 100, 0.1, 0.2, 10, 1}, {true, 100, 0.1, 0.2, 10, -1}})
	b := bookOn(t, x, Options{})
	minutes := func(implies, found bool) float64 {
		e := &b.surface.Expiries[0]
		e.QuoteTime, e.InferredTime, e.InferredCounts = x.AsOf.Add(-15*time.Minute), x.AsOf.Add(-9*time.Minute), implies
		b.surface.InferredTime = time.Time{}
		if found {
			b.surface.InferredTime = x.AsOf.Add(-10 * time.Minute)
		}
		return float64(Audit(b).Expiries[0].AgeMinutes)
	}
	for _, c := range []struct {
		implies, found bool
		want           float64
	}{{true, true, 9}, {true, false, 15}, {false, true, 15}, {false, false, 15}} {
		if got := minutes(c.implies, c.found); got != c.want {
			t.Errorf("implies %v, found %v: %g minutes, want %g", c.implies, c.found, got, c.want)
		}
	}
}
