package vol

import (
	"math"
	"sort"
	"time"

	"gex/internal/bs/kernel"
)

// compareClocks holds the volatilities solved near the money against the file's. Vendors count ACT/365 from the moment
// their quotes were made, so the file's volatility and our total variance tell that moment: T = w/sigma².
func (f *fitter) compareClocks(x int, q *quotes, w []float64, source []Source) {
	years := q.clockReadings(w, source)
	if len(years) < forwardMin || f.s.Expiries[x].ForwardBy == "carry" {
		return // a forward that was not quoted makes volatilities of its own
	}
	e := &f.s.Expiries[x]
	t := median(years)
	e.Clocks = math.Sqrt(t / q.years)
	if t < 100 {
		e.Tells = q.years <= gapNear
		e.Found = q.Settlement.Add(-time.Duration(math.Round(t*365*86400)) * time.Second)
	}
}

// clockReadings are the years that the file's volatilities say the variances of the strikes nearest to the forward are
// of, nine at most. Strikes ascend, so the nearest are found by going out from the forward.
func (q *quotes) clockReadings(w []float64, source []Source) []float64 {
	years := make([]float64, 0, nearest9)
	up := sort.Search(len(q.lines), func(j int) bool { return q.lines[j].strike >= q.forward })
	down := up - 1
	tells := func(j int) bool {
		first, _, _ := q.lines[j].otm(q.forward)
		return source[j] == FromQuote && sane(first.fileVol)
	}
	away := func(j int) float64 { return math.Abs(kernel.Log(q.lines[j].strike / q.forward)) }
	for len(years) < nearest9 {
		for down >= 0 && !tells(down) {
			down--
		}
		for up < len(q.lines) && !tells(up) {
			up++
		}
		j := up
		switch {
		case down < 0 && up == len(q.lines):
			return years
		case up == len(q.lines) || down >= 0 && away(down) <= away(up):
			j = down
			down--
		default:
			up++
		}
		first, _, _ := q.lines[j].otm(q.forward)
		years = append(years, w[j]/(first.fileVol*first.fileVol))
	}
	return years
}

// agree is how far, at the median, the expiries may differ about the time their quotes were made.
const agree = 6 * time.Hour

// found is the quote time that the file's volatilities speak of: the median over expiries within ten days, where a
// volatility of four decimals still tells minutes. told is false when no expiry speaks; it is zero when they contradict
// each other or name a time after as-of, as volatilities do that were made from another spot.
func (f *fitter) found() (at time.Time, told bool) {
	var all []float64
	for _, e := range f.s.Expiries {
		if e.Tells {
			all = append(all, float64(e.Found.Unix()))
		}
	}
	if len(all) == 0 {
		return time.Time{}, false
	}
	middle := median(all)
	for i, x := range all {
		all[i] = math.Abs(x - middle)
	}
	at = time.Unix(int64(middle), 0).In(f.root().Venue.Zone)
	if median(all) > agree.Seconds() || at.After(f.c.AsOf) {
		return time.Time{}, true
	}
	return at, true
}
