package gex

import (
	"slices"
	"sync"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/par"
	"gex/internal/vol"
)

// adjustment is what a scenario does to volatilities and to time; the zero value does nothing.
type adjustment struct {
	points float64   // added to every volatility, in volatility points
	slide  float64   // the move of ln spot that the volatility rule answers to
	move   float64   // the same in percent
	at     time.Time // the instant; zero: as-of
}

func (a adjustment) none() bool { return a == adjustment{} }

// volRule is what volatilities do when spot moves (docs/theory.md 7.2): with smile f and k = ln(K/S),
//
//	sigma'(K) = sigma(K) + f(k - (1-R) l) - f(k) + beta·move
//
// for a move of ln spot by l, or by move percent. R = 1 is sticky strike, R = 0 sticky moneyness.
type volRule struct {
	ssr  float64 // R
	beta float64 // volatility points per 1 % of spot
}

// sticky reports whether volatilities stay with their strikes.
func (r volRule) sticky() bool { return r.ssr == 1 && r.beta == 0 }

// minVol is the least volatility of a scenario.
const minVol = 0.01

// aged is the surface at an instant, with the smiles that were asked of it.
type aged struct {
	at       time.Time // zero: as-of
	expiries []vol.Expiry
	smiles   []vol.Smile // by expiry of the chain; nil until a rule needs them
}

// as returns the surface at an instant; the last later one asked for is kept.
func (b *Book) as(at time.Time) *aged {
	if at.IsZero() {
		return &b.now
	}
	if b.later == nil || !b.later.at.Equal(at) {
		b.later = &aged{at: at, expiries: b.surface.Ahead(b.chain, at)}
	}
	return b.later
}

// smile makes sure that the smiles of the book's expiries are there.
func (b *Book) smile(a *aged) {
	if a.smiles != nil {
		return
	}
	surface := b.surface
	if !a.at.IsZero() {
		surface = surface.Later(b.chain, a.at)
	}
	a.smiles = make([]vol.Smile, len(a.expiries))
	for _, e := range b.expiries {
		a.smiles[e.of] = surface.Smile(b.chain, e.of)
	}
}

// scenario is what a part is priced in once: a batch and the columns that it alone has. Nothing of one stays when the
// next is made in its room.
type scenario struct {
	batch  kernel.Batch
	groups []kernel.Group
	sigma  []float64
}

// scenarios are those not at work: as many as there are goroutines.
var scenarios = sync.Pool{New: func() any { return new(scenario) }}

// price prepares a part for pricing under an adjustment, on the surface at its instant. Contracts settled by then, which
// come first, are left to settled.
func (s *scenario) price(b *Book, p *part, a adjustment, on *aged) *kernel.Batch {
	live := slices.IndexFunc(p.slices, func(s slice) bool { return on.expiries[s.of].Years > 0 })
	if live < 0 {
		live = len(p.slices)
	}
	s.groups, s.sigma = s.groups[:0], s.sigma[:0]
	first := p.size()
	if live < len(p.slices) {
		first = p.slices[live].lo
	}
	for _, x := range p.slices[live:] {
		fit := on.expiries[x.of]
		s.groups = append(s.groups, groupOf(fit, x.lo-first, x.hi-first))
		s.sigma = b.appendVols(s.sigma, p.part(x.lo, x.hi), a, on, x.of)
	}
	rest := p.part(first, p.size())
	s.batch.Reset(s.groups, rest.strike, s.sigma, rest.put, rest.weight)
	return &s.batch
}

// appendVols appends the volatilities of contracts of expiry x under an adjustment.
func (b *Book) appendVols(sigma []float64, of columns, a adjustment, on *aged, x int) []float64 {
	scale, parallel := on.expiries[x].Scale, (a.points+b.rule.beta*a.move)/100
	if slide := (1 - b.rule.ssr) * a.slide; slide != 0 {
		smile := &on.smiles[x]
		for n, s := range of.sigma {
			k, v := kernel.Log(of.strike[n]), s*scale
			sigma = append(sigma, atLeast(v+(smile.At(k-slide)-smile.At(k))+parallel, v))
		}
		return sigma
	}
	for _, s := range of.sigma {
		v := s * scale
		sigma = append(sigma, atLeast(v+parallel, v))
	}
	return sigma
}

// atLeast keeps a volatility of a scenario from falling below minVol, unless it was there before.
func atLeast(v, before float64) float64 { return max(v, min(minVol, before)) }

// settled is the delta that the contracts of a part settled by an instant have at spot, in shares: their payoff's.
func (b *Book) settled(p *part, at time.Time, spot float64) float64 {
	sum := 0.0
	for _, s := range p.slices {
		if at.Before(b.chain.Expiries[s.of].Settlement) {
			continue
		}
		for n := s.lo; n < s.hi; n++ {
			sum += float64(p.weight[n] * payoffDelta(p.right, spot, p.strike[n]))
		}
	}
	return sum
}

// payoffDelta is the delta a contract settles with: one in the money, a half at the strike.
func payoffDelta(right chain.Right, spot, strike float64) float64 {
	in := spot - strike
	if right == chain.Put {
		in = -in
	}
	delta := 0.0
	switch {
	case in > 0:
		delta = 1
	case in == 0:
		delta = 0.5
	}
	if right == chain.Put {
		return -delta
	}
	return delta
}

// scene is an adjustment that does not depend on spot, looked at from some spots.
type scene struct {
	adjustment
	spots []float64
}

// deltas are the dealers' option deltas in shares, by scene, part and spot.
func (d *desk) deltas(scenes ...scene) [][][]float64 {
	on, out := make([]*aged, len(scenes)), make([][][]float64, len(scenes))
	for i, s := range scenes {
		on[i], out[i] = d.as(s.at), make([][]float64, len(d.parts))
		if d.rule.ssr != 1 && s.slide != 0 {
			d.smile(on[i])
		}
	}
	n := len(d.parts)
	eachOf(len(scenes)*n, len(scenes)*len(d.row), func(w int) {
		i, j := w/n, w%n
		out[i][j] = d.partDeltas(&d.parts[j], &scenes[i], on[i])
	})
	return out
}

// partDeltas are those of one part in one scene.
func (d *desk) partDeltas(p *part, s *scene, on *aged) []float64 {
	batch := p.batch
	if !s.none() {
		room := scenarios.Get().(*scenario)
		defer scenarios.Put(room)
		batch = room.price(d.Book, p, s.adjustment, on)
	}
	out := batch.DeltaTo(make([]float64, len(s.spots)), s.spots)
	if s.at.IsZero() {
		return out
	}
	for n, spot := range s.spots {
		out[n] += d.settled(p, s.at, spot)
	}
	return out
}

// alone is the number of contracts below which another goroutine costs more than it brings.
const alone = 2048

// eachOf calls work for every index below n, in parallel when there are contracts enough.
func eachOf(n, contracts int, work func(int)) { par.Each(n, contracts >= alone, work) }
