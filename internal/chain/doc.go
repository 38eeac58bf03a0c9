// Package chain turns files into option chains.
//
// In: bytes of any known layout, recognised by their content. Out: one Chain an underlying, its contracts in
// columns grouped by expiry (one root and one settlement instant), each contract naming its source line, and the
// account of what was repaired or left out and why. Prices are in dollars per unit of the underlying, volatilities
// are fractions a year, open interest and volume are contracts, a missing cell is NaN and never 0.
//
// A layout is a file with its column contract and a line in the list of formats.go. The two that carry whole markets,
// cboe-quotedata and long, read their rows by themselves, and nearly all of them the quick way, which knows nothing but
// plain numbers and leaves any other row alone; the other tables in csv are dialects, which share one reader,
// and what comes as JSON or as a page has readers of its own. All give their records to the assembler.
//
// Read takes a file as a whole. Survey finds where each underlying of a large one stands, so that it can be read one
// underlying at a time: sections, in the memory of a few of them. What no underlying can tell by itself, as whether
// volatilities are percent, a census of the file's lines answers once for all; it asks the same lines either way.
package chain
