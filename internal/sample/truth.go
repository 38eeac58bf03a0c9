package sample

import (
	"math"
	"time"

	"gex/internal/bs"
	"gex/internal/bs/american"
	"gex/internal/market"
)

// cboeDelay is the age of the quotes in Cboe's free files at the time in their header.
const cboeDelay = 15 * time.Minute

// Truth is the market from which the chain of one underlying was made.
type Truth struct {
	AsOf     time.Time
	Delay    time.Duration       // age of the quotes at AsOf, in the hours of quoting
	Spot     float64             // dollars; the quotes are priced at it
	FileSpot float64             // dollars, unrounded; the spot in the file
	Rate     float64             // r, continuously compounded, fraction a year
	Yield    float64             // q, likewise; paid on ex-dates where the underlying has built-in ones
	American bool                // options can be exercised early
	paid     []american.Dividend // those on dates, from the time of the quotes on
	left     float64             // of spot, after dividends before which nobody can exercise any more
	smile    smile
}

// QuoteTime returns the time of the quotes of a root: AsOf less the delay when the root
// is quoted then, else the last minute before at which it was (docs/theory.md 3.1).
func (t Truth) QuoteTime(r market.Root) time.Time { return r.LastQuoted(t.AsOf.Add(-t.Delay)) }

// Years returns T_q, the years of 365 days from the quotes to the settlement of a
// root's contracts expiring on d (docs/theory.md 2.2).
func (t Truth) Years(r market.Root, d market.Date) float64 {
	return market.Years(t.QuoteTime(r), r.SettlementInstant(d))
}

// Forward returns the forward for settlement in years, in dollars: S e^{(r−q)T}, or
// S e^{rT} Π(1 − d) with dividends on dates.
func (t Truth) Forward(years float64) float64 {
	if len(t.paid) == 0 {
		return t.Spot * math.Exp((t.Rate-t.Yield)*years)
	}
	return t.Spot * t.left * t.terms(bs.Call, years).Forward()
}

// terms returns what early exercise depends on.
func (t *Truth) terms(right bs.Right, years float64) american.Terms {
	a := american.Terms{Put: right == bs.Put, Years: years, Rate: t.Rate, Yield: t.Yield, Dividends: t.paid}
	if len(t.paid) > 0 {
		a.Yield = 0
	}
	return a
}

// Vol returns the volatility of a strike, a fraction a year, for settlement in years, a
// minute at least; call and put share it.
func (t Truth) Vol(years, strike float64) float64 { return t.section(years).vol(strike) }

// smile is the surface of Gatheral and Jacquier ("Arbitrage-free SVI volatility
// surfaces", 2014, section 4). With k = ln(K/F) and θ the total variance at the
// forward, the total variance of a strike is
//
//	w(k) = θ/2 · (1 + ρφk + √((φk + ρ)² + 1 − ρ²)),  φ = η / (θ^γ (1 + θ)^{1−γ})
//
// There is no butterfly or calendar arbitrage while η(1 + |ρ|) ≤ 2, γ ≤ 1/2 and θ grows
// with time, which it does for long ≥ short. The slope at the forward, about ρη/2√T, is
// steepest for short expiries.
type smile struct {
	short, long float64 // volatility at the forward, a fraction a year, for tomorrow and for far expiries
	reversion   float64 // years in which 63% of the difference is gone
	rho, eta    float64 // ρ, the skew, and η, the curvature
}

// gamma is γ, the exponent with which the smile flattens over time.
const gamma = 0.4

// minuteYears is the shortest time to settlement, the floor of market.Years.
const minuteYears = 1.0 / (365 * 24 * 60)

// atForward returns the volatility at the forward, a fraction a year: long − (long −
// short) e^{−T/reversion}.
func (s smile) atForward(years float64) float64 {
	return s.long - float64((s.long-s.short)*math.Exp(-years/s.reversion))
}

// section is one expiry of a truth: what all its strikes share.
type section struct {
	truth   *Truth
	years   float64
	forward float64
	atm     float64               // volatility at the forward
	theta   float64               // θ = atm² T, total variance at the forward
	phi     float64               // φ(θ)
	early   [2]*american.Premiums // by bs.Right, of options that can be exercised early
}

// section evaluates what the strikes of an expiry share.
func (t *Truth) section(years float64) *section {
	years = max(years, minuteYears)
	atm := t.smile.atForward(years)
	// θ = atm² T, and φ of it.
	theta := atm * atm * years
	phi := t.smile.eta / (math.Pow(theta, gamma) * math.Pow(1+theta, 1-gamma))
	return &section{truth: t, years: years, forward: t.Forward(years), atm: atm, theta: theta, phi: phi}
}

// vol returns the volatility of a strike, √(w(k)/T), a fraction a year.
func (s *section) vol(strike float64) float64 {
	rho := s.truth.smile.rho
	x := s.phi * math.Log(strike/s.forward) // φk
	root := math.Sqrt(float64((x+rho)*(x+rho)) + 1 - float64(rho*rho))
	return math.Sqrt(s.theta / 2 * (1 + float64(rho*x) + root) / s.years)
}

// option returns the European contract with the volatility of its strike. Its yield is
// the one that gives the forward.
func (s *section) option(right bs.Right, strike float64) bs.Option {
	yield := s.truth.Yield
	if len(s.truth.paid) > 0 {
		yield = s.truth.Rate - math.Log(s.forward/s.truth.Spot)/s.years
	}
	return bs.Option{
		Right: right, Spot: s.truth.Spot, Strike: strike, Years: s.years,
		Rate: s.truth.Rate, Yield: yield, Vol: s.vol(strike),
	}
}

// deviation returns ln(K/F) in standard deviations of the expiry, max(σ√T, 1%), so
// that in the last hour of an expiry strikes within a percent or two still count as
// near.
func (s *section) deviation(strike float64) float64 {
	return math.Log(strike/s.forward) / max(s.atm*math.Sqrt(s.years), 0.01)
}
