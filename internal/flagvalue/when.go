package flagvalue

import (
	"math"
	"strconv"
	"strings"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
)

// date reads a civil date.
func date(s string) (market.Date, error) {
	d, err := market.ParseDate(s)
	if err != nil {
		return d, usage("a date such as 2025-11-20", "%q is not a date", s)
	}
	return d, nil
}

// Dates collects dates.
func Dates(to *[]market.Date) *Value {
	return Parts(to, "DATE,...", date)
}

// Date is a flag that takes one date.
func Date(to *market.Date) *Value {
	return &Value{kind: "DATE", set: func(s string) (err error) {
		*to, err = date(s)
		return err
	}}
}

// QuoteDates is --quote-date: a date, or a range of dates, either end of which may be left open.
func QuoteDates(o *chain.Options) *Value {
	return &Value{kind: "DATE", set: func(s string) (err error) {
		from, until, ranged := strings.Cut(s, "..")
		if !ranged {
			o.QuoteFrom, o.QuoteUntil = market.Date{}, market.Date{}
			o.QuoteDate, err = date(s)
			return err
		}
		var ends [2]market.Date
		for i, end := range []string{from, until} {
			if end == "" {
				continue
			}
			if ends[i], err = market.ParseDate(end); err != nil {
				return usage("such as 2025-11-01..2025-11-30, 2025-11-01.. or ..2025-11-30", "%q is not a range of dates", s)
			}
		}
		switch {
		case from == "" && until == "":
			return usage("such as 2025-11-01..2025-11-30, 2025-11-01.. or ..2025-11-30", "%q names no date", s)
		case from != "" && until != "" && ends[1].Compare(ends[0]) < 0:
			return usage(until+".."+from+" is the other way round", "%q ends before it begins", s)
		}
		o.QuoteDate, o.QuoteFrom, o.QuoteUntil = market.Date{}, ends[0], ends[1]
		return nil
	}}
}

// When is --as-of of chains, whose venue is known once they are read.
func When(to *market.When) *Value {
	return &Value{kind: "TIME", set: func(s string) (err error) {
		*to, err = when(s)
		return err
	}}
}

func when(s string) (market.When, error) {
	w, err := market.ParseWhen(s)
	if day, _, _ := strings.Cut(s, " "); err != nil && len(day) > 5 && strings.Trim(day, "0123456789/-.") == "" && strings.ContainsAny(day[:3], "/-.") {
		return w, usage("write 2025-11-20 or 20-Nov-2025: in 11/12/2025 either number may be the day", "%q is not a time", s)
	}
	if err != nil {
		return w, usage(`"2025-11-20 09:52" on the clock of the venue, 2025-11-20T14:52:00Z, or 2025-11-20 for that day's close`,
			"%q is not a time", s)
	}
	return w, nil
}

// Instant is --as-of in New York.
func Instant(to *time.Time) *Value {
	return &Value{kind: "TIME", set: func(s string) error {
		w, err := when(s)
		if err != nil {
			return err
		}
		if what, hint := w.Check(market.US); what != "" {
			return usage(hint, "%s", what)
		}
		*to = w.On(market.US)
		return nil
	}}
}

// longest is the longest duration: quotes are never older than a year.
const longest = 366 * 24 * time.Hour

// ParseDuration reads 15m, 1h30m, 1d or 0.
func ParseDuration(s string) (time.Duration, error) {
	text := s
	if days, rest, found := strings.Cut(s, "d"); found {
		n, err := strconv.ParseFloat(days, 64)
		switch {
		case err != nil || !(n >= 0):
			return 0, usage("such as 15m, 1h30m, 1d or 0", "%q is not a duration", s)
		case n > longest.Hours()/24:
			return 0, outOfRange(s)
		}
		text = strconv.FormatFloat(n*24, 'f', -1, 64) + "h" + rest
	}
	d, err := time.ParseDuration(text)
	switch {
	case err != nil:
		return 0, usage("such as 15m, 1h30m, 1d or 0", "%q is not a duration", s)
	case d < 0 || d > longest:
		return 0, outOfRange(s)
	}
	return d, nil
}

func outOfRange(s string) error {
	return usage("such as 15m, 1h30m, 1d or 0", "%s is not between 0 and a year", s)
}

// Days is --dte: 0, 0-7 or 8-.
func Days(to **[2]int) *Value {
	return &Value{kind: "DAYS", set: func(s string) (err error) {
		*to, err = days(s)
		return err
	}}
}

func days(s string) (*[2]int, error) {
	from, until, ranged := strings.Cut(s, "-")
	first, err := strconv.Atoi(from)
	last := first
	switch {
	case err != nil || first < 0:
		return nil, badDays(s)
	case ranged && until == "":
		last = math.MaxInt32
	case ranged:
		last, err = strconv.Atoi(until)
	}
	if err != nil || last < first {
		return nil, badDays(s)
	}
	return &[2]int{first, last}, nil
}

func badDays(s string) error {
	return usage("days to expiry: 0, 0-7, or 8- for 8 and more", "%q is not a range of days", s)
}
