package chain

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"gex/internal/market"
)

// parseWhen reads when a row was recorded: as ParseTime, dates in numbers (3/4/2025, 20250304) in the order given, or
// seconds or milliseconds since 1970. Midnight stands for a date alone, which is its close.
func parseWhen(cell string, order DateOrder) (longTime, error) {
	if t, ok := unixTime(cell); ok {
		return longTime{at: t.In(market.NewYork)}, nil
	}
	if t, ok := parseISO(cell); ok && (t.Hour()+t.Minute()+t.Second() > 0 || len(cell) > len("2006-01-02 15:04:05")) {
		return longTime{at: t}, checkYear(cell, t.Year())
	}
	m, err := parseMoment(untee(cell), order)
	if err != nil {
		return longTime{}, err
	}
	if m.hour+m.min+m.sec == 0 && m.zone == "" {
		m.timed = false
	}
	t, assumed, err := m.instant(cell)
	return longTime{t, assumed}, err
}

// untee puts a blank for the T of 2006-01-02T15:04.
func untee(cell string) string {
	if len(cell) > 10 && cell[10] == 'T' {
		return cell[:10] + " " + cell[11:]
	}
	return cell
}

// unixTime reads the ten digits of a time in seconds and the thirteen of one in milliseconds.
func unixTime(cell string) (time.Time, bool) {
	n, err := strconv.ParseInt(cell, 10, 64)
	switch {
	case err != nil || cell[0] < '1':
	case len(cell) == len("1763551236"):
		return epoch(float64(n) * 1000)
	case len(cell) == len("1763551236870"):
		return epoch(float64(n))
	}
	return time.Time{}, false
}

// dateOrder finds out what the dates of a file that are written in numbers mean: the option asked for, else what the
// dates themselves say, else the vendor's habit.
func dateOrder(src *source, h *header, asked, habit DateOrder) (DateOrder, error) {
	if asked != DatesByContent || !h.has(fExpiry) && !h.has(fQuoteTime) {
		return asked, nil
	}
	var seen [3]int
	unclear := ""
	for rows := newRows(src, h); rows.next(); {
		for _, f := range []field{fExpiry, fQuoteTime} {
			order, open := orderOf(rows.row.cell(f))
			seen[order]++
			if open && unclear == "" {
				unclear = string(rows.row.cell(f))
			}
		}
	}
	switch {
	case seen[DayFirst] > 0 && seen[MonthFirst] > 0:
		return asked, src.fail(0, "", "some dates have the day first, others the month", "say which with --dates dmy or --dates mdy; the others are unreadable then")
	case seen[DayFirst] > 0:
		return DayFirst, nil
	case seen[MonthFirst] > 0:
		return MonthFirst, nil
	case habit == DatesByContent && unclear != "":
		return asked, src.fail(0, "", fmt.Sprintf("%s may have the day first or the month, and no date of the file tells which", quote(unclear)),
			"say which with --dates dmy or --dates mdy")
	case habit == DatesByContent:
		return MonthFirst, nil // there are none of that kind
	}
	return habit, nil
}

// orderOf says what a date tells of its order; open when it could be either.
func orderOf(cell []byte) (order DateOrder, open bool) {
	word, _, _ := strings.Cut(strings.TrimSpace(string(cell)), " ")
	parts, ok := dateParts(word)
	first, errFirst := strconv.Atoi(parts[0])
	second, errSecond := strconv.Atoi(parts[1])
	switch {
	case !ok || errFirst != nil || errSecond != nil || len(parts[0]) > 2:
		return DatesByContent, false
	case first > 12 && second <= 12:
		return DayFirst, false
	case second > 12 && first <= 12:
		return MonthFirst, false
	}
	return DatesByContent, first != second && first <= 12
}
