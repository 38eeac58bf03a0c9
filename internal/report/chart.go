package report

// Chart holds the levels as horizontal lines for a price chart of one instrument.
type Chart struct {
	Symbol string // of the instrument
	Price  Number // its price when the levels were computed
	Lines  []Line // of all expiries first, then of 0DTE
	Absent []Line // levels that do not exist
	Same   []Line // lines of 0DTE that coincide with a line of all expiries
}

// Line is one level on a chart.
type Line struct {
	Kind  LineKind
	Rank  int  // number among flips, from 1; 0 for other kinds
	Today bool // of 0DTE alone
	At    Number
}

// LineKind is what a line marks: spot, a flip, or a level by its stem. A distance has two lines, with the suffixes _up and
// _down.
type LineKind string

// Kinds of lines that are not in the registry of levels.
const (
	LineSpot LineKind = "spot"
	LineFlip LineKind = "flip" // any flip but the one nearest to spot
)

// LineOf returns the kind of the line of a level; side is up or down for a distance, otherwise "".
func LineOf(v *Level, side string) LineKind {
	if side != "" {
		return LineKind(v.Stem() + "_" + side)
	}
	return LineKind(v.Stem())
}

// ChartOf returns the levels as lines for a chart of the underlying, or of the instrument they were mapped to.
func ChartOf(r *LevelsDocument) *Chart {
	on := r.Elsewhere()
	c := &Chart{Symbol: r.Underlying, Price: on.Spot}
	if r.Mapped.Given() {
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

// linesOf returns the lines of some levels, in the order of the registry, including absent ones.
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

// flipLines returns the flips other than zero gamma, ascending.
func flipLines(l *Levels) []Line {
	var lines []Line
	for _, f := range l.Flips {
		if f.Spot != l.ZeroGamma {
			lines = append(lines, Line{Kind: LineFlip, Rank: len(lines) + 1, At: f.Spot})
		}
	}
	return lines
}

// present returns the lines that have a price and appends the others to absent.
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

// drawn reports whether lines has one of the same kind at the same price.
func drawn(lines []Line, line Line) bool {
	for _, l := range lines {
		if l.Kind == line.Kind && l.At.Round() == line.At.Round() {
			return true
		}
	}
	return false
}
