// Package bs is the Black-Scholes-Merton model of European and American options, one option at a time, written to be read.
// It is the reference that the column kernels of package [gex/internal/bs/kernel] are tested against: use bs for one option,
// kernel for a chain.
//
// In comes an [Option]: spot and strike in the currency of the underlying ($ below), years of 365 days to settlement,
// rate, yield and volatility as fractions a year (0.05, not 5). Out come its price and greeks, per option on one unit of
// the underlying, unscaled. Begin with [Option.Price] in price.go and the terms it shares with every greek in terms.go;
// [ImpliedVol] in implied.go goes from a price back to the volatility.
//
// # Model
//
// Spot S follows a lognormal walk with volatility σ; money earns r and the underlying pays out q, both continuously
// compounded. With T years left and th = +1 for a call, −1 for a put:
//
//	F  = S e^{(r−q)T}              forward
//	s  = σ √T                      total volatility
//	d1 = ln(F/K)/s + s/2           d2 = ln(F/K)/s − s/2
//	N, φ                           normal distribution function and density
//	price = th (S e^{−qT} N(th d1) − K e^{−rT} N(th d2))
//
// # The greeks
//
// Every greek is a raw derivative of the price of one option on one unit of the underlying. Nothing is divided by 100 or
// by 365 here; whoever prints a number scales it, once.
//
//	greek  derivative         unit          reading
//	Price  V                  $
//	Delta  ∂V/∂S              1             units of the underlying that hedge the option; call > 0, put < 0
//	Gamma  ∂²V/∂S²            1/$           how fast delta moves with spot; ≥ 0
//	Vega   ∂V/∂σ              $ per 1.00    ÷ 100 for a volatility point; ≥ 0
//	Theta  −∂V/∂T             $ per year    value change as calendar time passes; ÷ 365 for a day; mostly < 0
//	Rho    ∂V/∂r              $ per 1.00    ÷ 10⁴ for a basis point; call > 0, put < 0
//	Psi    ∂V/∂q              $ per 1.00    the same for the payout yield; call < 0, put > 0
//	Vanna  ∂²V/∂S∂σ           per 1.00      how delta moves with volatility; > 0 for out-of-the-money calls, < 0 for such puts
//	Charm  −∂²V/∂S∂T          per year      how delta moves as calendar time passes (Haug's sign)
//	Vomma  ∂²V/∂σ²            $ per 1.00²   how vega moves with volatility
//	Speed  ∂³V/∂S³            1/$²          how gamma moves with spot
//	Zomma  ∂³V/∂S²∂σ          1/$ per 1.00  how gamma moves with volatility
//	Color  −∂³V/∂S²∂T         1/$ per year  how gamma moves as calendar time passes (Haug's sign)
//
// Gamma, vega, vanna, vomma, speed, zomma and color are the same for a call and a put. Theta, charm and color look
// forward in time: they are minus the derivative by T. Some books print charm and color with the other sign.
//
// Formulas (docs/theory.md 1.1): Haug, The Complete Guide to Option Pricing Formulas, 2nd ed., chapter 2; Hull, Options,
// Futures, and Other Derivatives, 7th ed., chapter 17.
//
// A price without a volatility has a [Status] that says why.
//
// # American options
//
// [NewBoundary] takes the right to exercise early at a maturity, rate, yield and volatility, in the same units. The
// [Boundary] it returns prices every strike: [Boundary.Value] gives price, early-exercise premium, delta, gamma and theta,
// [Boundary.Critical] the spot at which exercise is best, [Grid.Vega] vega. The yield is continuous: it stands for a borrow
// or a foreign rate, not for dividends on a few dates. Begin with boundary.go; boundary_solve.go has the equation.
//
// An option past its boundary is worth its payoff: delta is 1 or −1, every other greek 0. Where exercise never pays, as for
// a call at yield ≤ 0 ≤ rate, price and greeks are exactly the European ones. A put at yield < rate < 0 and a call at rate <
// yield < 0 have two boundaries and are refused with [ErrTwoBoundaries].
//
// On the [Fine] grid, for rates and volatilities of markets, prices are within 2·10⁻⁸ of the strike and delta within 10⁻⁷.
// Gamma times spot is within 10⁻⁵ from 0.3 deviations (σ√T) off the boundary on, within 10⁻⁴ nearer, where the integral
// for it is nearly singular. Theta and vega are within 2·10⁻⁶ of the strike.
//
// Methods: Kim 1990 for the premium, Andersen, Lake and Offengenden 2016 for the boundary, McDonald and Schroder 1998 for
// calls (docs/theory.md 1.6).
//
// # Accuracy of European options
//
// ln(S/K) is taken through log1p near the money, d2 is u/s − s/2 and not d1 − s, and tails are N(th d) from erfc, never
// 1 − N. So every greek is within 16 ε of its scale, ε = 2⁻⁵², the scale being the sum of the absolute values of the
// formula's terms times 1 + d² (the condition of e^{−d²/2}).
//
// # Limits
//
// No finite input gives a NaN or an infinity.
//
//   - T ≤ 0: the payoff. Delta is th in the money, th/2 at the strike, else 0; every other greek is 0.
//   - σ ≤ 0: the discounted payoff of the forward, whose delta, theta, rho, psi and charm are carry alone. At the forward
//     itself delta is half, and vega has the limit S e^{−qT} √T φ(0).
//   - S ≤ 0: worth as at S = 0: a call nothing, a put K e^{−rT}.
//   - K ≤ 0: worth as at K = 0: a call S e^{−qT}, a put nothing.
//   - Gamma, vanna, vomma, speed, zomma and color are 0 in all of these, also at the forward, where the limit of gamma
//     is an infinite spike of area one that no sum could survive.
//   - Inputs are first clamped to a domain far wider than any market, so that nothing overflows: S and K at most 10⁵⁰
//     (0 below 10⁻⁵⁰), T at most 10²⁰ (0 below 10⁻⁴⁰), σ at most 10²⁰, total volatility 0 below 10⁻⁴⁰, rates within
//     ±10²⁰, discount factors within e^{±100}, d1 and d2 within ±40 (N is 0 or 1 and φ is 0 there).
package bs
