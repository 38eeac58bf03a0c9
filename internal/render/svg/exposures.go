package svg

import (
	"slices"
	"strconv"
	"strings"

	"gex/internal/report"
)

// Exposures is the kind that needs the other exposures by spot.
const Exposures = "exposures"

// exposure is one curve of that picture.
type exposure struct {
	name   string
	short  string
	unit   unit
	values []report.Number
	zeros  []report.Flip
	today  report.Number // at spot
	later  bool          // without contracts that expire today
}

// exposures are DEX, VEX and CEX of a report.
func exposures(r *report.Pictures) []exposure {
	money := moneyUnit(r.Conventions)
	per := func(what string) unit { return unit{money.PerMove(what)} }
	return []exposure{
		{"Delta (DEX)", "DEX", money, r.Curves.DEX, r.Curves.DEXZero, r.Totals.DEX, false},
		{"Vanna (VEX)", "VEX", per("per vol pt"), r.Curves.VEX, r.Curves.VEXZero, r.Totals.VEX, false},
		{"Charm (CEX)", "CEX", per("per day"), r.Curves.CEX, r.Curves.CEXZero, r.Totals.CEX, true},
	}
}

// The least width of one curve beside others, and its least height above others.
const besideWidth, belowHeight = 190, 70

// drawExposures draws DEX, VEX and CEX by level of spot, beside each other where there is room, else one below the other.
func drawExposures(p *panel) {
	lo, hi := p.window()
	list, spots := p.exposuresIn(lo, hi)
	if len(spots) < 2 {
		p.head("", nil)
		p.empty("no exposures between " + price(lo) + " and " + price(hi))
		return
	}
	across, down := len(list), 1
	if p.at.w() < besideWidth*float64(len(list)) || p.at.h() > p.at.w() {
		across, down = 1, len(list)
	}
	p.head("by level of spot, every contract repriced", []key{{"gex-curve", "dealers' exposure"}, {"gex-spot", "spot"}})
	if n := int((p.at.h() - priceHeight) / belowHeight); down > 1 && n < down {
		down = max(1, n)
		p.note("a taller picture also has the others")
		list = list[:down]
	}
	p.foot()
	ticks := p.at
	if down > 1 { // the last chart has the prices of all
		ticks.b -= 2*tickHeight + 4
	}
	x := scale{lo: float64(spots[0]), hi: float64(spots[len(spots)-1])}
	var charts []*chart
	left := 0.0
	for i, e := range list {
		own := *p
		own.at = cell(ticks, i, across, down, smileGap)
		bottom, top := padded(e.values, 0.08)
		c := own.newChart(e.unit, x, bottom, top)
		charts, left = append(charts, c), max(left, c.area.l)
	}
	notes := 1
	for i, c := range charts {
		notes = max(notes, len(c.exposureNotes(list[i])))
	}
	for i, c := range charts {
		e := list[i]
		if down > 1 {
			c.from(left)
		}
		c.exposureWords(e)
		below := 0.0
		if down == 1 {
			below = 2*tickHeight + 4
		}
		c.frame(float64((1+notes)*labelRow), below)
		c.zero()
		c.segment(point{c.x.at(c.r.Spot), c.area.t}, point{c.x.at(c.r.Spot), c.area.b}, "gex-spot")
		c.path(c.points(spots, e.values), "gex-curve", false)
		for _, z := range e.zeros {
			if c.x.holds(z.Spot) {
				c.circle(point{c.x.at(z.Spot), c.y.at(0)}, 4, "gex-dot", "")
			}
		}
		if down == 1 || i == len(charts)-1 {
			c.panel.at.b += 2*tickHeight + 4
			c.strikeAxis()
		}
	}
	if down == 1 {
		for i, c := range charts {
			c.exposureHits(spots, list[i:i+1], c.area)
		}
		return
	}
	whole := charts[0].area
	whole.b = charts[len(charts)-1].area.b
	charts[0].exposureHits(spots, list, whole)
}

