package cells

import (
	"fmt"
	"strconv"
	"strings"

	"gex/internal/market"
)

// ParseShortDate reads 17 NOV 23.
func ParseShortDate(s string) (market.Date, error) {
	parts := strings.Fields(s)
	if len(parts) == 3 {
		if d, ok := ParseDeribitDate(strings.Join(parts, "")); ok {
			return d, nil
		}
	}
	return market.Date{}, fmt.Errorf("%s is not a date like 17 NOV 23", Quote(s))
}

// ParseDeribitDate reads 26DEC25 and 5DEC25.
func ParseDeribitDate(s string) (market.Date, bool) {
	if len(s) < 6 || len(s) > 7 {
		return market.Date{}, false
	}
	day, month, year := s[:len(s)-5], s[len(s)-5:len(s)-2], s[len(s)-2:]
	d, errDay := strconv.ParseUint(day, 10, 8)
	y, errYear := strconv.ParseUint(year, 10, 8)
	m := monthOf(strings.ToLower(month))
	if errDay != nil || errYear != nil || m == 0 {
		return market.Date{}, false
	}
	return Date(2000+int(y), int(m), int(d))
}
