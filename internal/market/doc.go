// Package market knows trading days and hours, contract roots and the clock.
//
// In: dates, instants and root names. Out: whether and until when options are quoted, the instant a contract
// settles, the years to it, the weighted seconds between two instants, and the currency of amounts. All instants
// carry their zone (the zone database is embedded), and the machine's clock is never read.
//
// Begin with Root and its Venue in venue.go, and with LookupRoot in roots.go. A venue is one value, in venues.go or a file
// of its own: calendar, hours, settlement, clock, currency, monthlies. A new one is one such value, its table of holidays
// and its roots; no other package asks which market an option trades on, only for what follows from it. Functions of the
// package that need no venue, such as IsTradingDay, are those of New York.
//
// Units: years are ACT/365 (31,536,000 seconds), clocks count seconds, hours are minutes after midnight, multipliers
// are units of the underlying per contract. The calendar of the New York Stock Exchange holds from 1998 on; closings
// that follow no rule stand in a table with their reason.
package market
