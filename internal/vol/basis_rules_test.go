package vol

import (
	"math"
	"strings"
	"testing"

	"gex/internal/chain"
)

// TestPairOffBasis: K + C − P of a pair may lie as far beyond 1.25 times spot, or below the inverse, as half of its two
// spreads: with spreads of 3 and 1 by 2, between 80 − 2 and 125 + 2.
func TestPairOffBasis(t *testing.T) {
	for price, want := range map[float64]bool{77.9: true, 78.1: false, 100: false, 126.9: false, 127.1: true} {
		for _, strike := range []float64{60, 100, 140} {
			p := pair{strike: strike, d: price - strike, spreadC: 3, spreadP: 1}
			if got := p.off(100, 1.25); got != want {
				t.Errorf("a price of %g at a strike of %g: off %v", price, strike, got)
			}
		}
	}
}

// TestDroppedPrices: the prices of dropped strikes are K + C − P: 61 − 1 and 58 + 2. Where no strike is off, none is
// dropped and no contract is counted.
func TestDroppedPrices(t *testing.T) {
	quoted := func(prices map[float64]float64, strikes ...float64) *quotes {
		q := &quotes{}
		for i, k := range strikes {
			q.lines = append(q.lines, line{strike: k,
				call: leg{at: 2 * i, mid: 50 + prices[k] - k, usable: true}, put: leg{at: 2*i + 1, mid: 50, usable: true}})
		}
		q.pairs = appendPairs(nil, q.lines)
		return q
	}
	prices := map[float64]float64{58: 60, 61: 60, 100: 100, 105: 101}
	contracts, there := quoted(prices, 58, 61, 100, 105).dropOff(100, 1.25)
	if contracts != 4 || len(there) != 2 || there[0] != 60 || there[1] != 60 {
		t.Errorf("%d contracts dropped, with prices %v", contracts, there)
	}
	q := quoted(prices, 100, 105)
	if contracts, there := q.dropOff(100, 1.25); contracts != 0 || len(there) != 0 || len(q.lines) != 2 || len(q.pairs) != 2 {
		t.Errorf("%d contracts of strikes on the basis dropped, with prices %v", contracts, there)
	}
}

// TestForwardsDropped: 73 days from settlement a forward may lie 0.1 + 0.5/5 = 0.2 from spot or from the median of all
// forwards, in ln. Expiries that have settled, and those without a forward, are neither judged nor part of the median.
func TestForwardsDropped(t *testing.T) {
	none := math.NaN()
	for _, c := range []struct {
		why      string
		forwards []float64 // ln(F/100); settled ones are 9
		spot     float64
		want     string // d: dropped
	}{
		{"within and beyond", []float64{0, 0, 0.199, 0.201, -0.201}, 100, "...dd"},
		{"near the median alone", []float64{0.3, 0.3, 0.3}, 100, "..."},
		{"near spot alone", []float64{0, 0.3, 0.3}, 100, "..."},
		{"no spot", []float64{0, 0, 0.201}, none, "..d"},
		{"settled ones", []float64{0, 0, 9, 9, 9, 9, 9}, 100, "......."},
		{"settled ones, and the median without them", []float64{0, 0, 0.3, 9, 9, 9, 9, 9}, none, "..d....."},
		{"without a forward", []float64{none, 0, 0, none}, 100, "...."},
		{"one forward", []float64{0.5, none, 9}, 100, "..."},
	} {
		f := &fitter{c: &chain.Chain{Underlying: "TEST", Spot: c.spot}, s: &Surface{}}
		for _, y := range c.forwards {
			q := seen("TEST", tuesday, 73, 100*math.Exp(y))
			q.live = y != 9
			f.all = append(f.all, q)
		}
		f.dropForwards()
		if got := len(f.s.Warnings); got != strings.Count(c.want, "d") {
			t.Errorf("%s: %d warnings: %v", c.why, got, f.s.Warnings)
		}
		for x, y := range c.forwards {
			if got, want := math.IsNaN(f.all[x].forward), c.want[x] == 'd' || math.IsNaN(y); got != want {
				t.Errorf("%s: forward %d is %g", c.why, x, f.all[x].forward)
			}
		}
	}
}

// TestImplausibleIsPercent: a total variance of 36 T is a volatility of 600% a year.
func TestImplausibleIsPercent(t *testing.T) {
	q := seen("SPX", tuesday, 30, 100)
	q.lines = []line{{strike: 100}}
	f := &fitter{s: &Surface{}}
	if f.plausible(&curve{q: &q, w: []float64{36 * q.years}, source: []Source{FromQuote}}) {
		t.Error("600% is plausible")
	}
	if want := "SPX 2025-12-18: 600.00%"; f.implausible.first != want {
		t.Errorf("%q, want %q", f.implausible.first, want)
	}
}

// TestDiscountOfPremiums: slopes must agree within a fifth of their median, so that quotes pass or fail equally in any unit of
// the premiums: slopes of ±10% around it are the bound.
func TestDiscountOfPremiums(t *testing.T) {
	for _, unit := range []float64{1e-4, 0.5, 1, 100} {
		for x, want := range map[float64]bool{0.0999: true, 0.1001: false} {
			q := slopedQuotes(9, -x, x, -0.5, 0.5)
			for i := range q.pairs {
				q.pairs[i].d *= unit
			}
			if factor, _, ok := q.discount(); ok != want || math.Abs(factor/unit-1) > 1e-12 {
				t.Errorf("premiums times %g, slopes off by %g: factor %g, %v", unit, x, factor, ok)
			}
		}
	}
}

// TestDeltasWithoutVolatility: expiries without a volatility at the money, or without a forward of their deltas, take no
// part in the median distance of forwards.
func TestDeltasWithoutVolatility(t *testing.T) {
	const sigma = 0.4
	at := func(calls int) quotes {
		q := seen("TEST", tuesday, 30, 100)
		s := sigma * math.Sqrt(q.years)
		q.lines = nil
		for range calls {
			q.lines = append(q.lines, ofDelta(100*math.Exp(0.9*s+s*s/2), 0.5, sigma)) // 0.9 deviations above 100
		}
		return q
	}
	for _, c := range []struct {
		why  string
		q    quotes
		vol  float64
		want bool
	}{{"no volatility", at(3), math.NaN(), false}, {"no forward", at(2), sigma, false}, {"both", at(3), sigma, true}} {
		f := &fitter{c: &chain.Chain{}, s: &Surface{}}
		// Twice as many as the one expiry with both: as numbers they would be the median.
		f.all = []quotes{c.q, c.q, at(3)}
		f.s.Expiries = []Expiry{{ATMVol: c.vol}, {ATMVol: c.vol}, {ATMVol: sigma}}
		f.warnDeltas()
		if got := said(f, "delta-mismatch"); !strings.Contains(got, "imply are 0.9 standard deviations") {
			t.Errorf("%s beside another expiry: %q", c.why, got)
		}
		f = &fitter{c: &chain.Chain{}, s: &Surface{Expiries: []Expiry{{ATMVol: c.vol}}}, all: []quotes{c.q}}
		f.warnDeltas()
		if got := said(f, "delta-mismatch"); (got != "") != c.want {
			t.Errorf("%s alone: %q", c.why, got)
		}
	}
}
