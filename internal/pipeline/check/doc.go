// Package check tests whether a chain file meets the conditions for using its numbers: gex check.
//
// In: a book, and [Demands]: conditions of package require, and how old the file may be. Out: an [Audit], which is the
// report.Check of the book with the result of each condition, and lines that say what failed; a file meets the demands when there
// is none. Ages are in minutes, shares are fractions.
//
// Begin with [Demands.Audit] and [Demands.Judge]. The clock of the machine is read by [Clock] alone, for the age of a file, and
// affects no other number.
package check
