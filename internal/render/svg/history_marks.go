package svg

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"gex/internal/report"
)

func priceTicks(s scale) ticks { return round(s.lo, s.hi, max(2, int((s.from-s.to)/34))) }

func amountTicks(s scale, m magnitude) ticks {
	return round(s.lo/m.Divisor, s.hi/m.Divisor, max(2, int((s.from-s.to)/22))).times(m.Divisor)
}

func (o *overTime) widest(t ticks, show func(report.Number, int) string) float64 {
	w := 0.0
	for _, v := range t.at {
		w = max(w, fontNote.width(show(v, t.decimals)))
	}
	return w
}

// grid draws the lines of an axis of values.
func (o *overTime) grid(area box, s scale, t ticks, show func(report.Number, int) string) {
	for _, v := range t.at {
		y := s.at(v)
		o.segment(point{area.l, y}, point{area.r, y}, "gex-grid")
		o.text(area.l-6, y+4, end, fontNote, show(v, t.decimals))
	}
}

// days draws where days that stand side by side meet, when there are few.
func (o *overTime) days(areas ...box) {
	const most = 60
	if n := len(o.axis.slots); n < 2 || n > most {
		return
	}
	for i := 1; i < len(o.axis.slots); i++ {
		x := o.px(float64(float64(i)*o.axis.wide) - (o.axis.wide-(o.axis.to-o.axis.from))/2)
		for _, area := range areas {
			o.segment(point{x, area.t}, point{x, area.b}, "gex-gap")
		}
	}
}

// shade tints the regimes, and hatches those of short gamma.
func (o *overTime) shade(area box) {
	regime := func(i int) report.Regime { return o.t.Moments[o.shown[i].last].Regime }
	for from := 0; from < len(o.shown); {
		to := from
		for to+1 < len(o.shown) && !o.apart(o.shown[to+1]) && regime(to+1) == regime(from) {
			to++
		}
		band := box{o.px(o.at[o.shown[from].first]), area.t, o.px(o.until[o.shown[to].last]), area.b}
		switch regime(from) {
		case report.LongGamma:
			o.rect(band, "gex-long", "")
		case report.ShortGamma:
			o.rect(band, "gex-short", "")
			o.hatched(band)
		}
		from = to + 1
	}
}

// area draws GEX as areas from zero, long gamma above it and short gamma below.
func (o *overTime) area(s scale) {
	for _, side := range []struct {
		class string
		sign  report.Number
	}{{"gex-call", 1}, {"gex-put", -1}} {
		var points []point
		flush := func() {
			if n := len(points); n > 0 {
				points = append(append([]point{{points[0].x, s.at(0)}}, points...), point{points[n-1].x, s.at(0)})
				o.path(points, side.class, true)
			}
			points = nil
		}
		for _, of := range o.shown {
			most := report.None()
			for i := of.first; i <= of.last; i++ {
				if v := side.sign * o.t.Moments[i].GEX; v.OK() && !(most >= v) {
					most = max(v, 0)
				}
			}
			if o.apart(of) {
				flush()
			}
			if !(most > 0) {
				flush()
				continue
			}
			y := s.at(side.sign * most)
			points = append(points, point{o.px(o.at[of.first]), y}, point{o.px(o.until[of.last]), y})
		}
		flush()
	}
}

// many is from how many steps on a line among areas is a thin one.
const many = 200

// today draws the GEX of 0DTE over the whole.
func (o *overTime) today(s scale) {
	class := "gex-net"
	if len(o.shown) > many {
		class += " gex-thin"
	}
	o.line(track{class, "0DTE", func(m *report.Moment) report.Number { return m.Level("gex_0dte") }, true}, s)
}

// line draws a price over time, broken where there is none, and at gaps.
func (o *overTime) line(k track, s scale) {
	var points []point
	flush := func() {
		if len(points) == 1 {
			o.circle(points[0], 2, "gex-mark", "")
		}
		o.path(fewer(points), k.class+" gex-line", false)
		points = nil
	}
	for i := range o.t.Moments {
		m := &o.t.Moments[i]
		v := k.of(m)
		if m.Gap || !s.holds(v) {
			flush()
		}
		if !s.holds(v) {
			continue
		}
		points = append(points, point{o.px(o.at[i]), s.at(v)})
		if k.steps {
			points = append(points, point{o.px(o.until[i]), s.at(v)})
		}
	}
	flush()
}

