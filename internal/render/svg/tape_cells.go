package svg

import (
	"math"
	"slices"
	"strings"

	"gex/internal/report"
)

// tape is a map with strikes on the y axis and times on the x axis, where each file holds until the next one.
type tape struct {
	*overTime
	d       *report.DayTape
	chart   box
	strikes scale
	tints
	cells [][]report.Cell // of each moment, in the window
}

func newTape(p *panel, d *report.DayTape) *tape {
	t := &tape{overTime: newOver(p, d.Timeline, "file"), d: d}
	t.oneDay = dateIn(t.t.Moments[0].At.Time) == dateIn(t.t.Moments[len(t.t.Moments)-1].At.Time)
	t.strikes = t.window()
	t.cells = t.inWindow(t.strikes)
	t.tints = tintsTo(gexUnit(t.panel.r.Conventions), t.strongest())
	return t
}

// span words the window.
func (t *tape) span() string {
	return price(report.Number(t.strikes.lo)) + " and " + price(report.Number(t.strikes.hi))
}

// window is the strikes that are shown: spot's path and as much around it as has most exposure and the levels, or what was asked
// for, in rows that are high enough to be seen.
func (t *tape) window() scale {
	least, most := t.spots()
	if least > most {
		return scale{lo: 0, hi: 1}
	}
	around := func(w float64) scale { return scale{lo: float64(least * (1 - w)), hi: float64(most * (1 + w))} }
	if t.fixed > 0 {
		return t.listed(around(t.fixed), least, most)
	}
	widest := windows[len(windows)-1]
	all, w := t.weight(around(widest)), widest
	for _, try := range windows {
		if s := around(try); t.weight(s) >= enoughWeight*all && t.within(s.lo, s.hi) {
			w = try
			break
		}
	}
	rows := max(8, int((0.75*t.panel.at.h()-100)/cellRow))
	for t.mostRows(around(w)) > rows && w > 1e-4 {
		w *= 0.9
	}
	return t.listed(around(w), least, most)
}

// enoughWeight is the part of all exposure that a window has at least.
const enoughWeight = 0.85

// weight is the exposure of calls and puts in a window, at all times.
func (t *tape) weight(s scale) float64 {
	sum := 0.0
	for _, column := range t.d.Columns {
		for _, c := range column {
			if s.holds(c.Strike) {
				sum += largest(c.CallGEX) + largest(c.PutGEX)
			}
		}
	}
	return sum
}

// mostRows is how many strikes a file has in a window at most.
func (t *tape) mostRows(s scale) int {
	most := 0
	for _, cells := range t.inWindow(s) {
		most = max(most, len(cells))
	}
	return most
}

// listed is a window without what is beyond all strikes and spot's path.
func (t *tape) listed(s scale, least, most float64) scale {
	for _, cells := range t.inWindow(s) {
		for _, c := range cells {
			least, most = min(least, float64(c.Strike)), max(most, float64(c.Strike))
		}
	}
	pad := 0.015 * (most - least)
	if pad == 0 {
		pad = 0.01 * most
	}
	return scale{lo: max(s.lo, least-pad), hi: min(s.hi, most+pad)}
}

// inWindow is the cells of each time that are in a window.
func (t *tape) inWindow(s scale) (list [][]report.Cell) {
	for _, column := range t.d.Columns {
		list = append(list, cellsOn(s, column))
	}
	return list
}

// One of few cells may be beyond the strongest shade, where it is more than outsize times what the others need: those of the last
// minutes would leave all others pale.
const few, outsize = 200, 2

// strongest is what the strongest shade stands for.
func (t *tape) strongest() float64 {
	sizes := []float64{0}
	for _, cells := range t.cells {
		for _, c := range cells {
			sizes = append(sizes, largest(c.GEX))
		}
	}
	slices.Sort(sizes)
	most := len(sizes) - 1
	if usual := sizes[most-most/few]; usual > 0 && sizes[most] > outsize*usual {
		return usual
	}
	return sizes[most]
}

// leftOut says what the picture does not show.
func (t *tape) leftOut() {
	beyond, top := 0, 0.0
	for _, cells := range t.cells {
		for _, c := range cells {
			if v := largest(c.GEX); v > t.full {
				beyond, top = beyond+1, max(top, v)
			}
		}
	}
	if beyond > 0 {
		t.note(count(beyond, "cell") + " beyond the scale, |GEX| up to " + fixed(report.Number(top/t.mag.Divisor), t.dec))
	}
	all := t.weight(scale{lo: math.Inf(-1), hi: math.Inf(1)})
	if n, out := t.outside(); n > 0 && all > 0 {
		t.note("off the chart: " + of(n, out) + " strikes, with " + fixed(report.Number(100*(1-t.weight(t.strikes)/all)), 1) + "% of the GEX of calls and puts")
	}
	if n := t.d.Failed; n > 0 {
		t.note(count(n, "file") + " could not be used")
	}
	t.gaps()
	t.notes(t.strikes.lo, t.strikes.hi)
}

