package svg

// Tape is the kind that draws exposure by strike through a day.
const Tape = "tape"

// drawTape draws net exposure by strike over time, with spot and levels, and GEX below.
func drawTape(p *panel) {
	if p.r.Tape == nil {
		p.head("", nil)
		p.empty("no files of a day are given")
		return
	}
	t := newTape(p, p.r.Tape)
	if t.full == 0 {
		p.head("", nil)
		p.empty("no exposure at any strike between " + t.span())
		return
	}
	t.legends()
	t.leftOut()
	p.foot()
	t.draw()
}

// legends names lines and shades, side by side where a picture is low.
func (t *tape) legends() {
	const low, words = 400, "orange, striped: dealers short gamma; blue: long; blank: not listed"
	var keys []key
	for _, k := range tracks {
		keys = append(keys, key{k.class, k.name})
	}
	says := "net GEX in " + gexUnit(t.t.Conventions).in(t.mag) + "; shades by the square root of |GEX|; times are " + t.t.Moments[0].At.Clock()
	if t.panel.at.h() >= low || t.slim() {
		t.head(says, keys)
		t.scale(t.tints, words, true)
		return
	}
	t.head(says, nil)
	beside := *t.panel
	t.note(words)
	beside.at.l = px(t.scale(t.tints, "", true))
	t.panel.at.t = max(t.panel.at.t, px(beside.legend(beside.at.t-fontNote.line()+6, keys)+8))
}

// draw lays out the map, and GEX below it where there is room.
func (t *tape) draw() {
	const between, least = 26, 300
	ticksBelow := float64(2*tickHeight + 6)
	if t.oneDay {
		ticksBelow -= tickHeight
	}
	names, mostName := t.ends(t.strikes.lo, t.strikes.hi)
	room := t.panel.at
	under := room.h() >= least
	lower := box{room.l, room.t + 4, px(room.r - max(20, mostName+26)), px(room.b - ticksBelow)}
	t.chart = lower
	if under {
		t.chart.b = px(lower.t + 0.78*(lower.h()-between))
		lower.t = t.chart.b + between
	}
	bottom, top := padded(t.amounts(), 0.06)
	mag, amounts := gexUnit(t.panel.r.Conventions).magnitudeOf(max(-bottom, top)), scale{bottom, top, lower.b, lower.t}
	t.strikes.from, t.strikes.to = t.chart.b, t.chart.t
	left := t.widest(priceTicks(t.strikes), price0)
	if under {
		left = max(left, t.widest(amountTicks(amounts, mag), mag.show))
	}
	left = px(room.l + 8 + left)
	t.chart.l, lower.l = left, left
	t.x.from, t.x.to = left, lower.r
	t.thin()
	t.grid(t.chart, t.strikes, priceTicks(t.strikes), price0)
	t.colors()
	t.marks()
	t.name(names, t.chart, t.strikes)
	if !under {
		t.times(t.chart)
		t.pointAt(t.chart, t.chart)
		return
	}
	t.grid(lower, amounts, amountTicks(amounts, mag), mag.show)
	t.area(amounts)
	t.segment(point{lower.l, amounts.at(0)}, point{lower.r, amounts.at(0)}, "gex-axis")
	t.today(amounts)
	t.caption(lower, mag)
	t.times(lower)
	t.pointAt(t.chart, lower)
}

// pointAt shows the numbers of a file on hover; not over cells that show their own.
func (t *tape) pointAt(upper, lower box) {
	if t.pointed() {
		upper = lower
	}
	if upper != t.chart || !t.pointed() {
		t.hits(upper, lower)
	}
}
