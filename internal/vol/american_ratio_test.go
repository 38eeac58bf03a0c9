package vol

import (
	"math"
	"testing"

	"gex/internal/bs/american"
)

// silentPut returns a strike above the forward of 182.5 days at a rate of 8 % and a volatility of 20 %, whose put has so small a part of
// the vega of a European one at a spot of 100, and the prices of both sides; the call has no premium.
func silentPut(t *testing.T, want float64) (k, call, put float64) {
	const spot, r, sigma, years = 100., 0.08, 0.2, 182.5 / 365
	of, err := american.New(american.Terms{Put: true, Years: years, Rate: r}, 0.9*sigma, 1.1*sigma)
	if err != nil {
		t.Fatal(err)
	}
	european := func(k, vol float64, put bool) float64 {
		return math.Exp(-r*years) * worth(spot*math.Exp(r*years), k, vol, years, put)
	}
	low, high := 105., 125.
	for range 50 {
		const h = 1e-4
		k := (low + high) / 2
		if (of.Price(spot, k, sigma+h)-of.Price(spot, k, sigma-h))/(european(k, sigma+h, true)-european(k, sigma-h, true)) > want {
			low = k
		} else {
			high = k
		}
	}
	return low, european(low, sigma, false), of.Price(spot, low, sigma)
}

// TestVegaOfPairs: a pair whose put's price moves with volatility a quarter as much as a European one's counts, one of less does
// not.
func TestVegaOfPairs(t *testing.T) {
	const r, sigma, n = 0.08, 0.2, 182.5
	for want, kept := range map[float64]int{0.26: 6, 0.24: 5} {
		k, call, put := silentPut(t, want)
		q := priced(seen("TEST", tuesday, n, 0), r, 0, sigma, 0.02, 90, 95, 100, 105, 107)
		q.lines = append(q.lines, line{strike: k, call: leg{mid: call, usable: true}, put: leg{mid: put, usable: true}})
		q.pairs = pairsOf(q.lines)
		a := ofAmerican(r, q)
		e := a.of[0]
		e.sides = a.premiums(e, 0.9*sigma, 1.1*sigma, american.Fine)
		a.pairsOf(e, 0.2, false)
		if len(e.window) != 6 || len(e.pairs) != kept {
			t.Errorf("%g, of %.4f: %d of %d pairs, ratios %v", k, want, len(e.pairs), len(e.window), e.legs.ratio)
		}
	}
}

// TestPairsWithoutVolatility: a strike of which one leg has no volatility, as it costs more than the share, is no pair.
func TestPairsWithoutVolatility(t *testing.T) {
	for _, put := range []bool{false, true} {
		a := ofAmerican(0, smiling(seen("TEST", tuesday, 73, 100), 100, 0.2, 0.01, 98, 99, 100, 101, 102))
		e := a.of[0]
		e.q.lines[1].side(put).mid = 150
		if a.pairsOf(e, 0.1, true); len(e.window) != 5 || len(e.pairs) != 4 {
			t.Errorf("put %v: %d pairs of %d", put, len(e.pairs), len(e.window))
		}
	}
	// One strike alone is a pair, though it gives no forward.
	a := ofAmerican(0, smiling(seen("TEST", tuesday, 73, 100), 100, 0.2, 0, 100))
	a.pairsOf(a.of[0], 0.1, false)
	if e := a.of[0]; len(e.pairs) != 1 {
		t.Errorf("%d pairs of one strike", len(e.pairs))
	}
	// And without one there is none.
	a.of[0].pairs = nil
	a.of[0].forward = 200
	a.pairsOf(a.of[0], 0, true)
	if e := a.of[0]; len(e.pairs) != 0 || len(e.window) != 0 {
		t.Errorf("%d pairs of no strike", len(e.pairs))
	}
}

// TestDraftPremiums: premiums are solved as a draft in the last rounds, and with few pairs by the effort of the round, from the
// least to the greatest volatility of the strikes, in the last rounds of all strikes; of coarse quotes without
// dividends roughly there too, unless the borrow is above the rate.
func TestDraftPremiums(t *testing.T) {
	const r, usual, hard = 0.08, 0.05, 0.09 // above the rate, to borrow
	for _, c := range []struct {
		few      bool
		b        float64
		drops    []drop
		coarse   bool
		how, not american.Effort
	}{
		{false, usual, nil, false, american.Draft, american.Fine}, {true, usual, nil, false, american.Rough, american.Fine},
		{false, usual, nil, true, american.Rough, american.Draft}, {false, hard, nil, true, american.Draft, american.Rough},
		{false, usual, []drop{{0.1, 0.01}}, false, american.Draft, american.Fine}, {true, usual, []drop{{0.1, 0.01}}, false, american.Rough, american.Draft},
		{false, usual, []drop{{0.1, 0.01}}, true, american.Draft, american.Rough},
	} {
		q := priced(seen("TEST", tuesday, 182.5, 0), r, c.b, 0.3, 0.02, 96, 98, 100, 102, 104)
		for i := range q.lines { // a smile, and its ends in the window
			q.lines[i].call.mid += 0.1 * float64(i)
			q.lines[i].put.mid += 0.1 * float64(i)
		}
		a := ofAmerican(r, q)
		e := a.of[0]
		e.borrow, e.drops, e.coarse, a.effort = c.b, c.drops, c.coarse, american.Rough
		lo, hi := rangeOf(a, e)
		a.improve(e, c.few)
		sides := e.sides
		e.sides, e.coarse = [2]*premiums{}, false // which are solved from the start, by the effort asked for
		for side, p := range a.premiums(e, lo, hi, c.how) {
			other := a.premiums(e, lo, hi, c.not)[side]
			got, want := sides[side].value(math.NaN(), math.Log(100/101.), 100, 101, 0.31), p.value(math.NaN(), math.Log(100/101.), 100, 101, 0.31)
			if got != want || want == other.value(math.NaN(), math.Log(100/101.), 100, 101, 0.31) {
				t.Errorf("few %v, dividends %v, side %d: %.12f, want %.12f, not %.12f", c.few, c.drops, side, got, want, other.value(math.NaN(), math.Log(100/101.), 100, 101, 0.31))
			}
		}
	}
}
