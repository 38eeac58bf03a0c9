// Package model declares the input and the output of reading a file: Options and Chain, with the types of their fields.
//
// A Chain is one underlying, its contracts in columns of equal length, grouped by expiry. Prices and strikes are in the
// currency of the option per unit of the underlying, volatilities are annualized fractions, open interest and volume are
// contracts, a multiplier is units of the underlying per contract. A missing number is NaN, never 0. Times are instants
// in New York time.
//
// Package assembly fills the columns. Code outside package chain uses these types by their names there. Begin with Chain
// in chain.go.
package model
