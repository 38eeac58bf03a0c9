// Package american computes what the right to exercise early adds to the options of an expiry: thousands of contracts on one
// underlying, with a continuous yield or with dividends on dates. The same numbers in give the same bits out on every
// machine, as in package [gex/internal/bs/kernel], whose functions it calls.
//
// In come the [Terms] of one expiry and side (years of 365 days; rate and yield as fractions a year; dividends as shares of
// the forward just before them) and a range of volatilities (fractions a year). [New] solves them into [Premiums], whose
// methods take any spot and strike in the currency of the underlying:
//
//	[Premiums.Premium]      American price less European price, in that currency
//	[Premiums.Tabulate]     makes that faster for many contracts
//	[Premiums.Value]        American price and greeks, with the units of package bs
//	[Premiums.Exercised]    whether exercise now is best
//	[Terms.Negligible]      whether a quote may be read as European
//
// Begin with premiums.go. The textbook of all this is [gex/internal/bs.Boundary], which the tests compare with.
//
// # Two methods
//
// Without dividends the early-exercise boundary is solved at a few volatilities (boundary.go; 5 µs each) and interpolated
// between them; a premium is one integral (0.2 µs), or is interpolated in a table of integrals (table.go; 0.1 µs). The
// boundary depends on S/K alone, so that one serves all strikes and spots.
//
// With dividends on dates there are finite differences in S/K at those volatilities, backwards from settlement over each
// ex-instant (solver.go; 0.05 ms each, four at a time in lanes.go), and premiums are interpolated (grid.go; 0.1 µs).
// Dividends are proportional: spot falls by a share at the ex-instant, and F = S e^{(r−b)T} Π(1−d). That too depends on S/K
// alone. A fit can do with less effort than the last digits ([Solve]).
//
// Calls shortly before an ex-date are integrals over the spot at its last instant instead (eve.go; 1 to 15 µs), because their
// gamma there is a spike that is narrower than the grid.
//
// # Accuracy
//
// Of the larger of spot and strike, for rates up to 8 %, yields up to 50 % and volatilities from 6 %: without dividends
// within 5·10⁻⁶ and 10⁻⁸ in the mean, and 3·10⁻⁵ where |r−b|T is beyond 3 σ√T; with dividends within 5·10⁻⁵ and 10⁻⁶ in the
// mean, the largest errors being next to the spot of exercise days before an ex-date.
//
// # Limits
//
// Where exercise can add less than 10⁻⁹ of strike and spot there is exactly no premium. Spots, strikes and volatilities that
// are not above 0 have none either. Volatilities beyond the range that was solved give an estimate.
package american
