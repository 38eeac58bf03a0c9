package market

import "time"

// quarterlyFunds are funds that go ex-dividend around the third Friday of March, June, September and December; the value is
// the number of trading days from the expiry of the monthly options to the ex-date (docs/theory.md 3.5).
var quarterlyFunds = map[string]int{"SPY": 0, "QQQ": 1}

// KnowsExDates reports whether the ex-dates of an underlying are built in.
func KnowsExDates(underlying string) bool {
	_, builtIn := quarterlyFunds[underlying]
	return builtIn
}

// ExDates lists the built-in ex-dates of an underlying after one date and up to another, ascending; none for an underlying
// whose dates are not built in.
func ExDates(underlying string, after, to Date) []Date {
	later, builtIn := quarterlyFunds[underlying]
	if !builtIn {
		return nil
	}
	root := LookupRoot(underlying)
	var out []Date
	for year, m := after.Year, time.March; ; m += 3 {
		if m > time.December {
			year, m = year+1, time.March
		}
		// Monthly is the date of the monthly options, the third Friday or the trading day before it.
		ex := root.Monthly(year, m)
		for range later {
			ex = root.Venue.NextTradingDay(ex)
		}
		if to.Before(ex) {
			return out
		}
		if after.Before(ex) {
			out = append(out, ex)
		}
	}
}

// LastCum returns the last instant at which a share is sold, and an option exercised, with the dividend of an ex-date: the
// close of the trading day before it.
func (v *Venue) LastCum(ex Date) time.Time {
	d := ex.AddDays(-1)
	for !v.IsTradingDay(d) {
		d = d.AddDays(-1)
	}
	return v.Close(d)
}
