package market

import "time"

// SettlementInstant is when a contract of this root expiring on d stops to exist: 09:30 New York for AM, the close
// (16:00, half days 13:00) for PM, 08:00 UTC for coins, 15:30 in Mumbai for India. A date without trading counts as the
// last trading day before it, but for roots with hours of their own.
func (r Root) SettlementInstant(d Date) time.Time {
	switch r.Kind {
	case Coin:
		return time.Date(d.Year, d.Month, d.Day, 8, 0, 0, 0, time.UTC)
	case India:
		return mumbai(d, indiaEnd)
	}
	d = onOrBefore(d)
	if r.Settlement == AM {
		return Open(d)
	}
	return Close(d)
}

// NextClose is the first close of the root's market after an instant, never that instant itself: 16:00 New York, 13:00 on
// half days, 08:00 UTC for coins, and 15:30 in Mumbai on weekdays for India, whose holidays are not known here.
func (r Root) NextClose(t time.Time) time.Time {
	switch r.Kind {
	case Coin:
		return firstAfter(t, time.UTC, 8*60)
	case India:
		at := firstAfter(t, indianTime, indiaEnd)
		for at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
			at = at.AddDate(0, 0, 1)
		}
		return at
	}
	d := DateOf(t)
	if !IsTradingDay(d) || !Close(d).After(t) {
		d = NextTradingDay(d)
	}
	return Close(d)
}

// firstAfter is the first instant after t that is so many minutes after midnight in a zone without summer time.
func firstAfter(t time.Time, zone *time.Location, minutes int) time.Time {
	y, m, d := t.In(zone).Date()
	at := time.Date(y, m, d, 0, minutes, 0, 0, zone)
	if !at.After(t) {
		at = at.AddDate(0, 0, 1)
	}
	return at
}

// TradeDate is the New York date of t when it is a trading day before 17:00, else the next trading day.
func TradeDate(t time.Time) Date {
	d := DateOf(t)
	if IsTradingDay(d) && t.Before(d.At(17, 0)) {
		return d
	}
	return NextTradingDay(d)
}

const secondsPerYear = 365 * 86400

// Years is ACT/365 in exact elapsed seconds, floored at one minute for to > from; 0 when to <= from.
func Years(from, to time.Time) float64 {
	if !to.After(from) {
		return 0
	}
	return max(to.Sub(from), time.Minute).Seconds() / secondsPerYear
}
