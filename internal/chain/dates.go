package chain

import (
	"fmt"
	"strings"
	"time"

	"gex/internal/market"
)

// ParseTime reads the moment a file was made: RFC 3339, the same without a zone or with a blank for the T, a date
// alone, or as Cboe writes it in several languages (January 7, 2024 at 10:52 AM EST; 20 de noviembre de 2025, 9:52
// GMT-5). Without a zone it is New York time; a date alone is that day's close. What had to be assumed is said in
// the warning, whose Code is "" when nothing was. The result is in New York time.
func ParseTime(s string) (time.Time, Warning, error) {
	s = strings.TrimSpace(s)
	if t, ok := parseISO(s); ok {
		return t, Warning{}, checkYear(s, t.Year())
	}
	if d, err := market.ParseDate(s); err == nil {
		return market.Close(d), closeAssumed(s), checkYear(s, d.Year)
	}
	m, err := parseMoment(s, DatesByContent)
	if err != nil {
		return time.Time{}, Warning{}, err
	}
	return m.instant(s)
}

var isoLayouts = []string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04"}

func parseISO(s string) (time.Time, bool) {
	if len(s) > 10 && s[10] == ' ' {
		s = s[:10] + "T" + s[11:]
	}
	for _, layout := range isoLayouts {
		if t, err := time.ParseInLocation(layout, s, market.NewYork); err == nil {
			return t.In(market.NewYork), true
		}
	}
	return time.Time{}, false
}

// Option chains are younger than this and older than that; a year outside is a slip of the pen.
const minYear, maxYear = 1973, 2199

func checkYear(s string, year int) error {
	if year < minYear || year > maxYear {
		return fmt.Errorf("%q: the year %d cannot be meant", s, year)
	}
	return nil
}

func closeAssumed(s string) Warning {
	return Warning{"as-of-date-only", fmt.Sprintf("%q has no time of day: the close is taken", s)}
}

// parseDate reads a date that people write: Fri Jan 05 2024, January 5, 2024, 5 de enero de 2024.
func parseDate(s string) (market.Date, error) {
	m, err := parseMoment(s, DatesByContent)
	if err == nil && m.timed {
		err = fmt.Errorf("%q is not a date", s)
	}
	return m.date, err
}
