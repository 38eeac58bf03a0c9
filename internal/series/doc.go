// Package series reads small files that accompany a chain: interest rates by date and tenor, triggers, funds, scenarios and prices.
//
// In: Treasury's daily par yield curve, or daily series of FRED, as csv text ([ReadRates]), or one number ([Constant]); stops and
// liquidations that a price sets off, as csv or JSON ([ReadTriggers]); the assets of leveraged funds, as csv ([Funds.ReadFunds]);
// moves with names and probabilities, as csv or TOML ([ReadScenarios]); prices of days, and within days, as csv ([ReadPrices],
// [ReadIntraday]). Yields, moves and multiples are as their publishers write them, amounts in dollars with the suffixes k, m, bn
// and tn. A file that is something else, or whose numbers cannot be what they are said to be, is an error with file, line and
// column.
//
// Out: a [Curve] for a trade date, which gives the continuously compounded rate of any tenor as a fraction a year, tenors in years,
// ACT/365; [Triggers] with prices and dollars; the [Fund] list of a trade date with what each trades per 1%, in dollars;
// [Scenarios] with moves in percent, volatility in points and probabilities as fractions; [Prices] with a bar a day, ascending. No
// spot is known here: which trigger is still ahead, and what a scenario costs, is for package gex to say.
//
// Begin with [Rates.On]: rates_read.go reads the layouts into yields by date (yields.go), rates_column.go knows what their columns
// quote, and bootstrap.go turns quotes into continuously compounded rates. The other files are read as a sheet of
// records, of prices as one of rows (sheet.go, sheet_toml.go, prices_read.go), or as JSON with lines (tree.go).
package series
