package render

import (
	"io"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Brief writes a heading with underlying, spot and time, and six lines about a book: regime, GEX, zero gamma, both walls and the
// break-even, with the distances of levels from spot. Of several underlyings each line begins with the name of its own instead.
func Brief(w io.Writer, r *report.LevelsDocument, named bool, o Options) error {
	s := styleFor(o, r.Conventions)
	text := briefLines(r, named, s)
	if !named && !o.NoHeader {
		text = s.typeset(marketLine(r.Header, r.Carry, s)) + "\n" + text
	}
	_, err := io.WriteString(w, text)
	return err
}

// inShort is the end of a page that is taller than the terminal: its answer, which would otherwise have scrolled away.
func inShort(r *report.LevelsDocument, s style) string {
	return "\n" + s.strong("IN SHORT") + "  " + r.Underlying + " " + price(r.Spot) + "\n" + briefLines(r, false, s)
}

func briefLines(r *report.LevelsDocument, named bool, s style) string {
	on := r.Elsewhere()
	level := func(x report.Number) string {
		if !x.OK() {
			return absent
		}
		return price(x) + " (" + signed(100*(x/on.Spot-1), 2) + "%)"
	}
	gex, perCalls := absent, absent
	if g := r.Totals.GEX; g.OK() {
		gex = s.paint(g, s.gex.Gain(g))
	}
	if ratio := r.Totals.Breakeven; ratio.OK() {
		perCalls = perCall(ratio)
	}
	var out strings.Builder
	for _, line := range [][2]string{
		{"regime", s.paint(regimeSign[r.Regime], phrase.RegimeInText(r.Regime))}, {"GEX", gex}, {"flip", level(on.Levels.ZeroGamma)},
		{"call wall", level(on.Levels.CallWall)}, {"put wall", level(on.Levels.PutWall)}, {"puts per call", perCalls},
	} {
		if named {
			out.WriteString(r.Underlying + "  ")
		}
		out.WriteString(line[0] + strings.Repeat(" ", len("puts per call")+2-len(line[0])) + line[1] + "\n")
	}
	return s.typeset(out.String())
}
