package svg

import (
	"math"
	"strconv"

	"gex/internal/report"
)

// tints are the colors of amounts: by their square root, up to the strongest one.
type tints struct {
	full float64 // |GEX| of the strongest shade; more has the same
	mag  magnitude
	dec  int
}

func tintsTo(u unit, full float64) tints {
	mag := u.magnitudeOf(full)
	return tints{full, mag, mag.decimals(full)}
}

// shadeOf returns the step of the scale for a value, from -heatSteps to heatSteps; 0 is neutral.
func (s tints) shadeOf(v report.Number) int {
	step := min(heatSteps, int(math.Ceil(float64(heatSteps*math.Sqrt(largest(v)/s.full))-1e-9)))
	if v < 0 {
		return -step
	}
	return step
}

func fillOf(step int) string {
	switch {
	case step > 0:
		return "gex-fa" + strconv.Itoa(step)
	case step < 0:
		return "gex-fb" + strconv.Itoa(-step)
	}
	return "gex-none"
}

func inkOf(step int) string {
	switch {
	case step > 0:
		return "gex-ia" + strconv.Itoa(step)
	case step < 0:
		return "gex-ib" + strconv.Itoa(-step)
	}
	return ""
}

// striped is the class of the line through a cell of short gamma, for readers who do not tell the colors apart.
const striped = "gex-rim gex-thin gex-line"

// scale draws the legend: every shade, the values at both ends and, where they fit, in the middle of each side. It returns the x behind it.
func (p *panel) scale(s tints, words string, stripes bool) (after float64) {
	const height = 11.0
	caps := fontNote.width(s.mag.show(report.Number(-s.full), s.dec))
	every := heatSteps / 2
	if (caps+6)/float64(every)*(2*heatSteps+1)+caps > p.at.w() {
		every = heatSteps
	}
	w := max(17, px((caps+6)/float64(every)))
	x, y := px(p.at.l+max(0, (caps-w)/2)), p.at.t
	caption := func(step int) {
		v := float64(step*step) / (heatSteps * heatSteps) * s.full
		if step < 0 {
			v = -v
		}
		at := px(x + float64(w*(float64(step+heatSteps)+0.5)))
		p.text(at, y+height+12, middle, fontNote, s.mag.show(report.Number(v), s.dec))
	}
	for step := -heatSteps; step <= heatSteps; step++ {
		left := px(x + float64(w*float64(step+heatSteps)))
		p.rect(box{left, y, left + w, y + height}, fillOf(step), "")
	}
	if stripes {
		p.segment(point{x, y + height/2}, point{px(x + float64(w*heatSteps)), y + height/2}, striped)
	}
	for step := -heatSteps; step <= heatSteps; step += every {
		caption(step)
	}
	after = px(x + float64(w*(2*heatSteps+1)) + max(0, (caps-w)/2) + 14)
	if words != "" && fontNote.width(words) > p.at.r-after {
		p.note(words)
	} else {
		p.text(after, y+height-1, start, fontNote, words)
	}
	p.at.t = px(y + height + 22)
	return after
}

// cellsOn returns the cells that are on a scale.
func cellsOn(y scale, all []report.Cell) []report.Cell {
	var cells []report.Cell
	for _, c := range all {
		if y.holds(c.Strike) {
			cells = append(cells, c)
		}
	}
	return cells
}

// reachOf is the greatest half-height of a cell, by half the least distance of two.
func reachOf(half float64) float64 { return max(8, min(40, half)) }

// extentOf returns where a cell begins and ends: halfway to the neighboring strikes, at most far away.
func extentOf(cells []report.Cell, j int, s scale, far float64, area box) (top, bottom float64) {
	y := s.at(cells[j].Strike)
	top, bottom = y-far, y+far
	if j > 0 {
		bottom = min(bottom, (s.at(cells[j-1].Strike)+y)/2)
	}
	if j < len(cells)-1 {
		top = max(top, (s.at(cells[j+1].Strike)+y)/2)
	}
	return px(max(area.t, top)), px(min(area.b, bottom))
}
