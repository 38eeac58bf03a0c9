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

const tickRoom = 15 // height of a line of tick labels

// newChart takes the rest of a panel for a chart of amounts from lo to hi. Its sides are fixed: the widest tick labels set the
// left one. Its height comes with frame, when the labels above are known.
func (p *panel) newChart(x scale, lo, hi float64) *chart {
	top := max(-lo, hi)
	c := &chart{panel: p, x: x, y: scale{lo: lo, hi: hi}, mag: magnitudeOf(top)}
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

// from moves the left side of a chart inwards, to stand below or above another one.
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

// amounts are the ticks of the y axis: of whole powers of the magnitude.
func (c *chart) amounts() ticks {
	n := int(c.area.h() / 42)
	return round(c.y.lo/c.mag.Divisor, c.y.hi/c.mag.Divisor, max(4, n)).times(c.mag.Divisor)
}

// times scales ticks, which keep their decimals.
func (t ticks) times(of float64) ticks {
	for i := range t.at {
		t.at[i] *= report.Number(of)
	}
	return t
}

func (c *chart) amount(v report.Number, t ticks) string { return c.mag.show(v, t.decimals) }

// zero draws the line that amounts grow from.
func (c *chart) zero() {
	y := c.y.at(0)
	c.segment(point{c.area.l, y}, point{c.area.r, y}, "gex-axis")
}

// prices writes the ticks of the x axis, round prices and below them round distances from spot, and what they are.
func (c *chart) prices(what string) {
	y := c.area.b + 13
	spot := c.r.Spot
	t := c.ticksOf(c.x, func(v report.Number, t ticks) string { return fixed(v, t.decimals) })
	c.tickRow(c.x, t, y, fontNote, func(v report.Number) string { return fixed(v, t.decimals) }, true)
	pct := scale{100 * (c.x.lo/float64(spot) - 1), 100 * (c.x.hi/float64(spot) - 1), c.x.from, c.x.to}
	percent := func(v report.Number, t ticks) string { return signed(v, t.decimals) + "%" }
	t = c.ticksOf(pct, percent)
	c.tickRow(pct, t, y+tickRoom, fontNote, func(v report.Number) string { return percent(v, t) }, false)
	c.text((c.area.l+c.area.r)/2, y+2*tickRoom, middle, fontNote, what)
}

// priceRoom is the height that prices needs.
const priceRoom = 13 + 2*tickRoom + 4

// ticksOf are as many round numbers as fit with their labels side by side.
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

// tickRow writes a line of tick labels, those that stay within the panel and meet no other.
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
