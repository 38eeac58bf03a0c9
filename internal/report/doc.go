// Package report holds the results as plain data: what the program found, in the words and units of its outside
// contract. No exposure is computed here.
//
// In: numbers from gex.Build. Out: values that render prints and scripts read back, among them rows of a history
// (Snapshot). What was written as JSON can be read again and held against another, key by key, whatever version wrote
// it (Document, CompareDocuments). Money is US dollars, exposures are
// dealer delta in the unit that Conventions.GEXUnit names, moves are percent, volatilities and rates are fractions a
// year. A Number that is absent is NaN here and null in JSON, never 0; JSON carries 12 significant digits.
package report
