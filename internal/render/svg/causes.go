package svg

import (
	"strings"

	"gex/internal/report"
)

// step of the way from the old GEX to the new one: its bar goes from one sum to the next.
type stepOf struct {
	name     string
	from, to report.Number
	by       report.Number // what the label says
	class    string
}

// drawCauses draws the way from the old GEX to the new one, a bar for each cause.
func drawCauses(p *panel) {
	d, u := p.r.Diff, gexUnit(p.r.Conventions)
	if d == nil || !d.GEXBefore.OK() || !d.GEX.OK() {
		p.head("", nil)
		p.empty("no exposure before or after")
		return
	}
	steps := stepsOf(d)
	var all []report.Number
	for _, s := range steps {
		all = append(all, s.from, s.to)
	}
	lo, hi := padded(all, 0.02)
	mag := u.magnitudeOf(max(-lo, hi))
	dec := mag.decimals(max(-lo, hi))
	p.head("one after the other, in "+u.in(mag), []key{{"gex-call", "more"}, {"gex-put", "less"}, {"gex-mark", "before, after"}})
	names, amounts := 0.0, 0.0
	for _, s := range steps {
		names, amounts = max(names, fontNote.width(s.name)), max(amounts, fontNote.width(mag.show(s.by, dec)))
	}
	area := box{px(p.at.l + names + 10), p.at.t + 4, px(p.at.r - amounts - 10), px(p.at.b - tickHeight - 8)}
	x := scale{lo, hi, area.l, area.r}
	t := round(lo/mag.Divisor, hi/mag.Divisor, max(2, int(area.w()/70))).times(mag.Divisor)
	for _, v := range t.at {
		at := x.at(v)
		p.segment(point{at, area.t}, point{at, area.b + 4}, "gex-grid")
		if label := mag.show(v, t.decimals); p.free(fontNote.box(at, area.b+16, middle, label)) {
			p.text(at, area.b+16, middle, fontNote, label)
		}
	}
	row := area.h() / float64(len(steps))
	for i, s := range steps {
		top := px(area.t + float64(row*float64(i)))
		y := px(top + row/2)
		a, b := x.at(s.from), x.at(s.to)
		p.text(p.at.l, y+4, start, fontNote, s.name)
		p.text(p.at.r, y+4, end, fontNote, mag.show(s.by, dec))
		half := min(14, 0.34*row)
		if a != b {
			p.rect(box{min(a, b), px(y - half), max(a, b), px(y + half)}, s.class, "")
		}
		if i < len(steps)-1 {
			p.segment(point{b, y}, point{b, px(y + row)}, "gex-lead")
		}
		p.rect(box{p.at.l, top, p.at.r, px(top + row)}, "gex-hit", s.name+": "+u.signed(s.by))
	}
	p.segment(point{x.at(0), area.t}, point{x.at(0), area.b}, "gex-axis")
}

// stepsOf are the old GEX, every cause, and the new one.
func stepsOf(d *report.Diff) []stepOf {
	steps := []stepOf{{"before", 0, d.GEXBefore, d.GEXBefore, "gex-mark"}}
	sum := d.GEXBefore
	for _, e := range d.Effects {
		s := stepOf{strings.ReplaceAll(e.Effect, "_", " "), sum, sum + e.GEX, e.GEX, "gex-call"}
		if e.GEX < 0 {
			s.class = "gex-put"
		}
		steps, sum = append(steps, s), s.to
	}
	return append(steps, stepOf{"after", 0, d.GEX, d.GEX, "gex-mark"})
}

func saysCauses(r *report.Pictures) string {
	if r.Diff == nil {
		return nothing(r) + "."
	}
	u := gexUnit(r.Conventions)
	words := []string{"Before " + u.signed(r.Diff.GEXBefore)}
	for _, e := range r.Diff.Effects {
		if e.GEX != 0 {
			words = append(words, strings.ReplaceAll(e.Effect, "_", " ")+" "+u.signed(e.GEX))
		}
	}
	return strings.Join(append(words, "after "+u.signed(r.Diff.GEX)), ", ") + "."
}
