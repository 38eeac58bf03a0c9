// Package market knows trading days and hours, contract roots and the clock.
//
// In: dates, instants and root names. Out: whether and until when options are quoted, the instant a contract
// settles, the years to it and the weighted seconds between two instants. All dates are New York dates, all
// instants carry their zone (the zone database is embedded), and the machine's clock is never read.
//
// Units: years are ACT/365 (31,536,000 seconds), clocks count seconds, multipliers are units of the underlying per
// contract. The calendar is that of the New York Stock Exchange; its rules hold from 1998 on, and closings that
// follow no rule stand in a table with their reason.
package market
