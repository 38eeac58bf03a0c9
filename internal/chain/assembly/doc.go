// Package assembly builds chains from the records that a layout reads from a file.
//
// In: one Record per contract, with its series and source line, and before it the row's values of the underlying. Out: one
// model.Chain per underlying, contracts sorted by settlement, root, strike and side, with what was repaired or left out and
// why. Strikes and prices are in the currency of the option per unit of the underlying. Volatilities keep the unit of the
// file until that is known, then they are annualized fractions. A missing number is NaN.
//
// A layout names the underlying of a row (Assembler.Underlying), counts the row (Row), then adds each of its records (Add)
// or reports it (Refuse and Unread). Finish sorts, dates and checks all of them. A Census of a sample of the lines decides
// what only the file as a whole can show, such as whether volatilities are percent.
//
// Begin with Assembler in assemble.go and Finish in finish.go. quick.go is the fast path, which reads rows with plain
// numbers directly into the columns by the steps in quick_steps.go. Layout in layout.go is what a vendor's file implements.
package assembly
