package svg

import (
	"cmp"
	"slices"
	"strconv"

	"gex/internal/report"
)

// Sensitivity is the kind that needs the runs of a sensitivity.
const Sensitivity = "sensitivity"

// swing is a row of the tornado: the range of a quantity over the runs of a group.
type swing struct {
	report.Band
	low, high string
}

// swings returns the bands of the flip, or of GEX where the base has no flip, the widest first; base is the value as given.
func swings(r *report.Pictures) (rows []swing, base report.Number, ofFlip bool) {
	if r.Sensitivity == nil {
		return nil, report.None(), false
	}
	quantity, base := report.QuantityFlip, r.Levels.ZeroGamma
	if ofFlip = base.OK(); !ofFlip {
		quantity, base = report.QuantityGEX, r.Totals.GEX
	}
	for _, group := range append(slices.Clone(report.SensitivityGroups), report.BandQuotes) {
		if b := r.Sensitivity.BandOf(quantity, group); b != nil {
			rows = append(rows, swing{Band: *b})
		}
	}
	slices.SortStableFunc(rows, func(a, b swing) int { return cmp.Compare(b.High-b.Low, a.High-a.Low) })
	return rows, base, ofFlip
}

const tornadoRow = 16 // least height of a row whose texts do not meet those of others

// drawSensitivity draws a tornado: how far each assumption alone moves the flip, the widest on top.
func drawSensitivity(p *panel) {
	rows, base, ofFlip := swings(p.r)
	if len(rows) == 0 {
		p.head("", nil)
		p.empty("no assumption was varied")
		return
	}
	u := gexUnit(p.r.Conventions)
	lo, hi := float64(base), float64(base)
	for _, s := range rows {
		lo, hi = min(lo, float64(s.Low)), max(hi, float64(s.High))
	}
	pad := max(0.03*(hi-lo), 1e-4*max(hi, -lo)) // labels of a narrower axis would be all digits
	if pad == 0 {
		pad = 1
	}
	m := u.magnitudeOf(max(hi, -lo))
	show := func(n report.Number) string { return m.show(n, m.decimals(max(hi, -lo))) }
	subtitle := "net GEX in " + u.in(m) + " as each assumption is varied alone; as given " + show(base)
	if ofFlip {
		show, subtitle = price, "zero gamma as each assumption is varied alone; as given "+price(base)
	}
	p.head(subtitle, []key{{"gex-put", "lower"}, {"gex-call", "higher"}})
	for i, s := range rows {
		rows[i].low, rows[i].high = show(s.Low), show(s.High)
		if s.Open {
			rows[i].high += " or none"
		}
	}
	if slices.ContainsFunc(rows, func(s swing) bool { return s.Open }) {
		p.note("or none: a run of the group has no flip in the range")
	}
	if n := max(1, int((p.at.h()-90)/tornadoRow)); n < len(rows) {
		p.note(strconv.Itoa(n) + " of " + strconv.Itoa(len(rows)) + " assumptions: those that move it most")
		rows = rows[:n]
	}
	p.foot()
	t := p.newTornado(rows, lo-pad, hi+pad)
	t.axis(ofFlip, m)
	for i, s := range rows {
		t.row(i, s, base)
	}
	given := t.x.at(base)
	t.segment(point{given, t.top}, point{given, t.bottom}, "gex-axis")
}

// tornado is the table of assumptions with their bars.
type tornado struct {
	*panel
	x                   scale
	top, height, bottom float64
	label, low, high    float64 // where the columns of texts end
}

func (p *panel) newTornado(rows []swing, lo, hi float64) *tornado {
	t := &tornado{panel: p, top: p.at.t + 20, bottom: p.at.b - 24}
	t.height = min(80, (t.bottom-t.top)/float64(len(rows)))
	t.bottom = px(t.top + float64(t.height*float64(len(rows))))
	label, low, high := fontNote.width("varied"), fontNote.width("low"), fontNote.width("high")
	for _, s := range rows {
		label, low, high = max(label, fontBody.width(s.Group)), max(low, fontBody.width(s.low)), max(high, fontBody.width(s.high))
	}
	t.label = px(p.at.l + label)
	t.high = p.at.r
	t.low = px(p.at.r - high - 14)
	t.x = scale{lo, hi, px(t.label + 12), px(t.low - low - 14)}
	t.text(t.label, t.top-7, end, fontNote, "varied")
	t.text(t.low, t.top-7, end, fontNote, "low")
	t.text(t.high, t.top-7, end, fontNote, "high")
	return t
}

// row draws one assumption.
func (t *tornado) row(i int, s swing, base report.Number) {
	top := px(t.top + float64(t.height*float64(i)))
	bottom := px(top + t.height)
	pad := max(0.5, 0.18*t.height)
	at := t.x.at(base)
	if low := t.x.at(s.Low); low < at {
		t.rect(box{low, px(top + pad), at, px(bottom - pad)}, "gex-put", "")
	}
	if high := t.x.at(s.High); high > at {
		t.rect(box{at, px(top + pad), high, px(bottom - pad)}, "gex-call", "")
	}
	y := (top+bottom)/2 + 4
	t.text(t.label, y, end, fontBody, s.Group)
	t.text(t.low, y, end, fontBody, s.low)
	t.text(t.high, y, end, fontBody, s.high)
	t.rect(box{t.at.l, top, t.at.r, bottom}, "gex-hit", s.Group+": from "+s.low+" to "+s.high)
}

// axis draws the ticks.
func (t *tornado) axis(ofFlip bool, m magnitude) {
	divisor := m.Divisor
	if ofFlip {
		divisor = 1
	}
	marks := round(t.x.lo/divisor, t.x.hi/divisor, max(1, int((t.x.to-t.x.from)/90))).times(divisor)
	for _, v := range marks.at {
		x := t.x.at(v)
		t.segment(point{x, t.top}, point{x, t.bottom}, "gex-grid")
		label := m.show(v, marks.decimals)
		if ofFlip {
			label = fixed(v, marks.decimals)
		}
		t.text(x, t.bottom+14, middle, fontNote, label)
	}
}

func saysSensitivity(r *report.Pictures) string {
	rows, base, ofFlip := swings(r)
	if len(rows) == 0 {
		return nothing(r) + "."
	}
	what, show := "Net GEX is ", gexUnit(r.Conventions).amount
	if ofFlip {
		what, show = "Zero gamma is ", price
	}
	return what + show(base) + "; " + rows[0].Group + " moves it most, from " + show(rows[0].Low) + " to " + show(rows[0].High) + "."
}
