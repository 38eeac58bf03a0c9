package gex

import (
	"math"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/report"
)

// local is what one contract adds to Σ ω Γ at a spot x, and how that changes, with
// s = σ√T, c = ln(F/S), d1 = (ln(x/K) + c)/s + s/2 and d2 = d1 − s:
//
//	gamma       ω Γ
//	byVol       ω ∂Γ/∂σ    = ω Γ (d1 d2 − 1)/σ
//	byLogVol    the same by ln σ
//	byCarry     ω ∂Γ/∂c    = −ω Γ d1/s, the yield of e^{−qT} kept
type local struct{ gamma, byVol, byLogVol, byCarry float64 }

// localAt returns those of contract k of an expiry, with the volatility that it has at x.
func (b *Book) localAt(k int, e expiry, x float64) local {
	fit, sigma := &b.surface.Expiries[e.of], b.volAt(k, e, x)
	s := sigma * math.Sqrt(fit.Years)
	d1 := (kernel.Log(x/b.strike[k])+fit.Carry())/s + s/2
	density, _ := kernel.Tail(d1)
	g := b.weight[k] * kernel.Exp(-fit.Yield*fit.Years) * density / (x * s)
	byLogVol := g * (float64(d1*(d1-s)) - 1)
	return local{gamma: g, byVol: byLogVol / sigma, byLogVol: byLogVol, byCarry: -g * d1 / s}
}

// flatSlope is the part of Σ |ω Γ| below which S ∂(Σ ω Γ)/∂S is no slope: the profile
// touches 0.
const flatSlope = 1e-9

// neighborhood is what the contracts add to Σ ω Γ at a flip, and how that changes there.
type neighborhood struct {
	flip, slope float64 // ∂(Σ ω Γ)/∂S; NaN without a flip and where the profile is flat
	locals      []local // by contract; nil without a slope
}

// around returns the neighborhood of a flip.
func (b *Book) around(flip float64) neighborhood {
	n := neighborhood{flip: flip, slope: math.NaN()}
	if !(flip > 0) {
		return n
	}
	locals, gross := make([]local, len(b.row)), 0.0
	for _, e := range b.expiries {
		for k := e.lo; k < e.hi; k++ {
			locals[k] = b.localAt(k, e, flip)
			gross += math.Abs(locals[k].gamma)
		}
	}
	if _, slope := b.bySpot(b.expiries, nil).GammaSlope(flip); math.Abs(slope)*flip > flatSlope*gross {
		n.slope, n.locals = slope, locals
	}
	return n
}

// nearFlip is what moves a flip to first order, and its error from the quotes: the part of a
// sensitivity that needs no other runs.
func (b *Book) nearFlip(flip report.Number) *report.Sensitivity {
	near := b.around(float64(flip))
	return &report.Sensitivity{Derivatives: b.flipDerivatives(&near), QuoteSE: b.quoteSE(&near)}
}

// at returns those of contract k, 0 without a slope to divide by.
func (n *neighborhood) at(k int) local {
	if n.locals == nil {
		return local{}
	}
	return n.locals[k]
}

// flipDerivatives returns how far the flip S* moves with θ, by the implicit rule on
// G = Σ ω Γ:
//
//	dS*/dθ = −(∂G/∂θ)/(∂G/∂S)
//
// The rate moves forwards, F = S e^{(r−q)T}, with the yields kept, whatever found them.
// An hour is the change of G at S* when an hour of the clock has gone, contracts that
// settle in it included.
func (b *Book) flipDerivatives(n *neighborhood) report.Derivatives {
	var point, rate, puts, calls float64
	for _, e := range b.expiries {
		fit := &b.surface.Expiries[e.of]
		for k := e.lo; k < e.hi; k++ {
			l := n.at(k)
			point += l.byVol * 0.01
			rate += l.byCarry * fit.Years * ratePoint
			if b.right(k) == chain.Put {
				puts += 0.01 * l.gamma
			} else {
				calls += 0.01 * l.gamma
			}
		}
	}
	by := func(change float64) report.Number { return report.Number(-change / n.slope) }
	return report.Derivatives{PerVolPoint: by(point), PerRatePoint: by(rate), PerPutPct: by(puts), PerCallPct: by(calls), PerHour: by(b.afterAnHour(n))}
}

// afterAnHour returns Σ ω Γ at a flip an hour later, which is its change.
func (b *Book) afterAnHour(n *neighborhood) float64 {
	if n.locals == nil {
		return math.NaN()
	}
	later, err := b.after(b.AsOf.Add(time.Hour))
	if err != nil {
		return math.NaN()
	}
	return later.bySpot(later.expiries, nil).GammaTo(nil, []float64{n.flip})[0]
}
