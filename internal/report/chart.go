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

// LineKind is the level that a line stands for.
type LineKind string

const (
	LineSpot      LineKind = "spot"
	LineZeroGamma LineKind = "zero_gamma" // the flip nearest to spot
	LineFlip      LineKind = "flip"       // any other
	LineCallWall  LineKind = "call_wall"
	LinePutWall   LineKind = "put_wall"
	LineAbsGamma  LineKind = "abs_gamma"
	LineHVL       LineKind = "hvl"
	LineMaxPain   LineKind = "max_pain"
	LineMoveUp    LineKind = "expected_move_up" // spot plus the straddle
	LineMoveDown  LineKind = "expected_move_down"
)
