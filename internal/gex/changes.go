package gex

import (
	"math"

	"gex/internal/report"
)

// reportKey is a number of a report.
type reportKey struct {
	key string
	of  func(*report.Report) report.Number
}

// changeable are the numbers that Compare looks at, in the order in which a desk asks for them.
var changeable = []reportKey{
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

// movable are the numbers that Diff looks at: the totals, then the levels.
var movable = []reportKey{
	{"spot", func(r *report.Report) report.Number { return r.Spot }},
	{"totals.gex", func(r *report.Report) report.Number { return r.Totals.GEX }},
	{"totals.call_gex", func(r *report.Report) report.Number { return r.Totals.CallGEX }},
	{"totals.put_gex", func(r *report.Report) report.Number { return r.Totals.PutGEX }},
	{"totals.gross_gex", func(r *report.Report) report.Number { return r.Totals.GrossGEX }},
	{"totals.gex_1pct_move", func(r *report.Report) report.Number { return r.Totals.GEX1PctMove }},
	{"totals.dex", func(r *report.Report) report.Number { return r.Totals.DEX }},
	{"totals.vex", func(r *report.Report) report.Number { return r.Totals.VEX }},
	{"totals.cex", func(r *report.Report) report.Number { return r.Totals.CEX }},
	{"totals.call_oi", func(r *report.Report) report.Number { return r.Totals.CallOI }},
	{"totals.put_oi", func(r *report.Report) report.Number { return r.Totals.PutOI }},
	{"totals.call_volume", func(r *report.Report) report.Number { return r.Totals.CallVolume }},
	{"totals.put_volume", func(r *report.Report) report.Number { return r.Totals.PutVolume }},
	{"levels.zero_gamma", func(r *report.Report) report.Number { return r.Levels.ZeroGamma }},
	{"levels.call_wall", func(r *report.Report) report.Number { return r.Levels.CallWall }},
	{"levels.put_wall", func(r *report.Report) report.Number { return r.Levels.PutWall }},
	{"levels.abs_gamma", func(r *report.Report) report.Number { return r.Levels.AbsGamma }},
	{"levels.hvl", func(r *report.Report) report.Number { return r.Levels.HVL }},
	{"levels.max_pain", func(r *report.Report) report.Number { return r.Levels.MaxPain }},
	{"levels_0dte.zero_gamma", today(func(l *report.Levels) report.Number { return l.ZeroGamma })},
	{"levels_0dte.call_wall", today(func(l *report.Levels) report.Number { return l.CallWall })},
	{"levels_0dte.put_wall", today(func(l *report.Levels) report.Number { return l.PutWall })},
	{"levels_0dte.abs_gamma", today(func(l *report.Levels) report.Number { return l.AbsGamma })},
	{"levels_0dte.hvl", today(func(l *report.Levels) report.Number { return l.HVL })},
	{"levels_0dte.max_pain", today(func(l *report.Levels) report.Number { return l.MaxPain })},
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
	return &report.Changes{Since: before.AsOf, RegimeBefore: before.Regime, Numbers: changesOf(changeable, before, after)}
}

// changesOf lists those numbers that differ.
func changesOf(keys []reportKey, before, after *report.Report) []report.Change {
	list := []report.Change{}
	for _, n := range keys {
		was, is := n.of(before).Round(), n.of(after).Round()
		if was == is || !was.OK() && !is.OK() {
			continue
		}
		change := is - was
		list = append(list, report.Change{
			Key: n.key, Before: was, After: is, Change: change, ChangePct: 100 * change / report.Number(math.Abs(float64(was))),
		})
	}
	return list
}
