package market

import (
	"strings"
	"time"
)

// venues are all there are, and venueRoots the roots that they list besides those in the table of roots.go. A new venue is
// a file with its value, its dates and its roots, and a name in each of these lists.
var (
	venues     = []*Venue{&newYork, &deribit, &nse, &bse, &cme, &eurex, &hkex}
	venueRoots = [][]Root{cmeRoots, eurexRoots, hkexRoots}
)

// newYork is the market of US stocks and of the indices of Cboe.
var newYork = Venue{
	Name: "New York", Zone: NewYork,
	Currency: dollar, Unit: Shares,
	calendar: newYorkDays, sessions: true,
	open: 9*60 + 30, close: 16 * 60, halfClose: 13 * 60, tradeDateEnd: 17 * 60, offSession: 0.12,
	quoting: quotedInNewYork, monthly: newYorkMonthly,
}

// deribit settles every day at 08:00 UTC, which ends a session of 24 hours.
var deribit = Venue{
	Name: "Deribit", Zone: time.UTC,
	Currency: dollar, Unit: Coins,
	AroundTheClock: true, PartContracts: true,
	calendar: &calendar{everyDay: true},
	open:     -16 * 60, close: 8 * 60, monthly: lastFriday,
}

// CurrencyOf is that of a unit such as inr_per_1pct or shares_per_inr; the dollar when it names none of a venue.
func CurrencyOf(unit string) Currency {
	parts := strings.Split(unit, "_")
	for _, v := range venues {
		for _, part := range parts {
			if part == v.Currency.Key {
				return v.Currency
			}
		}
	}
	return dollar
}
