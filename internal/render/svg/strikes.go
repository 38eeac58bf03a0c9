package svg

import (
	"math"

	"gex/internal/report"
)

// drawStrikes draws call, put and net exposure by strike, strikes to scale.
func drawStrikes(p *panel) {
	u := gexUnit(p.r.Conventions)
	lo, hi := p.strikeWindow()
	in := p.strikesIn(lo, hi)
	if len(in) == 0 {
		p.head("", nil)
		p.empty("no strike between " + price(lo) + " and " + price(hi) + ": the window is too narrow")
		return
	}
	bottom, top := barRange(in)
	p.head("sum over expiries, in "+u.in(u.magnitudeOf(max(-bottom, top))), barLegend(in))
	if len(in) < len(p.r.Strikes) {
		p.note(fixed(report.Number(len(in)), 0) + " of " + fixed(report.Number(len(p.r.Strikes)), 0) + " strikes")
	}
	c := p.newChart(u, scale{lo: float64(lo), hi: float64(hi)}, bottom, top)
	labels := c.levels()
	p.foot()
	c.frame(labels.height(), priceHeight)
	c.mark(labels)
	c.bars(in)
	c.zero()
	c.nets(in)
	c.prices("strike, and distance from spot")
	c.strikeHits(in, u)
	c.hits(labels)
}

// strikeWindow returns the window. One that was not requested is widened until it includes a strike.
func (p *panel) strikeWindow() (lo, hi report.Number) {
	lo, hi = p.window()
	if p.fixed > 0 || len(p.strikesIn(lo, hi)) > 0 {
		return lo, hi
	}
	first, last := p.r.Strikes[0].Strike, p.r.Strikes[len(p.r.Strikes)-1].Strike
	lo, hi = min(first, p.r.Spot), max(last, p.r.Spot)
	pad := (hi - lo) / 20
	return lo - pad, hi + pad
}

// barStrike is a strike and its part of 0DTE.
type barStrike struct {
	report.Strike
	today *report.Cell // nil: nothing settles later today
}

// strikesIn returns the strikes in a window.
func (p *panel) strikesIn(lo, hi report.Number) []barStrike {
	var out []barStrike
	today := p.r.Strikes0DTE
	for _, s := range p.r.Strikes {
		for len(today) > 0 && today[0].Strike < s.Strike {
			today = today[1:]
		}
		if s.Strike < lo || s.Strike > hi {
			continue
		}
		b := barStrike{Strike: s}
		if len(today) > 0 && today[0].Strike == s.Strike {
			b.today = &today[0]
		}
		out = append(out, b)
	}
	return out
}

// barRange returns the range of calls, puts and net, with a margin.
func barRange(in []barStrike) (lo, hi float64) {
	var all []report.Number
	for _, s := range in {
		all = append(all, s.CallGEX, s.PutGEX, s.GEX)
		if s.today != nil {
			all = append(all, s.today.CallGEX, s.today.PutGEX)
		}
	}
	return padded(all, 0.04)
}

// shades returns the classes of calls and of puts: strong ones if 0DTE is not shown separately.
func shades(in []barStrike) (shade [2]string, today bool) {
	for _, s := range in {
		if s.today != nil {
			return [2]string{"gex-call2", "gex-put2"}, true
		}
	}
	return [2]string{"gex-call", "gex-put"}, false
}

// barLegend names the bars, those of 0DTE only if there are any.
func barLegend(in []barStrike) []key {
	side := [2]string{"calls", "puts"}
	if !opposed(in) {
		side = [2]string{"calls (left of the strike)", "puts (right of it)"}
	}
	shade, today := shades(in)
	if today {
		return []key{{shade[0], side[0]}, {"gex-call0", "0DTE calls"}, {shade[1], side[1]}, {"gex-put0", "0DTE puts"}, {"gex-net", "net"}}
	}
	return []key{{shade[0], side[0]}, {shade[1], side[1]}, {"gex-net", "net"}}
}

