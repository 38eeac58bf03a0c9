package svg

import (
	"math"
	"slices"

	"gex/internal/report"
)

// History is the kind that draws the rows of a history over time.
const History = "history"

// drawHistory draws spot and levels over time, shaded by regime, and GEX below them.
func drawHistory(p *panel) {
	if p.r.Timeline == nil {
		p.head("", nil)
		p.empty("no history is given")
		return
	}
	o := newOver(p, p.r.Timeline, "row")
	lo, hi := o.prices()
	bottom, top := padded(o.amounts(), 0.06)
	mag := gexUnit(p.r.Conventions).magnitudeOf(max(-bottom, top))
	legend := []key{{"gex-long", "long gamma"}, {"gex-short", "short gamma"}}
	for _, k := range slices.Backward(tracks) {
		legend = slices.Insert(legend, 0, key{k.class, k.name})
	}
	p.head(o.subtitle(), legend)
	o.notes(lo, hi)
	p.foot()
	names, mostName := o.ends(lo, hi)
	const between, ticksBelow = 26, 2*tickHeight + 6
	split := px(p.at.t + 0.68*(p.at.h()-between-ticksBelow))
	upper := box{p.at.l, p.at.t + 4, px(p.at.r - max(20, mostName+26)), split}
	lower := box{p.at.l, split + between, upper.r, px(p.at.b - ticksBelow)}
	prices, amounts := scale{lo, hi, upper.b, upper.t}, scale{bottom, top, lower.b, lower.t}
	left := px(p.at.l + 8 + max(o.widest(priceTicks(prices), price0), o.widest(amountTicks(amounts, mag), mag.show)))
	upper.l, lower.l = left, left
	o.x.from, o.x.to = left, upper.r
	o.thin()
	o.shade(upper)
	o.grid(upper, prices, priceTicks(prices), price0)
	o.grid(lower, amounts, amountTicks(amounts, mag), mag.show)
	o.days(upper, lower)
	o.area(amounts)
	o.segment(point{lower.l, amounts.at(0)}, point{lower.r, amounts.at(0)}, "gex-axis")
	for _, k := range slices.Backward(tracks) { // spot on top
		o.line(k, prices)
	}
	o.today(amounts)
	o.caption(lower, mag)
	o.times(lower)
	o.name(names, upper, prices)
	o.hits(upper, lower)
}

func price0(v report.Number, decimals int) string { return fixed(v, decimals) }

// notes says what the picture does not show.
func (o *overTime) notes(lo, hi float64) {
	for _, k := range tracks {
		out, none := 0, 0
		for i := range o.t.Moments {
			switch v := float64(k.of(&o.t.Moments[i])); {
			case math.IsNaN(v):
				none++
			case v < lo || v > hi:
				out++
			}
		}
		if none > 0 {
			o.note("no " + k.name + " in " + of(none, len(o.t.Moments)) + " " + o.what + "s")
		}
		if out > 0 {
			o.note(k.name + " off the chart in " + of(out, len(o.t.Moments)) + " " + o.what + "s")
		}
	}
	if n := o.t.Same; n > 0 {
		o.note(count(n, o.what) + " of the time of a later " + o.what + ", which stands for them")
	}
}

// subtitle says in which unit things are, and whose clock it is.
func (o *overTime) subtitle() string {
	s := "spot and levels, shaded by regime (neutral: no shade)"
	if o.axis.hours {
		s += "; times are " + o.t.Moments[0].At.Clock()
	}
	return s
}
