package svg

import (
	"math"
	"strconv"

	"gex/internal/report"
)

// Smile is the kind that needs the smiles of some expiries.
const Smile = "smile"

// The least size of the chart of one expiry, with its words and ticks.
const smileWidth, smileHeight = 250, 150

// drawSmile draws the volatilities of some expiries by strike, each in a chart of its own: the fitted curve, and the quotes
// that it goes through.
func drawSmile(p *panel) {
	all := p.r.Smiles
	if len(all) == 0 {
		p.head("", nil)
		p.empty("no expiry has a volatility at its forward")
		return
	}
	across := max(1, min(len(all), int(p.at.w()/smileWidth)))
	if across == 3 { // two rows of two
		across = 2
	}
	var charts []*smileChart
	for i := range all {
		charts = append(charts, p.newSmile(&all[i], p.at.w()/float64(across)-smileGap))
	}
	p.head("implied volatility by strike and its distance from spot", smileLegend(charts))
	if n := len(p.r.Expiries); n > len(all) {
		p.note(strconv.Itoa(len(all)) + " of " + strconv.Itoa(n) + " expiries: the next to settle, and the first from 7, 30 and 90 days on")
	}
	down := max(1, min((len(all)+across-1)/across, int((p.at.h()-20)/smileHeight)))
	if n := across * down; n < len(all) {
		p.note("a larger picture also has " + p.smileNames(all[n:]))
		charts = charts[:n]
	}
	p.noteMarks(charts)
	p.foot()
	for i, c := range charts {
		c.place(cell(p.at, i, across, down, smileGap))
		c.draw()
	}
}

const smileGap = 18

// cell is one of a grid that fills a box, by rows.
func cell(b box, i, across, down int, gap float64) box {
	w, h := (b.w()-float64(gap*float64(across-1)))/float64(across), (b.h()-float64(gap*float64(down-1)))/float64(down)
	l, t := b.l+float64((w+gap)*float64(i%across)), b.t+float64((h+gap)*float64(i/across))
	return box{px(l), px(t), px(l + w), px(t + h)}
}

// smileLegend names the marks that there are.
func smileLegend(charts []*smileChart) []key {
	from := map[string]bool{}
	for _, c := range charts {
		for _, k := range c.marked {
			from[k.Source] = true
		}
	}
	legend := []key{{"gex-curve", "fitted"}}
	if from[fromQuote] || from[fromTwin] {
		legend = append(legend, key{"gex-mark", "mid"}, key{"gex-call2", "bid to ask"})
	}
	if from[fromFile] {
		legend = append(legend, key{"gex-e4", "the file's volatility"})
	}
	return append(legend, key{"gex-axis", "forward"})
}

// Sources of volatilities, as in the documents.
const fromQuote, fromTwin, fromFile = "quote", "other_leg", "file"

// sourceWords are the sources in words.
var sourceWords = map[string]string{fromQuote: "from its quote", fromTwin: "from the quote in the money", fromFile: "the file's", "interpolated": "interpolated"}

// smileName names the expiry of a smile.
func (p *panel) smileName(s *report.Smile) string {
	return s.Root + " " + day(s.Expiry, p.r.TradeDate) + " (" + daysTo(slice(s.Root, s.Expiry, s.Bucket, s.DTE)) + ")"
}

func (p *panel) smileNames(all []report.Smile) string {
	words := ""
	for i := range all {
		if i > 0 {
			words += " and "
		}
		words += p.smileName(&all[i])
	}
	return words
}

// smileChart is the chart of one expiry.
type smileChart struct {
	*panel
	c      *chart
	s      *report.Smile
	x, y   scale
	curve  []report.SmileStrike // in the window
	marked []report.SmileStrike // of those from a quote or the file, the ones that are not too near another
	given  int                  // of them, before that
	half   float64              // width of a mark, halved
}

// markPitch is the least distance of two marks.
const markPitch = 4

