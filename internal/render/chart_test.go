package render

import (
	"bytes"
	"strings"
	"testing"

	"gex/internal/report"
)

// TestNamesFromFilesDoNoHarm: a symbol or a file name cannot end a comment or a string of a program, and every line of the
// program is a comment, code of ours, or a line of a level.
func TestNamesFromFilesDoNoHarm(t *testing.T) {
	r := levelsOf(spx())
	r.Underlying = "S\"P\\X\nplot(close)"
	r.Input.File = "a\r\nb\u2028c.csv"
	c := &report.Chart{Symbol: r.Underlying, Price: r.Spot, Lines: []report.Line{{Kind: "call_wall", At: 6800}, {Kind: "hvl", At: 6800}}}
	for _, f := range []Format{Pine, ThinkScript} {
		text := string(written(t, func(w *bytes.Buffer) error { return Chart(w, r, c, f) }))
		if strings.Contains(text, "\nplot(close)") || strings.ContainsAny(text, "\r\u2028") {
			t.Errorf("%s lets a name out:\n%s", f, text)
		}
		if !strings.Contains(text, "call wall, HVL 6,800.00") {
			t.Errorf("%s gives one price two labels:\n%s", f, text)
		}
	}
	if got, want := quoted(r.Underlying), `"S'P/X/u000aplot(close)"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if err := Chart(new(bytes.Buffer), r, c, JSON); err == nil {
		t.Error("JSON is taken for a chart")
	}
}

// TestPineLinesStandAlone: Pine takes a broken line for a block or an error, so every call is a line of its own.
func TestPineLinesStandAlone(t *testing.T) {
	r := levelsOf(spx())
	for line := range strings.Lines(pine(r, &report.Chart{Symbol: "SPX", Lines: []report.Line{{Kind: "call_wall", At: 6800, Today: true}}})) {
		code, _, _ := strings.Cut(line, "//")
		if strings.Count(code, "(") != strings.Count(code, ")") || strings.Count(code, `"`)%2 != 0 {
			t.Errorf("not closed on its line: %s", line)
		}
		if indent := len(code) - len(strings.TrimLeft(code, " ")); strings.TrimSpace(code) != "" && indent%4 != 0 {
			t.Errorf("%d blanks are no block: %s", indent, line)
		}
	}
}
