package chain

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"gex/internal/market"
)

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
