package systematic

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/report"
)

// justBeyond is how far from a level a close is that has crossed it, as a fraction.
const justBeyond = 1e-9

// triggers are what a model trades when tomorrow's close crosses the levels of its signals, nearest to the last close first on each
// side, ascending by level. Each has what is traded between it and the one before, against a close that does not change and at the
// volatility of now: down to a level the flows add up to what the model trades when the price closes just beyond it.
func (f *follower) triggers() []report.TrendTrigger {
	last := f.closes[len(f.closes)-1]
	size := f.leverage(f.variance)
	levels := []report.TrendTrigger{}
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
	// cross sets what is traded from the signal before to the one just beyond a level, and returns that.
	cross := func(t *report.TrendTrigger, before, beyond float64) float64 {
		after := signal(float64(t.Level) * beyond)
		flow := (after - before) * size
		t.Flow, t.USD, t.AwayPct = report.Number(flow), f.options.dollars(flow), report.Number(100*(float64(t.Level)/last-1))
		return after
	}
	// From the last close outward, down and then up. A level at the close itself counts as crossed by a fall.
	above, _ := slices.BinarySearchFunc(levels, last*(1+justBeyond), func(t report.TrendTrigger, x float64) int { return cmp.Compare(float64(t.Level), x) })
	before := signal(last)
	for i := above - 1; i >= 0; i-- {
		before = cross(&levels[i], before, 1-justBeyond)
	}
	before = signal(last)
	for i := above; i < len(levels); i++ {
		before = cross(&levels[i], before, 1+justBeyond)
	}
	return slices.DeleteFunc(levels, func(t report.TrendTrigger) bool { return math.IsNaN(float64(t.Flow)) })
}
