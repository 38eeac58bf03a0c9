package vol

import (
	"math"
	"testing"

	"gex/internal/chain"
)

// slopedQuotes are the quotes of an expiry with strikes from 96 up, at which C − P falls by 1 per point of strike around a
// forward of 100; d of the first strikes is off by four times the offsets, so that the slope to the strike four further up
// is off by the offset.
func slopedQuotes(n int, offsets ...float64) *quotes {
	q := &quotes{live: true, forward: 100}
	for i := range n {
		k := 96 + float64(i)
		d := 100 - k
		if i < len(offsets) {
			d += 4 * offsets[i]
		}
		q.pairs = append(q.pairs, pair{strike: k, d: d, millionths: math.Abs(d) * 1e6})
	}
	return q
}

// TestDiscountSlope: of nine pairs the slopes over four strikes are 1 and 1 plus each offset. Their middle half, the second to
// the fourth of five, must lie within a fifth of their median, which is 1, and twice the noise.
func TestDiscountSlope(t *testing.T) {
	for _, c := range []struct {
		x      float64
		spread float64 // of each call; that of a put is three times as much
		ok     bool
	}{
		{0, 0, true}, {0.0999, 0, true}, {0.1001, 0, false}, {0.105, 0, false}, // 0.2 × 1
		{0.1499, 0.1, true}, {0.1501, 0.1, false}, // noise (2·0.1 + 2·0.3)/4/4 = 0.05
	} {
		q := slopedQuotes(9, -c.x, c.x, -0.5, 0.5)
		for i := range q.pairs {
			q.pairs[i].spreadC, q.pairs[i].spreadP = c.spread, 3*c.spread
		}
		factor, noise, ok := q.discount()
		if ok != c.ok || math.Abs(factor-1) > 1e-12 || math.Abs(noise-c.spread/2) > 1e-12 {
			t.Errorf("slopes off by %g, spreads of %g: factor %g, noise %g, %v", c.x, c.spread, factor, noise, ok)
		}
	}
	// Each spread counts the same, wherever it is wide: 0.8 of one leg is 0.8/4/4 in the slope from its strike. With the same in
	// three of the five slopes it is their median.
	for _, wide := range []func(*pair){func(p *pair) { p.spreadC = 0.8 }, func(p *pair) { p.spreadP = 0.8 }} {
		for _, from := range []int{0, 6} {
			q := slopedQuotes(9)
			for i := from; i < from+3; i++ {
				wide(&q.pairs[i])
			}
			if _, noise, _ := q.discount(); math.Abs(noise-0.05) > 1e-12 {
				t.Errorf("spreads of the pairs from %d: noise %g", from, noise)
			}
		}
	}
	// Of eight pairs there are four slopes: 0.5, 1 − x, 1 + x and 1.5. The middle half is the second and the third.
	for x, want := range map[float64]bool{0.0999: true, 0.1001: false} {
		if factor, _, ok := slopedQuotes(8, -x, x, -0.5, 0.5).discount(); ok != want || math.Abs(factor-1) > 1e-12 {
			t.Errorf("eight pairs off by %g: factor %g, %v", x, factor, ok)
		}
	}
	// Premiums of half the unit fall by half.
	q := slopedQuotes(9)
	for i := range q.pairs {
		q.pairs[i].d /= 2
	}
	if factor, _, ok := q.discount(); !ok || factor != 0.5 {
		t.Errorf("premiums of half the unit: %g, %v", factor, ok)
	}
}

// TestDiscountNeedsPairs: five live pairs within a ratio of 1.25 of the forward give a slope, four do not.
func TestDiscountNeedsPairs(t *testing.T) {
	for n, want := range map[int]bool{4: false, 5: true, 9: true} {
		q := slopedQuotes(n)
		if factor, _, ok := q.discount(); ok != want || ok && math.Abs(factor-1) > 1e-12 {
			t.Errorf("%d pairs: %g, %v", n, factor, ok)
		}
		q.live = false
		if _, _, ok := q.discount(); ok {
			t.Errorf("%d settled pairs have a slope", n)
		}
	}
	for strike, want := range map[float64]bool{124.9: true, 125.1: false, 125.9: false, 80.1: true, 79.9: false} {
		q := slopedQuotes(5)
		q.pairs[4] = pair{strike: strike, d: 100 - strike}
		if _, _, ok := q.discount(); ok != want {
			t.Errorf("of five pairs one at %g around 100: %v", strike, ok)
		}
	}
}

// TestSomeOf: three names are listed, of four or more the first three.
func TestSomeOf(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"A"}, "A"}, {[]string{"A", "B", "C"}, "A, B, C"},
		{[]string{"A", "B", "C", "D"}, "A, B, C and 1 more"}, {[]string{"A", "B", "C", "D", "E"}, "A, B, C and 2 more"},
	} {
		if got := someOf(c.names); got != c.want {
			t.Errorf("%v: %q, want %q", c.names, got, c.want)
		}
	}
}

// TestDeviation: one standard deviation is the total volatility of the nearest pair that has one: its out-of-the-money leg is
// worth something.
func TestDeviation(t *testing.T) {
	const sigma, years = 0.3, 0.25
	strike := func(k, call, put float64) line { return line{strike: k, call: leg{mid: call}, put: leg{mid: put}} }
	fair := func(k float64) line {
		return strike(k, worth(100, k, sigma, years, false), worth(100, k, sigma, years, true))
	}
	q := &quotes{lines: []line{fair(98), strike(100, 0, 0), strike(101, 0, 1)}, pairs: []pair{{strike: 100}, {strike: 101}, {strike: 98}}}
	if got, want := q.deviation(100), sigma*math.Sqrt(years); math.Abs(got-want) > 1e-12 {
		t.Errorf("one standard deviation %g, want %g", got, want)
	}
	q.pairs = q.pairs[:2]
	if got := q.deviation(100); got != 0 {
		t.Errorf("no pair has a volatility: %g", got)
	}
}

