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
	gapNoise    = 0.001 // in session: as far as a last price and quotes of one moment can be apart
	minCarry    = -0.02 // what carry is a year, unless the forwards are sure of more
	maxCarry    = 0.08
	sureOf      = 3 // standard errors
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
	fitted  bool    // the forwards say so; else it is rate less yield
	se      float64 // standard error of a, from the spreads
	years   float64 // T_q of the expiries behind a, at the median
	used    int     // expiries behind a
	source  string  // parity, file_delta, none, futures
	warning string  // code, when it could not be told
}

// spotPoint is an expiry seen from spot.
type spotPoint struct {
	q *quotes
	y float64 // ln(F_q / base), dividends added back
}

// findGap compares the forwards of an underlying with a spot, base: the file's, or 1 where there is none. yield is the
// user's, for the slope when the forwards do not tell it.
func findGap(underlying string, all []quotes, base, rate, yield float64, dividends []Dividend) gap {
	points, cut := gapPoints(underlying, all, base, dividends)
	g := gap{slope: rate - yield, source: "none"}
	if slope, ok := carrySlope(points); ok {
		g.slope, g.fitted = slope, true
	}
	var near, years, se []float64
	for _, p := range points {
		if p.q.years <= gapNear && len(near) < gapNearest {
			near = append(near, p.y-float64(g.slope*p.q.years))
			years, se = append(years, p.q.years), append(se, p.q.forwardError(rate))
			if g.source != "parity" {
				g.source = p.q.source
			}
		}
	}
	if g.used = len(near); g.used > 0 {
		g.a, g.years, g.se = median(near), median(years), median(se)
	} else if cut && len(points) == 0 {
		g.warning = "gap-unidentified"
	}
	return g
}

// gapPoints lists the expiries within 45 days that have a forward, by quote years, then root; cut tells that a
// dividend date in sight left some out.
func gapPoints(underlying string, all []quotes, base float64, dividends []Dividend) (points []spotPoint, cut bool) {
	limit := nextExDate(underlying, all)
	if covers(dividends, limit) {
		limit = market.Date{}
	}
	for i := range all {
		q := &all[i]
		if !q.live || math.IsNaN(q.forward) || q.years > gapHorizon {
			continue
		}
		date := q.Root.Venue.DateOf(q.Settlement)
		if !limit.IsZero() && !date.Before(limit) {
			cut = true
			continue
		}
		f := q.forward
		for _, d := range dividends {
			if d.Date.Compare(date) <= 0 && q.Root.Venue.DateOf(q.at).Before(d.Date) {
				f += d.Amount
			}
		}
		if price(f) {
			points = append(points, spotPoint{q, kernel.Log(f / base)})
		}
	}
	slices.SortStableFunc(points, func(a, b spotPoint) int {
		return cmp.Or(cmp.Compare(a.q.years, b.q.years), cmp.Compare(a.q.Root.Name, b.q.Root.Name))
	})
	return points, cut
}

// forwardError is the standard error of ln F_q: each pair's price is somewhere between bid and ask, on either leg.
func (q *quotes) forwardError(rate float64) float64 {
	if q.source != "parity" {
		return 0
	}
	sum := 0.0
	for _, p := range q.near() {
		sum += float64(p.spreadC*p.spreadC) + float64(p.spreadP*p.spreadP)
	}
	return math.Sqrt(sum/12) / float64(len(q.near())) * kernel.Exp(rate*q.years) / q.forward
}

// carrySlope is the median slope of ln(F_q/S) on T_q over pairs of expiries more than a day apart; ok is false with fewer
// than three expiries or less than three days between them. A slope beyond what carry is counts when the expiries agree on
// it: a borrow may cost 30 %, but a few days of noise look as steep.
func carrySlope(points []spotPoint) (slope float64, ok bool) {
	n := len(points)
	if n < slopePoints || wholeSeconds(points[n-1].q.years-points[0].q.years) < wholeSeconds(slopeSpan) {
		return 0, false
	}
	var slopes []float64
	for i, p := range points {
		for _, q := range points[i+1:] {
			dt := q.q.years - p.q.years
			if wholeSeconds(dt) > wholeSeconds(day) {
				slopes = append(slopes, (q.y-p.y)/dt)
			}
		}
	}
	if len(slopes) == 0 {
		return 0, false
	}
	slope = median(slopes)
	if usual := min(max(slope, minCarry), maxCarry); math.Abs(slope-usual) <= sureOf*slopeError(points) {
		slope = usual
	}
	return slope, true
}

// slopeError is the standard error of a line through the points.
func slopeError(points []spotPoint) float64 {
	x, y, w := make([]float64, len(points)), make([]float64, len(points)), make([]float64, len(points))
	for i, p := range points {
		x[i], y[i], w[i] = p.q.years, p.y, 1
	}
	return regress(x, y, w).standardError()
}

// wholeSeconds counts a span of years in seconds: spans of whole days would else fall short of themselves by an ulp.
func wholeSeconds(years float64) float64 { return math.Round(years * 365 * 86400) }

// quarterlies are funds that go ex-dividend around the third Friday of March, June, September and December; the value
// is how many trading days after it.
var quarterlies = map[string]int{"SPY": 0, "QQQ": 1}

// covers reports whether one of the dividends is the one of a built-in ex-date, give or take a week.
func covers(dividends []Dividend, ex market.Date) bool {
	return slices.ContainsFunc(dividends, func(d Dividend) bool {
		days := ex.DaysUntil(d.Date)
		return !ex.IsZero() && -7 <= days && days <= 7
	})
}

// nextExDate is the first built-in ex-date after the New York date of the earliest quote time; zero when none is built in.
func nextExDate(underlying string, all []quotes) market.Date {
	later, builtIn := quarterlies[underlying]
	at := earliest(all)
	if !builtIn || at.IsZero() {
		return market.Date{}
	}
	root := market.LookupRoot(underlying)
	venue := root.Venue
	first := venue.DateOf(at)
	for year, m := first.Year, time.March; ; m += 3 {
		if m > time.December {
			year, m = year+1, time.March
		}
		ex := root.Monthly(year, m)
		for range later {
			ex = venue.NextTradingDay(ex)
		}
		if first.Before(ex) {
			return ex
		}
	}
}

// earliest is the earliest quote time of the roots with living contracts; zero when none lives.
func earliest(all []quotes) time.Time {
	var first time.Time
	for i := range all {
		if len(all[i].lines) > 0 && (first.IsZero() || all[i].at.Before(first)) {
			first = all[i].at
		}
	}
	return first
}
