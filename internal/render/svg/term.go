package svg

import (
	"math"
	"strconv"

	"gex/internal/report"
)

// Term is the kind that needs the term structure of volatility.
const Term = "term"

// drawTerm draws volatility at the forward by expiry over the square root of time, so that the next days have room beside
// years, and what it implies for the time between expiries.
func drawTerm(p *panel) {
	all := p.r.Term
	if len(all) == 0 {
		p.head("", nil)
		p.empty("no expiry has a volatility at its forward")
		return
	}
	legend := []key{{"gex-curve", "at the forward"}}
	if forwardVols(all) {
		legend = append(legend, key{"gex-today", "forward, between expiries a week or more apart"})
	}
	p.head("implied volatility by expiry; time runs with its square root", legend)
	if n := len(p.r.Expiries); n > len(all) && len(p.r.Members) == 0 {
		p.note(strconv.Itoa(n-len(all)) + " of " + strconv.Itoa(n) + " expiries have no volatility at the forward")
	}
	if len(all) == 1 {
		p.note("one expiry has a volatility: there is no term structure")
	}
	c := &termChart{all: all}
	c.axes(p)
	p.foot()
	c.place(p.at)
	c.percentGrid()
	c.dates()
	c.between()
	var points []point
	for i := range all {
		points = append(points, point{c.at(all[i].Years), c.y.at(all[i].ATMVol)})
	}
	c.path(points, "gex-curve", false)
	for _, at := range points {
		c.circle(at, 3, "gex-mark", "")
	}
	c.hits()
}

// forwardVols reports whether some expiry has a volatility since the one before.
func forwardVols(all []report.TermPoint) bool {
	for i := range all {
		if all[i].ForwardVol.OK() {
			return true
		}
	}
	return false
}

// termChart is the chart: the square root of time to the right, volatility upwards.
type termChart struct {
	*chart
	all []report.TermPoint
}

// most of the highest volatility at the forward that the axis has for those between expiries.
const mostForward = 1.4

// axes chooses both, and says what is off the chart.
func (c *termChart) axes(p *panel) {
	var vols []report.Number
	most := report.Number(0)
	for i := range c.all {
		vols, most = append(vols, c.all[i].ATMVol), max(most, c.all[i].ATMVol)
	}
	off, least := 0, most
	for i := range c.all {
		least = min(least, c.all[i].ATMVol)
	}
	for i := range c.all {
		switch v := c.all[i].ForwardVol; {
		case v > mostForward*most || v < least/mostForward:
			off++
		case v.OK():
			vols = append(vols, v)
		}
	}
	if off > 0 {
		p.note(strconv.Itoa(off) + " of the forward volatilities are off the chart")
	}
	c.chart = &chart{panel: p}
	c.y.lo, c.y.hi = volRange(vols)
	first, last := root(c.all[0].Years), root(c.all[len(c.all)-1].Years)
	pad := 0.02 * (last - first)
	if pad == 0 {
		pad = 0.1 * first
	}
	c.x = scale{lo: first - pad, hi: last + pad}
}

func root(years report.Number) float64 { return math.Sqrt(float64(years)) }

// at is the place of a time.
func (c *termChart) at(years report.Number) float64 { return c.x.at(report.Number(root(years))) }

// place gives the chart its box: the plot, and lines for days, dates and moves.
func (c *termChart) place(at box) {
	c.area = box{at.l, px(at.t + 4), px(at.r - 14), px(at.b - 13 - 3*tickHeight - 2)}
	c.y.from, c.y.to = c.area.b, c.area.t
	t := c.percents()
	w := 0.0
	for _, v := range t.at {
		w = max(w, fontNote.width(percent(v, t.decimals)))
	}
	c.area.l = px(at.l + w + 8)
	c.x.from, c.x.to = c.area.l, c.area.r
}

// dates writes below the expiries, of those that have room from the next on, the days until then, the date, and one standard
// deviation of spot.
func (c *termChart) dates() {
	last := math.Inf(-1)
	for i := range c.all {
		t := &c.all[i]
		x := c.at(t.Years)
		c.segment(point{x, c.area.b}, point{x, c.area.b + 3}, "gex-axis")
		rows := [3]string{daysTo(slice(t.Root, t.Expiry, t.Bucket, t.DTE)), day(t.Expiry, c.r.TradeDate), "±" + percent(t.Move/c.r.Spot, 1)}
		half := fontNote.widest(rows[:]...) / 2
		if x-half < last+8 || x-half < c.panel.at.l || x+half > c.panel.at.r {
			continue
		}
		last = px(x + half)
		for row, words := range rows {
			c.text(x, c.area.b+15+float64(row*tickHeight), middle, fontNote, words)
		}
	}
	c.text((c.area.l+c.area.r)/2, c.area.b+15+3*tickHeight, middle, fontNote, fontNote.cut("days to settlement, date, one standard deviation of spot", c.panel.at.w()))
}

// between draws the volatilities between expiries, each as a line over its time.
func (c *termChart) between() {
	for i := range c.all {
		if t := &c.all[i]; c.y.holds(t.ForwardVol) {
			y := c.y.at(t.ForwardVol)
			c.path([]point{{c.at(t.ForwardYears), y}, {c.at(t.Years), y}}, "gex-today", false)
		}
	}
}

// hits draws the invisible columns that show the numbers of an expiry on hover.
func (c *termChart) hits() {
	for i := range c.all {
		l, r := halfway(c.area, i, len(c.all), func(i int) float64 { return c.at(c.all[i].Years) })
		c.rect(box{px(l), c.area.t, px(r), c.area.b}, "gex-hit", c.words(&c.all[i]))
	}
}

// words says what is known of an expiry.
func (c *termChart) words(t *report.TermPoint) string {
	words := inWords(slice(t.Root, t.Expiry, t.Bucket, t.DTE)) + ": " + percent(t.ATMVol, 2) + " at the forward " + price(t.Forward) +
		", ±" + price(t.Move) + " (±" + percent(t.Move/c.r.Spot, 2) + ")"
	if t.ForwardVol.OK() {
		words += "; " + percent(t.ForwardVol, 2) + " since the one a week or more before"
	}
	return words
}

func saysTerm(r *report.Pictures) string {
	n := len(r.Term)
	if n == 0 {
		return nothing(r) + "."
	}
	first, last := &r.Term[0], &r.Term[n-1]
	words := "Implied volatility at the forward is " + percent(first.ATMVol, 2) + " for " + inWords(slice(first.Root, first.Expiry, first.Bucket, first.DTE))
	if n > 1 {
		words += " and " + percent(last.ATMVol, 2) + " for " + inWords(slice(last.Root, last.Expiry, last.Bucket, last.DTE))
	}
	return words + "."
}
