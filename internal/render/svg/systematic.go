package svg

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"gex/internal/report"
)

// WriteSystematic draws trend followers: the last year of closes with their averages and the levels of tomorrow, and below it what
// each model holds after tapes. Prices are those of the instrument that levels were mapped to, if there is one.
func WriteSystematic(w io.Writer, d *report.SystematicDocument) error {
	if d.Systematic.Trend == nil {
		return fmt.Errorf("no trend followers to draw")
	}
	const width, height = 1200, 900
	on := d.Elsewhere()
	h := fnv.New32a()
	fmt.Fprintln(h, d.Input.SHA256, d.Underlying, d.TradeDate, d.Spot.String(), on.Spot.String())
	f := &followers{canvas: &canvas{id: fmt.Sprintf("gex-systematic-%08x", h.Sum32())}, d: on, t: on.Systematic.Trend, close: d.Spot}
	f.open(width, height)
	all := box{0, 0, float64(width), float64(height)}
	f.rect(all, "gex-bg", "")
	in := f.frame(box{margin, margin, all.r - margin, all.b - margin})
	split := px(in.t + 0.64*in.h())
	f.group("gex-price", func() { f.price(box{in.l, in.t, in.r, split - 14}) })
	f.group("gex-position", func() { f.positions(box{in.l, split + 14, in.r, in.b}) })
	f.raw("</svg>\n")
	_, err := io.WriteString(w, f.out.String())
	return err
}

// followers is the picture of trend followers.
type followers struct {
	*canvas
	d     *report.SystematicDocument
	t     *report.Trend
	close report.Number // the last one, of the prices themselves
}

// name is what the prices are of.
func (f *followers) name() string {
	if f.d.Underlying != "" {
		return string(f.d.Underlying)
	}
	return f.d.Input.File
}

// elsewhere says what instrument the prices of the picture are of; "" without another one.
func (f *followers) elsewhere() string {
	if f.t.Mapped == nil {
		return ""
	}
	return "prices in " + f.t.Mapped.Symbol + " at " + price(f.d.Spot)
}

// open writes the root element with a description and the style sheet.
func (f *followers) open(width, height int) {
	f.raw(`<svg xmlns="http://www.w3.org/2000/svg" class="gex-svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="%s-t %s-d">`+"\n",
		width, height, width, height, f.id, f.id)
	f.raw(`<title id="%s-t">Trend followers in %s</title>`+"\n", f.id, inXML(f.name()))
	f.raw(`<desc id="%s-d">Trend followers in %s, closes to %s. %s</desc>`+"\n", f.id, inXML(list(f.name(), f.elsewhere())), f.d.TradeDate, inXML(f.says()))
	f.raw("<style>\n%s</style>\n", css(false, true, false, "(prefers-color-scheme:dark)"))
}

// says are the nearest levels in a sentence.
func (f *followers) says() string {
	below, above := f.levels()
	var parts []string
	if len(below) > 0 {
		parts = append(parts, below[0].name+" flips at "+price(below[0].at)+" ("+distance(below[0].at, f.d.Spot)+")")
	}
	if len(above) > 0 {
		parts = append(parts, above[0].name+" flips at "+price(above[0].at)+" ("+distance(above[0].at, f.d.Spot)+")")
	}
	if parts == nil {
		return "No level of tomorrow is within 20%."
	}
	return "Nearest levels of tomorrow: " + strings.Join(parts, ", ") + "."
}

// trendLevel is a level of tomorrow.
type trendLevel struct {
	name string
	at   report.Number
}

// levels are those of tomorrow on each side of the close, the nearest first, without pairs: what those hold has no jump there.
func (f *followers) levels() (below, above []trendLevel) {
	for _, s := range f.t.Signals {
		switch {
		case !s.FlipsAt.OK(), strings.HasPrefix(s.Name, "pair "):
		case s.FlipsAt <= f.d.Spot:
			below = append(below, trendLevel{s.Name, s.FlipsAt})
		default:
			above = append(above, trendLevel{s.Name, s.FlipsAt})
		}
	}
	slices.SortStableFunc(below, func(a, b trendLevel) int { return cmp.Compare(b.at, a.at) })
	slices.SortStableFunc(above, func(a, b trendLevel) int { return cmp.Compare(a.at, b.at) })
	return below, above
}

