package svg

import (
	"math"
	"strings"

	"gex/internal/report"
)

// Cascade is the kind that needs a cascade with an impact.
const Cascade = "cascade"

// drawCascade draws where spot rests over the outside shock: the curve folds back where no shock rests.
func drawCascade(p *panel) {
	c := p.r.Cascade
	if c == nil || c.Curve == nil || len(c.Curve.Spot) < 2 {
		p.head("", nil)
		p.empty("no impact of trades on spot is given")
		return
	}
	impact := "impact of the square root of volume"
	if c.Impact.Kind == report.ImpactLinear {
		impact = moneyUnit(p.r.Conventions).amount(c.Impact.USDPerPct) + " moves spot 1%"
	}
	legend := []key{{"gex-curve", "rests"}, {"gex-linear", "if nobody traded with the move"}}
	if len(c.Pockets) > 0 {
		legend = append(legend, key{"gex-today", "no shock rests"}, key{"gex-short", "air pocket"})
	}
	p.head("where an outside shock comes to rest; "+impact, legend)
	f := p.newFold()
	p.foot()
	f.frame()
	f.pockets()
	f.axes()
	f.lines()
	f.curve()
	f.falls()
	f.triggers()
	f.rests()
	f.pocketNames()
	f.hits()
}

// fold is the chart: shocks to the right, moves upwards, both in percent.
type fold struct {
	*panel
	area  box
	x, y  scale
	drawn [][]point // lines that no label crosses
}

// newFold chooses the window: all shocks of the table, or those about the air pockets where there are any, so that the fold is seen;
// and all moves that they lead to.
func (p *panel) newFold() *fold {
	c := p.r.Cascade
	f := &fold{panel: p, area: p.at}
	wide, tall, fold := 1.0, 1.0, 0.0
	for _, s := range c.Shocks {
		wide = max(wide, math.Abs(float64(s.ShockPct)))
	}
	for _, pocket := range c.Pockets {
		if needs := math.Abs(float64(pocket.ShockPct)); needs <= wide {
			fold = max(fold, needs)
		}
	}
	if fold > 0 {
		wide = min(wide, max(1, 2.5*fold))
	}
	for _, s := range c.Shocks {
		if s.MovePct.OK() && math.Abs(float64(s.ShockPct)) <= wide {
			tall = max(tall, math.Abs(float64(s.MovePct)))
		}
	}
	tall = max(tall, wide)
	for _, pocket := range c.Pockets { // both of its sides, where they are not far away
		if math.Abs(float64(pocket.ShockPct)) > wide {
			continue
		}
		for _, side := range [2]struct {
			at    report.Number
			times float64
		}{{pocket.From, 1.6}, {pocket.To, 1.1}} {
			if away := side.times * math.Abs(float64(100*(side.at/p.r.Spot-1))); away < 4*wide {
				tall = max(tall, away)
			}
		}
	}
	if p.fixed > 0 {
		tall = 100 * p.fixed
	}
	f.x, f.y = scale{lo: -1.06 * wide, hi: 1.06 * wide}, scale{lo: -1.06 * tall, hi: 1.06 * tall}
	return f
}

// move is how far a spot is from spot, in percent.
func (f *fold) move(spot report.Number) report.Number { return 100 * (spot/f.r.Spot - 1) }

// frame leaves space for the ticks.
func (f *fold) frame() {
	f.area = box{px(f.at.l + 62), px(f.at.t + 8), px(f.at.r - 20), px(f.at.b - 38)}
	f.x.from, f.x.to = f.area.l, f.area.r
	f.y.from, f.y.to = f.area.b, f.area.t
}

// clamp keeps a y within the chart.
func (f *fold) clamp(y float64) float64 { return max(f.area.t, min(y, f.area.b)) }

// pocket is the area of an air pocket, and what it says.
func (f *fold) pocket(p report.Pocket) (at box, words string) {
	from, to := f.clamp(f.y.at(f.move(p.From))), f.area.b
	switch {
	case p.To.OK():
		to = f.clamp(f.y.at(f.move(p.To)))
	case p.Side == "up":
		to = f.area.t
	}
	words = "no shock rests from " + price(p.From) + " to " + price(p.To)
	if !p.To.OK() {
		words = "no shock rests beyond " + price(p.From)
	}
	return box{f.area.l, min(from, to), f.area.r, max(from, to)}, words
}

// pockets tints the moves at which no shock rests.
func (f *fold) pockets() {
	for _, p := range f.r.Cascade.Pockets {
		at, words := f.pocket(p)
		f.rect(at, "gex-short", "")
		f.hatched(at)
		f.rect(at, "gex-hit", words+": one beyond "+signed(p.ShockPct, 2)+"% falls through")
	}
}

