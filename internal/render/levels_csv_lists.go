package render

import (
	"slices"
	"strconv"

	"gex/internal/report"
)

// levelColumn is a column of every scope.
type levelColumn struct {
	name string
	of   func(*report.Levels) string
}

// lastColumns are the lists of levels as columns, which are there whatever the lists hold: odds, then ranks.
var lastColumns = slices.Concat(oddsColumns("", isFirst), oddsColumns("_monthly", isMonthly), rankColumns())

// isFirst and isMonthly report whether one of the odds is by the first expiry that settles after as_of, and by the next monthly.
// An expiry may be both.
func isFirst(all []report.Odds, o report.Odds) bool {
	return o.Settlement.Equal(all[0].Settlement.Time)
}
func isMonthly(_ []report.Odds, o report.Odds) bool { return o.Monthly }

// oddsColumns are the expiry of some odds, and both probabilities of each level, a fraction.
func oddsColumns(suffix string, by func([]report.Odds, report.Odds) bool) []levelColumn {
	column := func(name string, passes func(report.Odds) bool, text func(report.Odds) string) levelColumn {
		return levelColumn{name, func(l *report.Levels) string {
			for _, o := range l.Odds {
				if by(l.Odds, o) && passes(o) {
					return text(o)
				}
			}
			return ""
		}}
	}
	anyLevel := func(report.Odds) bool { return true }
	list := []levelColumn{column("odds"+suffix+"_expiry", anyLevel, func(o report.Odds) string { return o.Expiry })}
	for _, v := range report.OddsLevels {
		its := func(o report.Odds) bool { return o.Level == v.Key }
		list = append(list,
			column(v.Key+"_close_beyond"+suffix, its, func(o report.Odds) string { return o.CloseBeyond.String() }),
			column(v.Key+"_touch"+suffix, its, func(o report.Odds) string { return o.Touch.String() }))
	}
	return list
}

// rankColumns are the percentile, the z-score and the number of rows of each ranked number.
func rankColumns() (list []levelColumn) {
	for _, q := range report.RankQuantities {
		column := func(name string, text func(report.Rank) string) {
			list = append(list, levelColumn{"rank_" + q.Name + "_" + name, func(l *report.Levels) string {
				for _, k := range l.Rank {
					if k.Quantity == q.Name {
						return text(k)
					}
				}
				return ""
			}})
		}
		column("percentile", func(k report.Rank) string { return k.Percentile.String() })
		column("z", func(k report.Rank) string { return k.Z.String() })
		column("rows", func(k report.Rank) string { return strconv.Itoa(k.Rows) })
	}
	return list
}
