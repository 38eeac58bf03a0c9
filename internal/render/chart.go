package render

import (
	"fmt"
	"strings"

	"gex/internal/escape"
	"gex/internal/report"
)

// chartWidth is the width at which the comments of chart programs wrap.
const chartWidth = 100

// Formats of programs for charting platforms, which draw the levels there.
const (
	Pine        Format = "pine"        // TradingView
	ThinkScript Format = "thinkscript" // thinkorswim
)

// mark is a kind of line as charts show it.
type mark struct {
	name string // in labels and comments
	report.ChartMark
}

// lineMarks are spot, the flips beside zero gamma, and the levels of the registry.
var lineMarks = func() map[report.LineKind]mark {
	marks := map[report.LineKind]mark{
		report.LineSpot: {"spot", report.ChartMark{Plot: "Spot", Red: 122, Green: 132, Blue: 145, Width: 1}},
	}
	for _, v := range report.LevelsThat(func(v *report.Level) bool { return v.Chart != nil }) {
		m := mark{v.Name, *v.Chart}
		if v.Key == zeroGammaKey {
			flip := m
			flip.name, flip.Plot, flip.Width = "flip", "Flip", 1
			marks[report.LineFlip] = flip
		}
		if v.Kind != report.Distance {
			marks[report.LineOf(&v, "")] = m
			continue
		}
		for side, plot := range map[string]string{"up": "Up", "down": "Down"} {
			one := m
			one.name, one.Plot = m.name+" "+side, m.Plot+plot
			marks[report.LineOf(&v, side)] = one
		}
	}
	return marks
}()

// lineName is the label of a line: 0DTE call wall.
func lineName(l report.Line) string {
	name := lineMarks[l.Kind].name
	if l.Today {
		name = "0DTE " + name
	}
	return name
}

// plotName is a line's name as an identifier: CallWall0DTE.
func plotName(l report.Line) string {
	name := lineMarks[l.Kind].Plot
	if l.Rank > 0 {
		name += fmt.Sprint(l.Rank)
	}
	if l.Today {
		name += "0DTE"
	}
	return name
}

// tag is the label of the lines at one price.
type tag struct {
	report.Line // the first, which gives the color
	text        string
}

// tagsOf returns one label for all lines at one price, separately for all expiries and for 0DTE.
func tagsOf(lines []report.Line) []tag {
	type place struct {
		at    string
		today bool
	}
	at := map[place]int{}
	var tags []tag
	for _, l := range lines {
		key := place{l.At.String(), l.Today}
		if i, seen := at[key]; seen {
			tags[i].text += ", " + lineMarks[l.Kind].name
			continue
		}
		at[key] = len(tags)
		tags = append(tags, tag{l, lineName(l)})
	}
	for i := range tags {
		tags[i].text += " " + price(tags[i].At)
	}
	return tags
}

// chartHead returns the comments at the top of a program: what it draws, its assumptions, and which levels are missing.
func chartHead(r *report.LevelsDocument, c *report.Chart, install ...string) []string {
	s := styleFor(Options{ASCII: true}, r.Conventions)
	lines := []string{
		"Dealer gamma levels of " + r.Underlying + ", as of " + instant(r.AsOf),
		"made by gex levels from " + fileFact(r.Header),
	}
	if r.Mapped.Given() {
		lines = append(lines, "as prices of "+c.Symbol+": "+r.Conventions.Map)
	}
	lines = append(lines, "For a chart of "+c.Symbol+" only: on another symbol the prices mean nothing. They do not update: make a new file",
		"when the quotes change.", "")
	lines = append(lines, install...)
	lines = append(lines, "", "Assumptions")
	lines = append(lines, head(&r.About, s)[1:]...)
	lines = append(lines, "walls "+r.Conventions.Wall)
	lines = append(lines, "zero gamma and flips: "+r.Conventions.ZeroGamma)
	if e := r.Levels.ExpectedMove; e != nil {
		lines = append(lines, "expected move: spot plus and minus the straddle by "+date(e.Expiry))
	}
	for _, w := range r.Warnings {
		lines = append(lines, "! "+w.Code+": "+w.Message)
	}
	return append(lines, missing(r, c)...)
}

// missing says which levels have no line, and why.
func missing(r *report.LevelsDocument, c *report.Chart) []string {
	lines := []string{""}
	for _, l := range c.Absent {
		lines = append(lines, "no line: "+lineName(l)+" (none)")
	}
	for _, l := range c.Same {
		lines = append(lines, "no line: "+lineName(l)+" (same as all expiries)")
	}
	if r.Levels0DTE == nil {
		lines = append(lines, "no lines of "+noneToday(r.Conventions))
	}
	if len(lines) == 1 {
		return nil
	}
	return lines
}

// commented turns lines into comments, wrapped at chartWidth.
func commented(sign string, lines []string) string {
	var out strings.Builder
	for _, line := range lines {
		for _, part := range breakLine(clean(line), chartWidth, chartWidth-len(indent)) {
			out.WriteString(strings.TrimRight(sign+" "+part, " ") + "\n")
		}
	}
	return out.String()
}

// inQuotes replaces what ends a string of a script.
var inQuotes = strings.NewReplacer(`"`, "'", `\`, "/")

// quoted returns a text as a string literal, which is the same in both languages.
func quoted(s string) string {
	return `"` + inQuotes.Replace(clean(s)) + `"`
}

// clean escapes what would end a comment in a text that comes from a file.
func clean(s string) string { return escape.Line(s) }
