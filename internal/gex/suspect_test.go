package gex

import (
	"math"
	"strings"
	"testing"

	"gex/internal/report"
	"gex/internal/vol"
)

// evenLegs is a book of 40 contracts around 100 with an open interest of 100 each.
func evenLegs() []leg {
	var legs []leg
	for k := 90.0; k < 110; k++ {
		for _, put := range []bool{false, true} {
			legs = append(legs, leg{strike: k, put: put, years: 0.1, sigma: 0.2, oi: 100, dealer: 1})
		}
	}
	return legs
}

func saidOf(list []report.Warning, code string) string {
	for _, w := range list {
		if w.Code == code {
			return w.Message
		}
	}
	return ""
}

// TestPositionOutOfLine: one contract that has 50 times what its neighbors have, and is most of gross or of all positions,
// is named; a large one among large ones is not, nor one in a small book.
func TestPositionOutOfLine(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(legs []leg) []leg
		want   string
	}{
		{"even", func(l []leg) []leg { return l }, ""},
		{"one near the money", func(l []leg) []leg { l[20].oi = 40_000; return l }, "400 times its neighbors"},
		{"one at 250 times", func(l []leg) []leg { l[20].oi = 25_000; return l }, ""},
		{"one far out", func(l []leg) []leg { l[0].strike, l[0].oi = 60, 5e4; return l }, "of all positions"},
		{"two of them", func(l []leg) []leg { l[20].oi, l[27].oi = 1e6, 1e6; return l }, "10,000 times its neighbors"},
		{"large all over", func(l []leg) []leg {
			for i := range l {
				l[i].oi = 1e6
			}
			return l
		}, ""},
		{"a small book", func(l []leg) []leg { l[20].oi = 1e6; return l[15:30] }, ""},
	} {
		b := makeBook(t, 100, 0, 0, c.change(evenLegs()), Options{Sign: "naive"})
		got := saidOf(b.warnings(), "oi-suspect")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if dominant := saidOf(b.warnings(), "oi-dominant"); (dominant != "") != (c.name == "one at 250 times") {
			t.Errorf("%s: %q", c.name, dominant)
		}
		if got != saidOf(Audit(b).Warnings, "oi-suspect") {
			t.Errorf("%s: the check says something else", c.name)
		}
	}
}

// TestBeyondAllMarkets: an exposure larger than markets is doubted, and one that overflows refused.
func TestBeyondAllMarkets(t *testing.T) {
	c := makeChain(100, evenLegs())
	for i := range c.Multiplier {
		c.Multiplier[i] = 1e8
	}
	if b := bookFrom(t, c, flatOn(0, 0), Options{}); saidOf(b.warnings(), "oi-suspect") != "" {
		t.Error("$60B a contract, and a warning: the bound is for what no market has")
	}
	for i := range c.OpenInterest {
		c.OpenInterest[i] = 1e8
	}
	if b := bookFrom(t, c, flatOn(0, 0), Options{}); !strings.Contains(saidOf(b.warnings(), "oi-suspect"), "larger than any market") {
		t.Errorf("warnings %v", b.warnings())
	}
	for i := range c.Multiplier {
		c.Multiplier[i] = math.MaxFloat64
	}
	s, err := vol.Fit(c, flatOn(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewBook(c, s, Options{}); err == nil || !strings.Contains(err.Error(), "overflow") {
		t.Errorf("error %v", err)
	}
}

// TestCheckSeesSeriousWarnings: what a report warns of as serious, a check of the same book does too.
func TestCheckSeesSeriousWarnings(t *testing.T) {
	var calls []leg
	for _, l := range evenLegs() {
		if !l.put {
			calls = append(calls, l)
		}
	}
	b := makeBook(t, 100, 0, 0, calls, Options{Sign: "naive"})
	if saidOf(b.warnings(), "one-sided") == "" || saidOf(Audit(b).Warnings, "one-sided") == "" {
		t.Errorf("report %v, check %v", b.warnings(), Audit(b).Warnings)
	}
}
