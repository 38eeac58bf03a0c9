// Package vol finds rate, forward, spot and one volatility per contract for a chain.
//
// In: a [chain.Chain] with quotes, volatilities or deltas, and the user's choices
// ([Options]). Out: a [Surface], with
//
//	Spot                    currency per unit of the underlying
//	Rate, Yield             continuously compounded, fractions a year: 0.05 is 5%
//	Gap                     ln(quotes' spot / file's spot), 1
//	Expiry.Years            years of 365 · 86,400 seconds from as_of to settlement (ACT/365), at least a minute
//	Expiry.Forward          currency per unit of the underlying
//	Vol                     one per contract, a fraction a year on Expiry.Years; NaN for none
//	Source                  where each came from: quote, other leg, file, interpolation
//
// Begin with [Fit] in vol.go, which lists the steps in order; each has a file and a
// section of docs/theory.md:
//
//	quote.go, usable.go     quote time, usable quotes, pairs of calls and puts        3.1, 3.2
//	rate.go                 the rate, from put-call parity                            3.3
//	forward.go              the forward of each expiry at its quotes                  3.4
//	gap.go, carry.go        the spot of the quotes against the file's, the carry      3.5 to 3.7
//	american*.go, premium.go  early exercise, taken off the quotes of American options     3.11
//	dividends.go            dividends, given and found                                3.11
//	variance.go, solve.go   one total variance per strike, and its aging to as_of     3.8, 3.9
//	atm.go, smile.go        volatility at the forward, and as a function of strike    6.3, 7.2
//	quoted.go               volatilities at bid and ask                               3.8
//	later.go                the surface at a later time                               7.1
//	basis.go, parity.go     quotes that contradict spot or strikes: errors            3.5, 3.10
//	columns.go, filevols.go columns of the file that cannot be what they are named    3.10
//	stale.go, arbitrage.go  the age of the quotes, static arbitrage                   3.10
//
// Times: T_q runs from the time of the quotes to settlement, T from as_of. Variances
// are solved on T_q and aged to T. Nothing here knows dealer positions: see package
// [gex/internal/gex].
//
// A fit works in the memory of the one before it, and [Surface.Drop] hands on that of its
// result. What either holds never shows in a later one.
package vol
