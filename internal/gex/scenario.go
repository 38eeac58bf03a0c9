package gex

import (
	"math"
	"time"

	"gex/internal/bs"
	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
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

// volRule is what volatilities do when spot moves (theory 3.2): with smile f and k = ln(K/S),
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

// priced prepares a part for pricing under an adjustment. Contracts settled by its instant are left to settled.
func (b *Book) priced(p *part, a adjustment) *kernel.Batch {
	surface := b.surface
	if !a.at.IsZero() {
		surface = b.laterSurface(a.at)
	}
	var (
		groups   = make([]kernel.Group, 0, len(p.slices))
		strike   = make([]float64, 0, p.size)
		sigma    = make([]float64, 0, p.size)
		put      = make([]bool, 0, p.size)
		weight   = make([]float64, 0, p.size)
		slideOff = (1 - b.rule.ssr) * a.slide
		parallel = (a.points + b.rule.beta*a.move) / 100
	)
	for _, s := range p.slices {
		fit := surface.Expiries[s.of]
		if fit.Years <= 0 {
			continue
		}
		groups = append(groups, kernel.Group{
			Lo: len(strike), Hi: len(strike) + len(s.k), Years: fit.Years, Rate: fit.Rate, Carry: fit.Carry(),
		})
		var smile vol.Smile
		if slideOff != 0 {
			smile = surface.Smile(b.chain, s.of)
		}
		for _, k := range s.k {
			i := b.row[k]
			v := surface.Vol[i]
			if slideOff != 0 {
				at := kernel.Log(b.chain.Strike[i])
				v += smile.At(at-slideOff) - smile.At(at)
			}
			if parallel != 0 || slideOff != 0 {
				v = math.Max(v+parallel, math.Min(minVol, surface.Vol[i]))
			}
			strike, sigma = append(strike, b.chain.Strike[i]), append(sigma, v)
			put, weight = append(put, p.right == chain.Put), append(weight, b.weight[k])
		}
	}
	return kernel.New(groups, strike, sigma, put, weight)
}

// laterSurface is the surface at a later instant; the last one asked for is kept.
func (b *Book) laterSurface(at time.Time) *vol.Surface {
	if b.later.surface == nil || !b.later.at.Equal(at) {
		b.later.at, b.later.surface = at, b.surface.Later(b.chain, at)
	}
	return b.later.surface
}

// settled is the delta that the contracts of a part settled by an instant have at spot, in shares: their payoff's.
func (b *Book) settled(p *part, at time.Time, spot float64) float64 {
	sum := 0.0
	for _, s := range p.slices {
		if at.Before(b.chain.Expiries[s.of].Settlement) {
			continue
		}
		for _, k := range s.k {
			sum += float64(b.weight[k] * payoffDelta(p.right, spot, b.chain.Strike[b.row[k]]))
		}
	}
	return sum
}

// payoffDelta is the delta a contract settles with: one in the money, a half at the strike.
func payoffDelta(right chain.Right, spot, strike float64) float64 {
	o := bs.Option{Spot: spot, Strike: strike}
	if right == chain.Put {
		o.Right = bs.Put
	}
	return o.Delta()
}

// cashSettled reports whether contracts of a root pay cash, so that their hedge is left over.
func cashSettled(r market.Root) bool { return r.Kind != market.Stock }

// deltas are the dealers' option deltas by part and spot under an adjustment, in shares.
func (b *Book) deltas(a adjustment, spots []float64) [][]float64 {
	out := make([][]float64, len(b.parts))
	for j := range b.parts {
		p := &b.parts[j]
		batch := p.batch
		if !a.none() {
			batch = b.priced(p, a)
		}
		out[j] = batch.DeltaTo(make([]float64, len(spots)), spots)
		if a.at.IsZero() {
			continue
		}
		for n, spot := range spots {
			out[j][n] += b.settled(p, a.at, spot)
		}
	}
	return out
}
