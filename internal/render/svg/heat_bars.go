package svg

import (
	"math"

	"gex/internal/report"
)

// Few expiries leave room beside their columns, which wider columns would not use: shades say no more for being wide. There
// the strikes have bars, on the same axis.
const (
	widestColumn = 320 // above it there is room
	besideBars   = 200 // a column then
	leastBars    = 160
	barsGap      = 30
	leastHeight  = 320 // of the panel: their legend takes a line
)

// sideBars are the bars beside a heat map; of no width where there are none.
type sideBars struct {
	*panel
	area    box
	strikes scale // from bottom to top
}

// besideColumns are the bars beside n columns between two sides, which columns of besideBars leave room for.
func (p *panel) besideColumns(n int, left, right float64) sideBars {
	b := sideBars{panel: p}
	from := left + float64(float64(n)*besideBars) + barsGap
	if (right-left)/float64(n) > widestColumn && p.at.h() >= leastHeight && right-from >= leastBars {
		b.area.l, b.area.r = px(from), right
	}
	return b
}

func (b *sideBars) there() bool { return b.area.w() > 0 }

// keys is the legend of the bars, if there are any.
func (b *sideBars) keys(in []barStrike) []key {
	if !b.there() {
		return nil
	}
	side := [2]string{"calls", "puts"}
	if !opposed(in) {
		side = [2]string{"calls (upper half)", "puts (lower half)"}
	}
	return []key{{"gex-call", side[0]}, {"gex-put", side[1]}, {"gex-net", "net"}}
}

// draw draws calls, puts and net of strikes on the scale of the map.
func (b *sideBars) draw(in []barStrike, strikes scale, u unit) {
	if !b.there() {
		return
	}
	b.strikes, b.area.t, b.area.b = strikes, strikes.to, strikes.from
	lo, hi := barRange(in)
	x := scale{lo, hi, b.area.l, b.area.r}
	b.axis(x, u)
	half := b.halfRow(in)
	together := opposed(in)
	for _, s := range in {
		y := b.strikes.at(s.Strike.Strike)
		call, put := [2]float64{y - half, y + half}, [2]float64{y - half, y + half}
		if !together {
			call[1], put[0] = y, y
		}
		b.bar(x, call, s.CallGEX, "gex-call")
		b.bar(x, put, s.PutGEX, "gex-put")
	}
	b.segment(point{x.at(0), b.area.t}, point{x.at(0), b.area.b}, "gex-axis")
	for _, s := range in {
		y := b.strikes.at(s.Strike.Strike)
		if s.GEX.OK() {
			at := x.at(s.GEX)
			b.net(point{at, b.within(y - half - 1)}, point{at, b.within(y + half + 1)})
		}
		words := strike(s.Strike.Strike) + " (" + distance(s.Strike.Strike, b.r.Spot) + "): net " + u.amount(s.GEX) +
			", calls " + u.amount(s.CallGEX) + ", puts " + u.amount(s.PutGEX)
		b.rect(box{b.area.l, b.within(y - half - 1), b.area.r, b.within(y + half + 1)}, "gex-hit", words)
	}
}

// axis draws the ticks of the amounts below the bars.
func (b *sideBars) axis(x scale, u unit) {
	mag := u.magnitudeOf(max(-x.lo, x.hi))
	t := round(x.lo/mag.Divisor, x.hi/mag.Divisor, max(2, int(b.area.w()/70))).times(mag.Divisor)
	y := b.area.b + 13
	for _, v := range t.at {
		at := x.at(v)
		b.segment(point{at, b.area.t}, point{at, b.area.b + 4}, "gex-grid")
		if label := mag.show(v, t.decimals); b.free(fontNote.box(at, y, middle, label)) {
			b.text(at, y, middle, fontNote, label)
		}
	}
	if caption := "by strike, in " + u.in(mag); fontNote.width(caption) <= b.area.w() {
		b.text((b.area.l+b.area.r)/2, y+tickHeight, middle, fontNote, caption)
	}
}

// halfRow is half the height of a bar, by the least distance of two strikes.
func (b *sideBars) halfRow(in []barStrike) float64 {
	least := 30.0
	for i := 1; i < len(in); i++ {
		least = min(least, b.strikes.at(in[i-1].Strike.Strike)-b.strikes.at(in[i].Strike.Strike))
	}
	return max(0.4, 0.4*least)
}

// within moves a height into the map.
func (b *sideBars) within(y float64) float64 { return px(min(max(y, b.area.t), b.area.b)) }

// bar draws one bar from zero to a value.
func (b *sideBars) bar(x scale, y [2]float64, v report.Number, class string) {
	if !v.OK() || v == 0 {
		return
	}
	from, to := x.at(0), x.at(v)
	if math.Abs(from-to) < 0.01 {
		return
	}
	b.rect(box{min(from, to), b.within(y[0]), max(from, to), b.within(y[1])}, class, "")
}
