package gex

import (
	"math"
	"sync"
	"time"

	"gex/internal/bs/american"
	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/vol"
)

// pricer prices contracts in columns at any spots. The kernel does, but for contracts
// with American greeks (docs/theory.md 3.11), which are priced one by one and weigh
// nothing in the kernel's batch.
type pricer struct {
	kernel.Batch
	early  []earlyContract
	weight []float64 // of the kernel's batch, where some are early
	size   int       // contracts
}

// earlyContract is a contract that may be exercised early.
type earlyContract struct {
	of                  *earlySide
	at                  int // in the columns
	strike, vol, weight float64
}

// earlySide is one side of one expiry at one time: its American options, and the part of
// spot that remains after dividends before which nobody can exercise any more.
type earlySide struct {
	*american.Premiums
	left float64
}

// value returns price and greeks by spot.
func (c *earlyContract) value(spot float64) american.Value {
	v := c.of.Value(spot*c.of.left, c.strike, c.vol)
	v.Delta, v.Gamma = v.Delta*c.of.left, v.Gamma*c.of.left*c.of.left
	return v
}

// earlySides are those that were solved, by expiry, side and time: books are copied, and
// their parts are priced side by side.
type earlySides struct {
	sync.Mutex
	of map[earlyKey]*earlySide
}

type earlyKey struct {
	expiry int
	put    bool
	at     time.Time
}

// volMargin widens the range of an expiry's volatilities for scenarios that shift them.
const volMargin = 0.06

// side returns one side of expiry x at a time, with the years and carry of fit; nil for
// options that are European or are never exercised early.
func (b *Book) side(x int, put bool, fit vol.Expiry, at time.Time) *earlySide {
	if !b.surface.American {
		return nil
	}
	b.exercise.Lock()
	defer b.exercise.Unlock()
	key := earlyKey{x, put, at}
	side, known := b.exercise.of[key]
	if !known {
		side = b.solveSide(x, put, fit, at)
		b.exercise.of[key] = side
	}
	return side
}

// solveSide solves it; the time zero is as_of.
func (b *Book) solveSide(x int, put bool, fit vol.Expiry, at time.Time) *earlySide {
	if at.IsZero() {
		at = b.AsOf
	}
	terms, left, ok := b.surface.EarlyTerms(b.chain, x, put, fit, at)
	ofStrike, ofSpot := terms.Bounds()
	if !ok || max(ofStrike, ofSpot) == 0 {
		return nil
	}
	lo, hi := math.Inf(1), 0.0
	e := b.chain.Expiries[x]
	for i := e.Lo; i < e.Hi; i++ {
		if v := b.surface.Vol[i]; v > 0 && b.chain.Out[i] == chain.Live {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	if !(hi > 0) {
		return nil
	}
	p, err := american.New(terms, max(lo-volMargin, lo/2, minVol), hi+volMargin)
	if err != nil {
		return nil // two boundaries, which no US root has
	}
	return &earlySide{p, left}
}

// reset fills the pricer with contracts of expiries. of names the side of contract i of
// group g, nil for European greeks.
func (p *pricer) reset(groups []kernel.Group, strike, sigma []float64, put []bool, weight []float64, of func(g int, put bool) *earlySide) {
	p.early, p.size = p.early[:0], len(strike)
	workDone.add(derived, p.size)
	for g := range groups {
		sides := [2]*earlySide{of(g, false), of(g, true)}
		if sides[chain.Call] == nil && sides[chain.Put] == nil {
			continue
		}
		for i := groups[g].Lo; i < groups[g].Hi; i++ {
			side := sides[chain.Call]
			if put[i] {
				side = sides[chain.Put]
			}
			if side != nil {
				p.early = append(p.early, earlyContract{side, i, strike[i], sigma[i], weight[i]})
			}
		}
	}
	if len(p.early) > 0 {
		p.weight = append(p.weight[:0], weight...)
		for _, c := range p.early {
			p.weight[c.at] = 0
		}
		weight = p.weight
	}
	p.Reset(groups, strike, sigma, put, weight)
}

// sum adds Σ weight · greek of the early contracts at each spot to dst.
func (p *pricer) sum(dst, spots []float64, greek func(american.Value) float64) []float64 {
	if len(p.early) == 0 {
		return dst
	}
	eachOf(len(spots), alone, func(j int) {
		sum := 0.0
		for i := range p.early {
			if c := &p.early[i]; c.weight != 0 {
				sum += float64(c.weight * greek(c.value(spots[j])))
			}
		}
		dst[j] += sum
	})
	return dst
}

// at is the pricer itself: it has the same volatilities at every spot.
func (p *pricer) at(*scenario, float64) *pricer { return p }

func gammaOf(v american.Value) float64 { return v.Gamma }
func deltaOf(v american.Value) float64 { return v.Delta }

// GammaTo, DeltaTo, LadderTo, GammaSlope and GreeksTo are those of kernel.Batch.
func (p *pricer) GammaTo(dst, spots []float64) []float64 {
	workDone.add(gammas, p.size*len(spots))
	return p.sum(p.Batch.GammaTo(dst, spots), spots, gammaOf)
}

func (p *pricer) DeltaTo(dst, spots []float64) []float64 {
	workDone.add(deltas, p.size*len(spots))
	return p.sum(p.Batch.DeltaTo(dst, spots), spots, deltaOf)
}

func (p *pricer) LadderTo(dst []float64, base, step float64, from, to int) []float64 {
	workDone.add(cells, p.size*(to-from+1))
	dst = p.Batch.LadderTo(dst, base, step, from, to)
	if len(p.early) == 0 {
		return dst
	}
	spots := make([]float64, to-from+1)
	for j := range spots {
		spots[j] = kernel.Rung(base, step, from+j)
	}
	return p.sum(dst, spots, gammaOf)
}

// slopeStep is the step, as a part of spot, over which the slope of American gamma is
// taken.
const slopeStep = 1e-4

func (p *pricer) GammaSlope(spot float64) (gamma, slope float64) {
	workDone.add(gammas, p.size)
	gamma, slope = p.Batch.GammaSlope(spot)
	if len(p.early) == 0 {
		return gamma, slope
	}
	at := []float64{spot, spot * (1 - slopeStep), spot * (1 + slopeStep)}
	g := p.sum(make([]float64, 3), at, gammaOf)
	return gamma + g[0], slope + (g[2]-g[1])/(at[2]-at[1])
}

func (p *pricer) GreeksTo(dst *kernel.Greeks, spot float64) {
	workDone.add(greeks, p.size)
	p.Batch.GreeksTo(dst, spot)
	set := func(column []float64, at int, x float64) {
		if column != nil {
			column[at] = x
		}
	}
	greeks := dst.Price != nil || dst.Delta != nil || dst.Gamma != nil || dst.Vega != nil || dst.Theta != nil
	for i := range p.early {
		c := &p.early[i]
		if greeks {
			v := c.value(spot)
			set(dst.Price, c.at, v.Price)
			set(dst.Delta, c.at, v.Delta)
			set(dst.Gamma, c.at, v.Gamma)
			set(dst.Vega, c.at, v.Vega)
			set(dst.Theta, c.at, v.Theta)
		}
		left := c.of.left
		if dst.Vanna != nil {
			dst.Vanna[c.at] = c.of.Vanna(spot*left, c.strike, c.vol) * left
		}
		if dst.Charm != nil {
			dst.Charm[c.at] = c.of.Charm(spot*left, c.strike, c.vol) * left
		}
	}
}
