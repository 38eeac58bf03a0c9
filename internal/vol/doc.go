// Package vol finds rate, forward, spot and one volatility per contract for a chain.
//
// In: a chain.Chain and the user's choices. Out: a Surface: for every expiry years, rate, carry and forward, for every
// contract a volatility on that clock and where it came from. Rates and yields are continuously compounded a year.
// docs/theory.md, section 3, has the steps with their formulas and reasons.
package vol