// pocketNames writes in each air pocket which prices it has, where no line runs.
func (f *fold) pocketNames() {
	for _, p := range f.r.Cascade.Pockets {
		at, words := f.pocket(p)
		half := fontUnder.width(words)/2 + 8
		f.place(fontUnder, words, at, []point{
			{at.l + half, (at.t+at.b)/2 + 4}, {at.r - half, (at.t+at.b)/2 + 4}, {at.l + half, at.t + 16}, {at.l + half, at.b - 8},
			{at.r - half, at.t + 16}, {at.r - half, at.b - 8}, {(at.l + at.r) / 2, at.t + 16}, {(at.l + at.r) / 2, at.b - 8},
		})
	}
}

// place writes a text around the first of some centers of its baseline where it is within a box and meets neither a text nor a line.
// Where there is none, it is left to the values on hover.
func (f *fold) place(font font, words string, within box, centers []point) {
	for _, c := range centers {
		b := font.box(c.x, c.y, middle, words)
		if b.l > within.l+2 && b.r < within.r-2 && b.t > within.t+2 && b.b < within.b-2 && f.free(b) && !f.crossed(b) {
			f.text(c.x, c.y, middle, font, words)
			return
		}
	}
}

// line draws a line that no label crosses.
func (f *fold) line(points []point, class string) {
	f.drawn = append(f.drawn, points)
	f.path(points, class, false)
}

// crossed reports whether a line runs through a box.
func (f *fold) crossed(b box) bool {
	for _, line := range f.drawn {
		for i := 1; i < len(line); i++ {
			if through(b, line[i-1], line[i]) {
				return true
			}
		}
	}
	return false
}

// axes draws the ticks of both axes and the lines through spot.
func (f *fold) axes() {
	down := round(f.y.lo, f.y.hi, max(2, int(f.area.h()/42)))
	for _, v := range down.at {
		y := f.y.at(v)
		f.segment(point{f.area.l, y}, point{f.area.r, y}, "gex-grid")
		f.text(f.area.l-6, y+4, end, fontNote, signed(v, down.decimals)+"%")
	}
	across := round(f.x.lo, f.x.hi, max(2, int(f.area.w()/64)))
	for _, v := range across.at {
		x := f.x.at(v)
		f.segment(point{x, f.area.b}, point{x, f.area.b + 4}, "gex-axis")
		f.text(x, f.area.b+16, middle, fontNote, signed(v, across.decimals)+"%")
	}
	f.text((f.area.l+f.area.r)/2, f.area.b+32, middle, fontNote, "outside shock; upwards: where spot rests, in percent from "+price(f.r.Spot))
	f.line([]point{{f.area.l, f.y.at(0)}, {f.area.r, f.y.at(0)}}, "gex-spot")
	f.line([]point{{f.x.at(0), f.area.t}, {f.x.at(0), f.area.b}}, "gex-axis")
}

// lines draws the diagonal of a market without feedback.
func (f *fold) lines() {
	most := report.Number(min(f.x.hi, f.y.hi))
	f.line([]point{{f.x.at(-most), f.y.at(-most)}, {f.x.at(most), f.y.at(most)}}, "gex-linear")
}

// curve draws the shock of each spot: what rests in one style, what does not in another.
func (f *fold) curve() {
	c := f.r.Cascade
	var run []point
	resting := true
	flush := func() {
		class := "gex-curve"
		if !resting {
			class = "gex-today"
		}
		f.line(run, class)
	}
	for i, spot := range c.Curve.Spot {
		at, inside := point{f.x.at(c.Curve.ShockPct[i]), f.y.at(f.move(spot))}, f.holds(spot, c.Curve.ShockPct[i])
		now := !f.inPocket(spot)
		if !inside || now != resting {
			if inside && len(run) > 0 {
				run = append(run, at)
			}
			flush()
			run, resting = nil, now
		}
		if inside {
			run = append(run, at)
		}
	}
	flush()
}

// holds reports whether a point is in the chart.
func (f *fold) holds(spot, shock report.Number) bool {
	return f.x.holds(shock) && f.y.holds(f.move(spot))
}

// inPocket reports whether no shock rests at a spot.
func (f *fold) inPocket(spot report.Number) bool {
	for _, p := range f.r.Cascade.Pockets {
		if p.Side == "down" && spot < p.From && !(spot <= p.To) || p.Side == "up" && spot > p.From && !(spot >= p.To) {
			return true
		}
	}
	return false
}

// falls draws where a shock just beyond the edge of a pocket ends.
func (f *fold) falls() {
	for _, p := range f.r.Cascade.Pockets {
		if !f.x.holds(p.ShockPct) {
			continue
		}
		x, to := f.x.at(p.ShockPct), f.area.b
		if p.To.OK() {
			to = f.clamp(f.y.at(f.move(p.To)))
		} else if p.Side == "up" {
			to = f.area.t
		}
		f.line([]point{{x, f.clamp(f.y.at(f.move(p.From)))}, {x, to}}, "gex-pwall")
	}
}

