package render

import (
	"fmt"
	"math"
	"slices"

	"gex/internal/report"
)

// zeroGammaKey is the key of zero gamma, whose card and change have more than its price.
const zeroGammaKey = "zero_gamma"

// zeroGamma and maxPain are levels in running text.
const (
	zeroGamma = report.ZeroGammaName
	maxPain   = report.MaxPainName
)

// levelRow is one line of the table of levels.
type levelRow struct{ report.Level }

// levelRows returns the rows for some scopes: all levels with a label, except ratios that no scope has.
func levelRows(scopes ...*report.Levels) []levelRow {
	var rows []levelRow
	for _, v := range report.LevelsThat(func(v *report.Level) bool { return v.Name != "" }) {
		has := func(l *report.Levels) bool { return v.Number(l).OK() }
		if v.Kind != report.Ratio || slices.ContainsFunc(scopes, has) {
			rows = append(rows, levelRow{v})
		}
	}
	return rows
}

// cells returns the level and its distance from spot, in percent and in implied 1-day moves.
func (row levelRow) cells(l *report.Levels, r *report.LevelsDocument, s style) []string {
	v := row.Number(l)
	switch {
	case !v.OK():
		return []string{"none", "", ""}
	case row.Kind == report.Ratio:
		return []string{levelValue(row.Key, v), "", ""}
	case row.Kind == report.Distance:
		return []string{s.plusMinus() + price(v), s.plusMinus() + percent(v/r.Spot, 2), shown(v/r.DayMove, func(n report.Number) string {
			return s.plusMinus() + fixed(n, 2)
		})}
	}
	level, distance := levelCells(v, r.Spot)
	return []string{level, distance, shown((v-r.Spot)/r.DayMove, func(n report.Number) string { return signed(n, 2) })}
}

// levelValue formats a level, "none" when there is none.
func levelValue(key string, v report.Number) string {
	if isRatio(key) && v.OK() {
		return signed(100*v, 2) + "%"
	}
	return priceOrNone(v)
}

func isRatio(key string) bool {
	v := report.LevelOf(key)
	return v != nil && v.Kind == report.Ratio
}

// levelCells returns a level and its distance from spot in percent.
func levelCells(v, spot report.Number) (level, distance string) {
	if !v.OK() {
		return "none", ""
	}
	return price(v), signed(100*(v/spot-1), 2)
}

// headlines returns the levels that tables with a row per book show.
func headlines() []report.Level {
	return report.LevelsThat(func(v *report.Level) bool { return v.Headline })
}

// headlineColumns returns their columns. A level that is not a strike has its distance from spot beside it.
func headlineColumns(name func(*report.Level) string) []column {
	var columns []column
	for _, v := range headlines() {
		columns = append(columns, num(name(&v)))
		if !v.Strike {
			columns = append(columns, num("dist %"))
		}
	}
	return columns
}

// headlineCells returns the cells of those columns.
func headlineCells(l *report.Levels, spot report.Number) []string {
	var cells []string
	for _, v := range headlines() {
		level, distance := levelCells(v.Number(l), spot)
		cells = append(cells, level)
		if !v.Strike {
			cells = append(cells, distance)
		}
	}
	return cells
}

// levelTerms words the rule of the walls and the expiry of max pain and the expected move.
func levelTerms(r *report.LevelsDocument) []string {
	var terms []string
	if rule := r.Conventions.Wall; rule != "" {
		terms = append(terms, "walls "+rule)
	}
	if e := r.Levels.MaxPainExpiry; e != "" {
		nearest := "nearest PM expiry"
		if !r.Conventions.AMPM() {
			nearest = "nearest expiry"
		}
		terms = append(terms, "max pain, expected move (straddle) and 1 SD move: "+nearest+", "+date(string(e)))
	}
	return terms
}

// noneToday says why there are no levels of 0DTE.
func noneToday(c report.Conventions) string {
	if filters(c.Filters) != "" {
		return "0DTE: none left today among the selected contracts"
	}
	return "0DTE: none left today"
}

// searched words the range of the spot ladder.
func searched(p report.Profile) string {
	if len(p.Spot) == 0 {
		return ""
	}
	low, high := math.Round(float64(p.Spot[0])), math.Round(float64(p.Spot[len(p.Spot)-1]))
	return fmt.Sprintf(" between %s and %s", whole(report.Number(low)), whole(report.Number(high)))
}
