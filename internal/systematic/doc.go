// Package systematic computes what followers of rules trade in an instrument, from its daily closes: trend followers, funds that
// control volatility, and leveraged funds.
//
// In: closes ascending by day ([series.Prices]) and [Options]; targets, moves and caps are fractions. Out: signals with the close
// that flips each, tomorrow or when the price stands there for days; positions in units of capital by several models, and what
// they trade after tapes; the weight of volatility control, the daily move beyond which it sells, and the squares that leave its
// windows; all as a [report.Systematic]. Levels are prices of the file, flows are in units of capital or of assets, and in dollars
// only where a capital is given.
//
// Begin with [Build]. signal.go has a type for each kind of signal, with the formula of its level; model.go makes positions of
// signals; tape.go and trigger.go move the price; volatility.go is volatility control. The formulas are in docs/theory.md,
// section 7.8.
package systematic