// fewer leaves of the points of each pixel the first, the lowest, the highest and the last.
func fewer(points []point) []point {
	var out []point
	for from := 0; from < len(points); {
		to, low, high := from, from, from
		for ; to+1 < len(points) && math.Floor(points[to+1].x) == math.Floor(points[from].x); to++ {
			if points[to+1].y < points[low].y {
				low = to + 1
			}
			if points[to+1].y > points[high].y {
				high = to + 1
			}
		}
		last := -1
		for _, i := range []int{from, min(low, high), max(low, high), to} {
			if i > last {
				out, last = append(out, points[i]), i
			}
		}
		from = to + 1
	}
	return out
}

// caption names the chart of amounts.
func (o *overTime) caption(area box, m magnitude) {
	y := area.t - 8
	what := "net GEX, in " + gexUnit(o.t.Conventions).in(m)
	o.text(o.panel.at.l, y, start, fontNote, what)
	x := o.panel.at.l + fontNote.width(what) + 14
	for i := range o.t.Moments {
		if o.t.Moments[i].Level("gex_0dte").OK() {
			o.segment(point{x, px(y - 4)}, point{x + 14, px(y - 4)}, "gex-net")
			o.text(x+19, y, start, fontNote, "of 0DTE")
			break
		}
	}
}

// times writes the axis of times below a chart.
func (o *overTime) times(area box) {
	o.segment(point{area.l, area.b}, point{area.r, area.b}, "gex-axis")
	labels, below := o.axis.ticks(o.x)
	if o.oneDay {
		below = nil
	}
	for row, list := range [][]tick{labels, below} {
		y := area.b + 14 + float64(row*tickHeight)
		for _, t := range list {
			x := o.px(t.at)
			if row == 0 {
				o.segment(point{x, area.b}, point{x, area.b + 4}, "gex-axis")
			}
			at := fontNote.box(x, y, middle, t.label)
			if shift := o.panel.at.l - at.l; shift > 0 && row > 0 {
				x += shift
				at = fontNote.box(x, y, middle, t.label)
			}
			if at.l >= o.panel.at.l && at.r <= o.panel.at.r && o.free(at) {
				o.text(x, y, middle, fontNote, t.label)
			}
		}
	}
}

// ended is a name beside the end of a line.
type ended struct {
	name string
	at   report.Number
}

// ends are the names of lines with their last values, and their greatest width; none where there is no room beside the chart.
func (o *overTime) ends(lo, hi float64) (list []ended, most float64) {
	if o.slim() {
		return nil, 0
	}
	for _, k := range tracks {
		last := &o.t.Moments[len(o.t.Moments)-1]
		v := k.of(last)
		if !v.OK() || float64(v) < lo || float64(v) > hi {
			continue
		}
		name := k.name + " " + k.show(v)
		list, most = append(list, ended{name, v}), max(most, fontMark.width(name))
	}
	slices.SortStableFunc(list, func(a, b ended) int { return cmp.Compare(b.at, a.at) })
	return list, most
}

// name writes the names beside a chart.
func (o *overTime) name(list []ended, area box, s scale) {
	var want, heights []float64
	for _, e := range list {
		want, heights = append(want, s.at(e.at)-labelRow/2), append(heights, labelRow)
	}
	at, _ := spread(want, heights, 0, area.t, area.b)
	for i, top := range at {
		y, to := s.at(list[i].at), top+labelRow/2
		o.path([]point{{area.r, y}, {area.r + 14, to}, {area.r + 20, to}}, "gex-lead", false)
		o.text(area.r+24, to+4, start, fontMark, list[i].name)
	}
}

// hits draws the invisible columns that show the numbers of a row on hover, of the last one of a few pixels.
func (o *overTime) hits(upper, lower box) {
	const least = 3
	from := upper.l
	for n, s := range o.shown {
		to := o.px(o.until[s.last])
		ends := n == len(o.shown)-1 || o.apart(o.shown[n+1])
		if ends || to-from >= least {
			o.rect(box{from, upper.t, to, lower.b}, "gex-hit", o.says(&o.t.Moments[s.last]))
			from = to
		}
		if ends && n < len(o.shown)-1 {
			from = o.px(o.at[o.shown[n+1].first])
		}
	}
}

// says words a row.
func (o *overTime) says(m *report.Moment) string {
	return instant(m.At) + ": " + strings.Join(momentFacts(o.t, m), ", ")
}
