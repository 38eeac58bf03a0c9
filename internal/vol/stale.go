package vol

import (
	"cmp"
	"math"
	"slices"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/market"
)

// compareClocks holds the volatilities solved near the money against the file's. Vendors count ACT/365 from the moment
// their quotes were made, so the file's volatility and our total variance tell that moment: T = w/sigma².
func (f *fitter) compareClocks(x int, q *quotes, w []float64, source []Source) {
	type reading struct{ away, years float64 }
	var near []reading
	for j := range q.lines {
		first, _, _ := q.lines[j].otm(q.forward)
		if source[j] == FromQuote && sane(first.fileVol) {
			near = append(near, reading{math.Abs(kernel.Log(q.lines[j].strike / q.forward)), w[j] / (first.fileVol * first.fileVol)})
		}
	}
	slices.SortStableFunc(near, func(a, b reading) int { return cmp.Compare(a.away, b.away) })
	var years []float64
	for _, r := range near[:min(nearest9, len(near))] {
		years = append(years, r.years)
	}
	if len(years) < forwardMin || f.s.Expiries[x].ForwardBy == "carry" {
		return // a forward that was not quoted makes volatilities of its own
	}
	e := &f.s.Expiries[x]
	t := median(years)
	e.Clocks = math.Sqrt(t / q.years)
	if t < 100 {
		e.Tells = q.years <= gapNear
		e.Found = q.Settlement.Add(-time.Duration(math.Round(t*365*86400)) * time.Second).In(market.NewYork)
	}
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
	at = time.Unix(int64(middle), 0).In(market.NewYork)
	if median(all) > agree.Seconds() || at.After(f.c.AsOf) {
		return time.Time{}, true
	}
	return at, true
}

// sessionsBetween counts the trading sessions that lie wholly between two instants.
func sessionsBetween(from, to time.Time) int {
	n := 0
	for d := market.DateOf(from); !market.DateOf(to).Before(d); d = market.NextTradingDay(d) {
		if market.IsTradingDay(d) && !market.Open(d).Before(from) && !market.Close(d).After(to) {
			n++
		}
	}
	return n
}
