package inventory

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	"gex/internal/market"
)

// mostContracts is beyond what a series trades in a day, and small enough that sums of it are exact.
const mostContracts = 1e12

// contracts reads a number of contracts, which is never negative.
func contracts(cell []byte) (float64, error) {
	n := 0
	for i, c := range cell {
		if c < '0' || c > '9' || i == 12 {
			return slowContracts(cell)
		}
		n = 10*n + int(c-'0')
	}
	if len(cell) == 0 {
		return 0, errorText("the cell is empty, and a volume is a number: write 0 where nothing was traded")
	}
	return float64(n), nil
}

// slowContracts reads what is not digits alone: blanks, 1,200 and 1200.0.
func slowContracts(cell []byte) (float64, error) {
	text := strings.TrimSpace(string(cell))
	x, err := strconv.ParseFloat(ungrouped(text), 64)
	switch {
	case text == "":
		return contracts(nil)
	case err != nil || math.IsNaN(x) || strings.ContainsAny(text, "xXpP_"):
		return 0, fmt.Errorf("%s is not a number of contracts", quote(cell))
	case x < 0:
		return 0, fmt.Errorf("%s is negative, and a volume is not: sales have a column of their own", quote(cell))
	case x > mostContracts:
		return 0, fmt.Errorf("%s is more than any series trades", quote(cell))
	}
	return x, nil
}

// ungrouped removes the commas of 1,234,567.
func ungrouped(s string) string {
	whole, rest, _ := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	if len(groups) == 1 || strings.Contains(rest, ",") {
		return s
	}
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && (g == "" || len(g) > 3) {
			return s
		}
	}
	return strings.ReplaceAll(s, ",", "")
}

// number reads a price or a strike, above 0.
func number(cell []byte, what string) (float64, error) {
	text := ungrouped(strings.TrimSpace(string(cell)))
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x > 0) || x > 1e9 || strings.ContainsAny(text, "xXpP_") {
		return 0, fmt.Errorf("%s is not a %s", quote(cell), what)
	}
	return x, nil
}

// side reads the type of an option: C or P.
func side(cell []byte) (byte, error) {
	switch string(bytes.ToLower(bytes.TrimSpace(cell))) {
	case "c", "call":
		return 'C', nil
	case "p", "put":
		return 'P', nil
	}
	return 0, fmt.Errorf("%s is neither C nor P", quote(cell))
}

// rootName reads the letters of an underlying or a root, without the mark of an index.
func rootName(cell []byte, what string) (string, error) {
	name := strings.ToUpper(strings.TrimLeft(strings.TrimSpace(string(cell)), "^$"))
	if name == "" || len(name) > 12 || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/") != "" {
		return "", fmt.Errorf("%s is not %s", quote(cell), what)
	}
	return name, nil
}

// moment reads a date with or without a time on that day, as 2025-11-20 10:00:00, 2025-11-20T10:00:00.123, 20251120 10:00,
// 11/20/2025 10:00 or nanoseconds since 1970. seconds is 0 without a time.
func moment(cell []byte) (date market.Date, seconds float64, err error) {
	text := strings.TrimSpace(string(cell))
	if len(text) >= 13 && strings.Trim(text, "0123456789") == "" {
		return sinceEpoch(text)
	}
	day, clock, timed := strings.Cut(strings.Replace(text, "T", " ", 1), " ")
	date, ok := dateOf(day)
	if !ok {
		return date, 0, fmt.Errorf("%s is not a date such as 2025-11-20", quote(cell))
	}
	if !timed {
		return date, 0, nil
	}
	seconds, ok = secondsOf(strings.TrimSpace(clock))
	if !ok {
		return date, 0, fmt.Errorf("%s is not a time such as 2025-11-20 10:00:00", quote(cell))
	}
	return date, seconds, nil
}

// dateOf reads 2025-11-20, 20251120 and 11/20/2025.
func dateOf(text string) (market.Date, bool) {
	switch {
	case len(text) == 8 && strings.Trim(text, "0123456789") == "":
		text = text[:4] + "-" + text[4:6] + "-" + text[6:]
	case strings.Count(text, "/") == 2:
		parts := strings.Split(text, "/")
		for i, p := range parts[:2] {
			if len(p) == 1 {
				parts[i] = "0" + p
			}
		}
		text = parts[2] + "-" + parts[0] + "-" + parts[1]
	}
	d, err := market.ParseDate(text)
	return d, err == nil && d.Year > 1970 && d.Year < 2200
}

// secondsOf reads 10:00, 10:00:00 and 10:00:00.123456, with a zone behind that is not read, as seconds after midnight.
func secondsOf(text string) (float64, bool) {
	if at := strings.IndexAny(text, "+Zz- "); at > 0 {
		text = text[:at]
	}
	parts := strings.Split(text, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	total, unit := 0.0, 3600.0
	for i, p := range parts {
		x, err := strconv.ParseFloat(p, 64)
		if err != nil || x < 0 || i == 0 && x >= 24 || i > 0 && x >= 60 || strings.Trim(p, "0123456789.") != "" || i < 2 && strings.Contains(p, ".") {
			return 0, false
		}
		total, unit = total+float64(x*unit), unit/60
	}
	return total, true
}

// clockOf is seconds after midnight as 15:04:05.
func clockOf(seconds float64) string {
	s := int(seconds)
	return fmt.Sprintf("%02d:%02d:%02d", s/3600, s/60%60, s%60)
}

// quote is a cell as a message shows it.
func quote(cell []byte) string {
	const most = 30
	if runes := []rune(string(cell)); len(runes) > most {
		return strconv.Quote(string(runes[:most])) + "…"
	}
	return strconv.Quote(string(cell))
}
