package chain

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

// Times without a zone, and dates without a time, use the clock of the vendor's market.
func TestVendorClock(t *testing.T) {
	deribit := func(when string) string {
		return regexp.MustCompile(`1763551236\d\d\d`).ReplaceAllString(sample(t, "deribit.csv"), when)
	}
	nse := func(when string) string {
		return strings.Replace(sample(t, "nse.json"), "14-Aug-2025 15:30:00", when, 1)
	}
	for _, c := range []struct {
		what, text string
		want       time.Time
	}{
		{"Deribit, no zone", deribit("2025-11-19 11:20:36"), time.Date(2025, 11, 19, 11, 20, 36, 0, time.UTC)},
		{"Deribit, a zone", deribit("2025-11-19T11:20:36+01:00"), time.Date(2025, 11, 19, 10, 20, 36, 0, time.UTC)},
		{"Deribit, a date", deribit("2025-11-19"), time.Date(2025, 11, 19, 8, 0, 0, 0, time.UTC)},
		{"NSE, no zone", nse("14-Aug-2025 15:20:00"), time.Date(2025, 8, 14, 9, 50, 0, 0, time.UTC)},
		{"NSE, a date", nse("14-Aug-2025"), time.Date(2025, 8, 14, 10, 0, 0, 0, time.UTC)},
	} {
		for _, chain := range read(t, c.text, Options{}).Chains {
			if !chain.AsOf.Equal(c.want) {
				t.Errorf("%s: %s is of %v, want %v", c.what, chain.Underlying, chain.AsOf.UTC(), c.want)
			}
		}
	}
}
