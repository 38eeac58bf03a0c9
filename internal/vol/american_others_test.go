package vol

import (
	"math"
	"testing"

	"gex/internal/bs/american"
)

// TestSilent: a leg says too little that has no volatility without its premium, or of whose vega less than a quarter is left.
func TestSilent(t *testing.T) {
	for _, c := range []struct {
		total, premium, ratio float64
		want                  bool
	}{
		{0, 0.1, 1, true}, {0, 0, 1, false}, {0, 0, 0.1, false}, {0.2, 0.1, 0.24, true}, {0.2, 0.1, 0.25, false}, {0.2, 0, 0.24, true}, {1, 0.1, 1, false}, {0.2, 0.5, 1, false},
	} {
		l := &earlyLegs{total: []float64{c.total}, premium: []float64{c.premium}, ratio: []float64{c.ratio}}
		if l.silent(0) != c.want {
			t.Errorf("%+v", c)
		}
	}
}

// TestStripOthers: where a leg out of the money is silent, the other one loses its premium, unless it has, or says nothing itself. If it
// is silent too, the first counts all the same where it has a volatility.
func TestStripOthers(t *testing.T) {
	const r, sigma = 0.08, 0.2
	loud, loudCall, loudPut := silentPut(t, 0.8)
	quiet, quietCall, quietPut := silentPut(t, 0.2)
	put, err := american.New(american.Terms{Put: true, Years: 0.5, Rate: r}, 0.9*sigma, 1.1*sigma)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why           string
		strike        float64
		call, put     float64
		change        func(e *early)
		done          bool
		premium       float64 // of the put
		silent, call0 bool    // the put is silent, and the call in the end
	}{
		{"the other says it", loud, loudCall, loudPut, nil, false, put.Premium(100, loud, sigma), false, true},
		{"it is done", loud, loudCall, loudPut, nil, true, 0, false, true},
		{"the first is not silent", loud, loudCall, loudPut, func(e *early) { e.q.lines[0].call.intrinsic = false }, false, 0, false, false},
		{"the other is at what it pays", loud, loudCall, loudPut, func(e *early) { e.q.lines[0].put.intrinsic = true }, false, 0, true, true},
		{"the other is not usable", loud, loudCall, loudPut, func(e *early) { e.q.lines[0].put.usable = false }, false, 0, false, true},
		{"the leg was the other", loud, loudCall, loudPut, func(e *early) { e.legs.put[0] = true }, false, 0, false, true},
		{"both are silent", quiet, quietCall, quietPut, nil, false, put.Premium(100, quiet, sigma), true, false},
		{"both, and the first has no volatility", quiet, quietCall, quietPut, func(e *early) { e.legs.total[0] = 0 }, false, put.Premium(100, quiet, sigma), true, true},
	} {
		q := seen("TEST", tuesday, 182.5, 100*math.Exp(r*0.5))
		q.lines = []line{{strike: c.strike, call: leg{mid: c.call, usable: true, intrinsic: true}, put: leg{mid: c.put, usable: true}}}
		a := ofAmerican(r, q)
		e := a.of[0]
		e.sides = a.premiums(e, 0.9*sigma, 1.1*sigma, american.Fine)
		e.legs.add(0, c.strike, &e.q.lines[0].call, false)
		if c.done {
			e.legs.add(0, c.strike, &e.q.lines[0].put, true)
		}
		e.legs.columns()
		e.legs.total[0] = 0.1
		if c.change != nil {
			c.change(e)
		}
		a.stripOthers(e)
		n := e.q.lines[0]
		if math.Abs(n.put.premium-c.premium) > 1e-4 || n.put.intrinsic != c.silent || n.call.intrinsic != c.call0 {
			t.Errorf("%s: premium %.6f, want %.6f; put silent %v, call %v", c.why, n.put.premium, c.premium, n.put.intrinsic, n.call.intrinsic)
		}
	}
}

