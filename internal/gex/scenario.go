package gex

import (
	"math"
	"slices"
	"sync"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/par"
	"gex/internal/system"
	"gex/internal/vol"
)

// adjustment is the change of volatilities and of time in a scenario; the zero value
// changes nothing.
type adjustment struct {
	points float64   // parallel shift of every volatility, in volatility points (0.01 a year)
	slide  float64   // l = ln(S′/S), the move of spot that the volatility rule follows
	move   float64   // the same in percent, for β
	at     time.Time // the later time; zero: as_of
}

// none reports whether the adjustment changes nothing.
func (a adjustment) none() bool { return a == adjustment{} }

// minVol is the floor of a shifted volatility, 1% a year (docs/theory.md 7.2).
const minVol = 0.01

// aged is the surface at a later time, with the smiles that a rule has needed.
type aged struct {
	at       time.Time // zero: as_of
	expiries []vol.Expiry
	smiles   []vol.Smile // by expiry of the chain; nil until a rule needs them
}

// as returns the surface at a time, zero for as_of. The last later one is cached.
func (b *Book) as(at time.Time) *aged {
	if at.IsZero() {
		return &b.now
	}
	if b.later == nil || !b.later.at.Equal(at) {
		b.later = &aged{at: at, expiries: b.surface.Ahead(b.chain, at)}
	}
	return b.later
}

// smile fills in the smiles of the book's expiries, if they are not there yet.
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

// scenario is the scratch memory for pricing one part under one adjustment: a batch and
// the columns that differ from the part's. The next use overwrites it.
type scenario struct {
	batch   pricer
	groups  []kernel.Group
	sigma   []float64
	shifted kernel.Shifted
	shifts  []kernel.Shift
}

// scenarios are for reuse: there are as many as goroutines.
var scenarios = sync.Pool{New: func() any { return new(scenario) }}

// shift is price without deriving, where all that an adjustment does to the volatilities of
// an expiry is to scale them and to add to them, v′ = v · Scale + points/100: not with early
// exercise, smiles that slide or a volatility that comes to the floor.
func (s *scenario) shift(b *Book, p *part, a adjustment, on *aged) (*kernel.Shifted, bool) {
	if b.surface.American || b.rule.ssr != 1 && a.slide != 0 {
		return nil, false
	}
	parallel := b.rule.parallel(a)
	s.shifts = s.shifts[:0]
	for _, x := range p.live(on) {
		fit := on.expiries[x.of]
		if v := float64(x.least * fit.Scale); !(v+parallel >= min(minVol, v)) {
			return nil, false
		}
		root := math.Sqrt(fit.Years)
		s.shifts = append(s.shifts, kernel.Shift{
			Years: fit.Years, Rate: fit.Rate, Carry: fit.Carry(),
			Scale: fit.Scale * root / math.Sqrt(b.surface.Expiries[x.of].Years), Add: parallel * root,
		})
	}
	s.shifted.Reset(&p.batch.Batch, s.shifts)
	return &s.shifted, true
}

// live returns the slices that have not settled at a time. They are in order of settlement:
// those that have come first.
func (p *part) live(on *aged) []slice {
	first := slices.IndexFunc(p.slices, func(s slice) bool { return on.expiries[s.of].Years > 0 })
	if first < 0 {
		return nil
	}
	return p.slices[first:]
}

// price derives the batch of a part under an adjustment, on the surface at its time:
// new years, carry and volatilities, and the part's strikes and weights. Contracts
// settled by then, which come first, are not in it: see settled.
func (s *scenario) price(b *Book, p *part, a adjustment, on *aged) *pricer {
	live := p.live(on)
	// The memory of the last use, emptied.
	s.groups, s.sigma = s.groups[:0], system.Resized(s.sigma, p.size())[:0]
	// The columns of the live contracts start at first.
	first := p.size()
	if len(live) > 0 {
		first = live[0].lo
	}
	for _, x := range live {
		fit := on.expiries[x.of]
		s.groups = append(s.groups, groupOf(fit, x.lo-first, x.hi-first))
		s.sigma = b.appendVols(s.sigma, p.part(x.lo, x.hi), a, on, x.of)
	}
	rest := p.part(first, p.size())
	s.batch.reset(b.opt.work, s.groups, rest.strike, s.sigma, rest.put, rest.weight, func(g int, put bool) *earlySide {
		x := live[g].of
		return b.side(x, put, &on.expiries[x], on.at)
	})
	return &s.batch
}

