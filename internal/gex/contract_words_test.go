package gex

import (
	"testing"
	"time"

	"gex/internal/market"
)

// TestContractWords: size, style and settlement in words; shares only where exercise delivers shares.
func TestContractWords(t *testing.T) {
	asOf := time.Date(2025, 11, 20, 15, 0, 0, 0, time.UTC)
	legs := []leg{{false, 101, 3 * aDay, 0.2, 20, 1}, {true, 98, 9 * aDay, 0.25, 30, -1}}
	for root, want := range map[string]string{
		"TEST": "100 shares a contract, American, settled at the close",
		"SPXW": "100 a contract, European, settled at the close",
		"SPX":  "100 a contract, European, settled at the open",
		"BTC":  "100 coins a contract, European, settled at 08:00 UTC",
		"HSI":  "100 a contract, European, settled at 16:00 Hong Kong",
		"OESX": "100 a contract, European, settled at 12:00 Berlin",
		"CL":   "100 shares a contract, American, settled at the close", // by its name alone a stock
	} {
		b := onCalendar(t, onRoot(market.LookupRoot(root), asOf, []int{1, 8}, legs), Options{})
		if got := b.contractWords(); got != want {
			t.Errorf("%s: %q, want %q", root, got, want)
		}
	}
	several := onRoot(market.LookupRoot("TEST"), asOf, []int{1, 8}, legs)
	several.Multiplier[1] = 10
	if got, want := onCalendar(t, several, Options{}).contractWords(), "100 and 10 shares a contract, American, settled at the close"; got != want {
		t.Errorf("two sizes: %q, want %q", got, want)
	}
	for n, want := range map[int]string{
		1: "1 share", 2: "1 and 2 shares", 4: "1, 2, 3 and 4 shares", 5: "1, 2, 3 and others shares", 6: "1, 2, 3 and others shares",
	} {
		legs := make([]leg, n)
		for i := range legs {
			legs[i] = leg{false, 100 + float64(i), 3 * aDay, 0.2, 20, 1}
		}
		c := onRoot(market.LookupRoot("TEST"), asOf, []int{1}, legs)
		for i := range legs {
			c.Multiplier[i] = float64(i + 1)
		}
		if got := onCalendar(t, c, Options{}).contractWords(); got != want+" a contract, American, settled at the close" {
			t.Errorf("%d sizes: %q, want %q", n, got, want)
		}
	}
	if got := (&Book{}).contractWords(); got != "" {
		t.Errorf("without expiries: %q", got)
	}
}

// TestCheap: a quote gives no volatility for coarse ticks only when there is one.
func TestCheap(t *testing.T) {
	for _, c := range []struct {
		bid, ask float64
		want     bool
	}{
		{0, 0, false}, {0, 0.05, true}, {0, fewTicks, true}, {0, 0.2, false},
		{1, 1, true}, {1, 1.5, true}, {1, 1.75, false}, {1, 0.5, false}, {-1, 0, false},
	} {
		if got := cheap(c.bid, c.ask); got != c.want {
			t.Errorf("bid %g, ask %g: %v", c.bid, c.ask, got)
		}
	}
}
