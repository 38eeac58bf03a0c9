package systematic

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/report"
)

// beside is how far from a level a close is just beyond it, as a fraction.
const beside = 1e-9

// triggers are what a model trades when tomorrow's close crosses the levels of its signals, nearest to the last close first on each
// side, ascending by level. Each has what is traded between it and the one before, against a close that does not change and at the
// volatility of now: down to a level the flows add up to what the model trades when the price closes just beyond it.
func (f *follower) triggers() []report.TrendTrigger {
	last := f.closes[len(f.closes)-1]
	size := f.leverage(f.variance)
	var levels []report.TrendTrigger
	for _, r := range rulesOf(f.model) {
		if row := read(r, f.closes); row.FlipsAt.OK() {
			levels = append(levels, report.TrendTrigger{Level: row.FlipsAt, Label: row.Name})
		}
	}
	slices.SortStableFunc(levels, func(a, b report.TrendTrigger) int { return cmp.Compare(a.Level, b.Level) })
	tomorrow := append(slices.Clone(f.closes), last)
	signal := func(x float64) float64 {
		tomorrow[len(tomorrow)-1] = x
		return signalOf(f.model, tomorrow)
	}
	price := func(t *report.TrendTrigger) {
		t.AwayPct, t.USD = report.Number(100*(float64(t.Level)/last-1)), report.None()
		if f.options.Capital > 0 {
			t.USD = t.Flow * report.Number(f.options.Capital)
		}
	}
	// From the last close outward, down and then up. A level at the close itself counts as crossed by a fall.
	above, _ := slices.BinarySearchFunc(levels, last*(1+beside), func(t report.TrendTrigger, x float64) int { return cmp.Compare(float64(t.Level), x) })
	before := signal(last)
	for i := above - 1; i >= 0; i-- {
		before = cross1(&levels[i], signal, before, size, 1-beside)
		price(&levels[i])
	}
	before = signal(last)
	for i := above; i < len(levels); i++ {
		before = cross1(&levels[i], signal, before, size, 1+beside)
		price(&levels[i])
	}
	return slices.DeleteFunc(levels, func(t report.TrendTrigger) bool { return math.IsNaN(float64(t.Flow)) })
}

// cross1 takes what is traded from the signal before to the one just beyond a level, and returns that.
func cross1(t *report.TrendTrigger, signal func(float64) float64, before, size, beyond float64) float64 {
	after := signal(float64(t.Level) * beyond)
	t.Flow = report.Number((after - before) * size)
	return after
}
