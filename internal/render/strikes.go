package render

import (
	"io"
	"math"
	"slices"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Strikes writes exposure by strike, of the strikes given: all of the report, or some.
func Strikes(w io.Writer, r *report.StrikesDocument, strikes []report.Strike, f Format, o Options) error {
	return view{
		lines:  true,
		header: &r.Header,
		page: func(s style) page {
			l := newLadder(r, s, strikes, narrowBar)
			for _, k := range strikes {
				l.add(k)
			}
			return single(&r.About, s, section{title: "Strikes", note: l.note(), table: l.bars.fitted(l.table, barsAt)})
		},
		document: func() any { return strikesDocument(r, strikes) },
		records:  func() records { return recordsOf(strikes) },
	}.write(w, f, o)
}

func strikesDocument(r *report.StrikesDocument, strikes []report.Strike) any {
	c := *r
	c.Warnings, c.Strikes = orEmpty(c.Warnings), orEmpty(strikes)
	return c
}

const (
	aroundSpot = 10 // strikes shown on each side of spot
	halfBar    = 14 // cells of a bar on each side of its axis
	narrowBar  = 10 // beside the columns of open interest
)

// strikesAroundSpot draws the strikes nearest to spot, and those with a wall, separated by a gap.
func strikesAroundSpot(r *report.StrikesDocument, s style) section {
	picked := pickStrikes(r)
	rows := make([]report.Strike, len(picked))
	for j, i := range picked {
		rows[j] = r.Strikes[i]
	}
	l := newLadder(r, s, rows, halfBar)
	for j, i := range picked {
		if j > 0 && i != picked[j-1]+1 {
			l.skip()
		}
		l.add(rows[j])
	}
	return section{title: "Strikes around spot", note: l.note(), table: l.bars.fitted(l.table, barsAt)}
}

// pickStrikes returns the indices of the strikes that the report draws, ascending.
func pickStrikes(r *report.StrikesDocument) []int {
	centre := nearest(r.Strikes, r.Spot)
	walls := map[int]bool{}
	for _, v := range markedLevels() {
		walls[nearest(r.Strikes, v.Number(&r.Levels))] = true
	}
	var picked []int
	for i := range r.Strikes {
		if centre >= 0 && abs(i-centre) <= aroundSpot || walls[i] {
			picked = append(picked, i)
		}
	}
	return picked
}

// nearest returns the index of the strike nearest to a price, the lower of two; -1 when there is none.
func nearest(strikes []report.Strike, at report.Number) int {
	best := -1
	for i := range strikes {
		if at.OK() && (best < 0 || distance(strikes[i].Strike, at) < distance(strikes[best].Strike, at)) {
			best = i
		}
	}
	return best
}

func distance(a, b report.Number) float64 { return math.Abs(float64(a - b)) }

func abs(i int) int { return max(i, -i) }

// ladder is a table of strikes with bars and labels of levels.
type ladder struct {
	style
	scale    phrase.Scale
	bars     barColumn
	decimals int                        // of strikes
	marks    map[report.Number][]string // by strike
	table    *grid
}

// newLadder prepares a table for some strikes of a report; rows come with add.
func newLadder(r *report.StrikesDocument, s style, strikes []report.Strike, half int) *ladder {
	l := &ladder{style: s, marks: marks(r)}
	var gex, sides, prices []report.Number
	for _, k := range strikes {
		left, right := barEnds(k.CallGEX, k.PutGEX, k.GEX)
		gex = append(gex, k.CallGEX, k.PutGEX, k.GEX)
		sides = append(sides, left, right)
		prices = append(prices, k.Strike)
	}
	l.scale, l.bars.bars, l.decimals = s.gex.ScaleFor(gex...), newBars(s, half, sides...), decimalsFor(prices...)
	l.table = newGrid(word(""), num("strike"), spare(1, num("call OI")), spare(1, num("put OI")), num("put"), l.bars.column(),
		num("call"), num("net"), word(""))
	return l
}

// barsAt is the column of the bars.
const barsAt = 5

// note is the unit of the ladder.
func (l *ladder) note() string { return "GEX in " + l.gex.In(l.scale) }

// add appends the row of a strike.
func (l *ladder) add(k report.Strike) {
	marks, pointer := l.marks[k.Strike], ""
	if slices.Contains(marks, "spot") {
		pointer = l.pointer()
	}
	left, right := barEnds(k.CallGEX, k.PutGEX, k.GEX)
	l.table.add(pointer, fixed(k.Strike, l.decimals), whole(k.CallOI), whole(k.PutOI), l.scale.Signed(k.PutGEX),
		l.bars.cell(left, right), l.scale.Signed(k.CallGEX), l.paint(k.GEX, l.scale.Signed(k.GEX)),
		strings.Join(marks, ", "))
}

// skip adds a row that stands for strikes that are not shown.
func (l *ladder) skip() {
	cells := make([]string, len(l.table.columns))
	cells[1] = l.gap()
	l.bars.none()
	l.table.add(cells...)
}

// barEnds are the exposures to draw to the left and to the right of the axis: the negative and the positive side, or the
// net when both sides have one sign.
func barEnds(call, put, net report.Number) (left, right report.Number) {
	left, right = report.None(), report.None()
	switch {
	case call < 0 && put < 0:
		return net, right
	case call > 0 && put > 0:
		return left, net
	}
	for _, v := range []report.Number{call, put} {
		if v < 0 {
			left = v
		}
		if v > 0 {
			right = v
		}
	}
	return left, right
}

// marks returns the labels of spot and of levels by the strike nearest to each.
func marks(r *report.StrikesDocument) map[report.Number][]string {
	out := map[report.Number][]string{}
	mark := func(at report.Number, name string) {
		i := nearest(r.Strikes, at)
		if i < 0 || slices.Contains(out[r.Strikes[i].Strike], name) {
			return
		}
		out[r.Strikes[i].Strike] = append(out[r.Strikes[i].Strike], name)
	}
	mark(r.Spot, "spot")
	for _, f := range r.Levels.Flips {
		if within(r.Strikes, f.Spot) {
			mark(f.Spot, "flip")
		}
	}
	for _, v := range markedLevels() {
		mark(v.Number(&r.Levels), v.Short)
	}
	return out
}

// markedLevels returns those that are marked beside their strike.
func markedLevels() []report.Level {
	return report.LevelsThat(func(v *report.Level) bool { return v.Strike && v.Short != "" })
}

// within reports whether a price is between the first and the last strike.
func within(strikes []report.Strike, at report.Number) bool {
	return len(strikes) > 0 && at >= strikes[0].Strike && at <= strikes[len(strikes)-1].Strike
}
