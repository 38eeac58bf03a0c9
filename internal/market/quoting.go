package market

import "time"

// Minutes after midnight, New York, at which quoting starts and stops.
const (
	midnight     = 0
	nightEnd     = 9*60 + 25 // global hours end before the open
	dayStart     = 9*60 + 30
	halfDayEnd   = 13*60 + 15
	dayEnd       = 16 * 60
	lateDayEnd   = 16*60 + 15 // indices and the largest index funds
	curbEnd      = 17 * 60    // after-hours session of the roots with global hours
	nightStart   = 20*60 + 15 // on the eve of a trading day
	nextMidnight = 24 * 60
)

// span is a stretch of one date in minutes after midnight, both ends included.
type span struct{ from, to int }

// Quoted reports whether options of the root are quoted at t; intervals include both ends.
func (r Root) Quoted(t time.Time) bool { return r.LastQuoted(t).Equal(t) }

// LastQuoted is t when the root is quoted then, else the last whole minute before t at which it was.
func (r Root) LastQuoted(t time.Time) time.Time {
	switch r.Kind {
	case Coin:
		return t
	case India:
		return lastInIndia(t)
	}
	for d := DateOf(t); ; d = d.AddDays(-1) {
		spans, n := r.spans(d)
		for i := n - 1; i >= 0; i-- {
			if t.Before(d.At(0, spans[i].from)) {
				continue
			}
			if end := d.At(0, spans[i].to); end.Before(t) {
				return end
			}
			return t
		}
	}
}

// spans returns the n stretches of d in which the root is quoted, in order.
func (r Root) spans(d Date) (spans [3]span, n int) {
	add := func(from, to int) {
		spans[n] = span{from, to}
		n++
	}
	night := r.tradesAtNight()
	if IsTradingDay(d) {
		if night {
			add(midnight, nightEnd)
		}
		add(dayStart, r.dayEnd(d))
	}
	if night && IsTradingDay(d.AddDays(1)) {
		add(nightStart, nextMidnight)
	}
	return spans, n
}

// dayEnd returns the minute at which the root's quotes of trading day d stop.
func (r Root) dayEnd(d Date) int {
	switch {
	case IsHalfDay(d):
		return halfDayEnd
	case r.tradesAtNight():
		return curbEnd
	case r.Kind == Index, r.isLateFund():
		return lateDayEnd
	}
	return dayEnd
}

// tradesAtNight reports whether the root has Cboe's global and curb hours.
func (r Root) tradesAtNight() bool {
	switch r.Name {
	case "SPX", "SPXW", "XSP", "VIX", "VIXW":
		return true
	}
	return false
}

// Minutes after midnight in Mumbai at which the exchange opens and closes. Its holidays are not known here.
const (
	indiaStart = 9*60 + 15
	indiaEnd   = 15*60 + 30
)

// mumbai is the instant that many minutes after midnight in India, which has no summer time.
func mumbai(d Date, minutes int) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, minutes, 0, 0, indianTime)
}

// Zone is the clock of the market that a root is traded on.
func (r Root) Zone() *time.Location {
	switch r.Kind {
	case Coin:
		return time.UTC
	case India:
		return indianTime
	}
	return NewYork
}

var indianTime = time.FixedZone("IST", 5*3600+30*60)

// lastInIndia is t in a session of the Indian exchange, else the end of the last one before.
func lastInIndia(t time.Time) time.Time {
	y, m, day := t.In(indianTime).Date()
	for d := (Date{y, m, day}); ; d = d.AddDays(-1) {
		if w := d.Weekday(); w == time.Saturday || w == time.Sunday || t.Before(mumbai(d, indiaStart)) {
			continue
		}
		if end := mumbai(d, indiaEnd); end.Before(t) {
			return end
		}
		return t
	}
}

// isLateFund reports whether the root is a fund whose options trade to 16:15.
func (r Root) isLateFund() bool {
	switch r.Name {
	case "SPY", "QQQ", "IWM", "DIA":
		return true
	}
	return false
}
