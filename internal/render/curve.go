package render

import (
	"math"
	"slices"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

const (
	curveRows  = 14 // of the drawing of a profile
	curveReach = 4  // implied 1-day moves on each side of spot, more where a level is further
	curveWide  = 0.1
)

// curveSections draws GEX over spot; nil without a profile.
func curveSections(r *report.ProfileDocument, s style) []section {
	low, high := curveEnds(r)
	if !(low < high) {
		return nil
	}
	p := newPlot(r, s, low, high)
	return []section{{
		title: "Profile", note: "GEX in " + s.gex.In(p.scale) + " over spot: S spot, Z zero gamma, F flip, C P walls",
		drawn: p.lines(slices.DeleteFunc(signsOf(r.Spot, &r.Levels, headlines()), func(l levelSign) bool { return l.sign == "F" && !p.has(l.at) })),
	}}
}

// curveEnds returns the range of prices to draw: curveReach moves around spot, and the levels near it, within the profile.
func curveEnds(r *report.ProfileDocument) (low, high float64) {
	if len(r.Profile.Spot) < 2 || len(r.Profile.GEX) != len(r.Profile.Spot) || !r.Spot.OK() {
		return 0, 0
	}
	spot, reach := float64(r.Spot), curveWide*float64(r.Spot)
	if r.DayMove.OK() {
		reach = curveReach * float64(r.DayMove)
	}
	low, high = around(r.Spot, r.DayMove, levelSigns(r.Spot, &r.Levels), 3*curveReach)
	low, high = math.Min(low, spot-reach), math.Max(high, spot+reach)
	return math.Max(low, float64(r.Profile.Spot[0])), math.Min(high, float64(r.Profile.Spot[len(r.Profile.Spot)-1]))
}

// plot is a curve on a grid of cells, each of several dots.
type plot struct {
	axis
	scale       phrase.Scale
	top, bottom float64 // values at the upper and the lower edge, zero between them
	wide, tall  int     // dots of a cell
	dots        [][]uint8
	margin      int // columns for the values
}

// newPlot draws the profile between two prices.
func newPlot(r *report.ProfileDocument, s style, low, high float64) *plot {
	p := &plot{axis: axis{style: s, low: low, high: high}, wide: 2, tall: 4}
	if s.ASCII {
		p.wide, p.tall = 1, 1
	}
	spots, values := r.Profile.Spot, r.Profile.GEX
	for i, x := range spots {
		if p.has(x) && values[i].OK() {
			p.top, p.bottom = math.Max(p.top, float64(values[i])), math.Min(p.bottom, float64(values[i]))
		}
	}
	p.scale = s.gex.ScaleFor(report.Number(p.top), report.Number(p.bottom))
	p.margin = max(Columns(p.label(0)), Columns(p.label(curveRows-1)), 1) + 2
	p.cells = s.pageWidth() - p.margin
	p.dots = make([][]uint8, curveRows)
	for i := range p.dots {
		p.dots[i] = make([]uint8, p.cells)
	}
	p.trace(func(x float64) float64 { return between(spots, values, x) })
	return p
}

// between interpolates a curve linearly at a price.
func between(xs, ys []report.Number, x float64) float64 {
	i, _ := slices.BinarySearch(xs, report.Number(x))
	i = min(max(i, 1), len(xs)-1)
	t := (x - float64(xs[i-1])) / float64(xs[i]-xs[i-1])
	return float64(ys[i-1]) + t*float64(ys[i]-ys[i-1])
}

// trace sets the dots of a curve, without gaps where it is steep.
func (p *plot) trace(curve func(x float64) float64) {
	last := -1
	for i := range p.wide * p.cells {
		x := p.low + (p.high-p.low)*(float64(i)+0.5)/float64(p.wide*p.cells)
		v := curve(x)
		if math.IsNaN(v) {
			last = -1
			continue
		}
		row := p.dotRow(v)
		from, to := row, row
		if last >= 0 && last < row {
			from = last + 1
		} else if last > row {
			to = last - 1
		}
		for y := from; y <= to; y++ {
			p.dots[y/p.tall][i/p.wide] |= brailleDot[y%p.tall][i%p.wide]
		}
		last = row
	}
}

// dotRow returns the row of dots of a value, counted from the top.
func (p *plot) dotRow(v float64) int {
	if p.top == p.bottom {
		return 0
	}
	rows := curveRows * p.tall
	return min(max(int((p.top-v)/(p.top-p.bottom)*float64(rows)), 0), rows-1)
}

// brailleDot has the bit of each of the eight dots of a Braille pattern, added to U+2800.
var brailleDot = [4][2]uint8{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}

// zeroRow returns the row of cells in which the curve changes sign.
func (p *plot) zeroRow() int { return p.dotRow(0) / p.tall }

// label returns the value beside a row, "" for most rows.
func (p *plot) label(row int) string {
	switch {
	case row == p.zeroRow():
		return "0"
	case row == 0:
		return p.scale.Signed(report.Number(p.top))
	case row == curveRows-1:
		return p.scale.Signed(report.Number(p.bottom))
	}
	return ""
}

// lines returns the drawing, the axis below it, and the prices on it.
func (p *plot) lines(signs []levelSign) []string {
	lines := make([]string, 0, curveRows+3)
	for row := range curveRows {
		label := p.label(row)
		lines = append(lines, strings.Repeat(" ", p.margin-1-Columns(label))+label+" "+p.row(row, signs))
	}
	indent := strings.Repeat(" ", p.margin)
	lines = append(lines, indent+p.line(signs))
	for _, values := range p.values(signs) {
		lines = append(lines, indent+values)
	}
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

// row is one line of the drawing: the curve, the axis of zero, and lines down to spot and to zero gamma.
func (p *plot) row(row int, signs []levelSign) string {
	var out strings.Builder
	side := report.Number(p.zeroRow() - row) // above zero or below
	for i, bits := range p.dots[row] {
		down := slices.ContainsFunc(signs, func(l levelSign) bool {
			return (l.sign == "S" || l.sign == "Z") && p.cell(l.at) == i
		})
		switch {
		case bits != 0 && p.ASCII:
			out.WriteString(p.paint(side, "*"))
		case bits != 0:
			out.WriteString(p.paint(side, string(rune(0x2800)+rune(bits))))
		case row == p.zeroRow():
			out.WriteString(p.glyph("─", "-"))
		case down:
			out.WriteString(p.glyph("┊", ":"))
		default:
			out.WriteByte(' ')
		}
	}
	return strings.TrimRight(out.String(), " ")
}