// appendVols appends the volatilities of contracts of expiry x under an adjustment,
// fractions a year: the aged ones v = σ · Scale plus the parallel shift (points + β ·
// move)/100, and plus the change of the smile where it slides with spot,
//
//	f(k − (1−R) l) − f(k),    k = ln K
//
// The smile is a function of ln K at today's spot, so k needs no spot.
func (b *Book) appendVols(sigma []float64, of columns, a adjustment, on *aged, x int) []float64 {
	// Scale ages the volatility.
	scale, parallel := on.expiries[x].Scale, b.rule.parallel(a)
	n := len(sigma)
	sigma = append(sigma, of.sigma...)
	if slide := (1 - b.rule.ssr) * a.slide; slide != 0 {
		smile := &on.smiles[x]
		for i, s := range sigma[n:] {
			k, v := kernel.Log(of.strike[i]), float64(s*scale)
			sigma[n+i] = atLeast(v+(smile.At(k-slide)-smile.At(k))+parallel, v)
		}
		return sigma
	}
	shifted := sigma[n:]
	if parallel < 0 {
		for i, s := range shifted {
			v := float64(s * scale)
			shifted[i] = atLeast(v+parallel, v)
		}
		return sigma
	}
	for i, s := range shifted {
		v := float64(s * scale)
		shifted[i] = v + parallel // no floor is reached
	}
	return sigma
}

// atLeast returns v, but not less than minVol or the unshifted volatility, whichever is
// lower: a shift does not take a volatility below the floor, and does not raise one
// that is below it.
func atLeast(v, before float64) float64 { return max(v, min(minVol, before)) }

// settled returns Σ ω · payoff delta of the contracts of a part that have settled by a
// time, in units of the underlying: until the hedge is unwound, dealers hold it against
// the payoff.
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

// payoffDelta returns the delta of the payoff: θ in the money, θ/2 at the strike, else
// 0 (docs/theory.md 1.2).
func payoffDelta(right chain.Right, spot, strike float64) float64 {
	in := spot - strike // > 0 in the money
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

// scene is one adjustment at several spots.
type scene struct {
	adjustment
	spots []float64
}

// deltas returns the dealers' option delta Σ ω · delta in units of the underlying, by
// scene, part and spot, priced in parallel.
func (d *desk) deltas(scenes ...scene) [][][]float64 {
	// Surfaces and smiles first, on this goroutine: they are shared by the parts.
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

// partDeltas returns the deltas of one part at the spots of a scene: live contracts
// repriced, settled ones at their payoff.
func (d *desk) partDeltas(p *part, s *scene, on *aged) []float64 {
	var batch interface {
		DeltaTo(dst, spots []float64) []float64
	} = p.batch
	if !s.none() {
		scratch := scenarios.Get().(*scenario)
		defer scenarios.Put(scratch)
		if moved, ok := scratch.shift(d.Book, p, s.adjustment, on); ok {
			d.opt.work.add(shifted, p.size())
			d.opt.work.add(deltas, p.size()*len(s.spots))
			batch = moved
		} else {
			batch = scratch.price(d.Book, p, s.adjustment, on)
		}
	}
	out := batch.DeltaTo(make([]float64, len(s.spots)), s.spots)
	if s.at.IsZero() {
		return out
	}
	// Contracts settled by then are not in the batch.
	for n, spot := range s.spots {
		out[n] += d.settled(p, s.at, spot)
	}
	return out
}

// alone is the number of contracts below which another goroutine costs more than it
// saves.
const alone = 2048

// eachOf calls work for every index below n, in parallel when there are at least alone
// contracts to price.
func eachOf(n, contracts int, work func(int)) { par.Each(n, contracts >= alone, work) }
