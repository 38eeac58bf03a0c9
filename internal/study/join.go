package study

import (
	"fmt"
	"math"
	"slices"
	"time"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
)

// mismatch is the part by which the spot of a row and the open of its day may differ: more is a split between the two, or another
// instrument.
const mismatch = 0.1

// joined is a day of prices with the row that was known before its open.
type joined struct {
	row   *report.KnownRow
	bar   *series.Bar
	scale float64 // √(session/whole session): what a shorter day's moves are divided by

	past   int       // the place of bar in the prices
	inside []float64 // prices within the day from the open on, in order; nil: none are known
	late   float64   // the last of them half an hour before the close; NaN: none
	soFar  float64   // of the rest of a day, the variance of a whole session as the prices before the row have it; NaN: not known
}

// move is one standard deviation of a whole day as options imply it, a part of spot; NaN where nothing says it. The straddle comes
// second because it is of whatever expiry is nearest: where that is not the same number of days away every morning, it says less of the day.
func (d *joined) move() float64 {
	switch r := d.row; {
	case r.DayMove.OK() && r.DayMove > 0:
		return float64(r.DayMove / r.Spot)
	case r.ExpectedMove.OK() && r.ExpectedMove > 0:
		return float64(r.ExpectedMove/r.Spot) * straddleToSigma
	}
	return math.NaN()
}

// straddleToSigma is √(π/2): a straddle is worth √(2/π) standard deviations.
const straddleToSigma = 1.2533141373155001

// variance is that of the day, as if its session had been a whole one; NaN where the prices do not move.
func (d *joined) variance(realized bool) float64 {
	if !realized {
		return positive(Parkinson(d.bar.High, d.bar.Low) / (d.scale * d.scale))
	}
	if len(d.inside) < leastInside {
		return math.NaN()
	}
	return positive(Realized(d.inside) / (d.scale * d.scale))
}

// leastInside is the number of prices within a day below which they do not say how much it moved.
const leastInside = 5

func positive(x float64) float64 {
	if !(x > 0) {
		return math.NaN()
	}
	return x
}

// joiner finds the row of every day.
type joiner struct {
	Input
	known      map[market.Date]*report.KnownRow
	within     map[market.Date]*report.KnownRow // the first that came within the session of each day
	inSession  int                              // rows that did
	superseded int
	whole      time.Duration // the longest session of the days
	leftOut    map[string]int
}

// predicts returns the day that a row is about: the first whose open is later than its time. What becomes public at an open, as a
// file that has a date alone does, is known at that open.
func predicts(r *report.KnownRow, v *market.Venue) market.Date {
	known, atOpen := r.AsOf.Time, false
	if r.KnownAt.After(known) {
		known, atOpen = r.KnownAt.Time, true
	}
	d := v.DateOf(known)
	if open := v.Open(d); v.IsTradingDay(d) && (known.Before(open) || atOpen && known.Equal(open)) {
		return d
	}
	return v.NextTradingDay(d)
}

// inSession reports whether a row was first known within the session of a day, and which.
func inSession(r *report.KnownRow, v *market.Venue) (market.Date, bool) {
	known := firstKnown(r)
	d := v.DateOf(known)
	return d, v.IsTradingDay(d) && predicts(r, v) != d && !known.Before(v.Open(d)) && known.Before(v.Close(d))
}

// firstKnown is when a row could be known.
func firstKnown(r *report.KnownRow) time.Time {
	if r.KnownAt.After(r.AsOf.Time) {
		return r.KnownAt.Time
	}
	return r.AsOf.Time
}

// join finds the days that take part, ascending, and counts those that do not.
func (j *joiner) join() ([]joined, error) {
	if err := j.choose(); err != nil {
		return nil, err
	}
	var dates []market.Date
	for d := range j.known {
		dates = append(dates, d)
	}
	slices.SortFunc(dates, market.Date.Compare)
	j.leftOut = map[string]int{}
	var days []joined
	at := 0
	for i := range j.Prices {
		bar := &j.Prices[i]
		if bar.Date.Before(dates[0]) || dates[len(dates)-1].Before(bar.Date) {
			continue
		}
		for at < len(dates) && dates[at].Before(bar.Date) {
			j.leftOut["no-price"]++
			at++
		}
		if at == len(dates) || dates[at] != bar.Date {
			j.leftOut["no-row"]++
			continue
		}
		day := joined{row: j.known[bar.Date], bar: bar, past: i, late: math.NaN()}
		at++
		if reason := day.unusable(); reason != "" {
			j.leftOut[reason]++
			continue
		}
		days = append(days, day)
	}
	j.leftOut["no-price"] += len(dates) - at
	for i := range days {
		j.whole = max(j.whole, j.session(days[i].bar.Date))
	}
	for i := range days {
		days[i].scale = j.scale(days[i].bar.Date)
	}
	j.look(days)
	return days, nil
}

