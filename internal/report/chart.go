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
