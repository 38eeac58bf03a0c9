// Package cells reads the text of one cell: numbers, dates and times, names and symbols of options.
//
// In: the bytes of a cell, as vendors and people write them. Out: a float64 with the way in which it was written, a
// market.Date, an instant in New York's zone with what had to be assumed, or the parts of an option symbol. Nothing here
// knows of files, rows or columns; what cannot be read is an error that quotes the cell, and a missing number is
// distinguished from an unreadable one.
//
// Begin with Number in number.go for numbers, ParseDay and ParseWhen in cell_dates.go for expiries and quote times,
// CutSymbol in occ.go and ParseOption in symbols.go for symbols. Rule says which numbers a cell may hold. Memo remembers
// what the cells of a column meant.
package cells
