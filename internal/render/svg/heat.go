package svg

import (
	"slices"

	"gex/internal/report"
)

// heat is a map with strikes on the y axis and expiries on the x axis.
type heat struct {
	*panel
	unit    unit
	area    box
	bars    sideBars // beside few expiries
	y       scale
	columns []pick
	width   float64 // of a column
	numbers bool    // cells have their value as text
	far     float64 // the greatest half-height of a cell
	low     bool    // the picture has no room for days and nets of expiries
	tints
}

// drawHeat draws net exposure by strike and expiry.
func drawHeat(p *panel) {
	u := gexUnit(p.r.Conventions)
	h := &heat{panel: p, unit: u, low: p.at.h() < lowMap}
	lo, hi := h.rows()
	labels := p.inside(append(spotAndWalls(p.r), flips(p.r)...), scale{lo: float64(lo), hi: float64(hi)})
	margin := 0.0
	for _, l := range labels {
		margin = max(margin, fontMark.width(h.nameOf(l)))
	}
	h.layout(lo, hi, margin)
	if h.full == 0 {
		p.head("", nil)
		p.empty("no exposure at any strike between " + price(lo) + " and " + price(hi))
		return
	}
	p.head("net GEX in "+u.in(h.mag)+"; shades by the square root of |GEX|", h.bars.keys(h.strikesIn(lo, hi)))
	h.scale(h.tints, "orange: dealers short gamma, blue: long; blank: not listed", false)
	labels = h.fewer(labels)
	p.picked(len(h.columns))
	p.foot()
	h.area.t, h.area.b = p.at.t, p.at.b-h.headings()
	h.y.from, h.y.to = h.area.b, h.area.t
	h.strikeTicks()
	h.levels(labels)
	h.far = h.reach()
	h.numbers = h.numbersFit()
	for i, s := range h.columns {
		h.column(i, s)
	}
	h.bars.draw(h.strikesIn(lo, hi), h.y, u)
}

// cellRow is the least height of a strike, in pixels, in a window that the picture chooses itself.
const cellRow = 4

// rows returns the window of strikes: the requested one, or a window of its own, narrowed until strikes are cellRow high.
func (h *heat) rows() (lo, hi report.Number) {
	lo, hi = h.strikeWindow()
	if h.fixed > 0 {
		return lo, hi
	}
	rows := int((h.at.h() - 130) / cellRow)
	for len(h.strikesIn(lo, hi)) > rows {
		w := 0.9 * float64(hi-h.r.Spot)
		lo, hi = report.Number(float64(h.r.Spot)-w), report.Number(float64(h.r.Spot)+w)
	}
	return lo, hi
}

// layout sets the columns and the left and right sides of the map.
func (h *heat) layout(lo, hi report.Number, margin float64) {
	ticks := fontNote.widest(strike(lo), strike(hi), fixed(hi, 2), "strike", "DTE", "net")
	h.area = box{px(h.at.l + ticks + 10), h.at.t, px(h.at.r - margin - 26), h.at.b}
	h.y = scale{lo: float64(lo), hi: float64(hi)}
	least := 0.0
	for i := range h.r.Surface {
		least = max(least, fontNote.width(dayOf(&h.r.Surface[i])), fontNote.width(h.r.Surface[i].Root))
	}
	h.columns = picks(h.r.Surface, max(1, int(h.area.w()/(least+8))))
	if len(h.columns) == 0 {
		return
	}
	h.width = h.area.w() / float64(len(h.columns))
	if h.bars = h.besideColumns(len(h.columns), h.area.l, h.area.r); h.bars.there() {
		h.width = besideBars
	}
	h.area.r = px(h.area.l + float64(h.width*float64(len(h.columns))))
	for _, s := range h.columns {
		for _, c := range h.cellsOf(s.Slice) {
			h.full = max(h.full, largest(c.GEX))
		}
	}
	h.tints = tintsTo(h.unit, h.full)
}

// lowMap is the height below which the map leaves days and nets of its expiries to the values on hover.
const lowMap = 260

// headings returns the height of the lines below the map: date, DTE, root if there are several, net.
func (h *heat) headings() float64 { return float64(tickHeight*len(h.headingRows())) + 6 }

type headingRow struct {
	title string
	cell  func(*report.Slice) string
}

func (h *heat) headingRows() []headingRow {
	out := []headingRow{{"expiry", dayOf}}
	for _, row := range []headingRow{{"year", yearOf}, {"root", func(s *report.Slice) string { return s.Root }}} {
		if slices.ContainsFunc(h.columns, func(s pick) bool { return row.cell(s.Slice) != row.cell(h.columns[0].Slice) }) {
			out = append(out, row)
		}
	}
	if h.low {
		return out
	}
	out = append(out, headingRow{"DTE", daysTo})
	return append(out, headingRow{"net", func(s *report.Slice) string { return h.mag.show(s.GEX, h.dec) }})
}

// strikeTicks writes the axis of strikes.
func (h *heat) strikeTicks() {
	t := round(h.y.lo, h.y.hi, max(2, int(h.area.h()/26)))
	for _, v := range t.at {
		y := h.y.at(v)
		h.segment(point{h.area.l - 4, y}, point{h.area.l, y}, "gex-axis")
		if at := fontNote.box(h.area.l-7, y+4, end, fixed(v, t.decimals)); at.b < h.area.b && h.free(at) {
			h.text(h.area.l-7, y+4, end, fontNote, fixed(v, t.decimals))
		}
	}
	y := h.area.b + 13
	for _, row := range h.headingRows() {
		h.text(h.area.l-7, y, end, fontNote, row.title)
		y += tickHeight
	}
}