// frame writes what is around the panels, and returns what is left.
func (f *followers) frame(in box) box {
	y := in.t + fontTitle.ascent()
	when := "close of " + day(f.d.TradeDate, "")
	title := fontTitle.cut(list(f.name(), price(f.close), f.elsewhere()), in.w()-fontBody.width(when)-24)
	f.text(in.l, y, start, fontTitle, title)
	f.text(in.r, y, end, fontBody, when)
	y += 4 + fontLead.line()
	f.text(in.l, y, start, fontLead, fontLead.cut(f.says(), in.w()))
	notes := []string{f.d.Input.File, fmt.Sprintf("%d closes from %s to %s", f.d.Closes, f.d.First, f.d.TradeDate), labeled("warnings: ", warnings(f.d.Warnings))}
	lines := fontNote.wrapList(notes, in.w(), 2)
	bottom := in.b - fontNote.descent()
	for i := len(lines) - 1; i >= 0; i-- {
		f.text(in.l, bottom, start, fontNote, lines[i])
		bottom -= fontNote.line()
	}
	return box{in.l, px(y + 18), in.r, px(bottom - 6)}
}

// averageClasses draw averages, the shortest first; more than these share the last.
var averageClasses = []string{"gex-today", "gex-linear", "gex-flip", "gex-pwall"}

// price draws the closes, their averages and the levels.
func (f *followers) price(at box) {
	p := &panel{canvas: f.canvas, k: kind{title: "Close"}, at: at}
	legend := []key{{"gex-curve", "close"}}
	for i, n := range averagesOf(f.t) {
		legend = append(legend, key{averageClasses[min(i, len(averageClasses)-1)], n})
	}
	p.head("with its averages, and the closes that flip signals tomorrow", legend)
	lo, hi := math.Inf(1), math.Inf(-1)
	take := func(n report.Number) {
		if n.OK() {
			lo, hi = min(lo, float64(n)), max(hi, float64(n))
		}
	}
	for _, h := range f.d.History {
		take(h.Close)
		for _, a := range h.Averages {
			take(a)
		}
	}
	below, above := f.levels()
	shown := append(below[:min(len(below), 6):min(len(below), 6)], above[:min(len(above), 6)]...)
	for _, l := range shown {
		take(l.at)
	}
	pad := max(0.04*(hi-lo), 0.002*hi)
	widest := 0.0
	for _, l := range shown {
		widest = max(widest, fontMark.width(l.name+" "+price(l.at)))
	}
	area := box{px(p.at.l + 62), px(p.at.t + 6), px(p.at.r - widest - 12), px(p.at.b - 26)}
	y := scale{lo: lo - pad, hi: hi + pad, from: area.b, to: area.t}
	x := scale{lo: 0, hi: float64(max(1, len(f.d.History)-1)), from: area.l, to: area.r}
	for _, v := range round(y.lo, y.hi, max(2, int(area.h()/42))).at {
		f.segment(point{area.l, y.at(v)}, point{area.r, y.at(v)}, "gex-grid")
		f.text(area.l-6, y.at(v)+4, end, fontNote, strike(v))
	}
	f.months(x, area)
	for i := range averagesOf(f.t) {
		f.line(x, y, averageClasses[min(i, len(averageClasses)-1)], func(h *report.PricePoint) report.Number { return h.Averages[i] })
	}
	f.line(x, y, "gex-curve", func(h *report.PricePoint) report.Number { return h.Close })
	f.marks(shown, y, area)
	for i := range f.d.History {
		h := &f.d.History[i]
		half := report.Number(0.5)
		f.rect(box{max(area.l, x.at(report.Number(i)-half)), area.t, min(area.r, x.at(report.Number(i)+half)), area.b}, "gex-hit", h.Date+": "+price(h.Close))
	}
}

// averagesOf are the names of the averages among the signals.
func averagesOf(t *report.Trend) []string {
	var list []string
	for _, s := range t.Signals {
		if strings.HasPrefix(s.Name, "average ") {
			list = append(list, s.Name)
		}
	}
	return list
}

// months writes the first row of each month below the chart, as far as there is space.
func (f *followers) months(x scale, area box) {
	free, last := area.l, ""
	for i, h := range f.d.History {
		t, err := time.Parse(time.DateOnly, h.Date)
		month := h.Date[:min(7, len(h.Date))]
		if err != nil || month == last {
			continue
		}
		first := last == ""
		last = month
		label, at := t.Format("Jan 06"), x.at(report.Number(i))
		if w := fontNote.width(label); !first && at-w/2 > free && at+w/2 < area.r {
			f.segment(point{at, area.b}, point{at, area.b + 4}, "gex-axis")
			f.text(at, area.b+16, middle, fontNote, label)
			free = at + w/2 + 14
		}
	}
	f.segment(point{area.l, area.b}, point{area.r, area.b}, "gex-axis")
}

