package sample

import (
	"cmp"
	"slices"
	"time"

	"gex/internal/market"
)

// listing is the kind of an expiry, in ascending order of trading.
type listing uint8

const (
	daily listing = iota
	weekly
	monthEnd
	monthly
	quarterly // monthly in March, June, September and December
)

// series is the contracts of one root and one settlement time.
type series struct {
	root       market.Root
	date       market.Date
	settlement time.Time
	listing    listing
	strikes    []int64 // in mils
}

// board collects the series of one underlying.
type board struct {
	asOf   time.Time
	series []*series
}

// add lists an expiry unless it has settled; where two rules give the same one, the
// busier listing counts. d becomes the date of settlement, which is earlier than the
// rule's on a holiday.
func (b *board) add(root market.Root, d market.Date, l listing) {
	settlement := root.SettlementInstant(d)
	if !settlement.After(b.asOf) {
		return
	}
	d = market.DateOf(settlement)
	for _, s := range b.series {
		if s.root.Name == root.Name && s.date == d {
			s.listing = max(s.listing, l)
			return
		}
	}
	b.series = append(b.series, &series{root: root, date: d, settlement: settlement, listing: l})
}

// sorted returns the series by settlement, then root.
func (b *board) sorted() []*series {
	slices.SortFunc(b.series, func(x, y *series) int {
		return cmp.Or(x.settlement.Compare(y.settlement), cmp.Compare(x.root.Name, y.root.Name))
	})
	return b.series
}

// indexBoard lists the expiries of a cash index as Cboe does for the S&P 500: in the
// afternoon ten trading days, the Fridays of three months, twelve month ends and the
// next six third Fridays; in the morning twelve third Fridays, then every third month
// to two years and each December to five.
func indexBoard(asOf time.Time, morning, afternoon market.Root) []*series {
	b := &board{asOf: asOf}
	today := market.DateOf(asOf)
	// Today counts when it is a trading day: the search starts the day before.
	d := today.AddDays(-1)
	for range 10 {
		d = market.NextTradingDay(d)
		b.add(afternoon, d, daily)
	}
	b.fridays(afternoon, today, 13)
	for i := range 61 {
		year, month := monthAfter(today, i)
		if i < 12 {
			b.add(afternoon, lastTradingDay(year, month), monthEnd)
		}
		third := market.ThirdFriday(year, month)
		if i < 6 {
			b.add(afternoon, third, weekly)
		}
		if i < 12 || i < 24 && month%3 == 0 || month == time.December {
			b.add(morning, third, monthlyOf(month))
		}
	}
	return b.sorted()
}

// stockBoard lists the expiries of a stock or fund: eight Fridays, six third Fridays,
// then every third month to a year and each January to two and a half.
func stockBoard(asOf time.Time, root market.Root) []*series {
	b := &board{asOf: asOf}
	today := market.DateOf(asOf)
	b.fridays(root, today, 8)
	for i := range 31 {
		year, month := monthAfter(today, i)
		if i < 6 || i < 12 && month%3 == 0 || month == time.January {
			b.add(root, market.ThirdFriday(year, month), monthlyOf(month))
		}
	}
	return b.sorted()
}

// fridays lists the next n Fridays; one without trading settles the day before.
func (b *board) fridays(root market.Root, today market.Date, n int) {
	friday := today.AddDays((int(time.Friday-today.Weekday()) + 7) % 7)
	for range n {
		b.add(root, friday, weekly)
		friday = friday.AddDays(7)
	}
}

// monthlyOf returns quarterly for March, June, September and December, else monthly.
func monthlyOf(m time.Month) listing {
	if m%3 == 0 {
		return quarterly
	}
	return monthly
}

// monthAfter returns the month n months after that of d.
func monthAfter(d market.Date, n int) (year int, m time.Month) {
	months := int(d.Month) - 1 + n // counted from January of d's year
	return d.Year + months/12, time.Month(months%12 + 1)
}

// lastTradingDay returns the last trading day of a month: the one before the first of
// the next.
func lastTradingDay(year int, m time.Month) market.Date {
	return market.PrevTradingDay(market.Date{Year: year + int(m)/12, Month: m%12 + 1, Day: 1})
}

// thin keeps n series evenly spaced in the list, always the nearest one.
func thin(list []*series, n int) []*series {
	if n >= len(list) {
		return list
	}
	kept := make([]*series, n)
	for i := range kept {
		kept[i] = list[i*(len(list)-1)/max(1, n-1)]
	}
	return kept
}
