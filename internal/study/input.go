package study

import (
	"fmt"
	"math"
	"strconv"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
)

// Input is what a study is made of.
type Input struct {
	History  string            // the name of its file, for messages
	Rows     []report.KnownRow // of one underlying, in any order
	Prices   []series.Bar      // days, ascending
	Intraday []series.Bar      // within days, ascending; nil: none
	Venue    *market.Venue     // whose sessions the days are
	Grid     float64           // distance of strikes near spot; 0: as the rows say
}

// alike refuses rows that were made under different settings.
func (in *Input) alike() error {
	first := &in.Rows[0]
	for i := range in.Rows {
		r := &in.Rows[i]
		if report.ComparableSettings(r.Options, "wall") != report.ComparableSettings(first.Options, "wall") {
			return &fault.Error{
				Code: fault.Input, Hint: "study rows of one set of settings: they are in the column options",
				Problem: fault.Problem{File: in.History, Line: r.Line, Column: "options", What: fmt.Sprintf(
					"%s, and line %d has %s: rows under different settings cannot be compared", quoted(r.Options), first.Line, quoted(first.Options))},
			}
		}
	}
	return nil
}

// quoted is a text of settings in quotation marks.
func quoted(options string) string {
	if options == "" {
		return "no settings"
	}
	return strconv.Quote(options)
}

// nine cuts a number to nine digits, which all processors agree on.
func nine(x float64) report.Number {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return report.None()
	}
	r, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 8, 64), 64)
	return report.Number(r)
}
