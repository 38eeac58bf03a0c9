package svg

import (
	"strconv"
	"strings"

	"gex/internal/report"
)

// Study is the kind that draws volatility by fifths of the days of a study.
const Study = "study"

// fifths is the picture of quintiles: what the days moved, and what of that the controls do not say.
type fifths struct {
	*panel
	all  []report.Quintile
	mean float64 // of the volatility of all days
}

// drawStudy draws the volatility of each fifth of the days by GEX over gross, and beside it what the controls leave of it.
func drawStudy(p *panel) {
	d := p.r.Study
	if d == nil || len(d.Study.Quintiles) == 0 {
		p.head("", nil)
		why := "no study is given"
		if d != nil {
			why = fixed(report.Number(d.Study.Days), 0) + " days are too few: at least " + strconv.Itoa(report.StudyMinDays)
		}
		p.empty(why)
		return
	}
	f := &fifths{panel: p, all: d.Study.Quintiles}
	days := 0
	for _, q := range f.all {
		f.mean += float64(float64(q.Volatility) * float64(q.N))
		days += q.N
	}
	f.mean /= float64(days)
	p.head("fifths of the days by GEX / gross before the open", f.legend())
	p.foot()
	const gap = 28
	raw, left := p.at, p.at
	if p.slim() || p.at.w() < 1.1*p.at.h() {
		raw.b = px((p.at.t + p.at.b - gap) / 2)
		left.t = px(raw.b + gap)
	} else {
		raw.r = px((p.at.l + p.at.r - gap) / 2)
		left.l = px(raw.r + gap)
	}
	f.raw(raw)
	f.residual(left)
}

// legend says which side of zero the fifths are on.
func (f *fifths) legend() (list []key) {
	worn := map[string]bool{}
	for i := range f.all {
		worn[side(&f.all[i])] = true
	}
	for _, k := range []key{{"gex-put", "short gamma"}, {"gex-e4", "both"}, {"gex-call", "long gamma"}} {
		if worn[k.class] {
			list = append(list, k)
		}
	}
	if f.residuals() {
		list = append(list, key{"gex-net", "without controls"})
	}
	return list
}

// side is the class of a fifth: all of its days begin short, all long, or some of each.
func side(q *report.Quintile) string {
	switch {
	case q.High < 0:
		return "gex-put"
	case q.Low > 0:
		return "gex-call"
	}
	return "gex-e4"
}

// residuals reports whether the controls left something to draw.
func (f *fifths) residuals() bool { return f.all[0].Residual.OK() }

// raw draws mean volatility, a year.
func (f *fifths) raw(at box) {
	top := 0.0
	for _, q := range f.all {
		top = max(top, float64(q.Volatility))
	}
	b := f.bars(at, "Volatility", "mean, a year; dotted: of all days", 0, 100*top, func(v report.Number, decimals int) string { return fixed(v, decimals) + "%" })
	y := b.y.at(report.Number(100 * f.mean))
	for i, q := range f.all {
		b.bar(i, 100*q.Volatility, fixed(100*q.Volatility, 1)+"%", y)
	}
	f.segment(point{b.area.l, y}, point{b.area.r, y}, "gex-gap")
	b.zero()
}

