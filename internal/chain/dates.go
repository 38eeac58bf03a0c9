package chain

import (
	"fmt"
	"strconv"
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

// moment is a date, and perhaps a time of day and a zone, as people write them.
type moment struct {
	date           market.Date
	timed          bool
	hour, min, sec int
	half           string // "am", "pm" or "" for a clock of 24 hours
	zone           string
	order          DateOrder
}

// maxMoment is longer than any date that people write.
const maxMoment = 200

// parseMoment understands each word by itself, whatever their order. A number of one or two digits is the day; dates
// in numbers only are read where it is known which is the month.
func parseMoment(s string, order DateOrder) (moment, error) {
	m := moment{order: order}
	ok := len(s) <= maxMoment
	if ok {
		for _, word := range words(s) {
			ok = ok && m.take(word)
		}
	}
	d, real := civil(m.date.Year, int(m.date.Month), m.date.Day)
	if !ok || !real || m.date.Year < minYear || m.date.Year > maxYear || !m.clockMakesSense() {
		return moment{}, fmt.Errorf("%s is not a date and time", quote(s))
	}
	m.date = d
	return m, nil
}

var typography = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2212", "-",
	"a. m.", "am", "p. m.", "pm", "a.m.", "am", "p.m.", "pm")

// words splits at blanks and commas, in lower case, and mends what typography did to "a. m." and to minus signs.
func words(s string) []string {
	s = strings.ToLower(decodeText(s))
	s = typography.Replace(s)
	return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' })
}

// take puts one word where it belongs; false when it belongs nowhere or its place is taken.
func (m *moment) take(word string) bool {
	word = strings.TrimSuffix(word, ".")
	switch {
	case word == "":
		return true
	case word[0] >= '0' && word[0] <= '9':
		return m.takeNumber(word)
	case word == "am" || word == "pm":
		return put(&m.half, word)
	case months[word] != 0:
		return put(&m.date.Month, months[word])
	case fillers[word]:
		return true
	}
	_, err := location(word)
	return err == nil && put(&m.zone, word)
}

func (m *moment) takeNumber(word string) bool {
	if strings.Contains(word, ":") {
		return !m.timed && m.takeClock(word)
	}
	n, err := strconv.Atoi(word)
	switch {
	case err != nil || len(word) == len("20060102"):
		return m.takeDate(word)
	case len(word) == 4:
		return put(&m.date.Year, n)
	default:
		return len(word) <= 2 && put(&m.date.Day, n)
	}
}

// takeDate reads a date that is one word: 14-Aug-2025, 02JAN2020, 20200102, 3/4/2025 and 4.3.25.
func (m *moment) takeDate(word string) bool {
	parts, ok := dateParts(word)
	if !ok {
		return false
	}
	year, month, day := parts[2], parts[1], parts[0]
	switch {
	case len(parts[0]) == 4:
		year, day = parts[0], parts[2]
	case months[parts[1]] != 0:
	case m.order == DatesByContent:
		return false
	case m.order == MonthFirst:
		month, day = parts[0], parts[1]
	}
	return m.putDate(year, month, day)
}

// dateParts splits a date at its separators, or between digits and letters, or as year, month and day when it is
// eight digits.
func dateParts(word string) (parts [3]string, ok bool) {
	if _, err := strconv.ParseUint(word, 10, 32); err == nil && len(word) == len("20060102") {
		return [3]string{word[:4], word[4:6], word[6:]}, true
	}
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	isLetter := func(r rune) bool { return r >= 'a' && r <= 'z' }
	list := strings.FieldsFunc(word, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	if len(list) == 1 {
		day := strings.TrimLeftFunc(word, isDigit)
		year := strings.TrimLeftFunc(day, isLetter)
		list = []string{word[:len(word)-len(day)], day[:len(day)-len(year)], year}
	}
	if len(list) != 3 {
		return parts, false
	}
	return [3]string(list), true
}

func (m *moment) putDate(year, month, day string) bool {
	y, errYear := strconv.ParseUint(year, 10, 16)
	d, errDay := strconv.ParseUint(day, 10, 8)
	mon, errMonth := strconv.ParseUint(month, 10, 8)
	if named := months[month]; named != 0 {
		mon, errMonth = uint64(named), nil
	}
	switch {
	case errYear != nil || errDay != nil || errMonth != nil || len(day) > 2:
		return false
	case len(year) == 2:
		y += 2000
	case len(year) != 4:
		return false
	}
	return put(&m.date.Year, int(y)) && put(&m.date.Month, time.Month(mon)) && put(&m.date.Day, int(d))
}

// takeClock reads 9:52, 09:52:30 and 9:52am.
func (m *moment) takeClock(word string) bool {
	for _, half := range []string{"am", "pm"} {
		if clock, ok := strings.CutSuffix(word, half); ok {
			word, m.half = clock, half
		}
	}
	parts := strings.Split(word, ":")
	if len(parts) > 3 {
		return false
	}
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 8)
		if err != nil || len(p) > 2 {
			return false
		}
		*[]*int{&m.hour, &m.min, &m.sec}[i] = int(n)
	}
	m.timed = true
	return true
}

