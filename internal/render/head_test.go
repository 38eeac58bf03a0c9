package render

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/report"
)

// TestHeadline: the regime with what was read, what dealers do and where that changes, the size.
func TestHeadline(t *testing.T) {
	above, toShort := spx(), spx()
	above.Levels.ZeroGamma, above.Levels.Flips = 6750, []report.Flip{{Spot: 6750, Direction: report.NegToPos}}
	toShort.Levels.ZeroGamma, toShort.Levels.Flips = 6750, []report.Flip{{Spot: 6750, Direction: report.PosToNeg}}
	for _, c := range []struct {
		r    *report.Report
		want []string
	}{
		{spx(), []string{
			"SPX 6,712.35 · LONG GAMMA · Thu 20 Nov 2025 09:52 ET",
			"dealers sell $4.21B into a 1% rally and buy $4.21B into a 1% drop; below 6,681.43 (-0.46%) dealers are short gamma and amplify moves",
			"net GEX +$4.21B per 1% · 0DTE 21.0% of gross GEX, net +$885M (neutral)",
		}},
		{above, []string{"; above 6,750.00 (+0.56%) dealers are long gamma and dampen moves"}},
		{toShort, []string{"; above 6,750.00 (+0.56%) dealers are short gamma and amplify moves"}},
		{stock(), []string{"; no flip between", "0DTE: none left today"}},
		{empty(), []string{"NEUTRAL GAMMA", "net GEX n/a"}},
	} {
		text := string(written(t, func(w *bytes.Buffer) error { return Levels(w, levelsOf(c.r), Table, Options{Width: 200}) }))
		for _, line := range c.want {
			if !strings.Contains(text, line) {
				t.Errorf("%s: no %q in\n%s", c.r.Underlying, line, text)
			}
		}
	}
}

// TestSpotOfDeltas: a spot that the file's deltas imply is not called one of the quotes.
func TestSpotOfDeltas(t *testing.T) {
	c := checkOf(spx())
	c.SpotSource, c.Carry.GapSource, c.Carry.QuoteSpot = "implied", "file_delta", c.FileSpot*0.9929
	c.Spot = c.Carry.QuoteSpot
	c.Expiries[0].ForwardSource, c.Outliers[0].Source = "file_delta", "other_leg"
	text := string(written(t, func(w *bytes.Buffer) error { return Check(w, c, Table, Options{Width: 200}) }))
	for _, want := range []string{
		"(implied by deltas, file 6,712.35", "spot of the file's deltas -0.71% from the file's", "deltas 0.71% below the file's spot", "spot of the file's deltas",
		"file delta", "put/call twin",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, " spot used") && !strings.HasSuffix(line, "the file's deltas") {
			t.Error(line)
		}
	}
}

// TestInvertedWalls: a wall on the unexpected side is pointed out, except under the rule that excludes it.
func TestInvertedWalls(t *testing.T) {
	for _, c := range []struct {
		call, put report.Number
		rule      string
		want      string
	}{
		{6800, 6500, "net: x", ""},
		{6500, 6800, "net: x", "all expiries: the call wall is below the put wall; --wall side"},
		{6500, 6500, "gross: x", "all expiries: the call wall is below spot; --wall side"},
		{6800, 6800, "gross: x", "all expiries: the put wall is above spot; --wall side"},
		{6500, 6800, "side: x", ""},
		{report.None(), 6800, "net: x", "all expiries: the put wall is above spot; --wall side"},
	} {
		r := spx()
		r.Levels0DTE, r.Levels.CallWall, r.Levels.PutWall, r.Conventions.Wall = nil, c.call, c.put, c.rule
		got := strings.Join(invertedWalls(r.LevelsDocument(), style{Options: Options{Spell: fault.AsFlag}}), "\n")
		if !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("walls %v and %v, %s: %q", c.call, c.put, c.rule, got)
		}
	}
}

// TestEveryDocumentCarriesWarnings: a program that reads the JSON of one verb must not miss a warning that another has.
func TestEveryDocumentCarriesWarnings(t *testing.T) {
	for verb, view := range views {
		for name, r := range map[string]*report.Report{"spx": spx(), "empty": empty()} {
			out := written(t, func(w *bytes.Buffer) error { return view(w, r, JSON, Options{}) })
			var got struct {
				Carry    *report.Carry
				Warnings *[]report.Warning
			}
			if err := json.Unmarshal(out, &got); err != nil {
				t.Fatal(err)
			}
			if got.Carry == nil || got.Warnings == nil || len(*got.Warnings) != len(r.Warnings) {
				t.Errorf("%s of %s: carry %v, warnings %v", verb, name, got.Carry, got.Warnings)
			}
		}
	}
}

// TestRowsOnly: with --no-header every line is a row of a table.
func TestRowsOnly(t *testing.T) {
	for verb, view := range views {
		text := string(written(t, func(w *bytes.Buffer) error { return view(w, flowing(), Table, Options{NoHeader: true}) }))
		for line := range strings.Lines(text) {
			if !strings.HasPrefix(line, " ") || strings.TrimSpace(line) == "" {
				t.Errorf("%s: %q is no row", verb, line)
			}
		}
	}
}

// TestCSVSaysWhatItIsAbout: every row names its underlying and time, so that rows of several files can be mixed.
func TestCSVSaysWhatItIsAbout(t *testing.T) {
	for verb, view := range views {
		if verb == "report" {
			continue
		}
		text := string(written(t, func(w *bytes.Buffer) error { return view(w, flowing(), CSV, Options{}) }))
		for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
			want := "SPX,2025-11-20T09:52:00-05:00,"
			if i == 0 {
				want = "underlying,as_of,"
			}
			if !strings.HasPrefix(line, want) {
				t.Errorf("%s: %q", verb, line)
			}
		}
	}
}
