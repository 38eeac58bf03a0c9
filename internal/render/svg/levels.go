package svg

import (
	"slices"
	"strings"

	"gex/internal/report"
)

// level is a price that a line across the chart marks, and its label.
type level struct {
	at          report.Number
	class       string
	label       string
	short       string
	name        string // and price
	bare        string // without its price
	description string // hover text
}

// prices returns the levels that every picture over spot marks.
func spotAndWalls(r *report.Pictures) []level {
	name := "spot " + price(r.Spot)
	out := []level{{r.Spot, "gex-spot", name, "spot", name, "spot", name}}
	for _, v := range report.LevelsThat(func(v *report.Level) bool { return v.Class != "" && v.Strike }) {
		if at := v.Number(&r.Levels); at.OK() {
			long := v.Name + " " + strike(at)
			out = append(out, level{at, v.Class, long, v.Name, long, v.Name, long + " (" + distance(at, r.Spot) + ")"})
		}
	}
	return out
}

// flips returns all spots at which dealer gamma changes sign. The one nearest to spot is called zero gamma.
func flips(r *report.Pictures) []level {
	var out []level
	for _, f := range r.Levels.Flips {
		name := "flip "
		if f.Spot == r.Levels.ZeroGamma {
			name = zeroGamma + " "
		}
		turn := "long above"
		if f.Direction == report.PosToNeg {
			turn = "short above"
		}
		out = append(out, level{
			f.Spot, "gex-flip", name + price(f.Spot) + ", " + turn, name + price(f.Spot), name + price(f.Spot), strings.TrimSpace(name),
			name + price(f.Spot) + " (" + distance(f.Spot, r.Spot) + "): dealers are " + turn,
		})
	}
	return out
}

// inside returns the levels on a scale, ascending, and adds a note on the others.
func (p *panel) inside(levels []level, s scale) []level {
	var in []level
	var out []string
	for _, l := range levels {
		if !s.holds(l.at) {
			out = append(out, l.description)
			continue
		}
		i := len(in)
		in = append(in, l)
		for ; i > 0 && in[i-1].at > in[i].at; i-- {
			in[i-1], in[i] = in[i], in[i-1]
		}
	}
	if len(out) > 0 {
		p.note("off the chart: " + strings.Join(out, ", "))
	}
	return in
}

// labelling is the layout of labels in rows.
type labelling struct {
	levels []level
	texts  []string
	path   [][]float64
	rows   int
}

const (
	labelRow  = 17 // height of a row of labels
	rowGap    = 6  // between two rows, for leaders that change sides
	leadGap   = 12 // between the labels and the chart
	labelGap  = 12
	labelRows = 5
)

// height returns the height of the labels with their leaders.
func (l labelling) height() float64 {
	if l.rows == 0 {
		return 4
	}
	return float64(l.rows*labelRow+(l.rows-1)*rowGap) + leadGap
}

// arrange lays labels out between lo and hi: in full, else shortened, else only those nearest to spot, with a note on the rest.
func (p *panel) arrange(levels []level, s scale, lo, hi float64) labelling {
	for _, try := range []struct {
		text func(level) string
		rows int
	}{
		{func(l level) string { return l.label }, 2},
		{func(l level) string { return l.short }, labelRows},
	} {
		if l, ok := arranged(levels, try.text, s, lo, hi, try.rows); ok {
			return l
		}
	}
	i := p.farthest(levels)
	p.note("also: " + levels[i].description)
	return p.arrange(slices.Delete(slices.Clone(levels), i, i+1), s, lo, hi)
}

// farthest returns the index of the level farthest from spot.
func (p *panel) farthest(levels []level) int {
	most := 0
	for i, l := range levels {
		if p.distance(l.at) >= p.distance(levels[most].at) {
			most = i
		}
	}
	return most
}

func arranged(levels []level, text func(level) string, s scale, lo, hi float64, most int) (labelling, bool) {
	out := labelling{levels: levels}
	var anchors, widths []float64
	for _, l := range levels {
		out.texts = append(out.texts, text(l))
		anchors, widths = append(anchors, s.at(l.at)), append(widths, fontMark.width(text(l)))
	}
	out.path = rows(anchors, widths, labelGap, lo, hi, most)
	for _, p := range out.path {
		out.rows = max(out.rows, len(p))
	}
	return out, len(levels) == 0 || out.path != nil
}

// mark draws the lines of some levels across a chart and their labels above it.
func (c *chart) mark(l labelling) {
	for i, level := range l.levels {
		x, y := c.x.at(level.at), c.area.t-leadGap
		c.segment(point{x, c.area.t}, point{x, c.area.b}, level.class)
		lead := []point{{x, c.area.t}}
		for row, at := range l.path[i] {
			if row > 0 {
				lead = append(lead, point{lead[len(lead)-1].x, y + rowGap})
			}
			lead = append(lead, point{at, y})
			y -= labelRow + rowGap
		}
		c.path(lead, "gex-lead", false)
		c.text(lead[len(lead)-1].x, y+labelRow+rowGap-4, middle, fontMark, l.texts[i])
	}
}

// hits draws the invisible areas that show the levels on hover.
func (c *chart) hits(l labelling) {
	for _, level := range l.levels {
		x := c.x.at(level.at)
		c.rect(box{x - 3, c.area.t, x + 3, c.area.b}, "gex-hit", level.description)
	}
}

// levels lays out the labels of spot, walls and flips over a chart.
func (c *chart) levels() labelling {
	return c.arrange(c.inside(append(spotAndWalls(c.r), flips(c.r)...), c.x), c.x, c.at.l, c.at.r)
}
