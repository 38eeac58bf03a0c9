package cells

import (
	"strconv"
	"strings"
	"time"

	"gex/internal/chain/model"
)

// takeDate reads a date written as one word: 14-Aug-2025, 02JAN2020, 20200102, 200102, 3/4/2025, 4.3.25 and 2025/3/4.
func (m *moment) takeDate(word string) bool {
	parts, ok := dateParts(word)
	if !ok {
		return false
	}
	if _, err := strconv.Atoi(word); err == nil {
		return m.takeDigits(word)
	}
	switch {
	case len(parts[0]) == 4:
		return m.putDate(parts[0], parts[1], parts[2])
	case monthOf(parts[1]) != 0:
	default:
		if m.ordered = true; m.order == model.MonthFirst {
			return m.putDate(parts[2], parts[0], parts[1])
		}
	}
	return m.putDate(parts[2], parts[1], parts[0])
}

// takeDigits reads a date of six or eight digits as year, month and day if that is a date, else in the order being
// tried. With six digits, an order set by the user comes first.
func (m *moment) takeDigits(word string) bool {
	year := len(word) - len("0102")
	yearFirst := func() bool { return m.putDate(word[:year], word[year:year+2], word[year+2:]) }
	yearLast := func() bool {
		if m.order == model.MonthFirst {
			return m.putDate(word[4:], word[:2], word[2:4])
		}
		return m.putDate(word[4:], word[2:4], word[:2])
	}
	y, _ := strconv.Atoi(word[:year])
	month, _ := strconv.Atoi(word[year : year+2])
	day, _ := strconv.Atoi(word[year+2:])
	if year == 2 {
		y += 2000
	}
	if _, real := Date(y, month, day); real && y >= minYear && y <= maxYear && (year == 4 || !m.asked) {
		return yearFirst()
	}
	m.ordered = true
	return yearLast()
}

func isSeparator(r rune) bool { return r == '/' || r == '-' || r == '.' }

// dateParts splits a date at its separators, or between digits and letters.
func dateParts(word string) (parts [3]string, ok bool) {
	list := strings.FieldsFunc(word, isSeparator)
	if _, err := strconv.Atoi(word); err == nil {
		return parts, true
	}
	if len(list) == 1 {
		day := strings.TrimLeft(word, "0123456789")
		year := strings.TrimLeftFunc(day, func(r rune) bool { return r >= 'a' && r <= 'z' })
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
	if named := monthOf(month); named != 0 {
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