// opposed reports whether calls and puts have different signs at every strike, so that their bars can share one column.
func opposed(in []barStrike) bool {
	for _, s := range in {
		if s.CallGEX > 0 && s.PutGEX > 0 || s.CallGEX < 0 && s.PutGEX < 0 {
			return false
		}
	}
	return true
}

// pitch returns the width of a strike in pixels: the least distance of two.
func (c *chart) pitch(in []barStrike) float64 {
	least := 48.0
	for i := 1; i < len(in); i++ {
		least = min(least, c.x.at(in[i].Strike.Strike)-c.x.at(in[i-1].Strike.Strike))
	}
	return max(1, least)
}

// bars draws calls and puts from zero, in one column if their signs differ, else side by side.
func (c *chart) bars(in []barStrike) {
	half := max(0.4, 0.4*c.pitch(in))
	together := opposed(in)
	shade, _ := shades(in)
	for _, s := range in {
		x := c.x.at(s.Strike.Strike)
		call, put := [2]float64{x - half, x + half}, [2]float64{x - half, x + half}
		if !together {
			call[1], put[0] = x, x
		}
		c.bar(call, s.CallGEX, shade[0])
		c.bar(put, s.PutGEX, shade[1])
		if s.today != nil {
			c.bar(call, s.today.CallGEX, "gex-call0")
			c.bar(put, s.today.PutGEX, "gex-put0")
		}
	}
}

// bar draws one bar from zero to a value.
func (c *chart) bar(x [2]float64, v report.Number, class string) {
	if !v.OK() || v == 0 {
		return
	}
	a, b := c.y.at(0), c.y.at(v)
	if a == b {
		return // less than a hundredth of a pixel
	}
	c.rect(box{px(x[0]), min(a, b), px(x[1]), max(a, b)}, class, "")
}

// nets marks the net of each strike.
func (c *chart) nets(in []barStrike) {
	half := max(1.2, 0.5*c.pitch(in))
	for _, s := range in {
		if s.GEX.OK() {
			x, y := c.x.at(s.Strike.Strike), c.y.at(s.GEX)
			c.net(point{x - half, y}, point{x + half, y})
		}
	}
}

// strikeHits draws the invisible columns that show the values of a strike on hover.
func (c *chart) strikeHits(in []barStrike, u unit) {
	for i, s := range in {
		l, r := around(c.area, i, len(in), func(i int) float64 { return c.x.at(in[i].Strike.Strike) })
		c.rect(box{px(l), c.area.t, px(r), c.area.b}, "gex-hit", c.strikeWords(s, u))
	}
}

func (c *chart) strikeWords(s barStrike, u unit) string {
	words := strike(s.Strike.Strike) + " (" + distance(s.Strike.Strike, c.r.Spot) + "), " + u.in(c.mag) + ": net " + c.mag.show(s.GEX, c.dec+1) +
		", calls " + c.mag.show(s.CallGEX, c.dec+1) + ", puts " + c.mag.show(s.PutGEX, c.dec+1)
	if s.today != nil {
		words += "; 0DTE part: calls " + c.mag.show(s.today.CallGEX, c.dec+1) + ", puts " + c.mag.show(s.today.PutGEX, c.dec+1)
	}
	if s.CallOI.OK() && s.PutOI.OK() {
		words += "; open interest: calls " + fixed(s.CallOI, 0) + ", puts " + fixed(s.PutOI, 0)
	}
	return words
}

func saysStrikes(r *report.Pictures) string {
	u := gexUnit(r.Conventions)
	var most *report.Strike
	for i, s := range r.Strikes {
		if s.GEX.OK() && (most == nil || math.Abs(float64(s.GEX)) > math.Abs(float64(most.GEX))) {
			most = &r.Strikes[i]
		}
	}
	if most == nil {
		return nothing(r) + "."
	}
	return "Of " + fixed(report.Number(len(r.Strikes)), 0) + " strikes " + strike(most.Strike) + " has the largest net gamma, " + u.amount(most.GEX) +
		"; " + list(facts(r)...) + "."
}
