package svg

import (
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Pictures of two books, which only the page of a comparison has.
const (
	BothProfiles = "profiles"
	BothStrikes  = "both-strikes"
	Causes       = "causes"
)

// comparing are the kinds that need an earlier book beside the report.
var comparing = []kind{
	{BothProfiles, "Gamma profile, before and after", drawBothProfiles, saysBothProfiles, nil},
	{BothStrikes, "Net gamma by strike, before and after", drawBothStrikes, saysBothStrikes, nil},
	{Causes, "Why GEX changed", drawCauses, saysCauses, nil},
}

// before is the panel of the earlier book, for what is computed by its report.
func (p *panel) before() *panel { return &panel{canvas: p.canvas, r: p.r.Before, fixed: p.fixed} }

// drawBothProfiles draws GEX over spot as it was and as it is, with spot and flips of both.
func drawBothProfiles(p *panel) {
	u, was := gexUnit(p.r.Conventions), p.r.Before
	p.mustShow = append(p.mustShow, was.Spot, was.Levels.ZeroGamma, p.r.Levels.ZeroGamma)
	lo, hi := p.window()
	spots, gex := p.curve(lo, hi)
	oldSpots, oldGEX := p.before().curve(lo, hi)
	if len(spots) < 2 || len(oldSpots) < 2 {
		p.head("", nil)
		p.empty("no profile of both between " + price(lo) + " and " + price(hi))
		return
	}
	bottom, top := padded(append(append([]report.Number{}, gex...), oldGEX...), 0.16)
	p.head("GEX by level of spot, in "+u.in(u.magnitudeOf(max(-bottom, top))), []key{
		{"gex-was", "before"}, {"gex-curve", "after"}, {"gex-long", "dealers long gamma after"}, {"gex-short", "short"},
	})
	left, right := min(spots[0], oldSpots[0]), max(spots[len(spots)-1], oldSpots[len(oldSpots)-1])
	c := p.newChart(u, scale{lo: float64(left), hi: float64(right)}, bottom, top)
	marks := c.arrange(c.inside(bothLevels(p.r), c.x), c.x, c.at.l, c.at.r)
	p.foot()
	c.frame(marks.height(), priceHeight)
	bands := c.bands()
	c.shade(bands, spots, gex)
	c.zero()
	c.mark(marks)
	c.path(c.points(oldSpots, oldGEX), "gex-was", false)
	c.path(c.points(c.through(spots, gex)), "gex-curve", false)
	c.flipDots(marks.levels)
	c.nameBands(bands)
	c.prices("spot, and distance from the later spot")
	c.bothHits(spots, gex, oldSpots, oldGEX, u)
	c.hits(marks)
}

// bothLevels are spot and zero gamma of both books.
func bothLevels(r *report.Pictures) []level {
	var out []level
	for _, side := range []struct {
		of          *report.Pictures
		when        string
		spot, cross string
	}{{r.Before, "before", "gex-spotwas", "gex-flipwas"}, {r, "after", "gex-spot", "gex-flip"}} {
		add := func(name, class string, at report.Number) {
			if !at.OK() {
				return
			}
			words := name + " " + side.when + " " + price(at)
			out = append(out, level{at, class, words, name + " " + side.when, words, name + " " + side.when, words + " (" + distance(at, r.Spot) + ")"})
		}
		add("spot", side.spot, side.of.Spot)
		add(zeroGamma, side.cross, side.of.Levels.ZeroGamma)
	}
	return out
}

// bothHits draws the invisible columns that show what both profiles are at a spot.
func (c *chart) bothHits(spots, gex, oldSpots, oldGEX []report.Number, u unit) {
	spots, gex = c.apart(spots, gex)
	for i, x := range spots {
		l, r := c.between(spots, i)
		words := price(x) + " (" + distance(x, c.r.Spot) + "): "
		if j := nearest(oldSpots, x); j >= 0 {
			words += "before " + u.amount(oldGEX[j]) + atOther(oldSpots[j], x) + ", after "
		}
		c.rect(box{l, c.area.t, r, c.area.b}, "gex-hit", words+u.amount(gex[i]))
	}
}

// atOther names the spot of the earlier profile's nearest point, where it prints as another one.
func atOther(at, x report.Number) string {
	if price(at) == price(x) {
		return ""
	}
	return " at " + price(at)
}

// nearest is the index of the number nearest to x in an ascending list, -1 when there is none.
func nearest(list []report.Number, x report.Number) int {
	best := -1
	for i, v := range list {
		if best < 0 || max(v-x, x-v) < max(list[best]-x, x-list[best]) {
			best = i
		}
	}
	return best
}

func saysBothProfiles(r *report.Pictures) string {
	if r.Diff == nil {
		return nothing(r) + "."
	}
	var moved []string
	for _, side := range []struct {
		of   *report.Pictures
		when string
	}{{r.Before, "before"}, {r, "after"}} {
		zero := "no zero gamma"
		if at := side.of.Levels.ZeroGamma; at.OK() {
			zero = zeroGamma + " " + price(at)
		}
		moved = append(moved, side.when+" "+phrase.RegimeInText(side.of.Regime)+", spot "+price(side.of.Spot)+", "+zero)
	}
	return "Net GEX went from " + gexUnit(r.Conventions).signed(r.Diff.GEXBefore) + " to " + gexUnit(r.Conventions).signed(r.Diff.GEX) + "; " + strings.Join(moved, "; ") + "."
}
