package render

import (
	"strings"
	"testing"

	"gex/internal/report"
)

// TestBreakevenInWords: the sentence says what must hold for the reported regime, also where there is no ratio, and claims
// nothing about a position that is not the naive one.
func TestBreakevenInWords(t *testing.T) {
	const naive, short = "naive: dealers long calls, short puts (an assumption)", "short: dealers short every option (an assumption)"
	none := report.None()
	for _, c := range []struct {
		regime       report.Regime
		sign         string
		ratio, gross report.Number
		want         string
	}{
		{report.ShortGamma, naive, 0.9123, 1, "short gamma as long as dealers are short more than 0.91 puts for each call held"},
		{report.LongGamma, naive, 1.13, 1, "long gamma as long as dealers are short fewer than 1.13 puts for each call held"},
		{report.NearZero, naive, 1.02, 1, "short gamma if dealers are short more than 1.02 puts for each call held"},
		{report.ShortGamma, naive, 0.99996, 1, "short gamma as long as dealers are short more than 0.99996 puts for each call held"},
		{report.ShortGamma, naive, 0.0004, 1, "short gamma as long as dealers are short more than 0.0004 puts for each call held"},
		{report.NearZero, naive, 1, 1, "short gamma if dealers are short more than 1.00 puts for each call held"},
		{report.LongGamma, naive, 1234.5, 1, "long gamma as long as dealers are short fewer than 1,234.50 puts for each call held"},
		{report.ShortGamma, short, 1.3, 1, "with calls held, short gamma if short more than 1.30 puts for each"},
		{report.LongGamma, naive, none, 1, "long gamma whatever dealers are short in puts: the puts have no gamma"},
		{report.ShortGamma, short, none, 1, "no break-even of puts to calls: the puts have no gamma"},
		{report.ShortGamma, naive, 0, 1, "short gamma as long as dealers are short any puts: the calls have no gamma"},
		{report.ShortGamma, short, 0, 1, "no break-even of puts to calls: the calls have no gamma"},
		{report.ShortGamma, "column: dealer_qty of the file", none, 1, ""},
		{report.LongGamma, "column: dealer_qty of the file", 1.06, 1, ""},
		{report.NearZero, naive, none, 0, ""},
		{"", naive, none, none, ""},
	} {
		got := breakeven(c.regime, report.Totals{Breakeven: c.ratio, GrossGEX: c.gross}, report.Conventions{Sign: c.sign})
		if got != c.want {
			t.Errorf("%s, %v: %q, want %q", c.regime, float64(c.ratio), got, c.want)
		}
	}
}

// TestBandsInWords: a band without width is a word, not twice the same number.
func TestBandsInWords(t *testing.T) {
	for _, c := range []struct {
		low, high  report.Number
		open       bool
		line, text string
	}{
		{6660, 6665, false, "flip [6,660.00, 6,665.00] with", "[6,660.00, 6,665.00]"},
		{6660, 6665, true, "flip [6,660.00, 6,665.00] or none with", "[6,660.00, 6,665.00] or none"},
		{6660, 6660.001, false, "flip unchanged with", "unchanged"},
		{6660, 6660, true, "flip unchanged or none with", "unchanged or none"},
	} {
		if got := flipBandLine(&report.FlipBand{Low: c.low, High: c.high, Open: c.open}); !strings.HasPrefix(got, c.line+" other") {
			t.Errorf("%q, want %q", got, c.line)
		}
		if got := bandText(&report.Band{Low: c.low, High: c.high, Open: c.open}, c.low, style{}, price); got != c.text {
			t.Errorf("%q, want %q", got, c.text)
		}
	}
}
