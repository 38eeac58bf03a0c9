package svg

import (
	"math"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// drawProfile draws GEX over spot, with every flip and the regimes between them.
func drawProfile(p *panel) {
	u := gexUnit(p.r.Conventions)
	for _, f := range p.r.Levels.Flips {
		p.mustShow = append(p.mustShow, f.Spot)
	}
	lo, hi := p.window()
	spots, gex := p.curve(lo, hi)
	if len(spots) < 2 {
		p.head("", nil)
		p.empty("no profile between " + price(lo) + " and " + price(hi))
		return
	}
	bottom, top := padded(gex, 0.16)
	mag := u.magnitudeOf(max(-bottom, top))
	p.head("GEX by level of spot, every contract repriced, in "+u.in(mag), []key{
		{"gex-curve", "net GEX"}, {"gex-long", "dealers long gamma"}, {"gex-short", "dealers short gamma"},
	})
	c := p.newChart(u, scale{lo: float64(spots[0]), hi: float64(spots[len(spots)-1])}, bottom, top)
	labels := c.levels()
	p.foot()
	c.frame(labels.height(), priceHeight)
	bands := c.bands()
	c.shade(bands, spots, gex)
	c.zero()
	c.mark(labels)
	c.path(c.points(c.through(spots, gex)), "gex-curve", false)
	c.flipDots(labels.levels)
	c.nameBands(bands)
	c.prices("spot, and distance from today's spot")
	c.curveHits(spots, gex, u)
	c.hits(labels)
}

// profile is what is drawn of a report: with more points than the ladder where it has them.
func profile(r *report.Pictures) report.Profile {
	if len(r.Fine.Spot) > 0 {
		return r.Fine
	}
	return r.Profile
}

// curve returns the part of the profile in a window.
func (p *panel) curve(lo, hi report.Number) (spots, gex []report.Number) {
	all := profile(p.r)
	for i, x := range all.Spot {
		if y := all.GEX[i]; x >= lo && x <= hi && y.OK() {
			spots, gex = append(spots, x), append(gex, y)
		}
	}
	return spots, gex
}

// through adds the flips to a curve, which is zero there.
func (c *chart) through(spots, gex []report.Number) (x, y []report.Number) {
	flips := c.r.Levels.Flips
	for i, s := range spots {
		for ; len(flips) > 0 && flips[0].Spot < s; flips = flips[1:] {
			if i > 0 && flips[0].Spot > spots[i-1] {
				x, y = append(x, flips[0].Spot), append(y, 0)
			}
		}
		x, y = append(x, s), append(y, gex[i])
	}
	return x, y
}

func (c *chart) points(x, y []report.Number) []point {
	out := make([]point, len(x))
	for i := range x {
		out[i] = point{c.x.at(x[i]), c.y.at(y[i])}
	}
	return out
}

// band is a range of spots in which dealer gamma has one sign.
type band struct {
	l, r float64
	long bool
}

// bands returns those between the flips of the chart; nil without any exposure.
func (c *chart) bands() []band {
	flips := c.r.Levels.Flips
	long := c.r.Totals.GEX > 0
	if len(flips) > 0 {
		long = flips[0].Direction == report.PosToNeg
	} else if c.r.Totals.GEX == 0 {
		return nil
	}
	out := []band{{c.area.l, c.area.r, long}}
	for _, f := range flips {
		last := &out[len(out)-1]
		turned := f.Direction == report.NegToPos
		switch {
		case float64(f.Spot) <= c.x.lo:
			last.long = turned
		case float64(f.Spot) < c.x.hi:
			x := c.x.at(f.Spot)
			last.r = x
			out = append(out, band{x, c.area.r, turned})
		}
	}
	return out
}

// shade tints the bands, and hatches those of short gamma.
func (c *chart) shade(bands []band, spots, gex []report.Number) {
	for _, b := range bands {
		area := box{b.l, c.area.t, b.r, c.area.b}
		if b.long {
			c.rect(area, "gex-long", "")
			continue
		}
		c.rect(area, "gex-short", "")
		c.hatched(area)
	}
}

// nameBands writes the regime into each band, above or below the curve, where it fits.
func (c *chart) nameBands(bands []band) {
	for _, b := range bands {
		regime, y := report.LongGamma, c.area.b-fontBand.line()-10
		if !b.long {
			regime, y = report.ShortGamma, c.area.t+fontBand.line()
		}
		name, meaning, _ := phrase.Regime(regime)
		x, width := (b.l+b.r)/2, b.r-b.l-8
		if fontBand.width(name) <= width && c.area.h() > 5*fontBand.line() {
			c.text(x, y, middle, fontBand, name)
			if fontUnder.width(meaning) <= width {
				c.text(x, y+fontUnder.line(), middle, fontUnder, meaning)
			}
		}
	}
}

// flipDots marks the points where the curve crosses zero.
func (c *chart) flipDots(levels []level) {
	for _, l := range levels {
		if l.class == "gex-flip" {
			c.circle(point{c.x.at(l.at), c.y.at(0)}, 4.5, "gex-dot", l.description)
		}
	}
}

// nearestHit is the least distance of two points that can be pointed at, in pixels.
const nearestHit = 1.5

// apart returns the points of a curve that are not too near to the one before them.
func (c *chart) apart(x, y []report.Number) (fewerX, fewerY []report.Number) {
	last := math.Inf(-1)
	for i := range x {
		if at := c.x.at(x[i]); at-last >= nearestHit {
			fewerX, fewerY, last = append(fewerX, x[i]), append(fewerY, y[i]), at
		}
	}
	return fewerX, fewerY
}

// between returns the left and right edge of the column of a point of a curve: halfway to its neighbors, and of the first and the last
// the ends of the chart.
func (c *chart) between(x []report.Number, i int) (l, r float64) {
	l, r = c.area.l, c.area.r
	if i > 0 {
		l = c.x.at((x[i-1] + x[i]) / 2)
	}
	if i < len(x)-1 {
		r = c.x.at((x[i] + x[i+1]) / 2)
	}
	return l, r
}

// curveHits draws the invisible columns that show values on hover.
func (c *chart) curveHits(spots, gex []report.Number, u unit) {
	spots, gex = c.apart(spots, gex)
	for i, x := range spots {
		l, r := c.between(spots, i)
		c.rect(box{l, c.area.t, r, c.area.b}, "gex-hit", price(x)+" ("+distance(x, c.r.Spot)+"): "+u.amount(gex[i]))
	}
}

func saysProfile(r *report.Pictures) string {
	if !r.Totals.GEX.OK() {
		return nothing(r) + "."
	}
	var at []string
	for _, f := range flips(r) {
		at = append(at, f.label)
	}
	where := "dealer gamma changes sign nowhere near"
	if len(at) > 0 {
		where = "dealer gamma changes sign at " + strings.Join(at, "; ")
	}
	return regimeSentence(r) + "; net GEX is " + gexUnit(r.Conventions).signed(r.Totals.GEX) + " at spot " + price(r.Spot) + ", and " + where + "."
}
