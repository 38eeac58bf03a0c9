package render

import (
	"bytes"
	"strings"
	"testing"

	"gex/internal/report"
)

// TestChanges: the report begins with what changed, with the digits that the report prints.
func TestChanges(t *testing.T) {
	none := report.None()
	change := func(key string, before, after report.Number) report.Change {
		return report.Change{Key: key, Before: before, After: after, Change: after - before, ChangePct: 100 * (after - before) / before}
	}
	for want, c := range map[string]report.Changes{
		"since 09:30: GEX +$420M, zero gamma 6,661.17 → 6,655.20, put wall none → 6,500.00, 0DTE call wall 6,750.00 → none, spot +0.10%, regime neutral → long gamma": {
			Since: at(20, 9, 30), RegimeBefore: report.NearZero, Numbers: []report.Change{
				change("totals.gex", 3.7934e9, 4.2134e9), change("totals.gex_1pct_move", 1, 2), change("levels.zero_gamma", 6661.17, 6655.2),
				change("levels.put_wall", none, 6500), change("levels_0dte.call_wall", 6750, none), change("spot", 6705.6444, 6712.35),
			},
		},
		"since Wed 19 Nov 15:59: GEX -$1.00B": {
			Since: at(19, 15, 59), RegimeBefore: report.LongGamma, Numbers: []report.Change{change("totals.gex", 2e9, 1e9)},
		},
		"since the previous version, of the same time: no visible change": {
			Since: at(20, 9, 52), RegimeBefore: report.LongGamma, Numbers: []report.Change{
				change("levels.zero_gamma", 6661.171, 6661.172), change("spot", 6712.35, 6712.36),
			},
		},
	} {
		r := spx()
		r.Changes = &c
		text := string(written(t, func(w *bytes.Buffer) error { return Report(w, r, Table, Options{Width: 200}) }))
		if flat := strings.ReplaceAll(text, "\n"+indent, " "); !strings.Contains(flat, "\n\n"+want+"\n\n") {
			t.Errorf("no line %q in\n%s", want, text[:900])
		}
	}
}
