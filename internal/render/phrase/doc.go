// Package phrase formats what people read of a report: numbers, amounts with their unit, and the sentences about the
// regime. Text, markdown, HTML and pictures share it, so that a number and a regime read the same everywhere.
//
// In: numbers of a report, in its units (amounts in the currency of report.Conventions.GEXUnit, fractions for percent).
// Out: words. Numbers have commas between thousands, a hyphen for minus, a plus where the sign matters, and "n/a" when
// absent; amounts have a unit of K, M or B right after the number: $6.72B per 1%, -$450M, 1.23M shares. A column of a
// table has one unit for all its rows, which a Scale chooses from the largest.
//
// Begin with Unit in unit.go; regime.go has the sentences, number.go the digits.
package phrase