// choose keeps for each day the last row that was known before its open, and the first that was known within its session.
func (j *joiner) choose() error {
	j.known, j.within = map[market.Date]*report.KnownRow{}, map[market.Date]*report.KnownRow{}
	rows := slices.Clone(j.Rows)
	slices.SortStableFunc(rows, func(a, b report.KnownRow) int { return a.AsOf.Compare(b.AsOf.Time) })
	for i := range rows {
		r := &rows[i]
		if i > 0 && r.AsOf.Equal(rows[i-1].AsOf.Time) && !same(r, &rows[i-1]) {
			return &fault.Error{Code: fault.Input, Hint: "keep one of the two rows", Problem: fault.Problem{
				File: j.History, Line: max(r.Line, rows[i-1].Line), Column: "as_of",
				What: fmt.Sprintf("the time of line %d, too, which has other numbers", min(r.Line, rows[i-1].Line)),
			}}
		}
		day := predicts(r, j.Venue)
		if _, earlier := j.known[day]; earlier {
			j.superseded++
		}
		j.known[day] = r
		if day, is := inSession(r, j.Venue); is {
			j.inSession++
			if j.within[day] == nil {
				j.within[day] = r
			}
		}
	}
	return nil
}

// same reports whether two rows say the same.
func same(a, b *report.KnownRow) bool {
	x, y := a.Numbers(), b.Numbers()
	return slices.EqualFunc(x, y, func(p, q report.Number) bool { return p == q || !p.OK() && !q.OK() })
}

// unusable says why a day with a row and a price takes no part; "" where it does.
func (d *joined) unusable() string {
	b := d.bar
	const slack = 1e-6 // how far vendors round, a part of the price
	switch top, bottom := max(b.Open, b.Close), min(b.Open, b.Close); {
	case b.Open <= 0 || b.High <= 0 || b.Low <= 0 || b.High == b.Low:
		return "no-range"
	case b.High < top*(1-slack) || b.Low > bottom*(1+slack):
		return "odd-bar"
	case math.Abs(float64(d.row.Spot)/b.Open-1) > mismatch:
		return "price-mismatch"
	}
	return ""
}

// session is how long a day trades.
func (j *joiner) session(d market.Date) time.Duration { return j.Venue.Close(d).Sub(j.Venue.Open(d)) }

// scale is √(session/whole session) of a day.
func (j *joiner) scale(d market.Date) float64 {
	if s := j.session(d); s > 0 && s < j.whole {
		return math.Sqrt(float64(s) / float64(j.whole))
	}
	return 1
}

// bars are the prices within the session of a day.
func (j *joiner) bars(d market.Date) []series.Bar {
	from := before(j.Intraday, j.Venue.Open(d))
	return j.Intraday[from : from+before(j.Intraday[from:], j.Venue.Close(d).Add(1))]
}

// before counts the bars before an instant.
func before(bars []series.Bar, at time.Time) int {
	n, _ := slices.BinarySearchFunc(bars, at, func(b series.Bar, t time.Time) int { return b.Time.Compare(t) })
	return n
}

// look finds the prices within each day's session.
func (j *joiner) look(days []joined) {
	for i := range days {
		d := &days[i]
		end := j.Venue.Close(d.bar.Date)
		for _, b := range j.bars(d.bar.Date) {
			if d.inside == nil {
				d.inside = []float64{d.bar.Open}
			}
			d.inside = append(d.inside, b.Close)
			if left := end.Sub(b.Time); left >= lastHalfHour && left < 2*lastHalfHour {
				d.late = b.Close
			}
		}
	}
}

const lastHalfHour = 30 * time.Minute

// leftOutOf lists the days that take no part, in the order of the reasons.
func leftOutOf(counts map[string]int) []report.DaysLeftOut {
	list := []report.DaysLeftOut{}
	for _, r := range report.LeftOutReasons {
		if n := counts[r.Reason]; n > 0 {
			list = append(list, report.DaysLeftOut{Reason: r.Reason, Days: n})
		}
	}
	return list
}
