package render

import (
	"slices"
	"testing"

	"gex/internal/report"
)

// TestWarningsStandOnce: at the top or at the end of a page, the serious ones all at the top.
func TestWarningsStandOnce(t *testing.T) {
	for _, code := range graveWarnings {
		if report.Serious(code) {
			t.Errorf("%s is at the top for being serious: the list has it a second time", code)
		}
	}
	for _, list := range [][]report.Warning{
		{{Code: "one-sided", Message: "only calls"}, {Code: "gap", Message: "1%"}, {Code: "calendar", Message: "x"}},
		{{Code: "gap", Message: "1%"}, {Code: "quotes-stale", Message: "old"}, {Code: "vol-clock", Message: "y"}},
	} {
		grave, others := byWeight(list)
		for _, w := range list {
			n := 0
			for _, x := range slices.Concat(grave, others) {
				if x == w {
					n++
				}
			}
			if n != 1 || report.Serious(w.Code) && !slices.Contains(grave, w) {
				t.Errorf("%s stands %d times; at the top: %v", w.Code, n, grave)
			}
		}
	}
}
