// Package market knows trading days and hours, contract roots and the clock.
//
// In: dates, instants and root names. Out: whether and until when options are quoted, the instant a contract
// settles, the years to it and the weighted seconds between two instants. All dates are New York dates, all
// instants carry their zone (the zone database is embedded), and the machine's clock is never read.
package market