// residual draws volatility over what the controls expect, less 1, and by a line what it is over its mean, less 1.
func (f *fifths) residual(at box) {
	if !f.residuals() {
		f.text(at.l, at.t+fontPanel.ascent(), start, fontPanel, "Beyond controls")
		f.text((at.l+at.r)/2, (at.t+at.b)/2, middle, fontBody, "nothing is controlled")
		return
	}
	lo, hi := 0.0, 0.0
	for i := range f.all {
		for _, v := range []float64{float64(f.all[i].Residual), f.over(i)} {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	hi = max(hi, lo+0.001)
	b := f.bars(at, "Beyond controls", "over what they expect", 100*lo, 100*hi, func(v report.Number, decimals int) string { return signed(v, decimals) + "%" })
	for i, q := range f.all {
		y := b.y.at(report.Number(100 * f.over(i)))
		b.bar(i, 100*q.Residual, signed(100*q.Residual, 1)+"%", y)
		c := b.column(i)
		f.segment(point{c.l - 3, y}, point{c.r + 3, y}, "gex-net")
	}
	b.zero()
}

// over is the volatility of a fifth over that of all days, less 1.
func (f *fifths) over(i int) float64 { return float64(f.all[i].Volatility)/f.mean - 1 }

// barChart has a bar for each fifth.
type barChart struct {
	*fifths
	area box
	y    scale
	step float64
}

// bars lays a chart out, with its title, the ticks of its amounts and the bounds of the fifths below.
func (f *fifths) bars(at box, title, unit string, lo, hi float64, show func(report.Number, int) string) *barChart {
	y := at.t + 4 + fontMark.ascent()
	f.text(at.l, y, start, fontMark, title)
	if x := at.l + fontMark.width(title) + 10; x+fontNote.width(unit) <= at.r {
		f.text(x, y, start, fontNote, unit)
	}
	b := &barChart{fifths: f}
	b.area = box{0, px(y + 10), px(at.r), at.b}
	marks := round(lo, hi, max(3, int(b.area.h()/45)))
	widest := 0.0
	for _, v := range marks.at {
		widest = max(widest, fontNote.width(show(v, marks.decimals)))
	}
	b.area.l = px(at.l + widest + 8)
	b.step = b.area.w() / float64(len(f.all))
	below := b.labels()
	b.area.b = px(at.b - float64(len(below)+1)*tickHeight - 4)
	b.y = b.scale(lo, hi)
	for row, list := range below {
		for i, label := range list {
			f.text(b.middle(i), b.area.b+14+float64(row*tickHeight), middle, fontNote, label)
		}
	}
	caption := "GEX / gross, shortest gamma to longest"
	f.text((b.area.l+b.area.r)/2, b.area.b+14+float64(len(below)*tickHeight), middle, fontNote, fontNote.cut(caption, at.w()))
	for _, v := range marks.at {
		y := b.y.at(v)
		f.segment(point{b.area.l, y}, point{b.area.r, y}, "gex-grid")
		if label := show(v, marks.decimals); f.free(fontNote.box(b.area.l-6, y+4, end, label)) {
			f.text(b.area.l-6, y+4, end, fontNote, label)
		}
	}
	return b
}

// scale has space for the values at the ends of the bars.
func (b *barChart) scale(lo, hi float64) scale {
	const value = 22
	free := value / max(2*value, b.area.h()-2*value) * (hi - lo)
	s := scale{lo: lo, hi: hi + float64(free), from: b.area.b, to: b.area.t}
	if lo < 0 {
		s.lo = lo - float64(free)
	}
	return s
}

// labels are the lines below the bars: the bounds of each fifth where there is space, else its number.
func (b *barChart) labels() [][]string {
	var whole, from, to, number []string
	for i, q := range b.all {
		low, high := signed(q.Low, 2), signed(q.High, 2)
		whole, from, to, number = append(whole, low+" to "+high), append(from, low+" to"), append(to, high), append(number, strconv.Itoa(i+1))
	}
	const apart = 6
	switch {
	case fontNote.widest(whole...) <= b.step-apart:
		return [][]string{whole}
	case fontNote.widest(append(from, to...)...) <= b.step-apart:
		return [][]string{from, to}
	}
	return [][]string{number}
}

func (b *barChart) middle(i int) float64 { return px(b.area.l + float64(b.step*(float64(i)+0.5))) }

// column is the area of a bar, from top to bottom.
func (b *barChart) column(i int) box {
	half := px(min(0.33*b.step, 42))
	return box{px(b.middle(i) - half), b.area.t, px(b.middle(i) + half), b.area.b}
}

// clear is the baseline of a value beyond the end of its bar, past a line that would cross it.
func (b *barChart) clear(end float64, below bool, line float64) float64 {
	const apart = 5
	at := func(from float64) float64 {
		if below {
			return px(from + fontMark.ascent() + apart)
		}
		return px(from - apart)
	}
	y := at(end)
	if line > y-fontMark.ascent()-2 && line < y+fontMark.descent()+2 {
		y = at(line)
	}
	return y
}

// bar draws one from zero, with its value at its end; line is where a line will cross its column, NaN where none will.
func (b *barChart) bar(i int, v report.Number, value string, line float64) {
	q, c, y := &b.all[i], b.column(i), b.y.at(v)
	zero := b.y.at(0)
	b.rect(box{c.l, min(y, zero), c.r, max(y, zero)}, side(q), "")
	for _, f := range []font{fontMark, fontUnder} { // the smaller one where the bars are too close
		if at := b.clear(y, v < 0, line); f.width(value) <= b.step-2 && b.free(f.box(b.middle(i), at, middle, value)) {
			b.text(b.middle(i), at, middle, f, value)
			break
		}
	}
	b.rect(box{px(b.area.l + float64(b.step*float64(i))), b.area.t, px(b.area.l + float64(b.step*float64(i+1))), b.area.b}, "gex-hit", saysFifth(q))
}

func (b *barChart) zero() {
	y := b.y.at(0)
	b.segment(point{b.area.l, y}, point{b.area.r, y}, "gex-axis")
}

// saysFifth words a fifth.
func saysFifth(q *report.Quintile) string {
	s := fixed(report.Number(q.N), 0) + " days of GEX / gross " + signed(q.Low, 3) + " to " + signed(q.High, 3) + ": volatility " + fixed(100*q.Volatility, 1) + "%"
	if q.Residual.OK() {
		s += ", " + signed(100*q.Residual, 1) + "% over what the controls expect"
	}
	return s
}

// shareTest is the test of volatility by GEX over gross; nil where there is none.
func shareTest(s *report.Study) *report.StudyTest {
	for i := range s.Tests {
		if t := &s.Tests[i]; t.ID == report.StudyVol && t.Predictor == "gex_share" {
			return t
		}
	}
	return nil
}

// studyVerdict is what the study says of volatility and gamma, in a sentence without a period.
func studyVerdict(s *report.Study) string {
	t := shareTest(s)
	if t == nil {
		return "Nothing was tested"
	}
	switch t.Verdict {
	case report.VerdictAdds:
		return "Days that begin with less gamma are wilder, beyond what implied and past volatility said"
	case report.VerdictNotBeyond:
		return "Days that begin with less gamma are wilder, but not beyond what implied and past volatility said"
	case report.VerdictOpposite:
		return "Days that begin with more gamma are wilder: the opposite of what is claimed"
	case report.VerdictNone:
		return "No evidence that days that begin with less gamma are wilder"
	}
	return "Too few days for a verdict"
}

// studyFacts are the statistics behind the verdict.
func studyFacts(s *report.Study) []string {
	t := shareTest(s)
	if t == nil || !t.Alone.P.OK() {
		return nil
	}
	out := []string{"GEX / gross alone: ρ " + signed(t.Alone.Value, 2) + ", p " + pValue(t.Alone.P)}
	if c := t.Controlled; c != nil && c.P.OK() {
		out = append(out, "with controls: t "+signed(c.T, 1)+", p "+pValue(c.P))
	}
	return out
}

// pValue is a p value with three decimals, or as below the least of them.
func pValue(p report.Number) string {
	if p < 0.0005 {
		return "below 0.001"
	}
	return fixed(p, 3)
}

// studyHeading is that of a study, or of a report that has none.
func studyHeading(r *report.Pictures) heading {
	d := r.Study
	if d == nil {
		return headingOf(r)
	}
	s := &d.Study
	h := heading{title: list(d.Underlying, fixed(report.Number(s.Days), 0)+" days"), when: []string{""}, lead: studyVerdict(s), facts: studyFacts(s)}
	if s.Days > 0 {
		h.when[0] = day(string(s.From), "") + " to " + day(string(s.To), "")
	}
	how := "volatility of high and low (Parkinson)"
	if s.Volatility == report.VolRealized {
		how = "realized volatility"
	}
	var controls []string
	for _, c := range s.Controls {
		controls = append(controls, studyControls[c])
	}
	out := 0
	for _, l := range s.LeftOut {
		out += l.Days
	}
	left := ""
	if out > 0 {
		left = fixed(report.Number(out), 0) + " days left out"
	}
	h.foot = []string{
		how, labeled("controls: ", strings.Join(controls, ", ")), "sign " + s.Sign, labeled("made with ", s.Options), left,
		d.Inputs.History, d.Inputs.Prices, string(d.Inputs.Intraday), labeled("warnings: ", warnings(d.Warnings)),
	}
	return h
}

// studyControls are controls in words.
var studyControls = map[string]string{"implied": "implied volatility", "previous_day": "the day before", "mean_of_5_days": "the mean of 5 days"}

func saysStudy(r *report.Pictures) string {
	if r.Study == nil {
		return "No study is given."
	}
	s := &r.Study.Study
	words := studyVerdict(s) + "."
	if n := len(s.Quintiles); n > 0 {
		words += " The fifth with the shortest gamma: " + saysFifth(&s.Quintiles[0]) + ". The longest: " + saysFifth(&s.Quintiles[n-1]) + "."
	}
	return words
}
