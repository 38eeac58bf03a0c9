package american

import (
	"math"
	"sync"

	"gex/internal/bs/kernel"
)

// eve is a call shortly before an ex-date. Nobody exercises it earlier than at the instant t₁ before the dividend, so that
//
//	American − European = e^{−rt₁} E[ P₁(kS₁) + max(S₁ − K − V₁(kS₁), 0) ]
//
// with S₁ the spot at t₁, k = 1 − d, and V₁ and P₁ the price and the premium of what is left of the option. A grid over the
// whole time to settlement would blur the expectation: around S*, where keeping the call is worth as much as exercise, gamma
// is a spike as wide as spot moves until t₁. Here it is an integral over S₁, cut at S*.
type eve struct {
	smile
	terms  Terms
	years  float64   // t₁
	keep   float64   // k
	whole  option    // from now to settlement
	rest   option    // from t₁ to settlement
	simple bool      // the rest is never exercised early
	start  []float64 // ln(S*/K), by volatility
}

// option is what an eve asks of options, as derivatives by spot.
type option interface {
	europeanAt(spot, strike, vol float64) series
	premiumAt(spot, strike, vol float64, greeks bool) series
}

const (
	eveCloseBy = 0.05 // t₁ as a part of T, up to which the dividend is near
	eveBorrow  = 1e-5 // b t₁, up to which waiting costs nothing
	evePoints  = 16   // of the expectation
	eveReach   = 6    // deviations
)

// node is a point of a quadrature.
type node struct{ at, weight float64 }

// hermite is the mean over a normal variable, exact for polynomials of degree 9 (Abramowitz and Stegun, table 25.10).
var hermite = [...]node{
	{-2.8569700138728056, 0.011257411327720689}, {-1.3556261799742659, 0.22207592200561264}, {0, 0.53333333333333333},
	{1.3556261799742659, 0.22207592200561264}, {2.8569700138728056, 0.011257411327720689},
}

// eveTable has Gauss-Legendre points on (−1, 1).
var eveTable = sync.OnceValue(func() (points [evePoints]node) {
	for i := range points {
		points[i].at, points[i].weight = gaussLegendre(evePoints, i)
	}
	return points
})

// hasEve reports whether an option is a call shortly before the first of its dividends.
func hasEve(t Terms, paid []Dividend) bool {
	return len(paid) > 0 && !t.Put && t.Rate >= 0 && paid[0].Years <= eveCloseBy*t.Years && t.Yield*paid[0].Years <= eveBorrow
}

// afterFirst returns the terms of what is left of an option after its first dividend.
func afterFirst(t Terms, paid []Dividend) Terms {
	first := paid[0].Years
	left := Terms{Put: t.Put, Years: t.Years - first, Rate: t.Rate, Yield: t.Yield}
	for _, d := range paid[1:] {
		left.Dividends = append(left.Dividends, Dividend{d.Years - first, d.Fraction})
	}
	return left
}

// newEve solves S* of an option and what is left of it after a dividend.
func newEve(whole, rest option, simple bool, t Terms, first Dividend, of smile) *eve {
	e := &eve{smile: of, terms: t, years: first.Years, keep: 1 - first.Fraction, whole: whole, rest: rest, simple: simple}
	guess := -kernel.Log(e.keep)
	for _, vol := range e.vols {
		guess = e.critical(1, vol, guess, 40)
		e.start = append(e.start, guess)
	}
	return e
}

// gain returns what exercise at t₁ gains at a spot S₁ over the European rest of the option, S₁ − K − E₁(kS₁), less the
// premium of that rest, and its derivatives.
func (e *eve) gain(spot, strike, vol float64, premium series) series {
	v := e.rest.europeanAt(spot*e.keep, strike, vol)
	return series{spot - strike - v.value - premium.value, 1 - float64(e.keep*v.slope) - premium.slope, -float64(e.keep*e.keep*v.curve) - premium.curve}
}

