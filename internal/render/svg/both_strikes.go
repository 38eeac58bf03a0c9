package svg

import (
	"slices"

	"gex/internal/report"
)

// bothStrike is the net exposure of a strike in both books, and its change.
type bothStrike struct{ strike, before, after, change report.Number }

// bothIn returns the strikes of both books in a window, ascending.
func (p *panel) bothIn(lo, hi report.Number) []bothStrike {
	at := map[report.Number]*bothStrike{}
	var strikes []report.Number
	get := func(k report.Number) *bothStrike {
		if at[k] == nil {
			at[k] = &bothStrike{strike: k, before: report.None(), after: report.None()}
			strikes = append(strikes, k)
		}
		return at[k]
	}
	for _, s := range p.r.Before.Strikes {
		if s.Strike >= lo && s.Strike <= hi {
			get(s.Strike).before = s.GEX
		}
	}
	for _, s := range p.r.Strikes {
		if s.Strike >= lo && s.Strike <= hi {
			get(s.Strike).after = s.GEX
		}
	}
	for _, s := range p.r.Diff.Strikes {
		if b := at[s.Strike]; b != nil {
			b.change = s.Change
		}
	}
	slices.Sort(strikes)
	out := make([]bothStrike, len(strikes))
	for i, k := range strikes {
		out[i] = *at[k]
	}
	return out
}

// drawBothStrikes draws net exposure by strike: bars as it is, marks as it was.
func drawBothStrikes(p *panel) {
	u := gexUnit(p.r.Conventions)
	p.mustShow = append(p.mustShow, p.r.Before.Spot, p.r.Before.Levels.CallWall, p.r.Before.Levels.PutWall)
	lo, hi := p.strikeWindow()
	in := p.bothIn(lo, hi)
	if len(in) == 0 {
		p.head("", nil)
		p.empty("no strike between " + price(lo) + " and " + price(hi) + ": the window is too narrow")
		return
	}
	var all []report.Number
	for _, s := range in {
		for _, v := range []report.Number{s.before, s.after} {
			if v.OK() {
				all = append(all, v)
			}
		}
	}
	bottom, top := padded(all, 0.04)
	p.head("sum over expiries, in "+u.in(u.magnitudeOf(max(-bottom, top))), []key{{"gex-call", "net after, long"}, {"gex-put", "short"}, {"gex-net", "net before"}})
	c := p.newChart(u, scale{lo: float64(lo), hi: float64(hi)}, bottom, top)
	labels := c.levels()
	p.foot()
	c.frame(labels.height(), priceHeight)
	c.mark(labels)
	wide := 48.0
	for i := 1; i < len(in); i++ {
		wide = min(wide, c.x.at(in[i].strike)-c.x.at(in[i-1].strike))
	}
	half := max(0.4, 0.4*wide)
	for _, s := range in {
		class := "gex-call"
		if s.after < 0 {
			class = "gex-put"
		}
		x := c.x.at(s.strike)
		c.bar([2]float64{x - half, x + half}, s.after, class)
	}
	c.zero()
	for _, s := range in {
		if s.before.OK() {
			x, y := c.x.at(s.strike), c.y.at(s.before)
			c.segment(point{x - half - 0.8, y}, point{x + half + 0.8, y}, "gex-rim")
			c.segment(point{x - half - 0.8, y}, point{x + half + 0.8, y}, "gex-net")
		}
	}
	c.prices("strike, and distance from the later spot")
	for i, s := range in {
		l, r := around(c.area, i, len(in), func(i int) float64 { return c.x.at(in[i].strike) })
		words := strike(s.strike) + " (" + distance(s.strike, p.r.Spot) + "): before " + u.amount(s.before) + ", after " + u.amount(s.after) + ", change " + u.signed(s.change)
		c.rect(box{px(l), c.area.t, px(r), c.area.b}, "gex-hit", words)
	}
	c.hits(labels)
}

func saysBothStrikes(r *report.Pictures) string {
	if r.Diff == nil || len(r.Diff.Strikes) == 0 {
		return "No strike changed."
	}
	s, u := r.Diff.Strikes[0], gexUnit(r.Conventions)
	return "Of " + fixed(report.Number(len(r.Diff.Strikes)), 0) + " strikes that changed " + strike(s.Strike) + " changed most, from " + u.signed(s.GEXBefore) + " to " + u.signed(s.GEX) + "."
}