// newSmile chooses the window of a smile and the strikes that are marked on a chart of some width.
func (p *panel) newSmile(s *report.Smile, width float64) *smileChart {
	own := *p
	c := &smileChart{panel: &own, s: s}
	lo, hi := p.smileWindow(s)
	var vols []report.Number
	for _, k := range s.Strikes {
		if k.Strike < lo || k.Strike > hi {
			continue
		}
		c.curve, vols = append(c.curve, k), append(vols, k.Vol)
	}
	c.x = scale{lo: float64(lo), hi: float64(hi)}
	c.y.lo, c.y.hi = volRange(vols)
	plot := scale{lo: c.x.lo, hi: c.x.hi, to: width - 60}
	pitch, last := 16.0, -1e9
	for _, k := range c.curve {
		if k.Source == "interpolated" {
			continue
		}
		c.given++
		if at := plot.at(k.Strike); at-last >= markPitch {
			if c.marked = append(c.marked, k); len(c.marked) > 1 {
				pitch = min(pitch, at-last)
			}
			last = at
		}
	}
	c.half = px(max(0.6, min(0.2*pitch, 2.5)))
	return c
}

// deviations is how far a smile is shown where no window is requested, in standard deviations until settlement.
const deviations = 3.5

// smileWindow is the range of strikes of a smile: the requested one, or as far as its marks go within deviations.
func (p *panel) smileWindow(s *report.Smile) (lo, hi report.Number) {
	if p.fixed > 0 {
		lo, hi = p.window()
		return min(lo, s.Forward), max(hi, s.Forward)
	}
	wide := report.Number(1 + deviations*float64(s.ATMVol)*math.Sqrt(float64(s.Years)))
	lo, hi = s.Forward, s.Forward
	for _, k := range s.Strikes {
		if k.Source != "interpolated" && k.Strike >= s.Forward/wide && k.Strike <= s.Forward*wide {
			lo, hi = min(lo, k.Strike), max(hi, k.Strike)
		}
	}
	if n := len(s.Strikes); lo == hi && n > 0 { // nothing so near: all that there is
		lo, hi = min(lo, s.Strikes[0].Strike), max(hi, s.Strikes[n-1].Strike)
	}
	pad := 0.02 * (hi - lo)
	if pad == 0 {
		pad = 0.01 * hi
	}
	return lo - pad, hi + pad
}

// volRange is the axis of some volatilities, with space on both sides.
func volRange(vols []report.Number) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, v := range vols {
		if v.OK() {
			lo, hi = min(lo, float64(v)), max(hi, float64(v))
		}
	}
	if lo > hi {
		return 0, 1
	}
	pad := max(0.08*(hi-lo), 0.004)
	return max(0, lo-pad), hi + pad
}

// noteMarks says how many strikes have no mark because others are too near.
func (p *panel) noteMarks(charts []*smileChart) {
	marked, given := 0, 0
	for _, c := range charts {
		marked, given = marked+len(c.marked), given+c.given
	}
	if marked < given {
		p.note(strconv.Itoa(marked) + " of " + strconv.Itoa(given) + " strikes are marked; the curve goes through all")
	}
}

// place gives the chart its box: two lines of words, the plot, and two lines of ticks.
func (c *smileChart) place(at box) {
	c.at = at
	c.c = &chart{panel: c.panel, x: c.x, y: c.y, area: at}
	c.c.area.t, c.c.area.b = px(at.t+float64(2*labelRow)+4), px(at.b-13-tickHeight-4)
	c.c.y.from, c.c.y.to = c.c.area.b, c.c.area.t
	t := c.c.percents()
	w := 0.0
	for _, v := range t.at {
		w = max(w, fontNote.width(percent(v, t.decimals)))
	}
	c.c.area.l, c.c.area.r = px(at.l+w+8), at.r-8
	c.c.x.from, c.c.x.to = c.c.area.l, c.c.area.r
}

// percents are the ticks of an axis of fractions.
func (c *chart) percents() ticks {
	h := int(c.area.h())
	n := min(max(3, h/36), max(1, h/tickHeight)) // labels do not meet
	return round(100*c.y.lo, 100*c.y.hi, n).times(0.01)
}

// percentGrid draws them.
func (c *chart) percentGrid() {
	t := c.percents()
	for _, v := range t.at {
		y := c.y.at(v)
		c.segment(point{c.area.l, y}, point{c.area.r, y}, "gex-grid")
		c.text(c.area.l-6, y+4, end, fontNote, percent(v, t.decimals))
	}
	c.segment(point{c.area.l, c.area.b}, point{c.area.r, c.area.b}, "gex-axis")
}

// percent prints a fraction in percent.
func percent(n report.Number, decimals int) string { return fixed(100*n, decimals) + "%" }

