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
