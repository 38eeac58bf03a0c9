package market

import "time"

// US is the market of US stocks and of the indices of Cboe: a time without a zone is New York's where nothing names a venue.
var US = &newYork

// Holiday returns why the exchange is closed on d, for closings on weekdays; weekends are no holidays.
func Holiday(d Date) (reason string, closed bool) {
	for _, c := range closings(d.Year) {
		if c.date == d {
			return c.reason, true
		}
	}
	return "", false
}

// IsTradingDay reports whether the exchange opens on d.
func IsTradingDay(d Date) bool { return newYork.IsTradingDay(d) }

// IsHalfDay reports whether the exchange closes at 13:00 on d.
func IsHalfDay(d Date) bool { return newYork.calendar.of(d) == halfSession }

// Open returns 09:30 on d.
func Open(d Date) time.Time { return newYork.Open(d) }

// Close returns 16:00 on d, 13:00 on half days.
func Close(d Date) time.Time { return newYork.Close(d) }

// NextTradingDay returns the first trading day strictly after d.
func NextTradingDay(d Date) Date { return newYorkDays.next(d) }

// PrevTradingDay returns the last trading day strictly before d.
func PrevTradingDay(d Date) Date { return newYorkDays.prev(d) }

// InSession reports whether t lies between the open and the close of a trading day, both ends included.
func InSession(t time.Time) bool { return newYork.InSession(t) }

// TradeDate is the New York date of t when it is a trading day before 17:00, else the next trading day.
func TradeDate(t time.Time) Date { return newYork.TradeDate(t) }
