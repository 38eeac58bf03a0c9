package chain

import (
	"strconv"
	"strings"
	"time"
)

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