// TestParityNoise: half of the noise widens the band of discount factors on either side. At settlement it is 0.95 … 1.05, and
// with a ratio of 1.25 it is 0.76 … 1.3125.
func TestParityNoise(t *testing.T) {
	for _, c := range []struct {
		factor, noise, ratio float64
		off                  bool
	}{
		{0.94, 0, 1, true}, {0.96, 0, 1, false}, {1.04, 0, 1, false}, {1.06, 0, 1, true},
		{0.89, 0.1, 1, true}, {0.91, 0.1, 1, false}, {1.09, 0.1, 1, false}, {1.11, 0.1, 1, true},
		{0.70, 0.1, 1.25, true}, {0.72, 0.1, 1.25, false}, {1.36, 0.1, 1.25, false}, {1.37, 0.1, 1.25, true},
	} {
		if got := (paritySlope{&quotes{}, c.factor, c.noise}).off(c.ratio); got != c.off {
			t.Errorf("factor %g, noise %g, ratio %g: off %v", c.factor, c.noise, c.ratio, got)
		}
	}
}

// TestParityRequires: over a year put-call parity requires e^{−0.04}, and 1.25 times that is 1.20099: a factor beyond it is an
// error, one within it a warning.
func TestParityRequires(t *testing.T) {
	for factor, refused := range map[float64]bool{1.2005: false, 1.2015: true} {
		q := seen("SPX", tuesday, 365, 100)
		q.lines = nil
		for k := 80.5; k <= 121; k += 5 {
			q.lines = append(q.lines, line{strike: k, call: leg{mid: 60 + factor*(100-k), usable: true}, put: leg{mid: 60, usable: true}})
		}
		q.pairs = appendPairs(nil, q.lines)
		nearestFirst(q.pairs)
		f := &fitter{c: &chain.Chain{Underlying: "SPX", Spot: 1e6}, s: &Surface{}, all: []quotes{q}}
		if err := f.judgeParity(); (err != nil) != refused || (said(f, "premium-scale") != "") == refused {
			t.Errorf("a factor of %g: %v, %v", factor, err, f.s.Warnings)
		}
	}
}

// TestStrikesOffBasis: strikes whose K + C − P is 60 beside a spot of 100 are dropped when they are three or more, and a
// twentieth of all.
func TestStrikesOffBasis(t *testing.T) {
	for _, c := range []struct {
		on, off int
		want    bool
	}{{20, 2, false}, {20, 3, true}, {57, 3, true}, {58, 3, false}, {76, 4, true}, {77, 4, false}} {
		q := seen("SPX", tuesday, 30, 100)
		q.lines = nil
		add := func(n int, k, price float64) {
			for i := range n {
				strike := k + float64(i)/100
				q.lines = append(q.lines, line{strike: strike, call: leg{mid: 50 + price - strike, usable: true}, put: leg{mid: 50, usable: true}})
			}
		}
		add(c.off, 60, 60)
		add(c.on, 100, 100)
		q.pairs = appendPairs(nil, q.lines)
		nearestFirst(q.pairs)
		f := &fitter{c: &chain.Chain{Underlying: "SPX", Spot: 100}, s: &Surface{}, all: []quotes{q}}
		f.dropStrikes()
		if got := said(f, "strike-basis"); (got != "") != c.want || c.want && len(f.all[0].lines) != c.on {
			t.Errorf("%d on, %d off: %q, %d strikes left", c.on, c.off, got, len(f.all[0].lines))
		}
	}
}

// TestDroppedContracts: a strike that is dropped takes the contracts that it has, one or two; a strike without a pair goes
// with the nearest that has one.
func TestDroppedContracts(t *testing.T) {
	both := func(k, price float64, at int) line {
		return line{strike: k, call: leg{at: at, mid: 50 + price - k, usable: true}, put: leg{at: at + 1, mid: 50, usable: true}}
	}
	alone := func(k float64, at int) line { return line{strike: k, call: leg{at: at}, put: leg{at: -1}} }
	q := &quotes{lines: []line{both(60, 60, 0), alone(61, 2), both(100, 100, 3), alone(101, 5)}}
	q.pairs = appendPairs(nil, q.lines)
	nearestFirst(q.pairs)
	contracts, there := q.dropOff(100, 1.25)
	if contracts != 3 || len(there) != 1 || there[0] != 60 || len(q.lines) != 2 || q.lines[0].strike != 100 || len(q.pairs) != 1 {
		t.Errorf("%d contracts, prices %v, lines %v, %d pairs", contracts, there, q.lines, len(q.pairs))
	}
}

// TestLostToGrid: live contracts without a volatility whose volatility in the file is a placeholder are lost to it.
func TestLostToGrid(t *testing.T) {
	f := &fitter{
		grid: true,
		c: &chain.Chain{
			IV:  []float64{0.25, 0.25, 0.25, 0.3, 0.125, math.NaN()},
			Out: []chain.Reason{chain.Live, chain.Live, chain.Expired, chain.Live, chain.Live, chain.Live},
		},
		s: &Surface{Source: []Source{None, FromQuote, None, None, None, None}},
	}
	if got := f.lostToGrid(); got != 2 {
		t.Errorf("%d lost", got)
	}
	if f.grid = false; f.lostToGrid() != 0 {
		t.Error("none is a placeholder")
	}
}
