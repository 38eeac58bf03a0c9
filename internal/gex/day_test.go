package gex

import (
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
)

// TestStrikeStep: the most frequent step of the strikes around spot, whatever lies far from it.
func TestStrikeStep(t *testing.T) {
	var wide []float64 // by 5 near spot, by 25 farther off, each strike twice
	for k := 5000.0; k < 6000; k += 25 {
		wide = append(wide, k, k)
	}
	for k := 6000.0; k < 6100; k += 5 {
		wide = append(wide, k, k)
	}
	for k := 6100.0; k < 7000; k += 25 {
		wide = append(wide, k, k)
	}
	for name, c := range map[string]struct {
		strikes []float64
		spot    float64
		want    report.Number
	}{
		"near":           {wide, 6050, 5},
		"far":            {wide, 5200, 25},
		"below all":      {wide, 10, 25},
		"above all":      {wide, 1e6, 25},
		"decimals":       {[]float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, 0.35, 0.1},
		"adjusted":       {[]float64{95, 97.5, 99.12, 100, 102.5, 105}, 100, 2.5},
		"equally often":  {[]float64{90, 95, 100, 110, 120}, 100, 5},
		"one":            {[]float64{100, 100}, 100, report.None()},
		"two, far apart": {[]float64{50, 200}, 100, 150},
		"none":           {nil, 100, report.None()},
	} {
		if got := strikeStep(c.strikes, c.spot); got != c.want && (got.OK() || c.want.OK()) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestKnownAt: a book is known at the time of its file; of a date alone at the open of the next session, whatever the weekday,
// and a combined one when the last of its members is.
func TestKnownAt(t *testing.T) {
	eve := time.Date(2025, time.November, 21, 16, 0, 0, 0, market.NewYork) // a Friday
	monday := time.Date(2025, time.November, 24, 9, 30, 0, 0, market.NewYork)
	b := makeBook(t, 100, 0, 0, wallLegs, Options{})
	b.AsOf = eve
	if got := b.knownAt(); !got.Equal(eve) {
		t.Errorf("a time: %s", got)
	}
	m := &members{list: []member{{underlying: "SPX", asOf: eve}, {underlying: "SPY", asOf: eve.Add(9 * time.Minute)}}}
	b.opt.members = m
	if got := b.knownAt(); !got.Equal(eve.Add(9 * time.Minute)) {
		t.Errorf("a later member: %s", got)
	}
	m.list[1].warnings = []report.Warning{{Code: dateOnly}}
	if got := b.knownAt(); !got.Equal(monday) {
		t.Errorf("a member with a date alone: %s", got)
	}
	b.opt.members = nil
	b.chain.Notes = append(b.chain.Notes, chain.Warning{Code: dateOnly})
	if got := b.dayFacts().KnownAt; !got.Equal(monday) {
		t.Errorf("a date: %s", got)
	}
}
