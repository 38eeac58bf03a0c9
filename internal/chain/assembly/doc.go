// Package assembly makes chains of the records that a layout finds in a file.
//
// In: a Record a contract, with its series and the line it stands in; before it, what the row says of the underlying. Out:
// one model.Chain an underlying, contracts sorted by settlement, root, strike and side, and the account of what was
// repaired or left out and why. Strikes and prices are in the currency of the option per unit of the underlying,
// volatilities as the file writes them until the unit is known, then fractions a year; a missing number is NaN.
//
// A layout names the underlying of a row (Assembler.Underlying), counts the row (Row), then adds each of its records (Add)
// or reports it (Refuse and Unread). Finish sorts, dates and checks all of them. A Census of a sample of the lines decides
// what only the file as a whole can show, such as whether volatilities are percent.
//
// Begin with Assembler in assemble.go and Finish in finish.go. quick.go is the fast path: it reads rows with plain numbers
// straight into the columns. Layout in layout.go is what a vendor's file provides.
package assembly
