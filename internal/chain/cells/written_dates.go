package cells

import (
	"strconv"
	"strings"

	"gex/internal/chain/model"
	"gex/internal/lazy"
)

// moments is a moment, and a second reading if the order of day and month is ambiguous.
type moments struct {
	moment
	other *moment
}

// maxMoment is longer than any written date.
const maxMoment = 200

// parseMoment reads a moment. If the order of day and month is ambiguous and not given, it is an error.
func parseMoment(s string, order model.DateOrder) (moment, error) {
	m, err := parseMoments(s, order)
	if err == nil && m.other != nil {
		return moment{}, OpenDate(s)
	}
	return m.moment, err
}

// parseMoments reads a moment in the given order. If no order is given, or that order does not yield a date, it tries the other.
func parseMoments(s string, order model.DateOrder) (moments, error) {
	asked := order&byFlag != 0
	order &^= byFlag
	first, second := order, model.MonthFirst
	if order == model.DatesByContent {
		first, second = model.MonthFirst, model.DayFirst
	} else if order == model.MonthFirst {
		second = model.DayFirst
	}
	m, ok := momentIn(s, first, asked)
	if !m.ordered {
		if !ok {
			return moments{}, &dateError{what: Quote(s) + " is not a date and time"}
		}
		return moments{moment: m}, nil
	}
	other, also := momentIn(s, second, asked)
	switch {
	case !ok && !also:
		return moments{}, &dateError{what: Quote(s) + " is not a date and time"}
	case !ok:
		return moments{moment: other}, nil
	case also && order == model.DatesByContent && other.date != m.date:
		return moments{m, &other}, nil
	}
	return moments{moment: m}, nil
}

// byFlag marks an order that the user set.
const byFlag model.DateOrder = 1 << 7

// momentIn reads the words of a moment in any order. The first number of one or two digits is the day; a second one of
// two digits is the year if the month is a word.
func momentIn(s string, order model.DateOrder, asked bool) (moment, bool) {
	m := moment{order: order, asked: asked}
	if len(s) > maxMoment {
		return m, false
	}
	for _, word := range words(s) {
		if !m.take(word) {
			return m, false
		}
	}
	d, real := Date(m.date.Year, int(m.date.Month), m.date.Day)
	m.date = d
	return m, real && d.Year >= minYear && d.Year <= maxYear && m.clockMakesSense()
}

var typography = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2212", "-", "a. m.", "am", "p. m.", "pm", "a.m.", "am", "p.m.", "pm")

var shortYear = lazy.Regexp(`['’‘´](\d\d)($|[^\d:])`)

// words splits at spaces and commas, in lower case and in English as far as plainText and settle know it. Most text in
// parentheses is dropped: (Eastern Standard Time), (Weeklys).
func words(s string) []string {
	s = typography.Replace(strings.ToLower(UTF8(s)))
	if strings.ContainsAny(s, "'’‘´") {
		s = shortYear().ReplaceAllString(s, " 20$1$2")
	}
	s = plainText(s)
	return settle(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '\t' }))
}

// take stores one word in the field it belongs to. It returns false if no field fits or the field is already set.
func (m *moment) take(word string) bool {
	word = strings.TrimSuffix(word, ".")
	switch {
	case word == "":
		return true
	case isDigit(word[0]):
		return m.takeNumber(word)
	case halves[word] != "":
		return put(&m.half, halves[word])
	case monthOf(word) != 0:
		return put(&m.date.Month, monthOf(word))
	case isFiller(word):
		return true
	}
	return m.takeZone(word) || m.takeMonthFirst(word)
}

func isDigit(c byte) bool { return c-'0' <= 9 }

func (m *moment) takeZone(word string) bool {
	_, err := location(word)
	return err == nil && put(&m.zone, word)
}

// takeMonthFirst reads nov-28-2025 and nov28.
func (m *moment) takeMonthFirst(word string) bool {
	name := strings.TrimRight(word, "0123456789-/.")
	if monthOf(name) == 0 {
		return false
	}
	rest := strings.FieldsFunc(word[len(name):], isSeparator)
	if !put(&m.date.Month, monthOf(name)) || len(rest) > 2 {
		return false
	}
	for _, number := range rest {
		if !m.takeNumber(number) {
			return false
		}
	}
	return true
}

// takeNumber reads a word that begins with a digit.
func (m *moment) takeNumber(word string) bool {
	if at := strings.IndexByte(word, 't'); at > 0 && at+1 < len(word) && isDigit(word[at-1]) && isDigit(word[at+1]) {
		return m.takeNumber(word[:at]) && m.takeNumber(word[at+1:])
	}
	if word, zone := cutZone(word); zone != "" {
		return m.takeNumber(word) && m.takeZone(zone)
	}
	if strings.Contains(word, ":") {
		return !m.timed && m.takeClock(word)
	}
	n, err := strconv.Atoi(word)
	dated := m.date.Year != 0 && m.date.Month != 0 && m.date.Day != 0
	switch {
	case err == nil && dated && len(word) == len("150405"):
		return !m.timed && m.takeClock(word[:2]+":"+word[2:4]+":"+word[4:])
	case err == nil && len(word) == len("20060102150405"):
		return m.takeNumber(word[:8]) && m.takeNumber(word[8:])
	case err != nil || len(word) == len("20060102") || len(word) == len("060102"):
		return m.takeDate(word)
	case len(word) == 4:
		return put(&m.date.Year, n)
	case len(word) > 2:
		return false
	case m.date.Day != 0 && m.date.Month != 0 && len(word) == 2:
		return put(&m.date.Year, 2000+n)
	}
	return put(&m.date.Day, n)
}

// cutZone splits an offset or the z of UTC from a time: 09:52:00-05:00, 14:52z, 145200z.
func cutZone(word string) (clock, zone string) {
	colon := strings.IndexByte(word, ':')
	if at := strings.IndexAny(word, "+-"); at > colon && colon > 0 {
		return word[:at], word[at:]
	}
	if clock, ok := strings.CutSuffix(word, "z"); ok {
		return clock, "z"
	}
	return word, ""
}
