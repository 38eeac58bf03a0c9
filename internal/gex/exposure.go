package gex

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/system"
)

// exposures are DEX, VEX and CEX at spot, one cell per used contract, in currency of
// dealer delta (docs/theory.md 4.2).
type exposures struct {
	dex []float64 // ω · delta · S
	vex []float64 // ω · vanna · S · 0.01, per +1 volatility point
	cex []float64 // ω · charm · S/365, per calendar day
}

// unit returns the factor from gamma, in units of the underlying per 1.00 of spot, to
// the unit of the options at spot x:
//
//	pct     x² · 0.01   currency of delta per +1% of spot
//	point   x           currency of delta per +1.00 of spot
//	shares  1           units of the underlying per 1.00 of spot
func (b *Book) unit(x float64) float64 {
	switch b.opt.Unit {
	case "point":
		return x
	case "shares":
		return 1
	}
	return x * x * 0.01
}

// expose returns the GEX of every used contract at spot, Γ · unit · ω (docs/theory.md
// 4.2), and the sums Σ m·n·Γ · unit over calls and over puts, each contract n counted
// once whoever holds it: the break-even is their quotient. GEX is in the memory of dst.
func (b *Book) expose(dst []float64) (gex []float64, sides [2]float64) {
	g := kernel.Greeks{Gamma: dst}
	b.batch.GreeksTo(&g, b.Spot)
	unit, gex := b.unit(b.Spot), g.Gamma[:len(b.weight)]
	put, count, row, multiplier := b.put, b.count, b.row, b.chain.Multiplier
	calls, puts := 0.0, 0.0
	for k, w := range b.weight {
		// one is the GEX of one unit of the underlying; w = z·m signs and scales it.
		one := gex[k] * unit
		whole := float64(one * float64(count[k]*multiplier[row[k]]))
		if put[k] {
			puts += whole
		} else {
			calls += whole
		}
		gex[k] = one * w
	}
	return gex, [2]float64{chain.Call: calls, chain.Put: puts}
}

// others returns DEX, VEX and CEX, computed at the first call: levels do not need them.
func (b *Book) others() *exposures {
	if b.other == nil {
		b.other = b.exposeOthers()
	}
	return b.other
}

// exposeOthers computes them from delta, vanna (per 1.00 of volatility) and charm (per
// year) of the kernel.
func (b *Book) exposeOthers() *exposures {
	n := len(b.row)
	memory := system.Column[float64](3 * n)
	g := kernel.Greeks{Delta: memory[:n], Vanna: memory[n : 2*n], Charm: memory[2*n:]}
	b.batch.GreeksTo(&g, b.Spot)
	for k, w := range b.weight {
		// Dollar delta, per volatility point (1/100) and per day (1/365).
		g.Delta[k] = g.Delta[k] * b.Spot * w
		g.Vanna[k] = g.Vanna[k] * b.Spot * 0.01 * w
		g.Charm[k] = g.Charm[k] * b.Spot / 365 * w
	}
	return &exposures{dex: g.Delta, vex: g.Vanna, cex: g.Charm}
}

// sums are totals over contracts, in the order of the columns; pairs are calls and
// puts. GEX is in the unit of the options.
type sums struct {
	contracts  int
	oi, volume [2]float64
	gex        [2]float64
	gross      float64 // Σ |GEX of a contract|
}

// net returns the GEX of calls and puts together.
func (s *sums) net() float64 { return s.gex[chain.Call] + s.gex[chain.Put] }

// right returns the side of contract k.
func (b *Book) right(k int) chain.Right { return rightOf(b.put[k]) }

// rightOf returns the side of a contract.
func rightOf(put bool) chain.Right {
	if put {
		return chain.Put
	}
	return chain.Call
}

// sum returns the totals over the contracts of some expiries.
func (b *Book) sum(expiries ...expiry) sums {
	var calls, puts sideSums
	n, gross := 0, 0.0
	interest, volume := b.chain.OpenInterest, b.chain.Volume
	for _, x := range expiries {
		put, gex := b.put[x.lo:x.hi], b.gex[x.lo:x.hi]
		for k, i := range b.row[x.lo:x.hi] {
			if put[k] {
				puts = puts.plus(interest[i], volume[i], gex[k])
			} else {
				calls = calls.plus(interest[i], volume[i], gex[k])
			}
			gross += math.Abs(gex[k])
		}
		n += x.hi - x.lo
	}
	return sums{
		contracts: n, gross: gross,
		oi:     [2]float64{chain.Call: calls.oi, chain.Put: puts.oi},
		volume: [2]float64{chain.Call: calls.volume, chain.Put: puts.volume},
		gex:    [2]float64{chain.Call: calls.gex, chain.Put: puts.gex},
	}
}

// sideSums are the sums over one side, as values: those of long lists stay in registers.
type sideSums struct{ oi, volume, gex float64 }

