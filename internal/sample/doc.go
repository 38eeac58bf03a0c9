// Package sample makes synthetic option chains, the same for the same seed on every machine.
//
// In: a seed, a size and a layout. Out: bytes of a chain file that any reader of that layout accepts, and the Truth:
// the surface, rate, yield and spot it was made from, so that a fit can be held against it.
//
// Prices are dollars per unit of the underlying, volatilities fractions a year, rates continuously compounded, times
// years (ACT/365), open interest and volume contracts. Every option is priced as European. What a sample imitates:
//
//   - the listing: days, weeks, month ends and third Fridays around the holidays, SPX settling in the morning and SPXW
//     in the afternoon; strikes dense around the forward, round ones reaching far out (expiries.go, strikes.go)
//   - the smile: free of arbitrage, skewed most for short expiries (truth.go)
//   - open interest and volume: puts below spot, calls above, round strikes, the nearest expiry busiest (interest.go)
//   - the quotes: ticks, spreads that widen with the price and in the money, mids that are a little off (quotes.go)
//
// Cells are rounded to the digits a vendor prints, which hides the last-bit differences between processors. The one
// exception is Options.NoNoise, whose prices carry all their digits.
package sample
