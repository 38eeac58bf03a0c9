package report

import "slices"

// LevelCells are the levels of a row of a history, in the order of levelColumns; nil when there are none.
type LevelCells []Number

// levelColumn is a column of a history for a level of all contracts or of 0DTE.
type levelColumn struct {
	name  string
	later bool // after all other columns
	of    func(all, today *Levels) Number
}

// levelColumns are the level columns, those added later at the end.
var levelColumns = func() []levelColumn {
	var list []levelColumn
	for _, v := range LevelsThat(func(v *Level) bool { return v.History }) {
		list = append(list, levelColumn{v.Stem(), v.Later, func(all, _ *Levels) Number { return v.Number(all) }})
	}
	list = append(list, levelColumn{"gex_0dte", false, func(_, today *Levels) Number {
		if today == nil {
			return None()
		}
		return today.GEX
	}})
	for _, v := range LevelsThat(func(v *Level) bool { return v.Today }) {
		list = append(list, levelColumn{v.Stem() + "_0dte", v.Later, func(_, today *Levels) Number { return v.Number(today) }})
	}
	var first, later []levelColumn
	for _, c := range list {
		if c.later {
			later = append(later, c)
		} else {
			first = append(first, c)
		}
	}
	return slices.Concat(first, later)
}()

// levelNames are the names of those columns; the first firstLevels of them come before the warnings.
var levelNames, firstLevels = func() (names []string, first int) {
	for _, c := range levelColumns {
		names = append(names, c.name)
		if !c.later {
			first++
		}
	}
	return names, first
}()

// levelCells returns the levels of a row; today is nil when nothing settles later today.
func levelCells(all, today *Levels) LevelCells {
	cells := make(LevelCells, len(levelColumns))
	for i, c := range levelColumns {
		cells[i] = c.of(all, today)
	}
	return cells
}
