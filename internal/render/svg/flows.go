package svg

import (
	"math"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// drawFlows draws what dealers must trade after spot moves: by full reprice, and by gamma at spot alone.
func drawFlows(p *panel) {
	moves := p.moves()
	if len(moves) < 2 {
		p.head("", nil)
		p.empty("fewer than two spot moves")
		return
	}
	curves := p.flowCurves(moves)
	var all []report.Number
	legend := []key{}
	for _, c := range curves {
		all = append(all, c.usd...)
		legend = append(legend, key{c.class, c.name})
	}
	lo, hi := padded(all, 0.1)
	lo, hi = 1.08*lo, 1.08*hi // for the labels at the ends
	money := moneyUnit(p.r.Conventions)
	p.head("after a spot move, in "+money.in(money.magnitudeOf(max(-lo, hi)))+"; above zero dealers buy, below they sell", legend)
	x := scale{lo: float64(moves[0].MovePct), hi: float64(moves[len(moves)-1].MovePct)}
	lower := p.effectsPanel(moves, &x)
	c := p.newChart(money, x, lo, hi)
	if lower != nil {
		c.from(lower.area.l)
		lower.from(c.area.l)
	}
	p.foot()
	c.frame(6, priceHeight)
	c.buysAndSells()
	c.zero()
	c.origin()
	for _, curve := range curves {
		c.path(c.points(curve.move, curve.usd), curve.class, false)
	}
	c.trades(moves, curves)
	c.moveAxis()
	c.flowHits(moves, curves)
	if lower != nil {
		lower.draw()
	}
}

// moves returns the flows in the window, ascending.
func (p *panel) moves() []report.SpotFlow {
	var out []report.SpotFlow
	for _, f := range p.r.Flows.Spot {
		if p.fixed > 0 && math.Abs(float64(f.MovePct)) > 100*p.fixed*(1+1e-9) || !f.USD.OK() {
			continue
		}
		i := len(out)
		out = append(out, f)
		for ; i > 0 && out[i-1].MovePct > out[i].MovePct; i-- {
			out[i-1], out[i] = out[i], out[i-1]
		}
	}
	return out
}

// flowCurve is a curve of trades over moves.
type flowCurve struct {
	class, name string
	move, usd   []report.Number
}

// flowCurves returns, from bottom to top: the straight line of gamma, the part of 0DTE if there is one, and the whole.
func (p *panel) flowCurves(moves []report.SpotFlow) []flowCurve {
	linear := flowCurve{class: "gex-linear", name: "GEX at spot × move"}
	today := flowCurve{class: "gex-today", name: "0DTE part"}
	whole := flowCurve{class: "gex-curve", name: "every contract repriced"}
	any := false
	for _, f := range moves {
		whole.move, whole.usd = append(whole.move, f.MovePct), append(whole.usd, f.USD)
		today.move, today.usd = append(today.move, f.MovePct), append(today.usd, f.USD0DTE)
		any = any || f.USD0DTE.OK() && f.USD0DTE != 0
		for _, l := range p.r.Linear {
			if l.MovePct == f.MovePct && l.USD.OK() {
				linear.move, linear.usd = append(linear.move, l.MovePct), append(linear.usd, l.USD)
				break
			}
		}
	}
	out := []flowCurve{whole, linear}
	if any {
		out = []flowCurve{whole, today, linear}
	}
	return out
}

// buysAndSells tints and labels the halves where dealers buy and sell.
func (c *chart) buysAndSells() {
	zero := c.y.at(0)
	for _, half := range []struct {
		at    box
		class string
		words string
		y     float64
	}{
		{box{c.area.l, c.area.t, c.area.r, zero}, "gex-long", "DEALERS BUY", c.area.t + 18},
		{box{c.area.l, zero, c.area.r, c.area.b}, "gex-short", "DEALERS SELL", c.area.b - 8},
	} {
		c.rect(half.at, half.class, "")
		x := (c.area.l + c.area.r) / 2
		if half.at.h() > 2*fontBand.line() {
			c.text(x+fontBand.width(half.words)/2+10, half.y, middle, fontBand, half.words)
		}
	}
}

// origin marks spot, where nothing is traded.
func (c *chart) origin() {
	x := c.x.at(0)
	c.segment(point{x, c.area.t}, point{x, c.area.b}, "gex-spot")
}

// trades marks the moves of whole percents, and labels those of 1% and at the ends where the labels fit.
func (c *chart) trades(moves []report.SpotFlow, curves []flowCurve) {
	for i, f := range moves {
		if f.MovePct == 0 || f.MovePct != report.Number(math.Round(float64(f.MovePct))) {
			continue
		}
		at := point{c.x.at(f.MovePct), c.y.at(f.USD)}
		c.circle(at, 3.5, "gex-mark", "")
		if i == 0 || i == len(moves)-1 || math.Abs(float64(f.MovePct)) == 1 {
			c.beside(at, phrase.Trade(f.Side, f.USD, moneyUnit(c.r.Conventions).Unit), curves)
		}
	}
}

// beside writes a label near a point, within the chart, where it overlaps neither a text nor, if possible, a curve.
func (c *chart) beside(at point, label string, curves []flowCurve) {
	w, h := fontMark.width(label), fontMark.size
	for _, strict := range []bool{true, false} {
		for _, d := range []point{{0, -10}, {0, 10 + h}, {w/2 + 8, -8}, {-w/2 - 8, h + 6}, {-w/2 - 8, -8}, {w/2 + 8, h + 6}, {0, -26}, {0, 26 + h}, {w/2 + 30, -26}, {-w/2 - 30, 26 + h}} {
			x := max(c.area.l+w/2+4, min(at.x+d.x, c.area.r-w/2-4))
			b := fontMark.box(x, at.y+d.y, middle, label)
			if b.t < c.area.t+2 || b.b > c.area.b-2 || !c.free(b) || strict && c.crossed(b, curves) {
				continue
			}
			c.text(x, at.y+d.y, middle, fontMark, label)
			return
		}
	}
}

// crossed reports whether a curve or the line of zero runs through a box.
func (c *chart) crossed(b box, curves []flowCurve) bool {
	if zero := c.y.at(0); b.t < zero && b.b > zero {
		return true
	}
	for _, curve := range curves {
		points := c.points(curve.move, curve.usd)
		for i := 1; i < len(points); i++ {
			if through(b, points[i-1], points[i]) {
				return true
			}
		}
	}
	return false
}

// through reports whether a line from one point to another runs through a box.
func through(b box, from, to point) bool {
	lo, hi := 0.0, 1.0 // the part of the line that is within
	for _, side := range [4][2]float64{{from.x - to.x, from.x - b.l}, {to.x - from.x, b.r - from.x}, {from.y - to.y, from.y - b.t}, {to.y - from.y, b.b - from.y}} {
		switch by, left := side[0], side[1]; {
		case by < 0:
			lo = max(lo, left/by)
		case by > 0:
			hi = min(hi, left/by)
		case left <= 0:
			return false
		}
	}
	return lo < hi
}

// moveAxis writes the moves, and below them the spots that they lead to.
func (c *chart) moveAxis() {
	percent := func(v report.Number, t ticks) string { return signed(v, t.decimals) + "%" }
	t := c.ticksOf(c.x, percent)
	c.tickRow(c.x, t, c.area.b+13, fontNote, func(v report.Number) string { return percent(v, t) }, true)
	spot := float64(c.r.Spot)
	s := scale{spot * (1 + c.x.lo/100), spot * (1 + c.x.hi/100), c.x.from, c.x.to}
	at := c.ticksOf(s, func(v report.Number, t ticks) string { return fixed(v, t.decimals) })
	c.tickRow(s, at, c.area.b+13+tickHeight, fontNote, func(v report.Number) string { return fixed(v, at.decimals) }, false)
	c.text((c.area.l+c.area.r)/2, c.area.b+13+2*tickHeight, middle, fontNote, "spot move, and the spot it leads to")
}

// flowHits draws the invisible columns that show trades on hover.
func (c *chart) flowHits(moves []report.SpotFlow, curves []flowCurve) {
	money := moneyUnit(c.r.Conventions)
	for i, f := range moves {
		l, r := halfway(c.area, i, len(moves), func(i int) float64 { return c.x.at(moves[i].MovePct) })
		words := signed(f.MovePct, 2) + "%, spot " + price(f.Spot) + ":"
		for n, curve := range curves {
			if n > 0 {
				words += ","
			}
			words += " " + curve.name + " " + valueAt(curve, f.MovePct, money)
		}
		c.rect(box{px(l), c.area.t, px(r), c.area.b}, "gex-hit", words)
	}
}

func valueAt(c flowCurve, move report.Number, money unit) string {
	for i, m := range c.move {
		if m == move {
			return money.amount(c.usd[i])
		}
	}
	return absent
}

func saysFlows(r *report.Pictures) string {
	if up, down := moveFlow(r, 1), moveFlow(r, -1); up != nil && down != nil {
		return "D" + outcomeOf(r).Does(moneyUnit(r.Conventions).Unit)[1:] + "; the curve shows other moves, next to gamma at spot times the move."
	}
	return "What dealers trade after spot moves."
}
