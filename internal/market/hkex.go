package market

import "time"

var hongKongDollar = Currency{Code: "HKD", Key: "hkd", Sign: "HK$", Name: "Hong Kong dollar", Plural: "Hong Kong dollars"}

// hkex is Hong Kong Exchanges and Clearing: options on indices settle on the average of the index over the expiry day, which
// is complete at 16:00 (hkex.com.hk, contract specifications). Its evening session belongs to the next trading day.
var hkex = Venue{
	Name: "HKEX", Zone: mustLoad("Asia/Hong_Kong"),
	Currency: hongKongDollar, Unit: Units,
	calendar: hongKongDays, sessions: true,
	known: [2]int{firstHongKongYear, lastHongKongYear},
	open:  9*60 + 30, close: 16 * 60, halfClose: 12 * 60, tradeDateEnd: 17*60 + 15, offSession: 0.12,
	monthly: hongKongMonthly,
}

// hongKongMonthly is the trading day before the last one of the month.
func hongKongMonthly(_ Root, year int, m time.Month) Date {
	last := hongKongDays.prev(Date{year + int(m)/12, m%12 + 1, 1})
	return hongKongDays.prev(last)
}

// hongKongIndex is an option on an index, in Hong Kong dollars a point.
func hongKongIndex(name string, multiplier float64) Root {
	return Root{Name: name, Underlying: name, Venue: &hkex, European: true, Multiplier: multiplier, Listed: true, CashSettled: true, CashIndex: true}
}

// hkexRoots are the options on the Hang Seng indices (hkex.com.hk, equity index products).
var hkexRoots = []Root{hongKongIndex("HSI", 50), hongKongIndex("MHI", 10), hongKongIndex("HHI", 50), hongKongIndex("MCH", 10), hongKongIndex("HTI", 50)}
