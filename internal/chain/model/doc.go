// Package model declares what reading a file is asked for and what comes of it: Options and Chain, with the types of
// their fields.
//
// A Chain is one underlying, its contracts in columns of equal length, grouped by expiry. Prices and strikes are in the
// currency of the option per unit of the underlying, volatilities are fractions a year, open interest and volume are
// contracts, a multiplier is units of the underlying a contract. A missing number is NaN and never 0. Times are instants
// in New York's zone.
//
// Package assembly fills the columns; everybody outside package chain knows these types by their names there. Begin
// with Chain in chain.go.
package model
