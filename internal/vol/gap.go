package vol

import (
	"cmp"
	"math"
	"slices"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/market"
)

// The bounds of the fit of the gap (docs/theory.md 3.5). Years are ACT/365.
const (
	gapHorizon  = 45 * day // expiries up to this T_q give the slope
	gapNear     = 10 * day // and those up to this one the gap
	gapNearest  = 3        // of them, so many
	gapWarn     = 0.001    // a gap beyond this warns
	gapNoise    = 0.001    // in session: how far a last price and quotes of the same minute can be apart
	minCarry    = -0.02    // usual carry r − q, fractions a year
	maxCarry    = 0.08
	sureOf      = 3       // standard errors that a slope must be outside of these to be taken
	slopePoints = 3       // expiries behind a slope
	slopeSpan   = 3 * day // and the least span between the first and the last of them
)

// gap is the line that the forwards follow over time to settlement, ln(F_q/base) = a +
// slope·T_q, base being the file's spot: how far the spot of the quotes lies from it,
// and the carry.
type gap struct {
	a       float64 // ln(quotes' spot / base)
	slope   float64 // carry r − q, a fraction a year
	fitted  bool    // the slope is that of the forwards; else it is rate less yield
	se      float64 // standard error of a, from the spreads
	years   float64 // T_q of the expiries behind a, at the median
	used    int     // expiries behind a
	source  string  // parity, file_delta, none, futures
	warning string  // code of a warning, when a could not be determined
}

// spotPoint is one expiry as a point of the line: T_q, and the logarithm of its forward
// over the base.
type spotPoint struct {
	q *quotes
	y float64 // ln(F_q / base), dividends added back
}

