package gex

import (
	"math"
	"slices"

	"gex/internal/report"
)

// reportKey is a number of a report.
type reportKey struct {
	key string
	of  func(*report.LevelsDocument) report.Number
}

// changeable are the numbers that Compare looks at, in the order in which a desk asks for them.
var changeable = slices.Concat([]reportKey{
	{"totals.gex", func(r *report.LevelsDocument) report.Number { return r.Totals.GEX }},
	{"totals.gex_1pct_move", func(r *report.LevelsDocument) report.Number { return r.Totals.GEX1PctMove }},
}, levelKeys(func(v *report.Level) bool { return v.Watched }), []reportKey{
	{"levels_0dte.gex", func(r *report.LevelsDocument) report.Number {
		if r.Levels0DTE == nil {
			return report.None()
		}
		return r.Levels0DTE.GEX
	}},
}, todayKeys(func(v *report.Level) bool { return v.Today }), []reportKey{spotKey})

// movable are the numbers that Diff looks at: the totals, then the levels.
var movable = slices.Concat([]reportKey{
	spotKey,
	{"totals.gex", func(r *report.LevelsDocument) report.Number { return r.Totals.GEX }},
	{"totals.call_gex", func(r *report.LevelsDocument) report.Number { return r.Totals.CallGEX }},
	{"totals.put_gex", func(r *report.LevelsDocument) report.Number { return r.Totals.PutGEX }},
	{"totals.gross_gex", func(r *report.LevelsDocument) report.Number { return r.Totals.GrossGEX }},
	{"totals.gex_1pct_move", func(r *report.LevelsDocument) report.Number { return r.Totals.GEX1PctMove }},
	{"totals.dex", func(r *report.LevelsDocument) report.Number { return r.Totals.DEX }},
	{"totals.vex", func(r *report.LevelsDocument) report.Number { return r.Totals.VEX }},
	{"totals.cex", func(r *report.LevelsDocument) report.Number { return r.Totals.CEX }},
	{"totals.call_oi", func(r *report.LevelsDocument) report.Number { return r.Totals.CallOI }},
	{"totals.put_oi", func(r *report.LevelsDocument) report.Number { return r.Totals.PutOI }},
	{"totals.call_volume", func(r *report.LevelsDocument) report.Number { return r.Totals.CallVolume }},
	{"totals.put_volume", func(r *report.LevelsDocument) report.Number { return r.Totals.PutVolume }},
}, levelKeys(isCompared), todayKeys(isCompared))

var spotKey = reportKey{"spot", func(r *report.LevelsDocument) report.Number { return r.Spot }}

func isCompared(v *report.Level) bool { return v.Compared }

// levelKeys are the levels of all contracts that something is true of.
func levelKeys(is func(*report.Level) bool) []reportKey {
	var keys []reportKey
	for _, v := range report.LevelsThat(is) {
		keys = append(keys, reportKey{"levels." + v.Key, func(r *report.LevelsDocument) report.Number { return v.Number(&r.Levels) }})
	}
	return keys
}

// todayKeys are those of 0DTE, absent when nothing settles later today.
func todayKeys(is func(*report.Level) bool) []reportKey {
	var keys []reportKey
	for _, v := range report.LevelsThat(is) {
		keys = append(keys, reportKey{"levels_0dte." + v.Key, func(r *report.LevelsDocument) report.Number { return v.Number(r.Levels0DTE) }})
	}
	return keys
}

// Compare is what is different in a report since an earlier one; nil when they are of two underlyings. It says by how
// much, and not why.
func Compare(before, after *report.LevelsDocument) *report.Changes {
	if before.Underlying != after.Underlying {
		return nil
	}
	return &report.Changes{Since: before.AsOf, RegimeBefore: before.Regime, Numbers: changesOf(changeable, before, after)}
}

// changesOf lists those numbers that differ.
func changesOf(keys []reportKey, before, after *report.LevelsDocument) []report.Change {
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
