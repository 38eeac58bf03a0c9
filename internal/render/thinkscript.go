package render

import (
	"fmt"
	"strings"

	"gex/internal/report"
)

// thinkScriptInstall explains how to install the study.
var thinkScriptInstall = []string{
	"Install: in thinkorswim open Charts, Studies, Edit Studies, Create, replace the contents with this",
	"file, and click OK.",
}

const thinkScriptBody = `
declare upper;

input show0DTE = yes;
input showLabels = yes;

def lastBar = !IsNaN(close) and IsNaN(close[-1]);
`

// thinkScript is the levels as a study for thinkorswim: a plot for each line, which can be styled on its own there, and
// a bubble for each price.
func thinkScript(r *report.LevelsDocument, c *report.Chart) string {
	var out strings.Builder
	out.WriteString(commented("#", chartHead(r, c, thinkScriptInstall...)) + thinkScriptBody)
	for _, l := range c.Lines {
		name, m := plotName(l), lineMarks[l.Kind]
		fmt.Fprintf(&out, "\nplot %s = %s;\n", name, thinkScriptPrice(l))
		fmt.Fprintf(&out, "%s.SetDefaultColor(%s);\n", name, thinkScriptColor(l))
		fmt.Fprintf(&out, "%s.SetStyle(%s);\n%s.SetLineWeight(%d);\n", name, thinkScriptStyle(l), name, m.Width)
	}
	out.WriteString("\n")
	for _, t := range tagsOf(c.Lines) {
		when, up := "showLabels and lastBar", "yes"
		if t.Today {
			when, up = "showLabels and show0DTE and lastBar", "no"
		}
		fmt.Fprintf(&out, "AddChartBubble(%s, %s, %s, %s, %s);\n", when, t.At.String(), quoted(t.text), thinkScriptColor(t.Line), up)
	}
	return out.String()
}

// thinkScriptPrice is the price of a line, behind a switch for those of 0DTE.
func thinkScriptPrice(l report.Line) string {
	if l.Today {
		return "if show0DTE then " + l.At.String() + " else Double.NaN"
	}
	return l.At.String()
}

func thinkScriptColor(l report.Line) string {
	m := lineMarks[l.Kind]
	return fmt.Sprintf("CreateColor(%d, %d, %d)", m.Red, m.Green, m.Blue)
}

// thinkScriptStyle is the line style: different for 0DTE, spot and the levels of all expiries.
func thinkScriptStyle(l report.Line) string {
	switch {
	case l.Today:
		return "Curve.SHORT_DASH"
	case l.Kind == report.LineSpot:
		return "Curve.POINTS"
	}
	return "Curve.FIRM"
}
