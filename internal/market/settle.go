package market

import (
	"cmp"
	"fmt"
	"time"
)

// SettlementInstant is when a contract of this root expiring on d stops to exist: at the venue's open for AM, at its close
// for PM. In New York that is 09:30 and 16:00, half days 13:00; 08:00 UTC for coins; 15:30 in Mumbai for India. A date
// without trading counts as the last trading day before it where the venue has sessions.
func (r Root) SettlementInstant(d Date) time.Time {
	d = r.Venue.SettlementDate(d)
	if r.Settlement == AM {
		return r.Venue.Open(d)
	}
	if r.Daily != 0 {
		return r.Venue.at(d, r.Daily)
	}
	return r.Venue.Close(d)
}

// SettlesAt words when contracts of the root settle: at the open or the close in the US, elsewhere at the time of the day on
// the clock of the venue, 15:30 IST.
func (r Root) SettlesAt() string {
	v := r.Venue
	switch {
	case r.Settlement == AM:
		return "the open"
	case r.Daily == 0 && v.Currency.InDollars() && v.sessions:
		return "the close"
	}
	minute := cmp.Or(r.Daily, v.close)
	return fmt.Sprintf("%02d:%02d %s", minute/60, minute%60, clockName(v.Zone))
}

// NextClose is the first close of a session after an instant, never that instant itself: 16:00 New York, 13:00 on half days,
// 08:00 UTC for coins, and 15:30 in Mumbai on weekdays for India, whose holidays are not known here.
func (v *Venue) NextClose(t time.Time) time.Time {
	d := v.DateOf(t)
	if v.calendar.of(d) == noSession || !v.Close(d).After(t) {
		d = v.calendar.next(d)
	}
	return v.Close(d)
}

// NextOpen is the first open of a session after an instant.
func (v *Venue) NextOpen(t time.Time) time.Time {
	d := v.DateOf(t)
	if v.calendar.of(d) == noSession || !v.Open(d).After(t) {
		d = v.calendar.next(d)
	}
	return v.Open(d)
}

const secondsPerYear = 365 * 86400

// Years is ACT/365 in exact elapsed seconds, floored at one minute for to > from; 0 when to <= from.
func Years(from, to time.Time) float64 {
	if !to.After(from) {
		return 0
	}
	return max(to.Sub(from), time.Minute).Seconds() / secondsPerYear
}
