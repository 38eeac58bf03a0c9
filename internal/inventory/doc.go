// Package inventory computes what dealers hold of each option series from who bought and who sold it, carried from day to day.
//
// In: the text of Open-Close files, which name the market makers' side of every day or interval, or of trades with the quotes
// before them, which are classified ([Read]); public positions ([ReadKnown]); the book as it was kept ([ReadState]). Out: a
// [Book] with a [Position] for each series that has not settled: contracts that dealers hold, negative when they are short, and
// how many contracts may be theirs from before the first file, either way. All quantities are contracts, an accuracy is a
// fraction. Nothing is dropped silently: rows that take no part are counted by reason ([LeftOut]).
//
// Begin with [Ledger], which has what each file says of each date; [Ledger.Carry] makes the book of it. Then:
//
//	line.go, cell.go       text -> cells -> numbers, dates, sides
//	header.go, actor.go    which layout a file has, and which column is whose
//	file.go                one file, row by row, into days
//	openclose.go           rows of Open-Close files, end of day and interval, and their balance
//	cumulative.go          whether the rows of a date are cumulative or increments
//	trade.go, classify.go  trades, and which side was the customer's
//	ledger.go, replace.go  the days of all files; which of them count when a date comes again
//	carry.go, calendar.go  positions over time: settlement, exercise, missing days
//	state.go               the ledger as a csv file
//	known.go               positions that are public
//
// Nothing here opens files, knows chains or prices anything.
package inventory
