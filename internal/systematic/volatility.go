package systematic

import (
	"fmt"
	"math"
	"slices"

	"gex/internal/market"
	"gex/internal/report"
)

// estimate is the daily variance of one window, and how it takes the next square.
type estimate struct {
	decay float64 // 0: equal weights
	days  int     // of equal weights
	now   float64
	kept  float64   // the sum of all squares of the window but the oldest
	all   []float64 // all its squares, oldest first
}

// newEstimate measures returns by a window of days, or by a decay factor below 1; ok is false when there are too few.
func newEstimate(window float64, r []float64) (e estimate, ok bool) {
	if window < 1 {
		return estimate{decay: window, now: variance(r, window)}, len(r) > 0
	}
	e.days = int(window)
	if len(r) < e.days {
		return e, false
	}
	for _, x := range r[len(r)-e.days:] {
		e.all = append(e.all, float64(x*x))
	}
	e.kept = sum(e.all, e.days-1)
	e.now = (e.all[0] + e.kept) / float64(e.days)
	return e, true
}

// after is the variance after days of one square each.
func (e *estimate) after(square float64, days int) float64 {
	if e.days == 0 {
		v := e.now
		for range days {
			v = blend(v, square, e.decay)
		}
		return v
	}
	stay := max(0, e.days-days)
	return (sum(e.all, stay) + float64(float64(e.days-stay)*square)) / float64(e.days)
}

// atMost is the largest square after which the variance is not above v; below zero when even none is too many.
func (e *estimate) atMost(v float64) float64 {
	if e.days == 0 {
		return (v - float64(e.decay*e.now)) / (1 - e.decay)
	}
	return float64(float64(e.days)*v) - e.kept
}

// controller is a fund that controls volatility.
type controller struct {
	estimates []estimate
	targets   []float64
	cap       float64
}

// variance is the larger of the estimates after days of one square each.
func (c *controller) variance(square float64, days int) float64 {
	v := math.Inf(-1)
	for i := range c.estimates {
		v = max(v, c.estimates[i].after(square, days))
	}
	return v
}

// weight is the mean of min(target/volatility, cap) at a variance.
func (c *controller) weight(v float64) float64 { return leverage(c.targets, annual(max(0, v)), c.cap) }

// now is the larger of the estimates.
func (c *controller) now() float64 { return c.variance(0, 0) }

// sellsBeyond is the move beyond which the weight falls, as a fraction:
//
//	r² = min_j atMost_j(V)     V = max(V_now, (target/cap)²/252)
//
// of the target for which it is smallest: one that is capped stands still for longer. At least 0.
func (c *controller) sellsBeyond() float64 {
	square := math.Inf(1)
	for _, t := range c.targets {
		capped := t / c.cap
		v := max(c.now(), capped*capped/tradingYear)
		for i := range c.estimates {
			square = min(square, c.estimates[i].atMost(v))
		}
	}
	return math.Sqrt(max(0, square))
}

const (
	widestMove = 5  // percent, of the moves that are shown
	leaving    = 10 // squares of each window that are shown
)

// dailyMoves are average daily moves, in percent.
var dailyMoves = []float64{0, 0.5, 1, 1.5, 2}

// volatility is what volatility control does; nil without a return.
func (o *Options) volatility(p []float64, dates []market.Date) (*report.VolControl, []report.Warning) {
	r := returns(p)
	if len(r) == 0 {
		return nil, []report.Warning{{Code: "prices-short", Message: "one close has no volatility: volatility control needs two or more"}}
	}
	c := &controller{targets: o.Targets, cap: o.Cap}
	if c.cap == 0 {
		c.cap = VolatilityCap
	}
	out := &report.VolControl{Cap: report.Number(c.cap), Target: report.None(), Weight: report.None(), SellsBeyond: report.None(), Moves: []report.VolMove{}, DropOff: []report.DropOff{}, Paths: []report.VolPath{}}
	var warnings []report.Warning
	for _, t := range o.Targets {
		out.Targets = append(out.Targets, report.Number(t))
	}
	if len(o.Targets) == 1 {
		out.Target = out.Targets[0]
	}
	for _, w := range o.Windows {
		out.Windows = append(out.Windows, report.Number(w))
		e, ok := newEstimate(w, r)
		if !ok {
			out.Vols = append(out.Vols, report.None())
			warnings = append(warnings, report.Warning{Code: "prices-short", Message: fmt.Sprintf("a volatility of %d days needs %d closes, and there are %d: the other windows rule", e.days, e.days+1, len(p))})
			continue
		}
		out.Vols = append(out.Vols, report.Number(annual(e.now)))
		c.estimates = append(c.estimates, e)
		out.DropOff = append(out.DropOff, e.dropOff(r, dates)...)
	}
	if len(c.estimates) == 0 {
		return out, warnings
	}
	now := c.weight(c.now())
	out.Weight, out.SellsBeyond = report.Number(now), report.Number(c.sellsBeyond())
	for m := -widestMove; m <= widestMove; m++ {
		x := float64(m) / 100
		weight := c.weight(c.variance(x*x, 1))
		out.Moves = append(out.Moves, report.VolMove{MovePct: report.Number(m), Weight: report.Number(weight), Flow: report.Number(weight - now), USD: o.dollars(weight - now)})
	}
	for _, days := range held[1:] {
		for _, m := range dailyMoves {
			weight := c.weight(c.variance(m*m/1e4, days))
			out.Paths = append(out.Paths, report.VolPath{DailyMovePct: report.Number(m), Days: days, Weight: report.Number(weight), Flow: report.Number(weight - now), USD: o.dollars(weight - now)})
		}
	}
	return out, warnings
}

// dropOff lists the next squares to leave a window, with the volatility after each when nothing happens.
func (e *estimate) dropOff(r []float64, dates []market.Date) []report.DropOff {
	var list []report.DropOff
	for i := range min(leaving, e.days) {
		at := len(r) - e.days + i // the return of the date after
		list = append(list, report.DropOff{
			Date: dates[at+1].String(), Window: e.days, ReturnPct: report.Number(100 * r[at]),
			VolAfter: report.Number(annual(max(0, e.after(0, i+1)))),
		})
	}
	return slices.Clip(list)
}

// dollars are a part of the capital; none without one.
func (o *Options) dollars(part float64) report.Number {
	if o.Capital == 0 {
		return report.None()
	}
	return report.Number(part * o.Capital)
}
