package gex

import (
	"math"

	"gex/internal/chain"
	"gex/internal/report"
)

// wallValues returns what makes a strike the call wall and the put wall by the rule of
// the options (docs/theory.md 6), in the unit of GEX; walls have the largest positive
// value:
//
//	net    net GEX, and its negative
//	gross  Σ |GEX| of calls, and of puts
//	side   the same at or above spot, and at or below it; 0 elsewhere
func (b *Book) wallValues() (call, put func(*strike) float64) {
	switch b.opt.Wall {
	case "gross":
		return callSide, putSide
	case "side":
		return func(s *strike) float64 { return where(s.k >= b.Spot, callSide(s)) },
			func(s *strike) float64 { return where(s.k <= b.Spot, putSide(s)) }
	}
	return func(s *strike) float64 { return s.net() }, func(s *strike) float64 { return -s.net() }
}

// walls returns call wall and put wall, absent where no strike has a positive value.
func (b *Book) walls(strikes []strike) (call, put report.Number) {
	c, p := b.wallValues()
	return b.highest(strikes, c), b.highest(strikes, p)
}

// wallShares returns both walls with the strike that comes next, and the share of each
// in gross, the Σ |GEX| of the same contracts.
func (b *Book) wallShares(strikes []strike, gross float64) []report.Wall {
	call, put := b.wallValues()
	return []report.Wall{b.wallShare("call_wall", strikes, call, gross), b.wallShare("put_wall", strikes, put, gross)}
}

// wallShare returns one wall and its runner-up. A strike without a positive value is
// neither.
func (b *Book) wallShare(name string, strikes []strike, value func(*strike) float64, gross float64) report.Wall {
	w := report.NoWall(name)
	if w.Strike = b.highest(strikes, value); !w.Strike.OK() {
		return w
	}
	w.Share = share(b.valueAt(strikes, float64(w.Strike), value), gross)
	if w.RunnerUp = b.runnerUp(strikes, float64(w.Strike), value); w.RunnerUp.OK() {
		w.RunnerUpShare = share(b.valueAt(strikes, float64(w.RunnerUp), value), gross)
	}
	return w
}

// runnerUp returns the strike that would be the wall without the wall's own.
func (b *Book) runnerUp(strikes []strike, wall float64, value func(*strike) float64) report.Number {
	return b.highest(strikes, func(s *strike) float64 { return where(s.k != wall, value(s)) })
}

// valueAt returns the value of a strike of the list.
func (b *Book) valueAt(strikes []strike, k float64, value func(*strike) float64) float64 {
	for j := range strikes {
		if strikes[j].k == k {
			return value(&strikes[j])
		}
	}
	return math.NaN()
}

// callSide and putSide return Σ |GEX| of the calls and of the puts of a strike.
func callSide(s *strike) float64 { return s.side[chain.Call] }
func putSide(s *strike) float64  { return s.side[chain.Put] }

// where returns x if ok, else 0.
func where(ok bool, x float64) float64 {
	if ok {
		return x
	}
	return 0
}

// highest returns the strike with the largest positive value; of equals the nearest to
// spot, then the lower, which comes first. Absent when no value is positive.
func (b *Book) highest(strikes []strike, value func(*strike) float64) report.Number {
	best, at := 0.0, report.None()
	for j := range strikes {
		v, k := value(&strikes[j]), strikes[j].k
		// Strikes ascend, so of two equally near to spot the lower was first.
		switch {
		case !(v > 0) || v < best:
		case v > best, math.Abs(k-b.Spot) < math.Abs(float64(at)-b.Spot):
			best, at = v, report.Number(k)
		}
	}
	return at
}
