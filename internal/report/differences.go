package report

import (
	"math"
	"slices"
)

// tracked is a number that is compared from one book to another, under its path in the report.
type tracked struct {
	key string
	of  func(*LevelsDocument) Number
}

// watched are the numbers that gex watch reports changes of, the most important first.
var watched = slices.Concat([]tracked{
	{"totals.gex", func(r *LevelsDocument) Number { return r.Totals.GEX }},
	{"totals.gex_1pct_move", func(r *LevelsDocument) Number { return r.Totals.GEX1PctMove }},
}, levelKeys(func(v *Level) bool { return v.Watched }), []tracked{
	{"levels_0dte.gex", func(r *LevelsDocument) Number {
		if r.Levels0DTE == nil {
			return None()
		}
		return r.Levels0DTE.GEX
	}},
}, todayKeys(func(v *Level) bool { return v.Today }), []tracked{spotKey})

// compared are the numbers of a diff of two books: the totals, then the levels.
var compared = slices.Concat([]tracked{
	spotKey,
	{"totals.gex", func(r *LevelsDocument) Number { return r.Totals.GEX }},
	{"totals.call_gex", func(r *LevelsDocument) Number { return r.Totals.CallGEX }},
	{"totals.put_gex", func(r *LevelsDocument) Number { return r.Totals.PutGEX }},
	{"totals.gross_gex", func(r *LevelsDocument) Number { return r.Totals.GrossGEX }},
	{"totals.gex_1pct_move", func(r *LevelsDocument) Number { return r.Totals.GEX1PctMove }},
	{"totals.dex", func(r *LevelsDocument) Number { return r.Totals.DEX }},
	{"totals.vex", func(r *LevelsDocument) Number { return r.Totals.VEX }},
	{"totals.cex", func(r *LevelsDocument) Number { return r.Totals.CEX }},
	{"totals.call_oi", func(r *LevelsDocument) Number { return r.Totals.CallOI }},
	{"totals.put_oi", func(r *LevelsDocument) Number { return r.Totals.PutOI }},
	{"totals.call_volume", func(r *LevelsDocument) Number { return r.Totals.CallVolume }},
	{"totals.put_volume", func(r *LevelsDocument) Number { return r.Totals.PutVolume }},
}, levelKeys(isCompared), todayKeys(isCompared))

var spotKey = tracked{"spot", func(r *LevelsDocument) Number { return r.Spot }}

func isCompared(v *Level) bool { return v.Compared }

// levelKeys are the levels of all contracts that satisfy a condition.
func levelKeys(is func(*Level) bool) []tracked {
	var keys []tracked
	for _, v := range LevelsThat(is) {
		keys = append(keys, tracked{"levels." + v.Key, func(r *LevelsDocument) Number { return v.Number(&r.Levels) }})
	}
	return keys
}

// todayKeys are the same levels of 0DTE, absent when nothing settles later today.
func todayKeys(is func(*Level) bool) []tracked {
	var keys []tracked
	for _, v := range LevelsThat(is) {
		keys = append(keys, tracked{"levels_0dte." + v.Key, func(r *LevelsDocument) Number { return v.Number(r.Levels0DTE) }})
	}
	return keys
}

// ChangesSince compares the key numbers of a book with those of an earlier book of the same underlying; nil when the
// underlyings differ. It measures the changes and does not explain them.
func ChangesSince(before, after *LevelsDocument) *Changes {
	if before.Underlying != after.Underlying {
		return nil
	}
	return &Changes{Since: before.AsOf, RegimeBefore: before.Regime, Numbers: changesOf(watched, before, after)}
}

// Differences lists all totals and levels that differ between two books.
func Differences(before, after *LevelsDocument) []Change { return changesOf(compared, before, after) }

// changesOf lists the numbers that differ at the 12 digits of the report.
func changesOf(keys []tracked, before, after *LevelsDocument) []Change {
	list := []Change{}
	for _, n := range keys {
		was, is := n.of(before).Round(), n.of(after).Round()
		if was == is || !was.OK() && !is.OK() {
			continue
		}
		change := is - was
		list = append(list, Change{
			Key: n.key, Before: was, After: is, Change: change, ChangePct: 100 * change / Number(math.Abs(float64(was))),
		})
	}
	return list
}
