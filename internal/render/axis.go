package render

import (
	"math"
	"slices"
	"strings"

	"gex/internal/report"
)

// axis maps prices to the cells of a line.
type axis struct {
	style
	low, high float64
	cells     int
}

// cell returns the index of the cell that holds a price, which is outside the line for a price beyond an end.
func (a axis) cell(price report.Number) int {
	return int(math.Floor((float64(price) - a.low) / (a.high - a.low) * float64(a.cells)))
}

// has reports whether a price is between the ends.
func (a axis) has(price report.Number) bool {
	return float64(price) >= a.low && float64(price) <= a.high
}

// levelSign is a level and the letter that marks it in a drawing.
type levelSign struct {
	sign string
	at   report.Number
}

// levelSigns returns spot and the levels on the ruler. Where two share a cell, the first is drawn there.
func levelSigns(spot report.Number, l *report.Levels) []levelSign {
	return signsOf(spot, l, report.LevelsThat(func(v *report.Level) bool { return v.Ruler }))
}

// signsOf returns spot, the given levels, and the flips that are not among them.
func signsOf(spot report.Number, l *report.Levels, levels []report.Level) []levelSign {
	list := []levelSign{{"S", spot}}
	for _, v := range levels {
		list = append(list, levelSign{v.Letter, v.Number(l)})
	}
	for _, f := range l.Flips {
		if f.Spot != l.ZeroGamma {
			list = append(list, levelSign{"F", f.Spot})
		}
	}
	return slices.DeleteFunc(list, func(l levelSign) bool { return !l.at.OK() })
}

// line is the axis with the letters of levels on it. A letter whose cell is taken moves to the next free one, away from spot;
// one beyond an end goes to the end, behind an arrow.
func (a axis) line(signs []levelSign) string {
	dash := a.glyph("─", "-")
	cells := slices.Repeat([]string{dash}, a.cells)
	if len(signs) == 0 {
		return strings.Join(cells, "")
	}
	for _, l := range signs {
		i, step := min(max(a.cell(l.at), 1), a.cells-2), 1
		if l.at < signs[0].at {
			step = -1
		}
		if j := a.free(cells, i, step, dash); j >= 0 {
			cells[j] = l.sign
		}
		switch {
		case float64(l.at) < a.low:
			cells[0] = a.glyph("◂", "<")
		case float64(l.at) > a.high:
			cells[a.cells-1] = a.glyph("▸", ">")
		}
	}
	return strings.Join(cells, "")
}

// free returns the nearest free cell, searching one way first and then the other; -1 if there is none.
func (a axis) free(cells []string, from, step int, dash string) int {
	for _, way := range []int{step, -step} {
		for i := from; i > 0 && i < a.cells-1; i += way {
			if cells[i] == dash {
				return i
			}
		}
	}
	return -1
}

// values returns the lines below the axis: the prices of its ends and of the levels, on a second line if they do not fit.
func (a axis) values(signs []levelSign) []string {
	const lines = 2
	rows := make([][]rune, lines)
	for i := range rows {
		rows[i] = []rune(strings.Repeat(" ", a.cells))
	}
	put := func(at int, text string) {
		at = min(max(at, 0), a.cells-len(text))
		for _, row := range rows {
			if at >= 0 && blank(row[max(0, at-2):min(len(row), at+len(text)+2)]) {
				copy(row[at:], []rune(text))
				return
			}
		}
	}
	put(0, price(report.Number(a.low)))
	put(a.cells, price(report.Number(a.high)))
	var said []report.Number
	for _, l := range signs {
		if a.has(l.at) && !slices.Contains(said, l.at) {
			text := price(l.at)
			put(a.cell(l.at)-len(text)/2, text)
			said = append(said, l.at)
		}
	}
	return slices.DeleteFunc(asStrings(rows), func(line string) bool { return line == "" })
}

func blank(row []rune) bool {
	return !slices.ContainsFunc(row, func(c rune) bool { return c != ' ' })
}

// asStrings converts rows of letters to strings without trailing blanks.
func asStrings(rows [][]rune) []string {
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = strings.TrimRight(string(row), " ")
	}
	return lines
}

// rulerReach is how far the ruler reaches on each side of spot at most, in implied 1-day moves. A wall beyond it is drawn at
// the end, behind an arrow.
const rulerReach = 4

// rulerLines draws the levels around spot, with the implied 1-day move in brackets; nil without levels.
func rulerLines(r *report.LevelsDocument, s style) []string {
	signs := levelSigns(r.Spot, &r.Levels)
	if len(signs) < 2 || signs[0].sign != "S" {
		return nil
	}
	if r.DayMove.OK() {
		signs = append(signs, levelSign{"[", r.Spot - r.DayMove}, levelSign{"]", r.Spot + r.DayMove})
	}
	low, high := around(r.Spot, r.DayMove, signs, rulerReach)
	if low >= high {
		return nil
	}
	left, right := price(report.Number(low)), price(report.Number(high))
	a := axis{style: s, low: low, high: high, cells: s.pageWidth() - len(left) - len(right) - 3}
	return []string{" " + left + " " + a.line(signs) + " " + right}
}

// around returns the range of prices that holds all signs, cut at a number of implied 1-day moves from spot, with a margin.
func around(at, dayMove report.Number, signs []levelSign, days float64) (low, high float64) {
	spot, reach := float64(at), math.Inf(1)
	if dayMove.OK() {
		reach = days * float64(dayMove)
	}
	low, high = spot, spot
	for _, l := range signs {
		low, high = math.Min(low, float64(l.at)), math.Max(high, float64(l.at))
	}
	low, high = math.Max(low, spot-reach), math.Min(high, spot+reach)
	margin := 0.04 * (high - low)
	return low - margin, high + margin
}
