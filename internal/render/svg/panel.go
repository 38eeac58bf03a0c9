package svg

import (
	"math"
	"slices"

	"gex/internal/report"
)

// Limits of the size, in CSS pixels: labels do not fit below them, and no screen is larger.
const (
	MinWidth, MinHeight     = 640, 400
	plainWidth, plainHeight = 360, 320 // of a plain picture: a phone
	MaxSide                 = 10000
)

// kind is one picture.
type kind struct {
	name, title string
	draw        func(*panel)
	says        func(*report.Pictures) string // in a sentence, after "of SPX"

	heading func(*report.Pictures) heading // of a picture that is not of a report; nil: it is
}

// panel is the area of one kind of picture.
type panel struct {
	*canvas
	r        *report.Pictures
	k        kind
	at       box     // all of it
	fixed    float64 // the requested window; 0: none
	notes    []string
	mustShow []report.Number // prices that a window chosen by the picture includes, besides walls and zero gamma
}

// draw draws the kind, or a message that there is nothing to draw.
func (p *panel) draw() {
	if p.k.heading == nil && (len(p.r.Strikes) == 0 || p.r.Coverage.Used == 0) {
		p.head("", nil)
		p.empty(nothing(p.r))
		return
	}
	p.k.draw(p)
}

// empty writes in the middle of the panel why it is empty.
func (p *panel) empty(why string) {
	c := (p.at.l + p.at.r) / 2
	y := (p.at.t + p.at.b) / 2
	for _, line := range fontBody.wrap(why, p.at.w(), 3) {
		p.text(c, y, middle, fontBody, line)
		y += fontBody.line()
	}
}

// key is one entry of a legend.
type key struct{ class, name string }

// strokes are the classes that a legend shows as a line; all others are areas.
var strokes = map[string]bool{
	"gex-net": true, "gex-curve": true, "gex-linear": true, "gex-today": true,
	"gex-was": true, "gex-flip": true, "gex-cwall": true, "gex-pwall": true, "gex-spot": true, "gex-axis": true,
}

// dots are those that it shows as a dot.
var dots = map[string]bool{"gex-mark": true}

// head writes the title, the unit and the legend of the panel, and reduces at to the rest.
func (p *panel) head(subtitle string, legend []key) {
	y := p.at.t + fontPanel.ascent()
	p.text(p.at.l, y, start, fontPanel, p.k.title)
	x := p.at.l + fontPanel.width(p.k.title) + 12
	if fontNote.width(subtitle) > p.at.r-x {
		x, y = p.at.l, y+fontNote.line()
	}
	for i, line := range fontNote.wrap(subtitle, p.at.r-x, 2) {
		if i > 0 {
			y += fontNote.line()
		}
		p.text(x, y, start, fontNote, line)
	}
	p.at.t = p.legend(y, legend) + 8
}

// legend writes the entries below y, in as many lines as they need, and returns the y where they end.
func (p *panel) legend(y float64, legend []key) float64 {
	if len(legend) == 0 {
		return px(y)
	}
	const swatch, gap = 14, 16
	x := p.at.l
	y += fontNote.line() + 3
	for _, k := range legend {
		w := swatch + 5 + fontNote.width(k.name)
		if x+w > p.at.r && x > p.at.l {
			x, y = p.at.l, y+fontNote.line()
		}
		switch {
		case strokes[k.class]:
			p.segment(point{x, px(y - 4)}, point{x + swatch, px(y - 4)}, k.class)
		case dots[k.class]:
			p.circle(point{x + swatch/2, px(y - 4)}, 3, k.class, "")
		default:
			p.rect(box{x, y - 9, x + swatch, y + 1}, k.class, "")
		}
		p.text(x+swatch+5, y, start, fontNote, k.name)
		x += w + gap
	}
	return px(y)
}

// foot writes the notes at the bottom, and reduces the panel by their height.
func (p *panel) foot() {
	if len(p.notes) == 0 {
		return
	}
	most := 2
	if p.slim() {
		most = 3
	}
	lines := fontNote.wrapList(p.notes, p.at.w(), most)
	y := p.at.b - fontNote.descent()
	for i := len(lines) - 1; i >= 0; i-- {
		p.text(p.at.l, y, start, fontNote, lines[i])
		y -= fontNote.line()
	}
	p.at.b = px(y - 2)
}

// slim reports whether the panel is as narrow as a phone.
func (p *panel) slim() bool { return p.at.w() < 0.75*MinWidth }

func (p *panel) note(s string) { p.notes = append(p.notes, s) }

// windows are the half-widths from which a picture chooses when none is requested.
var windows = []float64{0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2}

// window returns the half-width of the spot axis: the requested one, or the smallest that includes the walls, zero gamma and
// nearly all exposure within the widest.
func (p *panel) window() (lo, hi report.Number) {
	w := p.fixed
	if w == 0 {
		w = p.natural()
	}
	return report.Number(float64(p.r.Spot) * (1 - w)), report.Number(float64(p.r.Spot) * (1 + w))
}

// most is the share of that exposure that a window must include.
const most = 0.85

func (p *panel) natural() float64 {
	widest := windows[len(windows)-1]
	all := p.weightWithin(widest)
	for _, w := range windows {
		if p.weightWithin(w) >= most*all && p.levelsWithin(w, widest) {
			return w
		}
	}
	return widest
}

// weightWithin returns the call and put exposure within a distance of spot.
func (p *panel) weightWithin(w float64) float64 {
	sum := 0.0
	for _, k := range p.r.Strikes {
		if p.distance(k.Strike) <= w {
			sum += math.Abs(float64(k.CallGEX)) + math.Abs(float64(k.PutGEX))
		}
	}
	return sum
}

// levelsWithin reports whether no level is between the distances, with a margin for its label.
func (p *panel) levelsWithin(w, widest float64) bool {
	must := slices.Clone(p.mustShow)
	for _, v := range headlines() {
		must = append(must, v.Number(&p.r.Levels))
	}
	for _, level := range must {
		if d := p.distance(level); level.OK() && d > 0.97*w && d <= widest {
			return false
		}
	}
	return true
}

// distance returns the distance of a price from spot, as a fraction of it.
func (p *panel) distance(at report.Number) float64 { return math.Abs(float64(at/p.r.Spot - 1)) }
