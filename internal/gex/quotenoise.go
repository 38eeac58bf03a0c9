package gex

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/vol"
)

// quoteSE returns the standard errors of the flip and of GEX at spot from the width of
// quotes. A quote is taken as uniform between bid and ask, so that the volatility of a
// strike has the error
//
//	u_K = (ask − bid)/(2√3)/vega        se² = Σ_K (∂S*/∂σ_K · u_K)²
//
// independent by strike; interpolated strikes move with their neighbors, the wings of the
// file with the outermost quoted strike, and where the smile follows spot, contracts with
// the strikes around that whose volatility they have at the flip. No random numbers. Absent where no
// volatility comes from quotes, and for the flip without a slope.
func (b *Book) quoteSE(n *neighborhood) report.QuoteSE {
	atFlip, atSpot, quoted := 0.0, 0.0, false
	for _, e := range b.expiries {
		lines := b.noisy(e, n)
		b.slideNoise(lines, e, n)
		spread(lines)
		for _, l := range lines {
			if l.noise > 0 {
				quoted = true
				atFlip += l.atFlip * l.noise * l.atFlip * l.noise
				atSpot += l.atSpot * l.noise * l.atSpot * l.noise
			}
		}
	}
	se := report.QuoteSE{ZeroGamma: report.None(), GEX: report.None()}
	if quoted {
		se.ZeroGamma, se.GEX = report.Number(math.Sqrt(atFlip)/math.Abs(n.slope)), report.Number(math.Sqrt(atSpot)*b.unit(b.Spot))
	}
	return se
}

// noisyStrike is a strike of an expiry: where its volatility is from, the error of that
// volatility as a fraction of it, and ∂(Σ ω Γ)/∂ln σ at the flip and at spot.
type noisyStrike struct {
	k              float64 // ln K
	v              float64 // σ²
	source         vol.Source
	noise          float64 // 0: none
	atFlip, atSpot float64
}

// noisy returns the strikes of an expiry that have a volatility, ascending.
func (b *Book) noisy(e expiry, at *neighborhood) []noisyStrike {
	c, fit := b.chain, &b.surface.Expiries[e.of]
	x := c.Expiries[e.of]
	var out []noisyStrike
	k := e.lo // the next used contract
	for lo := x.Lo; lo < x.Hi; {
		hi := lo + 1
		for hi < x.Hi && c.Strike[hi] == c.Strike[lo] {
			hi++
		}
		var n noisyStrike
		for i := lo; i < hi; i++ {
			if v := b.surface.Vol[i]; v > 0 && n.v == 0 {
				n.k, n.v, n.source = kernel.Log(c.Strike[lo]), v*v, b.surface.Source[i]
			}
		}
		for ; k < e.hi && b.row[k] < hi; k++ {
			n.atFlip += at.at(k).byLogVol
			n.atSpot += b.localAt(k, e, b.Spot).byLogVol
		}
		if n.v > 0 {
			n.noise = b.noiseOf(lo, hi, fit, n)
			out = append(out, n)
		}
		lo = hi
	}
	return out
}

// noiseOf returns the error of a solved volatility as a fraction of it: that of the
// total volatility s at the quotes,
//
//	(ask − bid)/(2√3) / (e^{−rT_q} F_q φ(d1)) / s
//
// which aging keeps. 0 for a strike that is not solved, or whose leg has no two prices.
func (b *Book) noiseOf(lo, hi int, fit *vol.Expiry, n noisyStrike) float64 {
	if n.source != vol.FromQuote && n.source != vol.FromOtherLeg {
		return 0
	}
	c := b.chain
	leg := chain.Call
	if (c.Strike[lo] < fit.QuoteForward) == (n.source == vol.FromQuote) {
		leg = chain.Put
	}
	for i := lo; i < hi; i++ {
		if c.Right[i] != leg || !(b.surface.Vol[i] > 0) {
			continue
		}
		s := fit.QuoteVol(math.Sqrt(n.v)) * math.Sqrt(fit.QuoteYears)
		d1 := kernel.Log(fit.QuoteForward/c.Strike[lo])/s + s/2
		density, _ := kernel.Tail(d1)
		vega := kernel.Exp(-fit.Rate*fit.QuoteYears) * fit.QuoteForward * density // per unit of s
		if u := (c.Ask[i] - c.Bid[i]) / (2 * math.Sqrt(3)) / vega / s; u > 0 && u < math.Inf(1) {
			return u
		}
	}
	return 0
}

// spread adds what strikes without a quote of their own contribute to the strikes that
// they follow: with w linear in ln K between neighbors 0 and 1,
//
//	∂ln σ/∂ln σ₀ = (1 − t) w₀/w        ∂ln σ/∂ln σ₁ = t w₁/w
//
// and 1 beyond the outermost one, interpolated or of the file.
func spread(lines []noisyStrike) {
	anchors := func(n noisyStrike) bool { return n.source != vol.Interpolated }
	first, last := -1, -1 // the outermost strikes solved from quotes
	for j, n := range lines {
		if n.source == vol.FromQuote || n.source == vol.FromOtherLeg {
			if first < 0 {
				first = j
			}
			last = j
		}
	}
	if first < 0 {
		return
	}
	add := func(to int, n noisyStrike, share float64) {
		lines[to].atFlip += share * n.atFlip
		lines[to].atSpot += share * n.atSpot
	}
	below := -1
	for j := range lines {
		n := lines[j]
		switch {
		case j < first:
			add(first, n, 1)
		case j > last:
			add(last, n, 1)
		case anchors(n):
			below = j
		default: // there is one on either side, as first and last are
			above := j + 1
			for !anchors(lines[above]) {
				above++
			}
			t := (n.k - lines[below].k) / (lines[above].k - lines[below].k)
			add(below, n, (1-t)*lines[below].v/n.v)
			add(above, n, t*lines[above].v/n.v)
		}
	}
}

// slideNoise moves what contracts contribute at the flip to the strikes whose quotes decide
// it when the smile slides by l with spot: with f the smile and k = ln K,
//
//	σ′ = σ + f(k − l) − f(k)        ∂f/∂ln σ₀ = (1 − t) v₀/f        ∂f/∂ln σ₁ = t v₁/f
//
// between neighbors 0 and 1. The first and the last term are one strike's, and cancel.
func (b *Book) slideNoise(lines []noisyStrike, e expiry, n *neighborhood) {
	slide, _ := b.followSpot(n.flip)
	if n.locals == nil || slide == 0 || len(lines) == 0 {
		return
	}
	for j := range lines {
		lines[j].atFlip = 0
	}
	for k := e.lo; k < e.hi; k++ {
		byVol := n.at(k).byVol
		at := kernel.Log(b.strike[k]) - slide
		j, _ := slices.BinarySearchFunc(lines, at, func(n noisyStrike, at float64) int { return cmp.Compare(n.k, at) })
		if j == 0 || j == len(lines) {
			outermost := &lines[min(j, len(lines)-1)]
			outermost.atFlip += byVol * math.Sqrt(outermost.v)
			continue
		}
		low, high := &lines[j-1], &lines[j]
		t := (at - low.k) / (high.k - low.k)
		f := math.Sqrt(low.v + float64(t*(high.v-low.v)))
		low.atFlip += byVol * (1 - t) * low.v / f
		high.atFlip += byVol * t * high.v / f
	}
}
