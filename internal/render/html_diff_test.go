package render

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"gex/internal/report"
)

// changedPage is the page of a change from one report to another, whose GEX rose by open interest.
func changedPage(t *testing.T, before, after *report.Report, top int) (*report.DiffDocument, string) {
	t.Helper()
	d := &report.Diff{
		Since: before.AsOf, Before: before.Input, SpotBefore: before.Spot, RegimeBefore: before.Regime, Regime: after.Regime,
		GEXBefore: before.Totals.GEX, GEX: after.Totals.GEX, Change: after.Totals.GEX - before.Totals.GEX, OpenedShare: report.None(),
		Numbers: report.Differences(before.LevelsDocument(), after.LevelsDocument()),
	}
	for _, name := range report.EffectNames {
		e := report.Effect{Effect: name}
		if name == "open_interest" {
			e.GEX = d.Change
		}
		d.Effects = append(d.Effects, e)
	}
	for i, k := range after.Strikes {
		d.Strikes = append(d.Strikes, report.StrikeChange{Strike: k.Strike, GEX: k.GEX, Change: report.Number(1e6 * (100 - i))})
	}
	r := &report.DiffDocument{About: after.About(), Diff: d, Pictures: &report.Pictures{Report: *after, Before: &report.Pictures{Report: *before}, Diff: d}}
	return r, string(written(t, func(w *bytes.Buffer) error { return DiffPage(w, r, top, 0) }))
}

// TestDiffPage: what every page must satisfy, of a change, too, however odd the names.
func TestDiffPage(t *testing.T) {
	for name, after := range pages() {
		t.Run(name, func(t *testing.T) {
			before := spx()
			before.Input.File = "<b>&\"old\".csv"
			_, page := changedPage(t, before, after, 0)
			if _, again := changedPage(t, before, after, 0); page != again {
				t.Error("differs when written again")
			}
			all := elements(t, page)
			refersToNothing(t, page, all)
			idsAreKnown(t, all)
			headingsInOrder(t, all)
			tablesAreNamed(t, all)
			scripts := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindAllStringSubmatch(page, -1)
			if len(scripts) != 1 || !strings.Contains(html.UnescapeString(page), "script-src '"+hashOf(scripts[0][1])+"'") {
				t.Errorf("%d scripts, or another one than the policy names", len(scripts))
			}
			if !strings.Contains(all[0].text, `<b>&"old".csv`) {
				t.Error("does not name the earlier file")
			}
		})
	}
}

// TestDiffPageTellsFirst: regime, GEX, spot and levels as they were and as they are, with arrow and amount, come before all else.
func TestDiffPageTellsFirst(t *testing.T) {
	before, after := spx(), spx()
	after.Spot, after.Regime, after.Totals.GEX = 6700, report.ShortGamma, -1e9
	after.Levels.ZeroGamma, after.Levels.PutWall = 6721.5, report.None()
	_, page := changedPage(t, before, after, 0)
	first, _, _ := strings.Cut(page, "<nav")
	first = html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(first, " "))
	first = strings.Join(strings.Fields(first), " ")
	for _, want := range []string{
		"long gamma → short gamma net GEX -$5.21B per 1%, mostly open interest", "net GEX +$4.21B → -$1.00B per 1% ▼ -$5.21B",
		"spot 6,712.35 → 6,700.00 ▼ -12.35 (-0.18%)", "zero gamma 6,681.43 → 6,721.50 ▲ +40.07 (+0.60%) 0.32% above spot",
		"call wall 6,800 unchanged", "put wall 6,500 → none", "largest cause open interest -$5.21B per 1% new positions",
	} {
		if !strings.Contains(first, want) {
			t.Errorf("does not begin with %q in\n%s", want, first[max(0, len(first)-1500):])
		}
	}
}

// TestDiffPageOnPaper: all strikes that changed are listed, or as many as are asked for, and paper has twenty.
func TestDiffPageOnPaper(t *testing.T) {
	r, page := changedPage(t, spx(), spx(), 0)
	rows := func(page string) int {
		_, strikes, _ := strings.Cut(page, `<section id="strikes"`)
		return strings.Count(strikes, "<tr>") + strings.Count(strikes, `<tr class="far">`) - 1
	}
	if n := rows(page); n != len(r.Diff.Strikes) || strings.Count(page, `<tr class="far">`) != n-20 || !strings.Contains(page, "printed: the 20 strikes that changed most, of 85") {
		t.Errorf("%d rows of %d strikes", n, len(r.Diff.Strikes))
	}
	if _, page := changedPage(t, spx(), spx(), 3); rows(page) != 3 || !strings.Contains(page, "82 more are not listed") {
		t.Errorf("%d rows of 3", rows(page))
	}
}
