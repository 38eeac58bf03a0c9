package report

// Chart is the levels as horizontal lines on a chart of one instrument.
type Chart struct {
	Symbol string // of the instrument
	Price  Number // of it, while the levels were found
	Lines  []Line // all expiries first, then those of 0DTE
	Absent []Line // levels that there are none of
	Same   []Line // of 0DTE, where a line of all expiries is
}

// Line is one level on a chart.
type Line struct {
	Kind  LineKind
	Rank  int  // among flips, from 1; 0: the only one of its kind
	Today bool // of 0DTE alone
	At    Number
}

// LineKind is what a line stands for: spot, a flip, or a level by its stem, with up or down behind it for the two sides of
// a distance.
type LineKind string

// Kinds of lines that are no level of their own.
const (
	LineSpot LineKind = "spot"
	LineFlip LineKind = "flip" // any but the one nearest to spot
)

// LineOf is the kind of the line of a level, or of one side of a distance: up, down.
func LineOf(v *Level, side string) LineKind {
	if side != "" {
		return LineKind(v.Stem() + "_" + side)
	}
	return LineKind(v.Stem())
}

// ChartOf lays levels out as lines on a chart of the underlying, or of the instrument they were mapped to.
func ChartOf(r *LevelsDocument) *Chart {
	on := r.Elsewhere()
	c := &Chart{Symbol: r.Underlying, Price: on.Spot}
	if r.Mapped != nil {
		c.Symbol = r.Mapped.Symbol
	}
	all := linesOf(&on.Levels, on.Spot, false)
	c.Lines = append(present(all, &c.Absent), Line{Kind: LineSpot, At: on.Spot})
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
func linesOf(l *Levels, spot Number, today bool) []Line {
	var lines []Line
	add := func(kind LineKind, at Number) { lines = append(lines, Line{Kind: kind, At: at}) }
	for _, v := range LevelsThat(func(v *Level) bool { return v.Chart != nil }) {
		at := v.Number(l)
		if v.Kind == Distance {
			add(LineOf(&v, "up"), spot+at)
			add(LineOf(&v, "down"), spot-at)
			continue
		}
		add(LineOf(&v, ""), at)
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
func flipLines(l *Levels) []Line {
	var lines []Line
	for _, f := range l.Flips {
		if f.Spot != l.ZeroGamma {
			lines = append(lines, Line{Kind: LineFlip, Rank: len(lines) + 1, At: f.Spot})
		}
	}
	return lines
}

// present keeps the lines that have a price and notes the others.
func present(lines []Line, absent *[]Line) []Line {
	var out []Line
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
func drawn(lines []Line, line Line) bool {
	for _, l := range lines {
		if l.Kind == line.Kind && l.At.Round() == line.At.Round() {
			return true
		}
	}
	return false
}
