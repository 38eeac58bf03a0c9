package flagvalue

import (
	"strings"
	"testing"

	"gex/internal/chain"
	"gex/internal/market"
)

func TestQuoteDates(t *testing.T) {
	day := func(d int) market.Date { return market.Date{Year: 2025, Month: 11, Day: d} }
	for s, want := range map[string]string{
		"2025-11-20": "20", "2025-11-19..2025-11-20": "19 20", "2025-11-20..": "20 21", "..2025-11-19": "18 19", "2025-11-20..2025-11-20": "20",
	} {
		o := chain.Options{QuoteDate: day(1), QuoteFrom: day(2), QuoteUntil: day(3)} // a later value replaces an earlier one
		if err := QuoteDates(&o).Set(s); err != nil {
			t.Errorf("%s: %v", s, err)
		}
		var got []string
		for d := 18; d <= 21; d++ {
			if o.Selects(day(d)) {
				got = append(got, strings.TrimPrefix(day(d).String(), "2025-11-"))
			}
		}
		if strings.Join(got, " ") != want || !o.SelectsDates() || o.QuoteDates() != s {
			t.Errorf("%s selects %v, want %s; it is written %s", s, got, want, o.QuoteDates())
		}
	}
	for _, s := range []string{"", "..", "soon", "2025-11-20..soon", "2025-11-20..2025-11-19", "2025-11-31", "2025-11-20...", "2025-11-20..2025-11-21..2025-11-22"} {
		if err := QuoteDates(new(chain.Options)).Set(s); err == nil {
			t.Errorf("%q is a date", s)
		}
	}
}
