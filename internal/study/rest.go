package study

import (
	"math"
	"slices"
	"time"

	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
)

// rest finds what is left of each day after the first row within its session, ascending, and counts the days that take no part.
func (j *joiner) rest() (days []joined, leftOut map[string]int) {
	leftOut = map[string]int{}
	var dates []market.Date
	for d := range j.within {
		dates = append(dates, d)
	}
	slices.SortFunc(dates, market.Date.Compare)
	for _, d := range dates {
		past, has := slices.BinarySearchFunc(j.Prices, d, func(b series.Bar, d market.Date) int { return b.Date.Compare(d) })
		if !has {
			leftOut["no-price"]++
			continue
		}
		day := j.restOf(d, j.within[d])
		if day == nil {
			leftOut["few-prices"]++
			continue
		}
		day.past = past
		if reason := day.unusable(); reason != "" {
			leftOut[reason]++
			continue
		}
		days = append(days, *day)
	}
	return days, leftOut
}

// restOf is the part of a day from its row on as a day of its own, which opens with the first price at or after the row; nil where
// prices are too few. Nothing of it is from before the row, but for soFar, which is of nothing after it: files differ in which end
// of a bar its time is, so that the last price with a time before the row may be a later one.
func (j *joiner) restOf(d market.Date, row *report.KnownRow) *joined {
	bars := j.bars(d)
	from := before(bars, firstKnown(row))
	left := bars[from:]
	if len(left) < leastInside {
		return nil
	}
	day := &joined{row: row, late: math.NaN(), soFar: math.NaN(), inside: closes(left)}
	day.bar = &series.Bar{Date: d, Open: day.inside[0], High: slices.Max(day.inside), Low: slices.Min(day.inside), Close: day.inside[len(left)-1]}
	day.scale = math.Sqrt(j.part(left))
	if n := from - 1; n >= leastInside {
		day.soFar = positive(Realized(closes(bars[:n])) / j.part(bars[:n]))
	}
	return day
}

// part is the time from the first to the last of some bars, of which there are two at least, as a part of a whole session.
func (j *joiner) part(bars []series.Bar) float64 {
	return float64(max(bars[len(bars)-1].Time.Sub(bars[0].Time), time.Nanosecond)) / float64(j.whole)
}

// closes are the prices of bars.
func closes(bars []series.Bar) []float64 {
	out := make([]float64, len(bars))
	for i := range bars {
		out[i] = bars[i].Close
	}
	return out
}