// put sets what was not set before.
func put[T comparable](dst *T, v T) bool {
	var none T
	if *dst != none {
		return false
	}
	*dst = v
	return true
}

func (m *moment) clockMakesSense() bool {
	if m.min > 59 || m.sec > 59 || m.hour > 23 {
		return false
	}
	if m.half == "" {
		return m.timed || m.zone == ""
	}
	return m.timed && m.hour >= 1 && m.hour <= 12
}

// instant is the moment in New York time. s is how it was written.
func (m *moment) instant(s string) (time.Time, Warning, error) {
	if !m.timed {
		return market.Close(m.date), closeAssumed(s), nil
	}
	loc, err := location(m.zone)
	if err != nil {
		return time.Time{}, Warning{}, err
	}
	hour := m.hour
	if m.half != "" {
		hour %= 12
	}
	if m.half == "pm" {
		hour += 12
	}
	t := time.Date(m.date.Year, m.date.Month, m.date.Day, hour, m.min, m.sec, 0, loc)
	return t.In(market.NewYork), m.zoneDoubt(s, t), nil
}

// zoneDoubt warns when a word like EST does not fit the season. People write EST all year and mean New York's clock,
// which is what was taken.
func (m *moment) zoneDoubt(s string, t time.Time) Warning {
	name, _ := t.Zone()
	seasonal := len(m.zone) == 3 && (m.zone[1] == 's' || m.zone[1] == 'd') && m.zone[2] == 't'
	if !seasonal || strings.EqualFold(name, m.zone) {
		return Warning{}
	}
	return Warning{"zone-word", fmt.Sprintf("%q: that day the clocks show %s, not %s; the time is taken as %s",
		s, name, strings.ToUpper(m.zone), t.In(market.NewYork).Format("15:04 MST"))}
}

// location is the zone a word means; "" is New York.
func location(word string) (*time.Location, error) {
	if zone, ok := zones[word]; ok {
		return time.LoadLocation(zone)
	}
	for _, prefix := range []string{"gmt", "utc"} {
		if offset, ok := strings.CutPrefix(word, prefix); ok {
			return fixedZone(word, offset)
		}
	}
	return nil, fmt.Errorf("%q is not a time zone", word)
}

var zones = map[string]string{
	"": "America/New_York", "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
	"ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago",
	"mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver",
	"pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
	"gmt": "UTC", "utc": "UTC", "z": "UTC",
}

// fixedZone reads -5, +05:30 or -0500.
func fixedZone(word, offset string) (*time.Location, error) {
	digits := strings.Replace(offset[1:], ":", "", 1)
	if digits != "" && len(digits) <= 2 {
		digits += "00"
	}
	n, err := strconv.ParseUint(digits, 10, 16)
	hours, minutes := int(n/100), int(n%100)
	if err != nil || len(digits) > 4 || hours > 14 || minutes > 59 || (offset[0] != '-' && offset[0] != '+') {
		return nil, fmt.Errorf("%q is not a time zone", word)
	}
	seconds := 3600*hours + 60*minutes
	if offset[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone(strings.ToUpper(word), seconds), nil
}