// plus adds a contract of the side: open interest and volume in contracts, its GEX signed by
// the dealers' position. Missing open interest and volume count as 0.
func (s sideSums) plus(interest, volume, gex float64) sideSums {
	if !math.IsNaN(interest) {
		s.oi += interest
	}
	if !math.IsNaN(volume) {
		s.volume += volume
	}
	s.gex += gex
	return s
}

// otherSums are totals of DEX, VEX and CEX.
type otherSums struct{ dex, vex, cex float64 }

// plus adds contract k. Contracts settling on the trade date have no CEX: their charm
// diverges like 1/T, and the flow to the close takes its place (docs/theory.md 4.2,
// 7.3).
func (s otherSums) plus(e *exposures, k int, today bool) otherSums {
	s.dex += e.dex[k]
	s.vex += e.vex[k]
	if !today {
		s.cex += e.cex[k]
	}
	return s
}

// otherSum returns DEX, VEX and CEX over all used contracts.
func (b *Book) otherSum() otherSums {
	var s otherSums
	e := b.others()
	for _, x := range b.expiries {
		today := x.bucket.Today()
		for k := x.lo; k < x.hi; k++ {
			s = s.plus(e, k, today)
		}
	}
	return s
}

// strike holds the totals of one strike.
type strike struct {
	k float64
	sums
	side  [2]float64 // Σ |GEX| of calls and of puts
	other otherSums  // for those who list strikes
}

// byStrike returns the totals of some expiries by strike, ascending; strikes without a
// contract are left out.
func (b *Book) byStrike(expiries []expiry) []strike { return b.byStrikeIn(nil, expiries, true) }

// gexByStrike is byStrike without open interest and volume, which levels do not need, in the memory of a list that is no
// longer needed.
func (b *Book) gexByStrike(old []strike, expiries []expiry) []strike {
	return b.byStrikeIn(old, expiries, false)
}

// byStrikeIn is either.
func (b *Book) byStrikeIn(old []strike, expiries []expiry, held bool) []strike {
	strikes := b.strikes
	if len(expiries) == 1 {
		strikes = slices.Compact(slices.Clone(b.strike[expiries[0].lo:expiries[0].hi]))
	}
	out := slices.Grow(old[:0], len(strikes))[:len(strikes)]
	for j, k := range strikes {
		out[j] = strike{k: k}
	}
	interest, volume := b.chain.OpenInterest, b.chain.Volume
	for _, x := range expiries {
		j, k, put, gex := 0, b.strike[x.lo:x.hi], b.put[x.lo:x.hi], b.gex[x.lo:x.hi]
		for n, i := range b.row[x.lo:x.hi] {
			for strikes[j] != k[n] { // strikes ascend in both
				j++
			}
			s, right := &out[j], rightOf(put[n])
			if held {
				side := sideSums{s.oi[right], s.volume[right], 0}.plus(interest[i], volume[i], 0)
				s.oi[right], s.volume[right] = side.oi, side.volume
			}
			s.contracts++
			s.gex[right] += gex[n]
			s.gross += math.Abs(gex[n])
			s.side[right] += math.Abs(gex[n])
		}
	}
	return slices.DeleteFunc(out, func(s strike) bool { return s.contracts == 0 })
}

// othersByStrike returns DEX, VEX and CEX of all expiries by strike, in the order of
// b.strikes.
func (b *Book) othersByStrike() []otherSums {
	out := make([]otherSums, len(b.strikes))
	e := b.others()
	for _, x := range b.expiries {
		j, today := 0, x.bucket.Today()
		for k := x.lo; k < x.hi; k++ {
			for b.strikes[j] != b.strike[k] { // strikes ascend in both
				j++
			}
			out[j] = out[j].plus(e, k, today)
		}
	}
	return out
}

// allStrikes returns the strikes of the used contracts, ascending, each once, by
// merging the expiries one after another: within an expiry they ascend already.
func (b *Book) allStrikes() []float64 {
	all, merged := b.memory.strikes[0], b.memory.strikes[1]
	all = all[:0]
	for _, x := range b.expiries {
		strikes := b.strike[x.lo:x.hi]
		if hasAll(all, strikes) {
			continue
		}
		merged = merged[:0]
		j := 0
		for _, strike := range strikes {
			for j < len(all) && all[j] < strike {
				merged = append(merged, all[j])
				j++
			}
			if (j == len(all) || all[j] != strike) && (len(merged) == 0 || merged[len(merged)-1] != strike) {
				merged = append(merged, strike)
			}
		}
		all, merged = append(merged, all[j:]...), all
	}
	b.memory.strikes = [2][]float64{all, merged}
	return all
}

// hasAll reports whether every strike is in a list; both ascend.
func hasAll(all, strikes []float64) bool {
	j := 0
	for _, strike := range strikes {
		for j < len(all) && all[j] < strike {
			j++
		}
		if j == len(all) || all[j] != strike {
			return false
		}
	}
	return true
}
