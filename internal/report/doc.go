// Package report holds the results as plain data: what the program found, in the words and units of its outside
// contract, and nothing that computes.
//
// In: numbers from gex.Build. Out: values that render prints and scripts read back. Money is US dollars, exposures are
// dealer delta in the unit that Conventions.GEXUnit names, moves are percent, volatilities and rates are fractions a
// year. A Number that is absent is NaN here and null in JSON, never 0; JSON carries 12 significant digits.
package report
