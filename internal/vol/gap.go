package vol

import (
	"cmp"
	"math"
	"slices"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/market"
)

const (
	gapHorizon  = 45 * day // expiries that speak about the gap
	gapNear     = 10 * day // and those that fix it
	gapNearest  = 3
	gapWarn     = 0.001
	minCarry    = -0.02
	maxCarry    = 0.08
	slopePoints = 3
	slopeSpan   = 3 * day
)

// Dividend is a cash dividend that the user knows of.
type Dividend struct {
	Date   market.Date // ex-date
	Amount float64     // dollars a share
}

// gap is how far the spot of the quotes lies from the file's, and how forwards grow over it.
type gap struct {
	a       float64 // ln(quotes' spot / base)
	slope   float64 // carry a year: ln(F_q/base) = a + slope·T_q
	used    int     // expiries behind a
	source  string  // parity, file_delta, none, futures
	warning string  // code, when it could not be told
}

// point is an expiry seen from spot.
type spotPoint struct {
	q *quotes
	y float64 // ln(F_q / base), dividends added back
}

// findGap compares the forwards with a spot, base: of the file, or given. yield is the user's, for the slope when the
// forwards do not tell it.
func findGap(all []quotes, base, rate, yield float64, dividends []Dividend) gap {
	points, cut := gapPoints(all, base, dividends)
	g := gap{slope: rate - yield, source: "none"}
	if slope, ok := carrySlope(points); ok {
		g.slope = slope
	}
	var near []float64
	for _, p := range points {
		if p.q.years <= gapNear && len(near) < gapNearest {
			near = append(near, p.y-float64(g.slope*p.q.years))
			if g.source != "parity" {
				g.source = p.q.source
			}
		}
	}
	if g.used = len(near); g.used > 0 {
		g.a = median(near)
	} else if cut {
		g.warning = "gap-unidentified"
	}
	return g
}

// gapPoints lists the expiries within 45 days that have a forward, by quote years, then root; cut tells that a
// dividend date in sight left some out.
func gapPoints(all []quotes, base float64, dividends []Dividend) (points []spotPoint, cut bool) {
	limit := nextExDate(all)
	for i := range all {
		q := &all[i]
		if !q.live || math.IsNaN(q.forward) || q.years > gapHorizon {
			continue
		}
		date := market.DateOf(q.Settlement)
		if len(dividends) == 0 && !limit.IsZero() && !date.Before(limit) {
			cut = true
			continue
		}
		f := q.forward
		for _, d := range dividends {
			if d.Date.Compare(date) <= 0 && market.DateOf(q.at).Before(d.Date) {
				f += d.Amount
			}
		}
		points = append(points, spotPoint{q, kernel.Log(f / base)})
	}
	slices.SortStableFunc(points, func(a, b spotPoint) int {
		return cmp.Or(cmp.Compare(a.q.years, b.q.years), cmp.Compare(a.q.Root.Name, b.q.Root.Name))
	})
	return points, cut
}

// carrySlope is the median slope of ln(F_q/S) on T_q over pairs of expiries more than a day apart, within what carry
// can be; ok is false with fewer than three expiries or less than three days between them.
func carrySlope(points []spotPoint) (slope float64, ok bool) {
	n := len(points)
	if n < slopePoints || points[n-1].q.years-points[0].q.years < slopeSpan {
		return 0, false
	}
	var slopes []float64
	for i, p := range points {
		for _, q := range points[i+1:] {
			dt := q.q.years - p.q.years
			if math.Round(dt*365*86400) > 86400 {
				slopes = append(slopes, (q.y-p.y)/dt)
			}
		}
	}
	return min(max(median(slopes), minCarry), maxCarry), len(slopes) > 0
}

// quarterlies are funds that go ex-dividend around the third Friday of March, June, September and December; the value
// is how many trading days after it.
var quarterlies = map[string]int{"SPY": 0, "QQQ": 1}

// nextExDate is the first built-in ex-date after the New York date of the earliest quote time; zero when none is built in.
func nextExDate(all []quotes) market.Date {
	if len(all) == 0 {
		return market.Date{}
	}
	later, builtIn := quarterlies[all[0].Root.Underlying]
	if !builtIn {
		return market.Date{}
	}
	first := market.DateOf(earliest(all))
	for year, m := first.Year, time.March; ; m += 3 {
		if m > time.December {
			year, m = year+1, time.March
		}
		ex := market.ThirdFriday(year, m)
		for range later {
			ex = market.NextTradingDay(ex)
		}
		if first.Before(ex) {
			return ex
		}
	}
}

// earliest is the earliest quote time of all roots.
func earliest(all []quotes) time.Time {
	first := all[0].at
	for i := range all {
		if all[i].at.Before(first) {
			first = all[i].at
		}
	}
	return first
}
