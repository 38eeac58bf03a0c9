package systematic

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// follower is a model on closes.
type follower struct {
	options  *Options
	model    string
	closes   []float64
	variance float64 // of a day
	signal   float64
	position float64 // now, in units of capital
}

// follow returns a model on closes with the variance of a day.
func (o *Options) follow(model string, closes []float64, variance float64) *follower {
	f := &follower{options: o, model: model, closes: closes, variance: variance, signal: signalOf(model, closes)}
	f.position = f.signal * f.leverage(variance)
	return f
}

// leverage is what a signal of 1 holds at the variance of a day, in units of capital.
func (f *follower) leverage(variance float64) float64 {
	return leverage(f.options.Targets, annual(variance), f.options.trendCap())
}

// trendCap is the largest leverage of trend followers.
func (o *Options) trendCap() float64 {
	if o.Cap > 0 {
		return o.Cap
	}
	return TrendCap
}

// tape is what comes of h days of equal log steps by k standard deviations in all. The variance is fed the larger of the squared
// step and itself: a smooth path has hardly any variance of its own, and would make every fall a purchase.
func (f *follower) tape(days, sigmas int) report.Tape {
	step := float64(sigmas) * math.Sqrt(f.variance*float64(days)) / float64(days)
	path, v := f.closes[:len(f.closes):len(f.closes)], f.variance
	last := f.closes[len(f.closes)-1]
	for i := range days {
		path = append(path, last*kernel.Exp(step*float64(i+1)))
		v = blend(v, max(float64(step*step), f.variance), decay)
	}
	t := report.Tape{
		Days: days, Sigmas: sigmas, Close: report.Number(path[len(path)-1]), Vol: report.Number(annual(v)),
		Position: report.Number(signalOf(f.model, path) * f.leverage(v)),
	}
	t.Flow = t.Position - report.Number(f.position)
	t.USD = f.options.dollars(float64(t.Flow))
	return t
}

// tapes are those of a week and of a month.
func (f *follower) tapes() []report.Tape {
	var list []report.Tape
	for _, days := range held[1:] {
		for k := -2; k <= 2; k++ {
			list = append(list, f.tape(days, k))
		}
	}
	return list
}
