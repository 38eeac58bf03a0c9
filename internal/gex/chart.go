package gex

import "gex/internal/report"

// Chart lays levels out as lines on a chart of the underlying, or of the instrument they were mapped to.
func Chart(r *report.LevelsDocument) *report.Chart {
	on := r.Elsewhere()
	c := &report.Chart{Symbol: r.Underlying, Price: on.Spot}
	if r.Mapped != nil {
		c.Symbol = r.Mapped.Symbol
	}
	all := linesOf(&on.Levels, on.Spot, false)
	c.Lines = append(present(all, &c.Absent), report.Line{Kind: report.LineSpot, At: on.Spot})
	if on.Levels0DTE == nil {
		return c
	}
	for _, line := range present(linesOf(on.Levels0DTE, on.Spot, true), &c.Absent) {
		if drawn(all, line) {
			c.Same = append(c.Same, line)
		} else {
			c.Lines = append(c.Lines, line)
		}
	}
	return c
}

// linesOf are the lines of some levels, in the order of the table, those that are absent too.
func linesOf(l *report.Levels, spot report.Number, today bool) []report.Line {
	var lines []report.Line
	add := func(kind report.LineKind, at report.Number) { lines = append(lines, report.Line{Kind: kind, At: at}) }
	for _, v := range report.LevelsThat(func(v *report.Level) bool { return v.Chart != nil }) {
		at := v.Number(l)
		if v.Kind == report.Distance {
			add(report.LineOf(&v, "up"), spot+at)
			add(report.LineOf(&v, "down"), spot-at)
			continue
		}
		add(report.LineOf(&v, ""), at)
		if v.Of(l) == &l.ZeroGamma {
			lines = append(lines, flipLines(l)...)
		}
	}
	for i := range lines {
		lines[i].Today = today
	}
	return lines
}

// flipLines are the flips beside zero gamma, ascending.
func flipLines(l *report.Levels) []report.Line {
	var lines []report.Line
	for _, f := range l.Flips {
		if f.Spot != l.ZeroGamma {
			lines = append(lines, report.Line{Kind: report.LineFlip, Rank: len(lines) + 1, At: f.Spot})
		}
	}
	return lines
}

// present keeps the lines that have a price and notes the others.
func present(lines []report.Line, absent *[]report.Line) []report.Line {
	var out []report.Line
	for _, line := range lines {
		if line.At.OK() {
			out = append(out, line)
		} else {
			*absent = append(*absent, line)
		}
	}
	return out
}

// drawn reports whether a line of the same kind stands at the same price already.
func drawn(lines []report.Line, line report.Line) bool {
	for _, l := range lines {
		if l.Kind == line.Kind && l.At.Round() == line.At.Round() {
			return true
		}
	}
	return false
}