// outside counts the strikes outside the window, and all.
func (t *tape) outside() (out, all int) {
	var list []report.Number
	for _, column := range t.d.Columns {
		for _, c := range column {
			list = append(list, c.Strike)
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	for _, k := range list {
		if !t.strikes.holds(k) {
			out++
		}
	}
	return out, len(list)
}

// gaps says between which times files are missing.
func (t *tape) gaps() {
	const named = 3
	var list []string
	for i := 1; i < len(t.t.Moments); i++ {
		if m := &t.t.Moments[i]; m.Gap {
			list = append(list, t.t.Moments[i-1].At.Format("15:04")+" to "+m.At.Format("15:04"))
		}
	}
	if n := len(list); n > named {
		list = append(list[:named], count(n-named, "more gap"))
	}
	if len(list) > 0 {
		t.note("no files from " + strings.Join(list, ", "))
	}
}

// pointable is how wide columns are at least, on average, whose cells have their numbers on hover.
const pointable = 6

func (t *tape) pointed() bool {
	return (t.x.to - t.x.from) >= pointable*float64(len(t.shown))
}

// run is a strike over times at which it has one color.
type run struct {
	at     box
	strike report.Number
	shade  int
	title  string
}

// runs are the cells, on whole pixels, so that no seams show between them. Those that nobody can point at are joined over time.
func (t *tape) runs() []run {
	var done []run
	before := map[report.Number]int{} // the run of each strike that ends where the next column begins
	far := t.reach()
	for _, s := range t.shown {
		l, r := math.Round(t.px(t.at[s.first])), math.Round(t.px(t.until[s.last]))
		if s == t.shown[len(t.shown)-1] {
			r = max(r, l+1)
		}
		m, cells, now := &t.t.Moments[s.last], t.cells[s.last], map[report.Number]int{}
		for j, c := range cells {
			if l >= r || !c.GEX.OK() {
				continue
			}
			top, bottom := extentOf(cells, j, t.strikes, far, t.chart)
			cell := run{at: box{l, math.Round(top), r, math.Round(bottom)}, strike: c.Strike, shade: t.shadeOf(c.GEX)}
			if cell.at.h() > 6 {
				cell.at.b-- // so that neighbors of one shade stay apart
			}
			if t.pointed() {
				cell.title = strike(c.Strike) + " at " + m.At.Format("15:04") + ": " + gexUnit(t.t.Conventions).amount(c.GEX) + ", spot " + price(m.Spot)
			} else if i, found := before[c.Strike]; found && done[i].continues(cell) {
				done[i].at.r, now[c.Strike] = r, i
				continue
			}
			now[c.Strike] = len(done)
			done = append(done, cell)
		}
		before = now
	}
	return done
}

// continues reports whether a cell is more of the same.
func (a run) continues(b run) bool {
	return a.at.r == b.at.l && a.shade == b.shade && a.at.t == b.at.t && a.at.b == b.at.b
}

// reach is the greatest half-height of a cell.
func (t *tape) reach() float64 {
	least := t.chart.h()
	for _, cells := range t.cells {
		for j := 1; j < len(cells); j++ {
			least = min(least, (t.strikes.at(cells[j-1].Strike)-t.strikes.at(cells[j].Strike))/2)
		}
	}
	return reachOf(least)
}

// colors draws the cells, and a line through those of short gamma.
func (t *tape) colors() {
	runs := t.runs()
	var stripes []run
	before := map[report.Number]int{}
	for _, c := range runs {
		t.rect(c.at, fillOf(c.shade), c.title)
		if c.shade >= 0 || c.at.h() < 3 {
			continue
		}
		y := math.Floor((c.at.t+c.at.b)/2) + 0.5
		stripe := run{at: box{c.at.l, y, c.at.r, y}}
		if i, found := before[c.strike]; found && stripes[i].continues(stripe) {
			stripes[i].at.r = c.at.r
			continue
		}
		before[c.strike] = len(stripes)
		stripes = append(stripes, stripe)
	}
	var d strings.Builder
	for _, s := range stripes {
		d.WriteString("M" + num(s.at.l) + " " + num(s.at.t) + "L" + num(s.at.r) + " " + num(s.at.t))
	}
	if len(stripes) > 0 {
		t.shape("path", striped, `d="`+d.String()+`"`, "")
	}
}

// marks draws spot and levels over the cells, each with a rim.
func (t *tape) marks() {
	for _, k := range slices.Backward(tracks) { // spot on top
		draw := t.line
		if k.steps {
			draw = t.dashes
		}
		draw(track{"gex-rim", k.name, k.of, k.steps}, t.strikes)
		draw(k, t.strikes)
	}
}

// dashes marks a level that moves from strike to strike: nothing joins two of them.
func (t *tape) dashes(k track, s scale) {
	for i := 0; i < len(t.t.Moments); {
		v, from := k.of(&t.t.Moments[i]), i
		for i++; i < len(t.t.Moments) && !t.t.Moments[i].Gap && k.of(&t.t.Moments[i]) == v; i++ {
		}
		if s.holds(v) {
			t.path([]point{{t.px(t.at[from]), s.at(v)}, {t.px(t.until[i-1]), s.at(v)}}, k.class+" gex-line", false)
		}
	}
}
