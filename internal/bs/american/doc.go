// Package american computes what the right to exercise early adds to options with dividends on dates: the same numbers in
// give the same bits out on every machine, as in package [gex/internal/bs/kernel], whose functions it calls.
//
// In come years of 365 days, rates and volatilities as fractions a year, dividends as shares of the spot before them. All
// prices are of options with a strike of 1, in terms of S/K.
//
// Begin with contract.solve in solver.go: finite differences in ln(S/K), backwards from settlement over each dividend. The
// grid is in axis.go. It is tested against [gex/internal/bs.Boundary], against a quadrature, and against tables of two models
// with cash dividends, which it knows for this purpose alone.
package american
