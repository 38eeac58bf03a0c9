package cells

import (
	"strings"
	"time"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// ParseTime reads the time a file was made: RFC 3339, the same without a zone or with a space instead of the T, a date
// without a time, seconds since 1970, possibly fractional, or Cboe's forms in several languages (January 7, 2024 at 10:52 AM
// EST; 20 de noviembre de 2025, 9:52 GMT-5). Without a zone it is New York time; a date without a time is that day's close.
// The warning says what was assumed; its Code is "" if nothing was. The result is in New York time.
func ParseTime(s string) (time.Time, model.Warning, error) {
	return ParseTimeIn(s, model.DatesByContent, Clock{})
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
		t, err := time.Parse(layout, s)
		if err == nil && !strings.HasSuffix(layout, "Z07:00") {
			t = market.Local(t, zone)
		}
		if err == nil {
			return t.In(market.NewYork), true
		}
	}
	return time.Time{}, false
}
