package vol

import (
	"math"
	"testing"
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
	// Each spread counts alike, wherever it is wide: 0.8 of one leg is 0.8/4/4 in the slope from its strike. With the same in
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

// TestSomeOf: three names stand, of four or more the first three.
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