// line draws a series, with a gap where it has no value.
func (f *followers) line(x, y scale, class string, value func(*report.PricePoint) report.Number) {
	var run []point
	for i := range f.d.History {
		v := value(&f.d.History[i])
		if v.OK() {
			run = append(run, point{x.at(report.Number(i)), y.at(v)})
			continue
		}
		f.path(run, class+" gex-line", false)
		run = nil
	}
	f.path(run, class+" gex-line", false)
}

// marks draws levels from the last close to their names, which are moved apart.
func (f *followers) marks(levels []trendLevel, y scale, area box) {
	slices.SortStableFunc(levels, func(a, b trendLevel) int { return cmp.Compare(b.at, a.at) })
	want, heights := make([]float64, len(levels)), make([]float64, len(levels))
	for i, l := range levels {
		want[i], heights[i] = y.at(l.at), fontMark.line()
	}
	at, _ := spread(want, heights, 0, area.t, area.b)
	for i, l := range levels {
		class := "gex-cwall"
		if l.at <= f.d.Spot {
			class = "gex-pwall"
		}
		f.segment(point{px(area.r - 0.12*area.w()), want[i]}, point{area.r, want[i]}, class)
		f.segment(point{area.r, want[i]}, point{area.r + 8, px(at[i])}, "gex-lead")
		f.text(area.r+10, px(at[i]+4), start, fontMark, l.name+" "+price(l.at))
	}
}

// positions draws what each model holds now and after tapes.
func (f *followers) positions(at box) {
	p := &panel{canvas: f.canvas, k: kind{title: "Position"}, at: at}
	classes := []string{"gex-e1", "gex-e2", "gex-e3"}
	var legend []key
	most := 0.1
	for i, m := range f.t.Models {
		legend = append(legend, key{classes[i%len(classes)], m.Model})
		for _, n := range append([]report.Number{m.Position}, positionsOf(&m)...) {
			if n.OK() {
				most = max(most, math.Abs(float64(n)))
			}
		}
	}
	p.head("in units of capital, now and after days of equal steps (standard deviations in all)", legend)
	area := box{px(p.at.l + 62), px(p.at.t + 6), px(p.at.r - 10), px(p.at.b - 24)}
	y := scale{lo: -1.1 * most, hi: 1.1 * most, from: area.b, to: area.t}
	marks := round(y.lo, y.hi, max(2, int(area.h()/34)))
	for _, v := range marks.at {
		f.segment(point{area.l, y.at(v)}, point{area.r, y.at(v)}, "gex-grid")
		f.text(area.l-6, y.at(v)+4, end, fontNote, signed(v, marks.decimals))
	}
	tapes := f.t.Models[0].Tapes
	step := area.w() / float64(len(tapes)+1)
	for g := range len(tapes) + 1 {
		label := "now"
		if g > 0 {
			label = tapeLabel(&tapes[g-1])
		}
		left := area.l + float64(float64(g)*step)
		f.text(px(left+step/2), area.b+16, middle, fontNote, label)
		width := 0.74 * step / float64(len(f.t.Models))
		for i, m := range f.t.Models {
			n := m.Position
			if g > 0 {
				n = m.Tapes[g-1].Position
			}
			if !n.OK() {
				continue
			}
			x := left + float64(0.13*step) + float64(float64(i)*width)
			top, bottom := y.at(max(n, 0)), y.at(min(n, 0))
			f.rect(box{px(x), top, px(x + width - 1), max(bottom, top+1)}, classes[i%len(classes)], m.Model+", "+label+": "+signed(n, 2))
		}
	}
	f.segment(point{area.l, y.at(0)}, point{area.r, y.at(0)}, "gex-axis")
}

func positionsOf(m *report.TrendModel) []report.Number {
	var list []report.Number
	for _, t := range m.Tapes {
		list = append(list, t.Position)
	}
	return list
}

// tapeLabel names a tape: −2σ 5 d.
func tapeLabel(t *report.Tape) string {
	if t.Sigmas == 0 {
		return fmt.Sprintf("flat %d d", t.Days)
	}
	return signed(report.Number(t.Sigmas), 0) + fmt.Sprintf("σ %d d", t.Days)
}
