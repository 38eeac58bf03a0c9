package gex

import (
	"math"
	"slices"
	"sync"
	"time"

	"gex/internal/bs/american"
	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/vol"
)

// pricer prices contracts in columns at any spots. The kernel does, as European options;
// to contracts with American greeks (docs/theory.md 3.11) what early exercise changes is
// added, contract by contract.
type pricer struct {
	kernel.Batch
	size   int       // contracts
	weight []float64 // of each
	early  []earlyContract
	work   *workload // where what it does is counted; nil: nowhere
}

// earlyContract is a contract that may be exercised early.
type earlyContract struct {
	of                  *earlySide
	at                  int // in the columns
	strike, vol, weight float64
	even                float64 // ln of the spot that is the strike after the dividends of now
}

// earlySide is one side of one expiry at one time: its American options, and the part of
// spot that remains after dividends before which nobody can exercise any more.
type earlySide struct {
	*american.Premiums
	left float64
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
func (b *Book) side(x int, put bool, fit *vol.Expiry, at time.Time) *earlySide {
	if !b.surface.American {
		return nil
	}
	b.exercise.Lock()
	defer b.exercise.Unlock()
	key := earlyKey{x, put, at}
	side, known := b.exercise.of[key]
	if !known {
		side = b.solveSide(x, put, *fit, at)
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
	p.Tabulate() // before it is shared
	return &earlySide{p, left}
}

// reset fills the pricer with contracts of expiries. of names the side of contract i of
// group g, nil for European greeks.
func (p *pricer) reset(work *workload, groups []kernel.Group, strike, sigma []float64, put []bool, weight []float64, of func(g int, put bool) *earlySide) {
	p.early, p.size, p.weight, p.work = p.early[:0], len(strike), weight, work
	p.work.add(derived, p.size)
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
				even := kernel.Log(strike[i] / side.left)
				p.early = append(p.early, earlyContract{side, i, strike[i], sigma[i], weight[i], even})
			}
		}
	}
	p.Reset(groups, strike, sigma, put, weight)
}

// earlyPart is how many contracts are summed one after another, whatever the number of
// workers, so that every machine finds the same bits.
const earlyPart = 64

// sliceMemory keeps the memory of slices.
var sliceMemory = sync.Pool{New: func() any { return new([3]american.Slice) }}

// logSpots are the spots of a sum, with their logarithms and the range of these.
type logSpots struct {
	spots, logs []float64
	low, high   float64
}

func newLogSpots(spots []float64) logSpots {
	p := logSpots{spots, make([]float64, len(spots)), math.Inf(1), math.Inf(-1)}
	for j, x := range spots {
		p.logs[j] = kernel.Log(x)
		p.low, p.high = min(p.low, p.logs[j]), max(p.high, p.logs[j])
	}
	return p
}

// slice makes the curve of a contract at a volatility over the spots.
func (p logSpots) slice(s *american.Slice, c *earlyContract, sigma float64) {
	c.of.Slice(s, sigma, p.low-c.even, p.high-c.even)
}

// add adds to dst what early exercise adds to Σ weight · greek at each spot. Of each
// contract a curve over the spots is made first.
func (p *pricer) add(dst, spots []float64, greek func(delta, gamma float64) float64) []float64 {
	if len(p.early) == 0 {
		return dst
	}
	along := newLogSpots(spots)
	return p.addEach(dst, func(m *[3]american.Slice, c *earlyContract, sum []float64) {
		s, left := &m[0], c.of.left
		along.slice(s, c, c.vol)
		for j, x := range along.spots {
			delta, gamma := s.Add(x*left, along.logs[j]-c.even)
			sum[j] += float64(c.weight * greek(delta*left, gamma*left*left))
		}
	})
}

// addEach adds to dst the sums over the contracts that may be exercised early, to which
// one adds each that has a weight.
func (p *pricer) addEach(dst []float64, one func(m *[3]american.Slice, c *earlyContract, sum []float64)) []float64 {
	n, parts := len(dst), (len(p.early)+earlyPart-1)/earlyPart
	sums := make([]float64, parts*n)
	eachOf(parts, alone, func(i int) {
		m := sliceMemory.Get().(*[3]american.Slice)
		defer sliceMemory.Put(m)
		for k := i * earlyPart; k < min((i+1)*earlyPart, len(p.early)); k++ {
			if c := &p.early[k]; c.weight != 0 {
				one(m, c, sums[i*n:(i+1)*n])
			}
		}
	})
	for i := range parts {
		for j := range dst {
			dst[j] += sums[i*n+j]
		}
	}
	return dst
}

// vannas and charms are for reuse: a curve is a sum at a few hundred spots at a time.
var (
	vannas = sync.Pool{New: func() any { return new(kernel.Vanna) }}
	charms = sync.Pool{New: func() any { return new(kernel.Charm) }}
)

// VannaTo and CharmTo write Σ weight · greek at each spot.
func (p *pricer) VannaTo(dst, spots []float64) []float64 {
	along := newLogSpots(spots)
	whole := vannas.Get().(*kernel.Vanna)
	defer vannas.Put(whole)
	p.sumTo(dst, spots, whole, func(g *kernel.Greeks) *[]float64 { return &g.Vanna })
	return p.addEach(dst, func(m *[3]american.Slice, c *earlyContract, sum []float64) {
		s, below, above, left := &m[0], &m[1], &m[2], c.of.left
		along.slice(s, c, c.vol)
		along.slice(below, c, c.vol*(1-vannaStep))
		along.slice(above, c, c.vol*(1+vannaStep))
		for j, x := range along.spots {
			sum[j] += float64(c.weight * left * american.Vanna(s, below, above, x*left, along.logs[j]-c.even))
		}
	})
}

