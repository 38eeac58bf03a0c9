package svg

import (
	"math"
	"slices"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// History is the kind that draws the rows of a history over time.
const History = "history"

// track is a price over time.
type track struct {
	class, name string
	of          func(*report.Moment) report.Number
	steps       bool // it holds until the next row; else it runs from row to row
}

func (k track) show(v report.Number) string {
	if k.steps {
		return strike(v)
	}
	return price(v)
}

// tracks are spot and the levels of a history that pictures show.
var tracks = func() []track {
	list := []track{{"gex-curve", "spot", func(m *report.Moment) report.Number { return m.Spot }, false}}
	for _, v := range headlines() {
		if v.History && v.Class != "" {
			list = append(list, track{v.Class, v.Name, func(m *report.Moment) report.Number { return m.Level(v.Stem()) }, v.Strike})
		}
	}
	return list
}()

// overTime is a picture over time: prices above, GEX below.
type overTime struct {
	*panel
	t         *report.Timeline
	axis      *timeAxis
	x         scale
	at, until []float64 // of each moment, where it begins and where the next one does
	shown     []stretch // what is drawn where there are more moments than pixels
}

// stretch is moments of one pixel, of which the last is drawn.
type stretch struct{ first, last int }

// drawHistory draws spot and levels over time, shaded by regime, and GEX below them.
func drawHistory(p *panel) {
	if p.r.Timeline == nil {
		p.head("", nil)
		p.empty("no history is given")
		return
	}
	o := newOver(p, p.r.Timeline)
	lo, hi := o.prices()
	bottom, top := padded(o.amounts(), 0.06)
	mag := magnitudeOf(max(-bottom, top))
	legend := []key{{"gex-long", "long gamma"}, {"gex-short", "short gamma"}}
	for _, k := range slices.Backward(tracks) {
		legend = slices.Insert(legend, 0, key{k.class, k.name})
	}
	p.head(o.subtitle(), legend)
	o.notes(lo, hi)
	p.foot()
	names, mostName := o.ends(lo, hi)
	const between, ticksBelow = 26, 2*tickHeight + 6
	split := px(p.at.t + 0.68*(p.at.h()-between-ticksBelow))
	upper := box{p.at.l, p.at.t + 4, px(p.at.r - max(20, mostName+26)), split}
	lower := box{p.at.l, split + between, upper.r, px(p.at.b - ticksBelow)}
	prices, amounts := scale{lo, hi, upper.b, upper.t}, scale{bottom, top, lower.b, lower.t}
	left := px(p.at.l + 8 + max(o.widest(priceTicks(prices), price0), o.widest(amountTicks(amounts, mag), mag.show)))
	upper.l, lower.l = left, left
	o.x.from, o.x.to = left, upper.r
	o.thin()
	o.shade(upper)
	o.grid(upper, prices, priceTicks(prices), price0)
	o.grid(lower, amounts, amountTicks(amounts, mag), mag.show)
	o.days(upper, lower)
	o.area(amounts)
	o.segment(point{lower.l, amounts.at(0)}, point{lower.r, amounts.at(0)}, "gex-axis")
	for _, k := range slices.Backward(tracks) { // spot on top
		o.line(k, prices)
	}
	o.today(amounts)
	o.caption(lower, mag)
	o.times(lower)
	o.name(names, upper, prices)
	o.hits(upper, lower)
}

func price0(v report.Number, decimals int) string { return fixed(v, decimals) }

func newOver(p *panel, t *report.Timeline) *overTime {
	o := &overTime{panel: p, t: t, axis: newTimeAxis(t)}
	var steps []float64
	for i := range t.Moments {
		o.at = append(o.at, o.axis.at(&t.Moments[i]))
		if i > 0 && !t.Moments[i].Gap {
			steps = append(steps, o.at[i]-o.at[i-1])
		}
	}
	last := len(o.at) - 1
	span := o.at[last] - o.at[0]
	usual := span / 100
	if slices.Sort(steps); len(steps) > 0 {
		usual = min(steps[len(steps)/2], span/4)
	}
	for i := range o.at {
		until := o.at[i] + usual
		if i < last && (!t.Moments[i+1].Gap || o.at[i+1] < until) {
			until = o.at[i+1]
		}
		o.until = append(o.until, until)
	}
	o.x = scale{lo: o.at[0], hi: max(o.until[last], o.at[0]+1e-9)}
	return o
}

// px is the place of a time on the axis.
func (o *overTime) px(x float64) float64 { return o.x.at(report.Number(x)) }

// thin gathers the moments of each pixel.
func (o *overTime) thin() {
	for i := range o.at {
		if n := len(o.shown); n > 0 && math.Floor(o.px(o.at[o.shown[n-1].last])) == math.Floor(o.px(o.at[i])) && !o.t.Moments[i].Gap {
			o.shown[n-1].last = i
			continue
		}
		o.shown = append(o.shown, stretch{i, i})
	}
}

// apart reports whether nothing joins a stretch to the one before.
func (o *overTime) apart(s stretch) bool { return o.t.Moments[s.first].Gap }

// enough is the part of the values of each level that a window of prices includes.
const enough = 0.95

// prices is the window: spot, and as much around it as most levels need, within the widest; or as much as was asked for.
func (o *overTime) prices() (lo, hi float64) {
	least, most := math.Inf(1), math.Inf(-1)
	for i := range o.t.Moments {
		if s := float64(o.t.Moments[i].Spot); s > 0 {
			least, most = min(least, s), max(most, s)
		}
	}
	if least > most {
		return 0, 1
	}
	w := o.fixed
	for i := 0; w == 0; i++ {
		if o.within(least*(1-windows[i]), most*(1+windows[i])) || i == len(windows)-1 {
			w = windows[i]
		}
	}
	from, to := least*(1-w), most*(1+w)
	for _, k := range tracks[1:] { // no more than there is
		for j := range o.t.Moments {
			if v := float64(k.of(&o.t.Moments[j])); v >= from && v <= to {
				least, most = min(least, v), max(most, v)
			}
		}
	}
	pad := 0.04 * (most - least)
	if pad == 0 {
		pad = 0.01 * most
	}
	return least - pad, most + pad
}

// within reports whether a window holds enough of each level.
func (o *overTime) within(lo, hi float64) bool {
	for _, k := range tracks[1:] {
		all, in := 0, 0
		for i := range o.t.Moments {
			if v := float64(k.of(&o.t.Moments[i])); !math.IsNaN(v) {
				all++
				if v >= lo && v <= hi {
					in++
				}
			}
		}
		if float64(in) < enough*float64(all) {
			return false
		}
	}
	return true
}

// amounts lists GEX, of all contracts and of those of the day.
func (o *overTime) amounts() (list []report.Number) {
	for i := range o.t.Moments {
		m := &o.t.Moments[i]
		for _, v := range []report.Number{m.GEX, m.Level("gex_0dte")} {
			if v.OK() {
				list = append(list, v)
			}
		}
	}
	return list
}

// notes says what the picture does not show.
func (o *overTime) notes(lo, hi float64) {
	for _, k := range tracks {
		out, none := 0, 0
		for i := range o.t.Moments {
			switch v := float64(k.of(&o.t.Moments[i])); {
			case math.IsNaN(v):
				none++
			case v < lo || v > hi:
				out++
			}
		}
		if none > 0 {
			o.note("no " + k.name + " in " + of(none, len(o.t.Moments)) + " rows")
		}
		if out > 0 {
			o.note(k.name + " off the chart in " + of(out, len(o.t.Moments)) + " rows")
		}
	}
	if n := o.t.Same; n > 0 {
		o.note(count(n) + " of the time of a later row, which stands for them")
	}
}

func of(n, all int) string {
	return fixed(report.Number(n), 0) + " of " + fixed(report.Number(all), 0)
}

func count(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fixed(report.Number(n), 0) + " rows"
}

// subtitle says in which unit things are, and whose clock it is.
func (o *overTime) subtitle() string {
	s := "spot and levels, shaded by regime (neutral: no shade)"
	if o.axis.hours {
		s += "; times are " + o.t.Moments[0].At.Clock()
	}
	return s
}

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
	slices.SortStableFunc(list, func(a, b ended) int {
		switch {
		case a.at > b.at:
			return -1
		case a.at < b.at:
			return 1
		}
		return 0
	})
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

// momentFacts are the numbers of a row in words.
func momentFacts(t *report.Timeline, m *report.Moment) (out []string) {
	if m.Regime != "" {
		out = append(out, phrase.RegimeInText(m.Regime))
	}
	for _, k := range tracks {
		v := k.of(m)
		switch {
		case !v.OK():
			out = append(out, "no "+k.name)
		case k.name == "spot" || !(m.Spot > 0):
			out = append(out, k.name+" "+k.show(v))
		default:
			out = append(out, k.name+" "+k.show(v)+" ("+distance(v, m.Spot)+")")
		}
	}
	u := gexUnit(t.Conventions)
	if m.GEX.OK() {
		out = append(out, "net GEX "+u.signed(m.GEX))
	}
	if v := m.Level("gex_0dte"); v.OK() {
		out = append(out, "0DTE "+u.signed(v))
	}
	return out
}

// historyHeading is that of a history, or of a report that has none.
func historyHeading(r *report.Pictures) heading {
	if r.Timeline == nil {
		return headingOf(r)
	}
	return timelineHeading(r.Timeline)
}

// timelineHeading is what stands above and below the picture of a history.
func timelineHeading(t *report.Timeline) heading {
	last := &t.Moments[len(t.Moments)-1]
	return heading{
		title: list(t.Underlying, count(len(t.Moments))), when: []string{spanOf(t)}, lead: regimesOf(t),
		facts: append([]string{"last row " + instant(last.At)}, momentFacts(t, last)...),
		foot:  []string{labeled("made with ", t.Options), labeled("GEX: ", gexUnit(t.Conventions).Long), t.File, "levels hold until the next row"},
	}
}

// spanOf words from when to when the rows are.
func spanOf(t *report.Timeline) string {
	first, last := t.Moments[0].At, t.Moments[len(t.Moments)-1].At
	if first.Format("2006-01-02") == last.Format("2006-01-02") {
		return first.Format("Mon 2 Jan 2006 15:04") + " to " + last.Format("15:04 ") + last.Clock()
	}
	return first.Format("2 Jan 2006") + " to " + last.Format("2 Jan 2006")
}

// regimesOf counts the rows of each regime.
func regimesOf(t *report.Timeline) string {
	var parts []string
	for _, r := range []report.Regime{report.LongGamma, report.ShortGamma, report.NearZero, ""} {
		if n := t.Regimes[r]; n > 0 {
			parts = append(parts, phrase.RegimeInText(r)+" in "+fixed(report.Number(n), 0))
		}
	}
	parts[0] += " of " + count(len(t.Moments))
	return strings.ToUpper(parts[0][:1]) + strings.Join(parts, ", ")[1:]
}

func saysHistory(r *report.Pictures) string {
	t := r.Timeline
	if t == nil {
		return "No history is given."
	}
	last := &t.Moments[len(t.Moments)-1]
	return spanOf(t) + ", " + count(len(t.Moments)) + ". " + regimesOf(t) + ". The last row: " + strings.Join(momentFacts(t, last), ", ") + "."
}
