// Package sample makes synthetic option chains, the same for the same seed on every
// machine.
//
// In: [Options], a seed, a size and a layout. Out: [Write] writes the bytes of a chain
// file that any reader of that layout accepts, and [Options.Truth] returns the surface,
// rate, yield and spot behind it, to compare a fit with.
//
// Units: prices are dollars per unit of the underlying, volatilities fractions a year,
// rates continuously compounded fractions a year, times years of 365 days (ACT/365),
// open interest and volume contracts. Options on stocks, funds and OEX are priced as
// American, others as European (early.go). Begin with [Write] in sample.go and [Truth] in
// truth.go. What a sample imitates:
//
//   - the listing: days, weeks, month ends and third Fridays around the holidays, SPX settling at the open and SPXW at
//     the close; strikes dense around the forward, round ones reaching far out (expiries.go, strikes.go)
//   - dividends: a continuous yield, and for funds whose ex-dates are built in a quarter of it on each of them (early.go)
//   - the smile: free of arbitrage, skewed most for short expiries (truth.go)
//   - open interest and volume: puts below spot, calls above, round strikes, the nearest expiry busiest (interest.go)
//   - the quotes: ticks, spreads that widen with the price and in the money, mids that are a little off (quotes.go)
//
// The sizes in interest.go and quotes.go are chosen, not fitted: they look like a
// market, and nothing rests on them. Cells are rounded to the digits a vendor prints,
// which hides the last-bit differences between processors. The one exception is
// Options.NoNoise, whose prices carry all their digits.
package sample
