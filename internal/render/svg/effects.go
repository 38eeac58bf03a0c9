package svg

import (
	"math"

	"gex/internal/report"
)

// effects is the lower chart of the flows: the attribution to spot, volatility and time alone, and their interaction.
type effects struct {
	*chart
	moves []report.SpotFlow
	shown []effect
}

// effect is one term of report.Attribution.
type effect struct {
	class, name string
	of          func(report.Attribution) report.Number
}

var allEffects = []effect{
	{"gex-e1", "spot (gamma)", func(a report.Attribution) report.Number { return a.Spot }},
	{"gex-e2", "volatility (vanna)", func(a report.Attribution) report.Number { return a.Vol }},
	{"gex-e3", "time (charm)", func(a report.Attribution) report.Number { return a.Time }},
	{"gex-e4", "interaction (cross)", func(a report.Attribution) report.Number { return a.Cross }},
}

// effectsHeight is the height of a panel below which the attribution does not fit.
const effectsHeight = 300

// effectsPanel lays the attribution out in the lower third of a panel; nil when all of it is gamma, or it does not fit. It
// widens the axis of moves for the bars of the first and the last move.
func (p *panel) effectsPanel(moves []report.SpotFlow, x *scale) *effects {
	e := &effects{moves: wholeMoves(moves)}
	var all []report.Number
	for _, term := range allEffects {
		most := 0.0
		for _, f := range moves {
			most = max(most, largest(term.of(f.Attribution))/max(1, largest(f.Shares)))
		}
		if most < 1e-9 {
			continue
		}
		e.shown = append(e.shown, term)
		for _, f := range e.moves {
			all = append(all, term.of(f.Attribution))
		}
	}
	switch {
	case len(e.shown) < 2 || len(e.moves) == 0:
		p.note(rule(p.r) + "the whole trade is gamma")
		return nil
	case p.at.h() < effectsHeight:
		p.note("a taller picture also has the flow attribution")
		return nil
	}
	lo, hi := padded(all, 0.05)
	low := *p
	low.k.title = "Flow attribution"
	low.at.t = px(p.at.b - float64(0.38*p.at.h()))
	p.at.b = low.at.t - 14
	var legend []key
	for _, term := range e.shown {
		legend = append(legend, key{term.class, term.name})
	}
	counted := things(p.r.Conventions)
	low.head("each effect alone and their interaction, in "+counted.in(counted.magnitudeOf(max(-lo, hi))), legend)
	pad := (x.hi - x.lo) / float64(2*len(e.moves))
	x.lo, x.hi = x.lo-pad, x.hi+pad
	e.chart = low.newChart(counted, *x, lo, hi)
	return e
}

// rule is the vol rule as the beginning of a note, "" if there is none.
func rule(r *report.Pictures) string {
	if words := brief(r.Conventions.VolRule); words != "" {
		return words + ": "
	}
	return ""
}

// wholeMoves returns the moves of whole percents, thinned out to 14 at most; all moves if none is whole.
func wholeMoves(moves []report.SpotFlow) []report.SpotFlow {
	var out []report.SpotFlow
	for _, f := range moves {
		if f.MovePct != 0 && f.MovePct == report.Number(math.Round(float64(f.MovePct))) {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		out = moves
	}
	for len(out) > 14 {
		var half []report.SpotFlow
		for i := 0; i < len(out); i += 2 {
			half = append(half, out[i])
		}
		out = half
	}
	return out
}

// draw draws a group of bars at each move.
func (e *effects) draw() {
	e.frame(4, 13+4)
	pitch := e.area.w()
	for i := 1; i < len(e.moves); i++ {
		pitch = min(pitch, e.x.at(e.moves[i].MovePct)-e.x.at(e.moves[i-1].MovePct))
	}
	width := min(24, 0.8*pitch/float64(len(e.shown)))
	for _, f := range e.moves {
		group := float64(width * float64(len(e.shown)))
		left := e.x.at(f.MovePct) - group/2
		for i, term := range e.shown {
			x := max(e.area.l, left+float64(width*float64(i)))
			e.bar([2]float64{x, min(e.area.r, x+width-1)}, term.of(f.Attribution), term.class)
		}
		e.rect(box{px(max(e.area.l, left)), e.area.t, px(min(e.area.r, left+group)), e.area.b}, "gex-hit", e.words(f))
	}
	e.zero()
	percent := func(v report.Number, t ticks) string { return signed(v, t.decimals) + "%" }
	t := e.ticksOf(e.x, percent)
	e.tickRow(e.x, t, e.area.b+13, fontNote, func(v report.Number) string { return percent(v, t) }, true)
}

func (e *effects) words(f report.SpotFlow) string {
	words := signed(f.MovePct, 2) + "%:"
	for i, term := range e.shown {
		if i > 0 {
			words += ","
		}
		words += " " + term.name + " " + things(e.r.Conventions).amount(term.of(f.Attribution))
	}
	return words
}
