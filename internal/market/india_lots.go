package market

// A lotChange is a lot of an index from some expiries on. Exchanges change lots of new contracts, and those of existing
// contracts of a year and more on a later day.
type lotChange struct {
	size    float64
	weekly  Date // the first weekly expiry with it
	monthly Date // the first monthly expiry with it; zero: the first of all after weekly
	begins  Date // the first day on which contracts with it trade; before, all have the lot before it
	revised Date // the first day on which existing quarterly contracts have it; zero: begins
}

// indiaLots are the lots of index options. Sources: circulars of the National Stock Exchange FAOP/47854 (July 2021),
// FAOP/56233 (BANKNIFTY, July 2023), FAOP/61415 (April 2024), FAOP/64625 (20 November 2024), FAOP/67372 (April 2025) and
// FAOP/70616 (28 October 2025), F&O 71/2015, 34/2016 and 91/2018 and FAOP/44358 (July 2020) for what was before; notices
// of the BSE of 28 March 2023 and 18 October 2024. Rows from 2024 on agree with the tables that brokers printed of the
// circulars; those before 2021 rest on lists of traders, and their first expiry may be a month off.
var indiaLots = map[string][]lotChange{
	"NIFTY": {
		{size: 25, weekly: Date{2014, 11, 1}},
		{size: 75, weekly: Date{2015, 11, 1}},
		{size: 50, weekly: Date{2021, 7, 1}},
		{size: 25, weekly: Date{2024, 5, 2}, begins: Date{2024, 4, 26}},
		{size: 75, weekly: Date{2025, 1, 2}, monthly: Date{2025, 2, 27}, begins: Date{2024, 11, 20}, revised: Date{2024, 12, 27}},
		{size: 65, weekly: Date{2026, 1, 1}, begins: Date{2025, 10, 29}, revised: Date{2025, 12, 31}},
	},
	"BANKNIFTY": {
		{size: 25, weekly: Date{2010, 5, 1}},
		{size: 30, weekly: Date{2015, 11, 1}},
		{size: 40, weekly: Date{2016, 7, 1}},
		{size: 20, weekly: Date{2018, 11, 1}},
		{size: 25, weekly: Date{2020, 7, 1}},
		{size: 15, weekly: Date{2023, 7, 1}},
		{size: 30, weekly: Date{2025, 2, 1}, begins: Date{2024, 11, 20}, revised: Date{2024, 12, 25}},
		{size: 35, weekly: Date{2025, 7, 1}, begins: Date{2025, 4, 25}},
		{size: 30, weekly: Date{2026, 1, 1}, begins: Date{2025, 10, 29}, revised: Date{2025, 12, 31}},
	},
	"FINNIFTY": {
		{size: 40, weekly: Date{2021, 1, 11}},
		{size: 25, weekly: Date{2024, 8, 6}, monthly: Date{2024, 7, 30}, begins: Date{2024, 4, 26}},
		{size: 65, weekly: Date{2025, 2, 1}, begins: Date{2024, 11, 20}},
		{size: 60, weekly: Date{2026, 1, 1}, begins: Date{2025, 10, 29}},
	},
	"MIDCPNIFTY": {
		{size: 75, weekly: Date{2022, 1, 24}},
		{size: 50, weekly: Date{2024, 8, 5}, monthly: Date{2024, 7, 29}, begins: Date{2024, 4, 26}},
		{size: 120, weekly: Date{2025, 2, 1}, begins: Date{2024, 11, 20}},
		{size: 140, weekly: Date{2025, 7, 1}, begins: Date{2025, 4, 25}},
		{size: 120, weekly: Date{2026, 1, 1}, begins: Date{2025, 10, 29}},
	},
	"NIFTYNXT50": {
		{size: 10, weekly: Date{2024, 4, 24}},
		{size: 25, weekly: Date{2025, 2, 1}, begins: Date{2024, 11, 20}},
	},
	"SENSEX": {
		{size: 10, weekly: Date{2023, 5, 15}},
		{size: 20, weekly: Date{2025, 1, 7}, monthly: Date{2025, 2, 1}, begins: Date{2024, 11, 21}, revised: Date{2024, 12, 28}},
	},
	"BANKEX": {
		{size: 15, weekly: Date{2023, 5, 15}},
		{size: 30, weekly: Date{2025, 2, 1}, begins: Date{2024, 11, 21}},
	},
	"SENSEX50": {
		{size: 25, weekly: Date{2024, 2, 1}},
		{size: 60, weekly: Date{2025, 2, 1}, begins: Date{2024, 11, 21}},
	},
}

// lotsKnownUntil is the last day for which the table has been compared with lists of the exchanges.
var lotsKnownUntil = Date{2026, 7, 31}

// lastLot is the lot of the table's last row.
func lastLot(name string) float64 {
	table := indiaLots[name]
	return table[len(table)-1].size
}

// Lot is the multiplier of the contracts that expire on a date, as they are traded on a day: the zero date for one
// after every change. It is known when the day, or without one the expiry, lies within the dates of the table.
func (r Root) Lot(expiry, day Date) (size float64, known bool) {
	table := indiaLots[r.Name]
	if len(table) == 0 {
		return r.Multiplier, !r.HasLots
	}
	lot := table[0]
	for _, l := range table[1:] {
		if l.holds(r, expiry, day) {
			lot = l
		}
	}
	if day.IsZero() {
		day = expiry
	}
	return lot.size, !expiry.Before(table[0].weekly) && !lotsKnownUntil.Before(day)
}

// holds reports whether contracts of an expiry have the lot on a day.
func (l *lotChange) holds(r Root, expiry, day Date) bool {
	first, changed := l.weekly, l.begins
	if r.Monthly(expiry.Year, expiry.Month) == expiry {
		if !l.monthly.IsZero() {
			first = l.monthly
		}
		if expiry.Month%3 == 0 && !l.revised.IsZero() { // such a contract may have been listed years before
			changed = l.revised
		}
	}
	return !expiry.Before(first) && (day.IsZero() || !day.Before(changed))
}
