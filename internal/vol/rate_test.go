package vol

import (
	"math"
	"testing"

	"gex/internal/market"
)

// TestRateOfOthers: expiries of less than 30 days or more than 2 years give a rate when none between does, and none when
// their standard error is not below 0.005.
func TestRateOfOthers(t *testing.T) {
	of := func(n, rate, noise float64) quotes {
		q := parity(seen("SPX", tuesday, n, math.NaN()), 100, rate, 0.1, eight...)
		for i := range q.pairs {
			// + - - + + - - + over 96 … 104 leaves level and slope as they are.
			e := map[float64]float64{96: 1, 97: -1, 98: -1, 99: 1, 101: 1, 102: -1, 103: -1, 104: 1}
			q.pairs[i].d += noise * e[q.pairs[i].strike]
		}
		return q
	}
	// √(Σe²/(n-2) / Σ(K-100)²) = √(8/6/60)·noise, divided by e^{-rT}·T.
	limit := func(n float64) float64 { return 0.005 * math.Exp(-0.04*n/365) * n / 365 / math.Sqrt(8./6/60) }
	for _, c := range []struct {
		why  string
		all  []quotes
		want float64 // NaN none
	}{
		{"one between", []quotes{of(14, 0.02, 0), of(180, 0.04, 0), of(1000, 0.05, 0)}, 0.04},
		{"one between, however noisy", []quotes{of(14, 0.02, 0), of(180, 0.04, 1)}, 0.04},
		{"two others", []quotes{of(14, 0.02, 0), of(1000, 0.05, 0)}, 0.035},
		{"a noisy one between that is no rate", []quotes{of(14, 0.02, 0), of(180, 0.31, 0)}, 0.02},
		{"short, less than the limit", []quotes{of(14, 0.04, 0.999*limit(14))}, 0.04},
		{"short, more than the limit", []quotes{of(14, 0.04, 1.001*limit(14))}, math.NaN()},
		{"long, less than the limit", []quotes{of(1000, 0.04, 0.999*limit(1000))}, 0.04},
		{"long, more than the limit", []quotes{of(1000, 0.04, 1.001*limit(1000))}, math.NaN()},
		{"5 days", []quotes{of(5, 0.04, 0)}, math.NaN()},
	} {
		r, ok := impliedRate(c.all)
		if ok == math.IsNaN(c.want) || ok && math.Abs(r-c.want) > 1e-9 {
			t.Errorf("%s: %.12g, %v, want %g", c.why, r, ok, c.want)
		}
	}
}

// TestRateBounds: an expiry's rate outside -3 … 30% is ignored.
func TestRateBounds(t *testing.T) {
	for rate, want := range map[float64]bool{-0.0301: false, -0.0299: true, 0: true, 0.2999: true, 0.3001: false, 3.29: false} {
		for _, n := range []float64{14, 180, 1000} {
			q := parity(seen("SPX", tuesday, n, math.NaN()), 100, rate, 0.1, eight...)
			if r, ok := impliedRate([]quotes{q}); ok != want || ok && math.Abs(r-rate) > 1e-9 {
				t.Errorf("%g days at %g: %g, %v", n, rate, r, ok)
			}
		}
	}
}

// TestRateOfFewStrikes: where fewer than eight pairs lie within a tenth of the forward, four within a standard deviation of
// it serve, and what lies beyond says nothing.
func TestRateOfFewStrikes(t *testing.T) {
	const n, r = 300, 0.04
	years := n / 365.
	of := func(total float64) quotes {
		q := seen("SPX", tuesday, n, math.NaN())
		discount := math.Exp(-r * years)
		for _, k := range []float64{65, 75, 85, 95, 105, 115, 125, 135} {
			l := line{strike: k}
			for _, put := range []bool{false, true} {
				side := l.side(put)
				*side = leg{mid: discount * worth(100, k, total/math.Sqrt(years), years, put), usable: true}
			}
			if k < 80 || k > 120 {
				l.call.mid += 3 // nonsense
			}
			q.lines = append(q.lines, l)
		}
		q.lines = q.lines[1:] // the one that seen puts there has no strike
		q.pairs = pairsOf(q.lines)
		return q
	}
	for total, want := range map[float64]bool{0.13: false, 0.2: true} { // 95, 105 and 115; 85 as well
		got, ok := impliedRate([]quotes{of(total)})
		if ok != want || ok && math.Abs(got-r) > 1e-9 {
			t.Errorf("a deviation of %g: rate %.12g, %v", total, got, ok)
		}
	}
}

// TestCarryIsNoGap: the carry of one short expiry is not read as a gap, with a rate or without; what carry cannot be is one.
func TestCarryIsNoGap(t *testing.T) {
	morning := market.Date{Year: 2025, Month: 11, Day: 20}.At(8, 0)
	for _, c := range []struct {
		rate, yield, gap float64
		days             float64
		known            bool // the rate
		want             bool // a gap
	}{
		{0.04, 0.012, 0, 8, true, false},
		{0.04, 0, 0, 8, true, false},
		{0.01, 0.02, 0, 3, true, false},
		{0.04, 0.012, 0, 8, false, false},
		{0.055, 0, 0, 3, false, false},
		{0.04, 0.012, 0.002, 8, true, true},
		{0.04, 0.012, -0.002, 8, true, true},
		{0.04, 0.012, 0.002, 2, false, true},
	} {
		settlement := morning.Add(days(c.days))
		years := market.Years(morning, settlement)
		forward := 6700 * math.Exp((c.rate-c.yield)*years+c.gap)
		l := listing{root: "SPXW", at: settlement}
		for k := 6500.0; k <= 6900; k += 25 {
			for _, put := range []bool{false, true} {
				p := math.Exp(-c.rate*years) * worth(forward, k, 0.2, years, put)
				l.cells = append(l.cells, cell{strike: k, put: put, bid: p, ask: p})
			}
		}
		ch := chainOf("SPX", 6700, morning, l)
		o := Options{}
		if !c.known {
			for i := range ch.Expiries {
				ch.Expiries[i].Root.European = false // gives no rate
			}
		}
		s := fitted(t, ch, o)
		if c.want != (s.Gap != 0) || !c.want && s.Spot != 6700 || c.want && (s.Gap > 0) != (c.gap > 0) {
			t.Errorf("%+v: gap %g, spot %g", c, s.Gap, s.Spot)
		}
		if f := s.Expiries[0].Forward / s.Spot / (forward / 6700); !c.want && math.Abs(f-1) > 1e-6 {
			t.Errorf("%+v: forward off by %g", c, f-1)
		}
	}
}

// TestGapNoise: in session a gap within two standard errors is noise: each of n pairs is off by a spread's √(1/12), on both legs.
func TestGapNoise(t *testing.T) {
	strikes := []float64{98, 99, 100, 101, 102, 103}
	const gap = 0.0015
	limit := gap * 300 * math.Exp(gap) // 2·√(6·2·s²/12)/6/F = s/(3F)
	for _, c := range []struct {
		spread float64
		want   float64
	}{{0.98 * limit, gap}, {1.02 * limit, 0}} {
		l := fair("TEST", tuesday, tuesday.Add(days(7)), 100*math.Exp(gap), 0.5, 0, strikes...)
		for i := range l.cells {
			l.cells[i].bid -= c.spread / 2
			l.cells[i].ask += c.spread / 2
		}
		s := fitted(t, chainOf("TEST", 100, tuesday, l), free(Options{}))
		if math.Abs(s.Gap-c.want) > 1e-9 {
			t.Errorf("spreads of %g: gap %g, want %g", c.spread, s.Gap, c.want)
		}
	}
}