func (c *smileChart) draw() {
	c.text(c.at.l, px(c.at.t+fontMark.ascent()), start, fontMark, fontMark.cut(c.smileName(c.s), c.at.w()))
	words := percent(c.s.ATMVol, 2) + " at the forward " + price(c.s.Forward)
	c.text(c.at.l, px(c.at.t+labelRow+fontNote.ascent()), start, fontNote, fontNote.cut(words, c.at.w()))
	c.c.percentGrid()
	c.c.strikeAxis()
	if c.x.holds(c.s.Forward) {
		x := c.c.x.at(c.s.Forward)
		c.segment(point{x, c.c.area.t}, point{x, c.c.area.b}, "gex-axis")
	}
	for _, k := range c.marked {
		c.spread(k)
	}
	var points []point
	for _, k := range c.curve {
		points = append(points, point{c.c.x.at(k.Strike), c.y1(k.Vol)})
	}
	c.path(fewer(points), "gex-curve", false)
	for _, k := range c.marked {
		class := "gex-mark"
		if k.Source == fromFile {
			class = "gex-e4"
		}
		c.circle(point{c.c.x.at(k.Strike), c.y1(k.Vol)}, px(c.half+0.8), class, "")
	}
	c.hits()
}

// y1 is the place of a volatility, on the chart.
func (c *smileChart) y1(v report.Number) float64 {
	return max(c.c.area.t, min(c.c.y.at(v), c.c.area.b))
}

// spread draws the volatilities between bid and ask.
func (c *smileChart) spread(k report.SmileStrike) {
	lo, hi := k.Vol, k.Vol
	if k.Bid.OK() {
		lo = k.Bid
	}
	if k.Ask.OK() {
		hi = k.Ask
	}
	if top, bottom := c.y1(hi), c.y1(lo); bottom > top {
		x := c.c.x.at(k.Strike)
		c.rect(box{px(x - c.half), top, px(x + c.half), bottom}, "gex-call2", "")
	}
}

// strikeAxis writes round strikes, and below them round distances from spot.
func (c *chart) strikeAxis() {
	y, spot := c.area.b+13, float64(c.r.Spot)
	show := func(v report.Number, t ticks) string { return fixed(v, t.decimals) }
	t := c.ticksOf(c.x, show)
	c.tickRow(c.x, t, y, fontNote, func(v report.Number) string { return show(v, t) }, true)
	pct := scale{100 * (c.x.lo/spot - 1), 100 * (c.x.hi/spot - 1), c.x.from, c.x.to}
	away := func(v report.Number, t ticks) string { return signed(v, t.decimals) + "%" }
	t = c.ticksOf(pct, away)
	c.tickRow(pct, t, y+tickHeight, fontNote, func(v report.Number) string { return away(v, t) }, false)
}

// hits draws the invisible columns that show the volatilities of a strike on hover.
func (c *smileChart) hits() {
	for i, k := range c.marked {
		l, r := around(c.c.area, i, len(c.marked), func(i int) float64 { return c.c.x.at(c.marked[i].Strike) })
		c.rect(box{px(l), c.c.area.t, px(r), c.c.area.b}, "gex-hit", c.words(k))
	}
}

// words says what a mark stands for.
func (c *smileChart) words(k report.SmileStrike) string {
	words := strike(k.Strike) + " (" + distance(k.Strike, c.r.Spot) + "): " + percent(k.Vol, 2) + " " + sourceWords[k.Source]
	if k.Bid.OK() {
		words += ", bid " + percent(k.Bid, 2)
	}
	if k.Ask.OK() {
		words += ", ask " + percent(k.Ask, 2)
	}
	return words
}

// slice is the expiry alone, for words that all pictures share.
func slice(root, expiry, bucket string, days int) *report.Slice {
	return &report.Slice{Root: root, Expiry: expiry, Bucket: bucket, DTE: days}
}

func saysSmile(r *report.Pictures) string {
	if len(r.Smiles) == 0 {
		return nothing(r) + "."
	}
	words := "Implied volatility at the forward is "
	for i := range r.Smiles {
		if i > 0 {
			words += ", "
		}
		s := &r.Smiles[i]
		words += percent(s.ATMVol, 2) + " for " + inWords(slice(s.Root, s.Expiry, s.Bucket, s.DTE))
	}
	return words + "."
}