// numbersFit reports whether the numbers fit in nearly all cells: if only a few had one, those would seem to matter more.
func (h *heat) numbersFit() bool {
	all, with := 0, 0
	for _, s := range h.columns {
		cells := h.cellsOf(s.Slice)
		for j, c := range cells {
			top, bottom := h.extent(cells, j)
			all++
			if at := (box{0, top, h.width - 2, bottom}); fits(at, "") && fits(at, h.mag.show(c.GEX, h.dec)) {
				with++
			}
		}
	}
	return float64(with) >= 0.8*float64(all)
}

func fits(at box, number string) bool {
	return at.h() > fontCell.size+1 && at.w() >= fontCell.width(number)
}

// cellsOf returns the cells of an expiry in the window.
func (h *heat) cellsOf(s *report.Slice) []report.Cell { return cellsOn(h.y, s.Cells) }

// column draws the cells of one expiry and the headings below them.
func (h *heat) column(i int, s pick) {
	l := px(h.area.l + float64(h.width*float64(i)))
	r := px(h.area.l + float64(h.width*float64(i+1)))
	if s.gap {
		h.segment(point{l, h.area.t}, point{l, h.area.b + 4}, "gex-gap")
	}
	cells, name := h.cellsOf(s.Slice), " "+inWords(s.Slice)+": "
	for j := range cells {
		top, bottom := h.extent(cells, j)
		h.cell(box{l + 1, top, r - 1, bottom}, name, cells[j])
	}
	y := h.area.b + 13
	for _, row := range h.headingRows() {
		h.text((l+r)/2, y, middle, fontNote, fontNote.cut(row.cell(s.Slice), r-l-2))
		y += tickHeight
	}
}

// reach returns half the least distance of two strikes of any expiry, but not less than a small part of the window.
func (h *heat) reach() float64 {
	far, last := h.area.h(), report.None()
	for _, s := range h.r.Strikes {
		if !h.y.holds(s.Strike) {
			continue
		}
		if last.OK() {
			far = min(far, (h.y.at(last)-h.y.at(s.Strike))/2)
		}
		last = s.Strike
	}
	return reachOf(far)
}

// extent returns where a cell begins and ends.
func (h *heat) extent(cells []report.Cell, j int) (top, bottom float64) {
	return extentOf(cells, j, h.y, h.far, h.area)
}

// cell draws one cell of an expiry, with its number if that fits.
func (h *heat) cell(at box, expiry string, c report.Cell) {
	shade := h.shadeOf(c.GEX)
	if at.h() > 6 {
		at.b-- // so that neighbors of one shade stay apart
	}
	h.rect(at, fillOf(shade), strike(c.Strike)+expiry+h.unit.amount(c.GEX))
	if !h.numbers || largest(c.GEX) < h.full/200 {
		return
	}
	number := h.mag.show(c.GEX, h.dec)
	if !fits(at, number) {
		return
	}
	base := px(h.y.at(c.Strike) + float64(0.36*fontCell.size))
	if h.free(fontCell.box((at.l+at.r)/2, base, middle, number)) {
		h.styled((at.l+at.r)/2, base, middle, fontCell, inkOf(shade), number)
	}
}

// fewer drops the labels farthest from spot until the rest fits beside the map, and adds a note on them.
func (h *heat) fewer(labels []level) []level {
	most := int((h.at.h() - h.headings() - float64(2*fontNote.line())) / labelRow)
	for len(labels) > max(1, most) {
		i := h.farthest(labels)
		h.note("also: " + labels[i].description)
		labels = slices.Delete(slices.Clone(labels), i, i+1)
	}
	return labels
}

// nameOf returns the label of a level, without its price in a narrow picture.
func (h *heat) nameOf(l level) string {
	if h.slim() {
		return l.bare
	}
	return l.name
}

// levels draws spot, walls and flips across the map, with their labels beside it.
func (h *heat) levels(levels []level) {
	var want, heights []float64
	for i := len(levels) - 1; i >= 0; i-- { // from the top
		want, heights = append(want, h.y.at(levels[i].at)-labelRow/2), append(heights, labelRow)
	}
	at, _ := spread(want, heights, 0, h.area.t, h.area.b)
	for j, top := range at {
		l := levels[len(levels)-1-j]
		y, to := h.y.at(l.at), top+labelRow/2
		right := max(h.area.r, h.bars.area.r)
		h.segment(point{h.area.l, y}, point{right, y}, l.class)
		h.path([]point{{right, y}, {right + 14, to}, {right + 20, to}}, "gex-lead", false)
		h.text(right+24, to+4, start, fontMark, h.nameOf(l))
	}
}

func saysHeat(r *report.Pictures) string {
	u := gexUnit(r.Conventions)
	var most report.Cell
	var where *report.Slice
	for i := range r.Surface {
		for _, c := range r.Surface[i].Cells {
			if where == nil || largest(c.GEX) > largest(most.GEX) {
				most, where = c, &r.Surface[i]
			}
		}
	}
	if where == nil {
		return nothing(r) + "."
	}
	return "The strike and expiry with the largest net gamma is " + strike(most.Strike) + " of " + inWords(where) + ", " + u.amount(most.GEX) + "."
}
