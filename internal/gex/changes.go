package gex

import (
	"math"

	"gex/internal/report"
)

// changeable are the numbers that Compare looks at, in the order in which a desk asks for them.
var changeable = []struct {
	key string
	of  func(*report.Report) report.Number
}{
	{"totals.gex", func(r *report.Report) report.Number { return r.Totals.GEX }},
	{"totals.gex_1pct_move", func(r *report.Report) report.Number { return r.Totals.GEX1PctMove }},
	{"levels.zero_gamma", func(r *report.Report) report.Number { return r.Levels.ZeroGamma }},
	{"levels.call_wall", func(r *report.Report) report.Number { return r.Levels.CallWall }},
	{"levels.put_wall", func(r *report.Report) report.Number { return r.Levels.PutWall }},
	{"levels.abs_gamma", func(r *report.Report) report.Number { return r.Levels.AbsGamma }},
	{"levels_0dte.gex", today(func(l *report.Levels) report.Number { return l.GEX })},
	{"levels_0dte.zero_gamma", today(func(l *report.Levels) report.Number { return l.ZeroGamma })},
	{"levels_0dte.call_wall", today(func(l *report.Levels) report.Number { return l.CallWall })},
	{"levels_0dte.put_wall", today(func(l *report.Levels) report.Number { return l.PutWall })},
	{"spot", func(r *report.Report) report.Number { return r.Spot }},
}

// today is a level of 0DTE, absent when nothing settles later today.
func today(of func(*report.Levels) report.Number) func(*report.Report) report.Number {
	return func(r *report.Report) report.Number {
		if r.Levels0DTE == nil {
			return report.None()
		}
		return of(r.Levels0DTE)
	}
}

// Compare is what is different in a report since an earlier one; nil when they are of two underlyings. It says by how
// much, and not why.
func Compare(before, after *report.Report) *report.Changes {
	if before.Underlying != after.Underlying {
		return nil
	}
	c := &report.Changes{Since: before.AsOf, RegimeBefore: before.Regime, Numbers: []report.Change{}}
	for _, n := range changeable {
		was, is := n.of(before).Round(), n.of(after).Round()
		if was == is || !was.OK() && !is.OK() {
			continue
		}
		change := is - was
		c.Numbers = append(c.Numbers, report.Change{
			Key: n.key, Before: was, After: is, Change: change, ChangePct: 100 * change / report.Number(math.Abs(float64(was))),
		})
	}
	return c
}
