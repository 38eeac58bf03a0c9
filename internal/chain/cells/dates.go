package cells

import (
	"fmt"
	"strings"
	"time"

	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/market"
)

// ParseTime reads the time a file was made: RFC 3339, the same without a zone or with a space instead of the T, a date
// without a time, seconds since 1970, possibly fractional, or Cboe's forms in several languages (January 7, 2024 at 10:52 AM
// EST; 20 de noviembre de 2025, 9:52 GMT-5). Without a zone it is New York time; a date without a time is that day's close.
// The warning says what was assumed; its Code is "" if nothing was. The result is in New York time.
func ParseTime(s string) (time.Time, model.Warning, error) {
	return ParseTimeIn(s, model.DatesByContent, Clock{})
}

// Clock gives the meaning of a time without a zone and of a date without a time. The zero value is New York's.
type Clock struct {
	Location *time.Location                // nil: New York
	Close    func(d market.Date) time.Time // nil: the close in New York
}

// ClockOf returns the clock of a venue: its zone and its close.
func ClockOf(v *market.Venue) Clock { return Clock{v.Zone, v.Close} }

func (c Clock) zone() *time.Location {
	if c.Location == nil {
		return market.NewYork
	}
	return c.Location
}

func (c Clock) close(d market.Date) time.Time {
	if c.Close == nil {
		return market.Close(d)
	}
	return c.Close(d).In(market.NewYork)
}

// ParseTimeIn is like ParseTime with the order of numeric dates and the clock of the vendor.
func ParseTimeIn(s string, order model.DateOrder, clock Clock) (time.Time, model.Warning, error) {
	s = strings.TrimSpace(s)
	if t, ok := parseISO(s, clock.zone()); ok {
		return t, model.Warning{}, checkYear(s, t.Year())
	}
	if d, err := market.ParseDate(s); err == nil {
		return clock.close(d), CloseAssumed(s), checkYear(s, d.Year)
	}
	if t, ok := EpochTime(s); ok {
		return t.In(market.NewYork), model.Warning{}, nil
	}
	m, err := parseMoment(s, order)
	if err != nil {
		return time.Time{}, model.Warning{}, err
	}
	return m.instant(s, clock)
}

var isoLayouts = []string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04"}

// parseISO reads a date with a time of day.
func parseISO(s string, zone *time.Location) (time.Time, bool) {
	if len(s) > 10 && s[10] == ' ' {
		s = s[:10] + "T" + s[11:]
	}
	for _, layout := range isoLayouts {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t.In(market.NewYork), true
		}
	}
	return time.Time{}, false
}

// Listed options have existed since 1973; a year outside this range is a typo.
const minYear, maxYear = 1973, 2199

func checkYear(s string, year int) error {
	if year < minYear || year > maxYear {
		return &dateError{what: fmt.Sprintf("%q: the year %d is not in %d to %d", s, year, minYear, maxYear)}
	}
	return nil
}

// CloseAssumed is the warning about a date without a time, which is read as the close.
func CloseAssumed(s string) model.Warning {
	return model.Warn("as-of-date-only", fmt.Sprintf("%q has no time of day; using the close", s))
}

// dateError is a date that cannot be read, or is ambiguous.
type dateError struct {
	what string
	open bool // the user can resolve it with the setting dates
}

func (e *dateError) Error() string { return e.what }

// DatesHint says how to choose the order of day and month.
var DatesHint = "choose with " + fault.Setting("dates") + " dmy or " + fault.Setting("dates") + " mdy"

const dateFormsHint = "accepted dates: 2025-11-28, 20251128, 11/28/2025, 28-Nov-25, Nov 28 '25, as RFC 3339, or as seconds " +
	"(ms, µs, ns) since 1970"

// Hint says how to write or disambiguate a date.
func (e *dateError) Hint() string {
	if e.open {
		return DatesHint
	}
	return dateFormsHint
}

// HintOf returns the hint of an error: its own if setting the order of dates would help, else the other.
func HintOf(err error, other string) string {
	if date, ok := err.(*dateError); ok && date.open {
		return date.Hint()
	}
	return other
}