// triggers draws the levels of triggers.
func (f *fold) triggers() {
	money := moneyUnit(f.r.Conventions)
	for _, t := range f.r.Cascade.Triggers {
		if move := f.move(t.Level); f.y.holds(move) {
			f.line([]point{{f.area.l, f.y.at(move)}, {f.area.r, f.y.at(move)}}, "gex-flip")
		}
	}
	for _, t := range f.r.Cascade.Triggers {
		move := f.move(t.Level)
		if !f.y.holds(move) {
			continue
		}
		y := f.y.at(move)
		label := strings.TrimSpace(price(t.Level) + " " + money.amount(t.USD) + " " + string(t.Label))
		half := fontMark.width(label)/2 + 6
		f.place(fontMark, label, f.area, []point{{f.area.r - half, y - 5}, {f.area.r - half, y + 14}, {f.area.l + half, y - 5}, {f.area.l + half, y + 14}})
	}
}

// rests marks where the shocks of the table come to rest, and labels them from the ends on where a label is nearest to its own mark.
func (f *fold) rests() {
	var marks []point
	var labels []string
	for _, s := range f.r.Cascade.Shocks {
		if !s.Spot.OK() || !f.holds(s.Spot, s.ShockPct) {
			continue
		}
		at := point{f.x.at(s.ShockPct), f.y.at(s.MovePct)}
		f.circle(at, restMark, "gex-mark", signed(s.ShockPct, 2)+"% rests at "+price(s.Spot)+" ("+signed(s.MovePct, 2)+"%)")
		marks, labels = append(marks, at), append(labels, price(s.Spot))
	}
	for n := range marks {
		i := n / 2
		if n%2 == 1 {
			i = len(marks) - 1 - i
		}
		at, w := marks[i], fontMark.width(labels[i])
		var near []point
		for _, d := range []point{{w/2 + 8, 14}, {-w/2 - 8, -6}, {w/2 + 8, -6}, {-w/2 - 8, 14}, {0, 20}, {0, -11}, {w / 4, 20}, {-w / 4, -11}, {w/2 + 4, 22}, {-w/2 - 4, -14}, {-w / 2, -22}, {w / 2, 30}, {-w / 2, 30}, {w / 2, -22}} {
			if c := (point{at.x + d.x, at.y + d.y}); ownMark(fontMark.box(c.x, c.y, middle, labels[i]), marks) == i {
				near = append(near, c)
			}
		}
		f.place(fontMark, labels[i], f.area, near)
	}
}

// restMark is the radius of the mark of a rest.
const restMark = 4

// ownMark returns which of some marks is nearest to a box; -1 where one more is nearly as near, or under it.
func ownMark(b box, marks []point) int {
	best, least, second := -1, math.Inf(1), math.Inf(1)
	for i, m := range marks {
		d := math.Hypot(max(b.l-m.x, 0, m.x-b.r), max(b.t-m.y, 0, m.y-b.b))
		switch {
		case d < least:
			best, least, second = i, d, least
		case d < second:
			second = d
		}
	}
	if second < 2*least || least < restMark {
		return -1
	}
	return best
}

// hits draws the invisible rows that show values on hover.
func (f *fold) hits() {
	c := f.r.Cascade.Curve
	for i, spot := range c.Spot {
		if !f.y.holds(f.move(spot)) {
			continue
		}
		top, bottom := f.y.at(f.move(spot)), f.y.at(f.move(spot))
		if i > 0 {
			bottom = f.clamp(f.y.at(f.move((c.Spot[i-1] + spot) / 2)))
		}
		if i+1 < len(c.Spot) {
			top = f.clamp(f.y.at(f.move((c.Spot[i+1] + spot) / 2)))
		}
		does := ": rests after an outside shock of "
		if f.inPocket(spot) {
			does = ": does not rest; e is "
		}
		f.rect(box{f.area.l, px(top), f.area.r, px(bottom)}, "gex-hit", price(spot)+" ("+distance(spot, f.r.Spot)+")"+does+signed(c.ShockPct[i], 2)+"%")
	}
}

func saysCascade(r *report.Pictures) string {
	c := r.Cascade
	if c == nil || c.Curve == nil {
		return nothing(r) + "."
	}
	for _, s := range c.Shocks {
		if s.ShockPct == -1 && s.Spot.OK() {
			return "An outside shock of -1% comes to rest at " + price(s.Spot) + ", " + signed(s.MovePct, 2) + "% from spot."
		}
		if s.ShockPct == -1 {
			return "An outside shock of -1% comes to rest nowhere in range."
		}
	}
	return "Where outside shocks come to rest."
}
