package svg

import (
	"gex/internal/report"
)

// chart is an area with two axes: prices or moves to the right, amounts upwards.
type chart struct {
	*panel
	area box
	x, y scale
	mag  magnitude
	dec  int // decimals of amounts in titles
}

const tickHeight = 15 // of a line of tick labels

// newChart lays a chart of amounts of a unit from lo to hi out in the rest of a panel. It sets the sides, the left one by the widest tick
// label; frame sets the height, once the labels above are known.
func (p *panel) newChart(u unit, x scale, lo, hi float64) *chart {
	top := max(-lo, hi)
	c := &chart{panel: p, x: x, y: scale{lo: lo, hi: hi}, mag: u.magnitudeOf(top)}
	c.dec = c.mag.decimals(top)
	c.area = p.at
	var labels []string
	t := c.amounts()
	for _, v := range t.at {
		labels = append(labels, c.amount(v, t))
	}
	c.area.l = px(p.at.l + fontNote.widest(labels...) + 8)
	c.area.r = p.at.r - 20
	c.x.from, c.x.to = c.area.l, c.area.r
	return c
}

// from moves the left side of a chart inwards, to align it with another one.
func (c *chart) from(left float64) {
	c.area.l = max(c.area.l, left)
	c.x.from = c.area.l
}

// frame leaves space above and below the chart, and draws the ticks of the amounts.
func (c *chart) frame(above, below float64) {
	c.area.t, c.area.b = px(c.at.t+above), px(c.at.b-below)
	c.y.from, c.y.to = c.area.b, c.area.t
	t := c.amounts()
	for _, v := range t.at {
		y := c.y.at(v)
		c.segment(point{c.area.l, y}, point{c.area.r, y}, "gex-grid")
		if c.free(fontNote.box(c.area.l-6, y+4, end, c.amount(v, t))) {
			c.text(c.area.l-6, y+4, end, fontNote, c.amount(v, t))
		}
	}
}

// amounts returns the ticks of the y axis, which are round numbers in the magnitude of the chart.
func (c *chart) amounts() ticks {
	n := int(c.area.h() / 42)
	return round(c.y.lo/c.mag.Divisor, c.y.hi/c.mag.Divisor, max(4, n)).times(c.mag.Divisor)
}

// times multiplies ticks by a factor; their decimals stay.
func (t ticks) times(of float64) ticks {
	for i := range t.at {
		t.at[i] *= report.Number(of)
	}
	return t
}

func (c *chart) amount(v report.Number, t ticks) string { return c.mag.show(v, t.decimals) }

// zero draws the line of zero.
func (c *chart) zero() {
	y := c.y.at(0)
	c.segment(point{c.area.l, y}, point{c.area.r, y}, "gex-axis")
}

// prices writes the x axis: round prices, below them round distances from spot, and a caption.
func (c *chart) prices(what string) {
	y := c.area.b + 13
	spot := c.r.Spot
	t := c.ticksOf(c.x, func(v report.Number, t ticks) string { return fixed(v, t.decimals) })
	c.tickRow(c.x, t, y, fontNote, func(v report.Number) string { return fixed(v, t.decimals) }, true)
	pct := scale{100 * (c.x.lo/float64(spot) - 1), 100 * (c.x.hi/float64(spot) - 1), c.x.from, c.x.to}
	percent := func(v report.Number, t ticks) string { return signed(v, t.decimals) + "%" }
	t = c.ticksOf(pct, percent)
	c.tickRow(pct, t, y+tickHeight, fontNote, func(v report.Number) string { return percent(v, t) }, false)
	c.text((c.area.l+c.area.r)/2, y+2*tickHeight, middle, fontNote, what)
}

// priceHeight is the height that prices takes.
const priceHeight = 13 + 2*tickHeight + 4

// ticksOf returns as many round numbers as fit with their labels side by side.
func (c *chart) ticksOf(s scale, show func(report.Number, ticks) string) ticks {
	for n := 14; n > 1; n-- {
		t := round(s.lo, s.hi, n)
		var widths float64
		for _, v := range t.at {
			widths = max(widths, fontNote.width(show(v, t)))
		}
		if len(t.at) < 2 || s.at(t.at[1])-s.at(t.at[0]) >= widths+14 {
			return t
		}
	}
	return round(s.lo, s.hi, 1)
}

// tickRow writes a line of tick labels, without those that leave the panel or overlap a text.
func (c *chart) tickRow(s scale, t ticks, y float64, f font, show func(report.Number) string, marks bool) {
	for _, v := range t.at {
		x := s.at(v)
		if marks {
			c.segment(point{x, c.area.b}, point{x, c.area.b + 4}, "gex-axis")
		}
		at := f.box(x, y, middle, show(v))
		if at.l >= c.at.l && at.r <= c.at.r && c.free(at) {
			c.text(x, y, middle, f, show(v))
		}
	}
}