// TestPairsThatRemain: all strikes near the money are pairs in the end, from the first on, but for one whose leg turns out silent.
func TestPairsThatRemain(t *testing.T) {
	const r = 0.08
	k, call, put := silentPut(t, 0.2)
	q := priced(seen("TEST", tuesday, 182.5, 0), r, 0, 0.2, 0.02, 98, 100, 102)
	q.lines = append(q.lines, line{strike: k, call: leg{mid: call, usable: true}, put: leg{mid: put, usable: true}})
	q.pairs = pairsOf(q.lines)
	a := ofAmerican(r, q)
	e := a.of[0]
	a.improve(e, false)
	e.pairs = append(e.pairs, earlyPair{line: 3, strike: k, total: [2]float64{0.1, 0.1}})
	a.strip(e)
	if len(e.pairs) != 4 || len(e.q.pairs) != 3 || !e.q.lines[3].put.intrinsic || e.q.lines[3].call.intrinsic {
		t.Errorf("%d pairs of %d, put silent %v", len(e.q.pairs), len(e.pairs), e.q.lines[3].put.intrinsic)
	}
}

// TestSettleFew: with few pairs of each, expiries that have a forward of the search, or less than a hundred strikes, are left as
// they are.
func TestSettleFew(t *testing.T) {
	for _, c := range []struct {
		strikes                  int
		searched, own, few, left bool
	}{
		{100, true, true, true, true}, {100, true, false, true, false}, {100, false, true, true, false}, {100, false, false, true, false}, {100, true, true, false, false},
		{99, true, false, true, true}, {99, false, true, true, true}, {99, true, true, false, false},
	} {
		a := ofAmerican(0, smiling(seen("TEST", tuesday, 73, 100), 100, 0.2, 0.01, strikesAround100(c.strikes)...))
		e := a.of[0]
		e.searched, e.own, e.before = c.searched, c.own, 7
		if a.settle(c.few); (e.before == 7) != c.left {
			t.Errorf("%+v: before %g", c, e.before)
		}
	}
}

// strikesAround100 returns so many strikes, half a dollar apart.
func strikesAround100(n int) (strikes []float64) {
	for i := range n {
		strikes = append(strikes, 100+float64(i-n/2)/2)
	}
	return strikes
}

// TestSettleFewMove: with few pairs a forward that moves by less than 4 bp is the last, with all of them one by less than 1 bp.
func TestSettleFewMove(t *testing.T) {
	const r = 0.06
	for _, c := range []struct {
		off       float64 // of the forward to begin with, ln
		few, once bool
	}{{3e-4, true, true}, {6e-4, true, false}, {3e-4, false, false}, {0.5e-4, false, true}} {
		q := priced(seen("TEST", tuesday, 180, 0), r, 0.01, 0.3, 0.02, strikesAround100(101)...)
		a := ofAmerican(r, q)
		e := a.of[0]
		e.forward = 100 * math.Exp((r-0.01)*e.q.years+c.off)
		a.settle(c.few)
		if sides := e.solved[american.Fine] + e.solved[american.Draft] + e.solved[american.Rough]; (sides == 2) != c.once {
			t.Errorf("%+v: %d sides", c, sides)
		}
	}
}

// TestExercisedSide: exercise is best of what pays something, at the spot left after dividends of now; without a model never.
func TestExercisedSide(t *testing.T) {
	p := newPremiums(true, 0.5, 0.2, 0, nil, 0.1, 0.1, american.Fine, nil)
	for _, c := range []struct {
		spot, strike, left float64
		want               bool
	}{{100, 120, 1, true}, {0.5, 0.6, 1, true}, {100, 101, 1, false}, {100, 101, 0.9, true}, {100, 99, 0.9, false}, {100, 120, 1.4, false}} {
		p.left = c.left
		if got := p.exercised(true, c.spot, c.strike, 0.1); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
	if (*premiums)(nil).exercised(true, 100, 120, 0.1) || (&premiums{left: 1}).exercised(true, 100, 120, 0.1) {
		t.Error("exercised without a model")
	}
}

// TestManyLegs: from fifty legs on there is a table, which is close to what it tabulates; none where there is no model.
func TestManyLegs(t *testing.T) {
	at := func(legs int) float64 {
		p := newPremiums(true, 0.5, 0.08, 0.02, nil, 0.2, 0.4, american.Fine, nil)
		p.expect(legs)
		return p.value(9, math.Log(100/108.), 100, 108, 0.31)
	}
	if at(49) != at(0) || at(50) == at(49) || at(51) != at(50) || math.Abs(at(50)-at(49)) > 1e-4 {
		t.Errorf("%.12f of none, %.12f of 49, %.12f of 50", at(0), at(49), at(50))
	}
	p := newPremiums(true, 0.5, -0.02, -0.05, nil, 0.3, 0.3, american.Fine, nil)
	if p.expect(100); p.of != nil {
		t.Error("two boundaries have a model")
	}
}
