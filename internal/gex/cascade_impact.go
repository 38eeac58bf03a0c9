package gex

import (
	"cmp"
	"math"

	"gex/internal/fault"
	"gex/internal/report"
)

// Impact is how far trades move spot; the zero value is that none is given.
//
//	linear  I(Q) = Q/(100 D₁)                             D₁ = USDPerPct
//	sqrt    I(Q) = sgn(Q) Y σ_d (√(|Q|/V + q₀) − √q₀)     V the average daily volume of the options
//
// for trades Q in currency, as a fraction of spot. The square root is the law of large
// orders (Tóth et al., Physical Review X 1, 021006, 2011), made linear near 0, where its
// slope is infinite and hedges are not one large order.
type Impact struct {
	Kind      string  // report.ImpactLinear or report.ImpactSqrt; "": none
	USDPerPct float64 // D₁, currency that moves spot 1%
	Prefactor float64 // Y; 0: 0.8
	SigmaD    float64 // σ_d, a fraction; 0: at the money of the nearest expiry beyond a day, by √252
}

const (
	usualPrefactor = 0.8
	nearlyLinear   = 0.002 // q₀, part of a day's volume
	tradingDays    = 252
)

// check refuses an impact that makes no sense, as fault.Usage.
func (i *Impact) check(adv float64) error {
	switch {
	case i.Kind == report.ImpactLinear && !(i.USDPerPct > 0 && !math.IsInf(i.USDPerPct, 0)):
		return fault.New(fault.Usage, "the dollars that move spot 1%, such as "+fault.Setting("impact")+" 50bn", "an impact of %g dollars per 1%% is not above 0", i.USDPerPct)
	case i.Kind == report.ImpactSqrt && !(adv > 0):
		return fault.New(fault.Usage, "such as "+fault.Setting("adv")+" 500bn, the dollars that trade in a day", "%s sqrt needs %s", fault.Setting("impact"), fault.Setting("adv"))
	case i.Prefactor < 0 || i.SigmaD < 0:
		return fault.New(fault.Usage, "0.8 is usual, and a daily volatility of 0.011", "the prefactor %g or the daily volatility %g is below 0", i.Prefactor, i.SigmaD)
	}
	return nil
}

// impactRule is an impact with nothing left to choose.
type impactRule struct {
	Impact
	adv float64 // V, currency a day; 0 when linear
}

// given reports whether there is one.
func (r impactRule) given() bool { return r.Kind != "" }

// impact fills in what was not chosen. missing: there is no daily volatility, so the
// impact is not known.
func (b *Book) impact(i Impact) (r impactRule, missing bool) {
	r = impactRule{Impact: i}
	if i.Kind != report.ImpactSqrt {
		return r, false
	}
	r.adv = b.opt.ADV
	r.Prefactor, r.SigmaD = cmp.Or(i.Prefactor, usualPrefactor), cmp.Or(i.SigmaD, b.dailyVol())
	if !(r.SigmaD > 0) {
		return impactRule{}, true
	}
	return r, false
}

// dailyVol is σ/√252 at the money of the nearest expiry beyond a day, a fraction; 0 when
// none has a volatility.
func (b *Book) dailyVol() float64 {
	const day = 1.0 / 365
	for x, fit := range b.surface.Expiries {
		if fit.Years > day && fit.ATMVol > 0 && b.onAxis(x) {
			return fit.ATMVol / math.Sqrt(tradingDays)
		}
	}
	return 0
}

// of returns the move that trades of q make, as a fraction of spot.
func (r impactRule) of(q float64) float64 {
	if r.Kind == report.ImpactLinear {
		return q / (100 * r.USDPerPct)
	}
	return math.Copysign(r.scale()*(math.Sqrt(math.Abs(q)/r.adv+nearlyLinear)-math.Sqrt(nearlyLinear)), q)
}

// slope returns dI/dQ, per unit of currency. It is largest at 0.
func (r impactRule) slope(q float64) float64 {
	if r.Kind == report.ImpactLinear {
		return 1 / (100 * r.USDPerPct)
	}
	return r.scale() / (2 * r.adv * math.Sqrt(math.Abs(q)/r.adv+nearlyLinear))
}

// scale is Y σ_d.
func (r impactRule) scale() float64 { return r.Prefactor * r.SigmaD }

// record is the impact of the document, nil without one.
func (r impactRule) record() *report.Impact {
	if !r.given() {
		return nil
	}
	none := report.None()
	if r.Kind == report.ImpactLinear {
		return &report.Impact{Kind: r.Kind, USDPerPct: report.Number(r.USDPerPct), Prefactor: none, SigmaD: none, ADV: none, Q0: none}
	}
	return &report.Impact{
		Kind: r.Kind, USDPerPct: none, Prefactor: report.Number(r.Prefactor), SigmaD: report.Number(r.SigmaD),
		ADV: report.Number(r.adv), Q0: nearlyLinear,
	}
}