func (p *pricer) CharmTo(dst, spots []float64) []float64 {
	along := newLogSpots(spots)
	whole := charms.Get().(*kernel.Charm)
	defer charms.Put(whole)
	p.sumTo(dst, spots, whole, func(g *kernel.Greeks) *[]float64 { return &g.Charm })
	return p.addEach(dst, func(m *[3]american.Slice, c *earlyContract, sum []float64) {
		s, left := &m[0], c.of.left
		along.slice(s, c, c.vol)
		for j, x := range along.spots {
			sum[j] += float64(c.weight * left * s.Charm(x*left, along.logs[j]-c.even))
		}
	})
}

// spotSum is a sum of the kernel over contracts as a function of spot.
type spotSum interface {
	Reset(*kernel.Batch)
	At(spot float64) float64
}

// sumTo writes Σ weight · greek at each spot of the contracts that are European: by the sum
// of the kernel where all are, else contract by contract, the column being that of the greek.
func (p *pricer) sumTo(dst, spots []float64, whole spotSum, column func(*kernel.Greeks) *[]float64) {
	p.work.add(greeks, p.size*len(spots))
	if len(p.early) == 0 {
		whole.Reset(&p.Batch)
		eachOf(len(spots), p.size, func(j int) { dst[j] = whole.At(spots[j]) })
		return
	}
	eachOf(len(spots), len(spots)*p.size, func(j int) {
		m := columnMemory.Get().(*[]float64)
		defer columnMemory.Put(m)
		values := slices.Grow((*m)[:0], p.size)[:p.size]
		*m = values
		var g kernel.Greeks
		*column(&g) = values
		p.Batch.GreeksTo(&g, spots[j])
		for i := range p.early {
			values[p.early[i].at] = 0
		}
		dst[j] = dot(p.weight, values)
	})
}

// columnMemory keeps the memory of columns.
var columnMemory = sync.Pool{New: func() any { return new([]float64) }}

// at is the pricer itself: it has the same volatilities at every spot.
func (p *pricer) at(*scenario, float64) *pricer { return p }

func gammaOf(_, gamma float64) float64 { return gamma }
func deltaOf(delta, _ float64) float64 { return delta }

// GammaTo, DeltaTo, AlongTo, GammaSlope and GreeksTo are those of kernel.Batch.
func (p *pricer) GammaTo(dst, spots []float64) []float64 {
	p.work.add(gammas, p.size*len(spots))
	return p.add(p.Batch.GammaTo(dst, spots), spots, gammaOf)
}

func (p *pricer) DeltaTo(dst, spots []float64) []float64 {
	p.work.add(deltas, p.size*len(spots))
	return p.add(p.Batch.DeltaTo(dst, spots), spots, deltaOf)
}

func (p *pricer) AlongTo(dst, spots []float64, step float64) []float64 {
	p.work.add(cells, p.size*len(spots))
	return p.add(p.Batch.AlongTo(dst, spots, step), spots, gammaOf)
}

// slopeStep is the step, as a part of spot, over which the slope of American gamma is
// taken.
const slopeStep = 1e-4

func (p *pricer) GammaSlope(spot float64) (gamma, slope float64) {
	p.work.add(gammas, p.size)
	gamma, slope = p.Batch.GammaSlope(spot)
	if len(p.early) == 0 {
		return gamma, slope
	}
	at := []float64{spot, spot * (1 - slopeStep), spot * (1 + slopeStep)}
	g := p.add(make([]float64, 3), at, gammaOf)
	return gamma + g[0], slope + (g[2]-g[1])/(at[2]-at[1])
}

func (p *pricer) GreeksTo(dst *kernel.Greeks, spot float64) {
	p.work.add(greeks, p.size)
	p.Batch.GreeksTo(dst, spot)
	set := func(column []float64, at int, x float64) {
		if column != nil {
			column[at] = x
		}
	}
	prices := dst.Price != nil || dst.Vega != nil || dst.Theta != nil
	logSpot := kernel.Log(spot)
	m := sliceMemory.Get().(*[3]american.Slice)
	defer sliceMemory.Put(m)
	s, below, above := &m[0], &m[1], &m[2]
	for i := range p.early {
		c := &p.early[i]
		left, at, money := c.of.left, spot*c.of.left, logSpot-c.even
		c.of.Slice(s, c.vol, money, money)
		delta, gamma := s.Add(at, money)
		if dst.Delta != nil {
			dst.Delta[c.at] += delta * left
		}
		if dst.Gamma != nil {
			dst.Gamma[c.at] += gamma * left * left
		}
		if s.Exercised(money) { // it is stock
			set(dst.Delta, c.at, s.Stock()*left)
			set(dst.Gamma, c.at, 0)
		}
		if dst.Vanna != nil {
			c.of.Slice(below, c.vol*(1-vannaStep), money, money)
			c.of.Slice(above, c.vol*(1+vannaStep), money, money)
			dst.Vanna[c.at] = american.Vanna(s, below, above, at, money) * left
		}
		if dst.Charm != nil {
			dst.Charm[c.at] = s.Charm(at, money) * left
		}
		if prices {
			v := c.of.Value(at, c.strike, c.vol)
			set(dst.Price, c.at, v.Price)
			set(dst.Vega, c.at, v.Vega)
			set(dst.Theta, c.at, v.Theta)
		}
	}
}

// vannaStep is the step, as a part of volatility, over which the vanna of premiums is taken.
const vannaStep = 1e-3