// premiumAfter returns P₁(kS₁), and with greeks its derivatives by S₁.
func (e *eve) premiumAfter(spot, strike, vol float64, greeks bool) series {
	if e.simple {
		return series{}
	}
	s := e.rest.premiumAt(spot*e.keep, strike, vol, greeks)
	return series{s.value, s.slope * e.keep, s.curve * e.keep * e.keep}
}

// critical returns ln(S*/K) by Newton's method: the gain rises with spot, and is bent down.
func (e *eve) critical(strike, vol, guess float64, steps int) float64 {
	for range steps {
		spot := strike * kernel.Exp(guess)
		g := e.gain(spot, strike, vol, e.premiumAfter(spot, strike, vol, false))
		step := max(-0.2, min(-g.value/(g.slope*spot), 0.2))
		guess += step
		if math.Abs(step) < 1e-7 {
			break
		}
	}
	return guess
}

// guess returns ln(S*/K), interpolated between volatilities.
func (e *eve) guess(vol float64) float64 {
	m := e.at(vol)
	x := 0.0
	for k, share := range m.shares() {
		x = math.FMA(share, e.start[k], x)
	}
	return x
}

// premium returns the premium, and with greeks its derivatives by spot.
func (e *eve) premium(spot, strike, vol float64, greeks bool) series {
	x := e.guess(vol)
	sd := vol * math.Sqrt(e.years)
	drift := float64((e.terms.Rate-e.terms.Yield)*e.years) - float64(0.5*sd*sd)
	z := (x + kernel.Log(strike/spot) - drift) / sd // S* in deviations of ln S₁
	discount := kernel.Exp(-e.terms.Rate * e.years)
	if z < -eveReach {
		return e.surely(spot, strike, vol, discount)
	}
	var sum series
	add := func(weight, grow float64, w series) {
		sum.value = math.FMA(weight, w.value, sum.value)
		weight *= grow
		sum.slope = math.FMA(weight, w.slope, sum.slope)
		sum.curve = math.FMA(weight*grow, w.curve, sum.curve)
	}
	// The mean of the rest, which is smooth: between the points it is a polynomial.
	var rest [len(hermite)]series
	if !e.simple {
		for i, p := range hermite {
			grow := kernel.Exp(drift + float64(sd*p.at))
			rest[i] = e.premiumAfter(spot*grow, strike, vol, greeks)
			add(p.weight, grow, rest[i])
		}
	}
	if z < eveReach {
		exact := e.critical(strike, vol, x, 3)
		z += (exact - x) / sd
		half := 0.5 * (eveReach - z)
		for _, p := range eveTable() {
			y := z + float64(half*(1+p.at))
			density, _ := kernel.Tail(y)
			grow := kernel.Exp(drift + float64(sd*y))
			add(p.weight*half*density, grow, e.gain(spot*grow, strike, vol, e.between(&rest, y)))
		}
		if greeks { // the cut moves with spot
			critical := strike * kernel.Exp(exact)
			density, _ := kernel.Tail(z)
			sum.curve += e.gain(critical, strike, vol, e.between(&rest, z)).slope * critical / (spot * spot) * density / sd
		}
	}
	return series{max(sum.value*discount, 0), sum.slope * discount, sum.curve * discount}
}

// between returns the rest at y deviations, by Lagrange's polynomial through its values at the points of the mean.
func (e *eve) between(rest *[len(hermite)]series, y float64) (s series) {
	if e.simple {
		return s
	}
	for i, p := range hermite {
		share := 1.0
		for j, q := range hermite {
			if j != i {
				share *= (y - q.at) / (p.at - q.at)
			}
		}
		s.value = math.FMA(share, rest[i].value, s.value)
		s.slope = math.FMA(share, rest[i].slope, s.slope)
		s.curve = math.FMA(share, rest[i].curve, s.curve)
	}
	return s
}

// surely returns the premium of a call that is exercised before the dividend wherever spot goes.
func (e *eve) surely(spot, strike, vol, discount float64) series {
	left := kernel.Exp(-e.terms.Yield * e.years)
	v := e.whole.europeanAt(spot, strike, vol)
	return series{max(float64(spot*left)-float64(strike*discount)-v.value, 0), left - v.slope, -v.curve}
}
