// Package report holds the results as plain data, under the keys and in the units that scripts rely on. No exposure is
// computed here.
//
// In: numbers from the Build functions of package gex. Out: one document a verb (documents.go), each a Header and the keys
// of that verb, which package render prints and scripts read back; rows of a history (Snapshot). What was written as JSON
// can be read again and compared with another, key by key, whatever version wrote it (Parsed, CompareDocuments).
//
// Begin with documents.go, whose documents share the header in header.go, and with levels.go, the registry of levels. Money, under
// keys named usd too, is in the currency of the underlying's market (Conventions.Currency), exposures are dealer delta in the unit
// that Conventions.GEXUnit names, moves are percent, volatilities and rates are fractions a year. A Number that is absent is NaN
// here and null in JSON, never 0; JSON has 12 significant digits.
package report
