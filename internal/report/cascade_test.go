package report

import (
	"slices"
	"strings"
	"testing"
)

// TestCascadeQuery: every name finds its number, and none where there is no such shock or level.
func TestCascadeQuery(t *testing.T) {
	c := &Cascade{
		Local: 1.1, PocketFree: PocketFree{Down: 2, Up: 3},
		Shocks:   []Shock{{ShockPct: -2}, {ShockPct: -1, Absorb: 4, Spot: 5, MovePct: 6, Amplification: 7, DealerUSD: 8, FundsUSD: 9, TriggersUSD: 10}},
		Triggers: []Trigger{{Level: 90, ShockPct: 11}},
	}
	want := map[string]Number{
		"rest": 5, "move_pct": 6, "amplification": 7, "absorb": 4, "dealer_usd": 8, "funds_usd": 9, "triggers_usd": 10, "reach": 11,
		"local_amplification": 1.1, "pocket_free_down": 2, "pocket_free_up": 3,
	}
	for _, name := range CascadeNames() {
		q := CascadeQuery{Name: name, At: -1}
		if q.OfLevel() {
			q.At = 90
		}
		if got := q.In(c); got != want[name] {
			t.Errorf("%s is %v, want %v", name, got, want[name])
		}
		if needs := name != "absorb" && !strings.HasPrefix(name, "pocket"); q.NeedsImpact() != needs {
			t.Errorf("%s needs an impact: %v", name, q.NeedsImpact())
		}
		if q.At = -3; (q.OfShock() || q.OfLevel()) && q.In(c).OK() {
			t.Errorf("%s of what is not there is %v", name, q.In(c))
		}
	}
	if len(CascadeNames()) != len(want) || len(CascadeNamesInWords()) != len(want) {
		t.Errorf("%v", CascadeNames())
	}
	if text, _ := (Prices{6640, 6590.5}).MarshalCSV(); text != "6640 6590.5" {
		t.Errorf("levels are %q", text)
	}
	if slices.Contains(CascadeNames(), "spot") {
		t.Error("spot is that of the report")
	}
}

// TestCascadeNamesInWords: a name and what it stands for, which begins in the same column on every line, two spaces or more
// behind the longest name.
func TestCascadeNamesInWords(t *testing.T) {
	for i, line := range CascadeNamesInWords() {
		name, what := CascadeNames()[i], cascadeNumbers[i].what
		if !strings.HasPrefix(line, name+"  ") || !strings.HasSuffix(line, " "+what) || len(line) != len("local_amplification")+2+len(what) {
			t.Errorf("%q", line)
		}
	}
}
