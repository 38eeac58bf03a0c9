package gex

import (
	"sync"
	"time"

	"gex/internal/bs/kernel"
)

// dealerTrades returns Q_d, what dealers trade by some spots in currency, while every
// strike keeps its volatility.
func (b *Book) dealerTrades() func(spots []float64) []float64 {
	return b.tradesBy(func(spots []float64) []float64 { return b.batch.DeltaTo(nil, spots) })
}

// movingTrades is dealerTrades under a rule by which volatilities follow spot: the ones
// of appendVols, whose constant parts are computed once, as the book is repriced here at
// hundreds of spots.
func (b *Book) movingTrades() func(spots []float64) []float64 {
	m := b.movingVols()
	pool := sync.Pool{New: func() any { return new(scenario) }}
	return b.tradesBy(func(spots []float64) []float64 {
		out := make([]float64, len(spots))
		eachOf(len(spots), len(spots)*len(b.row), func(i int) {
			scratch := pool.Get().(*scenario)
			defer pool.Put(scratch)
			out[i] = m.priced(scratch, spots[i]).DeltaTo(nil, spots[i:i+1])[0]
		})
		return out
	})
}

// tradesBy turns the dealers' delta by spot into trades from spot,
//
//	Q_d(P) = −(Δ(P) − Δ(S)) P
func (b *Book) tradesBy(delta func(spots []float64) []float64) func(spots []float64) []float64 {
	base := delta([]float64{b.Spot})[0]
	return func(spots []float64) []float64 {
		out := delta(spots)
		for i := range out {
			out[i] = (base - out[i]) * spots[i]
		}
		return out
	}
}

// movingVols are the volatilities of a book as functions of spot.
type movingVols struct {
	*Book
	groups []kernel.Group
	logK   []float64 // ln K
	smile  []float64 // f(ln K), what appendVols takes off
}

// movingVols computes what does not depend on spot.
func (b *Book) movingVols() *movingVols {
	m := &movingVols{Book: b, logK: make([]float64, len(b.row)), smile: make([]float64, len(b.row))}
	if b.rule.ssr != 1 {
		b.smile(&b.now)
	}
	for _, e := range b.expiries {
		m.groups = append(m.groups, groupOf(b.surface.Expiries[e.of], e.lo, e.hi))
		for i := e.lo; i < e.hi; i++ {
			m.logK[i] = kernel.Log(b.strike[i])
		}
		if b.rule.ssr != 1 {
			b.now.smiles[e.of].AtTo(m.smile[e.lo:e.hi], m.logK[e.lo:e.hi], 0)
		}
	}
	return m
}

// priced returns the batch of the book at a spot, in the memory of scratch.
func (m *movingVols) priced(scratch *scenario, spot float64) *pricer {
	scratch.sigma = append(scratch.sigma[:0], m.sigma...)
	parallel := m.rule.beta * 100 * (spot/m.Spot - 1) / 100
	slide := float64((1 - m.rule.ssr) * kernel.Log(spot/m.Spot))
	if slide != 0 {
		for _, e := range m.expiries {
			m.now.smiles[e.of].AtTo(scratch.sigma[e.lo:e.hi], m.logK[e.lo:e.hi], slide)
		}
		for i, v := range m.sigma {
			scratch.sigma[i] = atLeast(v+(scratch.sigma[i]-m.smile[i])+parallel, v)
		}
	} else {
		for i, v := range m.sigma {
			scratch.sigma[i] = atLeast(v+parallel, v)
		}
	}
	scratch.batch.reset(m.groups, m.strike, scratch.sigma, m.put, m.weight, func(g int, put bool) *earlySide {
		x := m.expiries[g].of
		return m.side(x, put, m.surface.Expiries[x], time.Time{})
	})
	return &scratch.batch
}
