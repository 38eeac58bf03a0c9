// Package series reads small files that accompany a chain. So far these are interest rates by date and tenor.
//
// In: Treasury's daily par yield curve, or daily series of FRED, as csv text ([ReadRates]), or one number ([Constant]).
// Yields are in percent a year, as both publish them. Out: a [Curve] for a trade date, which gives the continuously
// compounded rate of any tenor as a fraction a year; tenors are in years, ACT/365. A file that is something else, or whose
// numbers cannot be yields, is an error with file, line and column.
//
// Begin with [Rates.On]. rates_read.go reads the layouts into yields by date (yields.go), rates_column.go knows what their
// columns quote, and bootstrap.go turns quotes into continuously compounded rates.
package series
