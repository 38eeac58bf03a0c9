package gex

import (
	"math"
	"testing"

	"gex/internal/market"
)

func TestFilterWords(t *testing.T) {
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{}, "none"},
		{Options{DTE: &[2]int{0, 7}}, "dte 0-7"},
		{Options{DTE: &[2]int{0, 0}}, "dte 0"},
		{Options{DTE: &[2]int{8, math.MaxInt32}}, "dte 8 and more"},
		{
			Options{Expiries: []market.Date{{Year: 2025, Month: 11, Day: 21}}, Roots: []string{"SPXW"}, Exclude: []string{"0DTE"}},
			"expiry 2025-11-21, root SPXW, without 0DTE",
		},
	} {
		if got := (&Book{opt: c.o}).filterWords(); got != c.want {
			t.Errorf("%+v: %q, want %q", c.o, got, c.want)
		}
	}
}