// exposuresIn returns the parts of the curves in a window.
func (p *panel) exposuresIn(lo, hi report.Number) (list []exposure, spots []report.Number) {
	if p.r.Curves == nil {
		return nil, nil
	}
	from, to := 0, 0
	for _, x := range p.r.Curves.Spot {
		if x < lo {
			from++
		}
		if x <= hi {
			to++
		}
	}
	list = exposures(p.r)
	for i := range list {
		list[i].values = list[i].values[from:to]
	}
	return list, p.r.Curves.Spot[from:to]
}

// exposureWords writes what a chart shows, its value at spot, and where it changes sign.
func (c *chart) exposureWords(e exposure) {
	at := c.panel.at
	title := e.name + " " + e.unit.signed(e.today)
	for _, name := range []string{e.name, e.short} { // the line below has the unit
		if fontMark.width(title) > at.w() {
			title = name + " " + moneyUnit(c.r.Conventions).signed(e.today)
		}
	}
	c.text(at.l, px(at.t+fontMark.ascent()), start, fontMark, fontMark.cut(title, at.w()))
	for i, line := range c.exposureNotes(e) {
		c.text(at.l, px(at.t+float64((i+1)*labelRow)+fontNote.ascent()), start, fontNote, line)
	}
}

// exposureNotes are the lines below the name of a chart: its unit, and where it changes sign.
func (c *chart) exposureNotes(e exposure) []string {
	words := "no sign change"
	if z := c.nearestZero(e.zeros); z != nil {
		words = "positive above " + price(z.Spot)
		if z.Direction == report.PosToNeg {
			words = "negative above " + price(z.Spot)
		}
		if more := len(e.zeros) - 1; more > 0 {
			words += " (1 of " + strconv.Itoa(more+1) + " zeros)"
		}
	}
	in := "in " + e.unit.in(c.mag)
	if e.later {
		in += ", ex-0DTE"
		if !slices.ContainsFunc(e.values, func(v report.Number) bool { return v != 0 }) {
			words = "every contract expires today"
		}
	}
	if both := in + "; " + words; fontNote.width(both) <= c.panel.at.w() {
		return []string{both}
	}
	if fontNote.width(words) > c.panel.at.w() { // how many zeros there are can be seen
		words, _, _ = strings.Cut(words, " (")
	}
	return []string{fontNote.cut(in, c.panel.at.w()), fontNote.cut(words, c.panel.at.w())}
}

// nearestZero returns the zero that is nearest to spot; nil of none.
func (c *chart) nearestZero(zeros []report.Flip) (nearest *report.Flip) {
	for i := range zeros {
		if nearest == nil || c.distance(zeros[i].Spot) < c.distance(nearest.Spot) {
			nearest = &zeros[i]
		}
	}
	return nearest
}

// hitWidth is the least width of an area that shows values on hover.
const hitWidth = 6

// exposureHits draws the invisible columns that show the values of some curves on hover.
func (c *chart) exposureHits(spots []report.Number, list []exposure, area box) {
	l := area.l
	for i, x := range spots {
		r := area.r
		if i < len(spots)-1 {
			r = c.x.at((x + spots[i+1]) / 2)
		}
		if r-l < hitWidth && i < len(spots)-1 {
			continue
		}
		words := price(x) + " (" + distance(x, c.r.Spot) + "):"
		for j, e := range list {
			if j > 0 {
				words += ","
			}
			words += " " + e.name + " " + e.unit.signed(e.values[i])
		}
		c.rect(box{px(l), area.t, px(r), area.b}, "gex-hit", words)
		l = r
	}
}

func saysExposures(r *report.Pictures) string {
	if r.Curves == nil {
		return nothing(r) + "."
	}
	words := "At spot "
	for i, e := range exposures(r) {
		if i > 0 {
			words += ", "
		}
		words += e.name + " is " + e.unit.signed(e.today)
	}
	return words + "."
}