// findGap fits the line to the forwards of an underlying. base is the file's spot, or 1
// where there is none. The slope is carrySlope, else rate − yield, the user's; then
//
//	a = median of ln(F_q/base) − slope·T_q    over the three nearest expiries of at most 10 days
//
// and se is the median of their standard errors. a is 0 when there is no such expiry.
// docs/theory.md 3.5.
func findGap(underlying string, all []quotes, base, rate, yield float64, dividends []Dividend, am *earlyFit) gap {
	points, cut := gapPoints(underlying, all, base, dividends, am)
	g := gap{slope: rate - yield, source: "none"}
	if slope, ok := carrySlope(points); ok {
		g.slope, g.fitted = slope, true
	}
	var near, years, se []float64
	for _, p := range points {
		if p.q.years <= gapNear && len(near) < gapNearest {
			// The intercept that this expiry gives: ln(F_q/base) − slope·T_q.
			near = append(near, p.y-float64(g.slope*p.q.years))
			years, se = append(years, p.q.years), append(se, p.q.forwardError())
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

// gapPoints lists the expiries within 45 days that have a forward, by T_q, then root.
// Dividends of the user that are paid between quote time and settlement are added back
// to the forward: F + Σ amounts. Without them, expiries that settle on or after the
// next built-in ex-date are left out, and cut is true.
func gapPoints(underlying string, all []quotes, base float64, dividends []Dividend, am *earlyFit) (points []spotPoint, cut bool) {
	points = make([]spotPoint, 0, len(all))
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
		// A dividend between quote time and settlement lowers the forward by its
		// amount; interest on it until settlement, at most 45 days, is neglected.
		f := q.forward
		if e := am.at(i); e != nil {
			// American: the model says what part of the forward they are (3.11).
			points = append(points, spotPoint{q, kernel.Log(f/base) - e.lost()})
			continue
		}
		for _, d := range dividends {
			if d.Date.Compare(date) <= 0 && q.Root.Venue.DateOf(q.at).Before(d.Date) {
				f += d.Amount
			}
		}
		if isPrice(f) {
			points = append(points, spotPoint{q, kernel.Log(f / base)})
		}
	}
	slices.SortStableFunc(points, func(a, b spotPoint) int {
		return cmp.Or(cmp.Compare(a.q.years, b.q.years), cmp.Compare(a.q.Root.Name, b.q.Root.Name))
	})
	return points, cut
}

// forwardError returns the standard error of ln F_q from n pairs whose prices lie
// anywhere between bid and ask, evenly: a spread s has the variance s²/12, so
//
//	√(Σ (s_C² + s_P²)/12)/n · e^{r T_q}/F_q
//
// (of the mean; the median is taken for it). 0 for a forward that is not from pairs.
// docs/theory.md 3.5.
func (q *quotes) forwardError() float64 {
	if q.source != "parity" {
		return 0
	}
	sum := 0.0
	for _, p := range q.near() {
		sum += float64(p.spreadC*p.spreadC) + float64(p.spreadP*p.spreadP)
	}
	return math.Sqrt(sum/12) / float64(len(q.near())) * kernel.Exp(q.r*q.years) / q.forward
}

// carrySlope returns the carry, a fraction a year: the median slope of ln(F_q/S) on T_q
// over pairs of expiries more than a day apart (the estimator of Theil and Sen). ok is
// false with fewer than three expiries or less than three days between them. A slope
// outside −2 … 8% is clamped to it unless it is more than three standard errors away:
// a borrow may cost 30%, but a few days of noise look as steep.
func carrySlope(points []spotPoint) (slope float64, ok bool) {
	n := len(points)
	if n < slopePoints || wholeSeconds(points[n-1].q.years-points[0].q.years) < wholeSeconds(slopeSpan) {
		return 0, false
	}
	slope = median(slopesOf(points)) // the first and the last are apart
	// Unusual slopes must be significant.
	if usual := min(max(slope, minCarry), maxCarry); math.Abs(slope-usual) <= sureOf*slopeError(points) {
		slope = usual
	}
	return slope, true
}

// slopesOf returns the slopes of y on T_q between points more than a day apart.
func slopesOf(points []spotPoint) []float64 {
	slopes := make([]float64, 0, len(points)*(len(points)-1)/2)
	for i, p := range points {
		for _, q := range points[i+1:] {
			dt := q.q.years - p.q.years
			if wholeSeconds(dt) > wholeSeconds(day) {
				slopes = append(slopes, (q.y-p.y)/dt)
			}
		}
	}
	return slopes
}

// slopeError returns the standard error, a fraction a year, of the slope of a line of
// least squares through the points.
func slopeError(points []spotPoint) float64 {
	n := len(points)
	all := make([]float64, 3*n)
	x, y, w := all[:n], all[n:2*n], all[2*n:]
	for i, p := range points {
		x[i], y[i], w[i] = p.q.years, p.y, 1
	}
	return regress(x, y, w).standardError()
}

// wholeSeconds converts years of 365 days to whole seconds: compared in years, spans of
// whole days would differ by an ulp.
func wholeSeconds(years float64) float64 { return math.Round(years * 365 * 86400) }

// covers reports whether one of the dividends is that of a built-in ex-date: its date
// is within a week.
func covers(dividends []Dividend, ex market.Date) bool {
	return slices.ContainsFunc(dividends, func(d Dividend) bool {
		days := ex.DaysUntil(d.Date)
		return !ex.IsZero() && -7 <= days && days <= 7
	})
}

// nextExDate returns the first built-in ex-date after the New York date of the earliest
// quote time; the zero Date when the underlying has none.
func nextExDate(underlying string, all []quotes) market.Date {
	at := earliest(all)
	if at.IsZero() {
		return market.Date{}
	}
	first := market.LookupRoot(underlying).Venue.DateOf(at)
	// They are a quarter apart.
	if next := market.ExDates(underlying, first, first.AddDays(200)); len(next) > 0 {
		return next[0]
	}
	return market.Date{}
}

// earliest returns the earliest quote time of the roots with live contracts; zero when
// there are none.
func earliest(all []quotes) time.Time {
	var first time.Time
	for i := range all {
		if len(all[i].lines) > 0 && (first.IsZero() || all[i].at.Before(first)) {
			first = all[i].at
		}
	}
	return first
}
