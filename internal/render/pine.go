package render

import (
	"fmt"
	"strings"

	"gex/internal/report"
)

// pineInstall explains how to install the script.
var pineInstall = []string{
	"Install: in TradingView open the Pine Editor, replace its contents with this file, and click Add to",
	"chart.",
}

// pineBody draws a line through the whole chart and keeps its label beside the last bar. It is called once for each
// level, and each call has its own line and label.
const pineBody = `
today = input.bool(true, "0DTE levels")
shift = input.int(4, "bars from the last bar to the labels")
apart = input.int(30, "more bars to the 0DTE labels")

level(price, ink, pattern, weight) =>
    var line drawn = line.new(bar_index, price, bar_index + 1, price, extend=extend.both, color=ink, style=pattern, width=weight)
    if barstate.islast
        line.set_x1(drawn, bar_index)
        line.set_x2(drawn, bar_index + 1)
    drawn

name(price, caption, ink, bars) =>
    var label shown = label.new(bar_index, price, caption, style=label.style_label_left, color=ink, textcolor=color.white, size=size.small)
    if barstate.islast
        label.set_x(shown, bar_index + bars)
    shown
`

// pine is the levels as an indicator for TradingView.
func pine(r *report.LevelsDocument, c *report.Chart) string {
	var out strings.Builder
	out.WriteString("//@version=6\n" + commented("//", chartHead(r, c, pineInstall...)))
	title := "GEX levels " + c.Symbol
	if r.Mapped.Given() {
		title += " from " + r.Underlying
	}
	fmt.Fprintf(&out, "indicator(%s, shorttitle=\"GEX\", overlay=true, max_lines_count=200, max_labels_count=200)\n",
		quoted(title+", "+r.AsOf.Format("2 Jan 2006 15:04"))) // a short title has ten characters at most
	out.WriteString(pineBody + "\n")
	for _, l := range c.Lines {
		fmt.Fprintf(&out, "level(%s, %s, %s, %d) // %s\n", pinePrice(l), pineColor(l), pineStyle(l), lineMarks[l.Kind].Width, lineName(l))
	}
	out.WriteString("\n")
	for _, t := range tagsOf(c.Lines) {
		bars := "shift"
		if t.Today {
			bars = "shift + apart"
		}
		fmt.Fprintf(&out, "name(%s, %s, %s, %s)\n", pinePrice(t.Line), quoted(t.text), pineColor(t.Line), bars)
	}
	return out.String()
}

// pinePrice is the price of a line, behind a switch for those of 0DTE.
func pinePrice(l report.Line) string {
	if l.Today {
		return "today ? " + l.At.String() + " : na"
	}
	return l.At.String()
}

func pineColor(l report.Line) string {
	m := lineMarks[l.Kind]
	return fmt.Sprintf("#%02x%02x%02x", m.Red, m.Green, m.Blue)
}

// pineStyle is the line style: different for 0DTE, spot and the levels of all expiries.
func pineStyle(l report.Line) string {
	switch {
	case l.Today:
		return "line.style_dashed"
	case l.Kind == report.LineSpot:
		return "line.style_dotted"
	}
	return "line.style_solid"
}
