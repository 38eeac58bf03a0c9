// Package cells reads the text of one cell: numbers, dates and times, names and option symbols.
//
// In: the bytes of a cell, as vendors and people write them. Out: a float64 and how it was written, a market.Date, an
// instant in New York time with the assumption made about it, or the parts of an option symbol. The package does not know
// about files, rows or columns. A cell that cannot be read is an error that quotes it; a missing number is distinguished
// from an unreadable one. Percentages become fractions; prices and counts keep the unit of the file.
//
// Begin with Number in number.go for numbers, ParseDay and ParseWhen in cell_dates.go for expiries and quote times, and
// CutSymbol in occ.go and ParseOption in symbols.go for symbols. Dates
// with words and zones are read in written_dates.go. Rule says which numbers a cell may hold. Memo caches
// the meaning of the cells of a column.
package cells
