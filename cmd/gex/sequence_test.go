package main

import "testing"

func TestProgressLine(t *testing.T) {
	for want, n := range map[string][2]int{
		"gex: 1,234 of 3,000 underlyings": {1234, 3000},
		"gex: 1,236 underlyings":          {1236, 1}, // file after file
	} {
		if got := progressLine(n[0], n[1]); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
