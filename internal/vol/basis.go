package vol

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/fault"
)

// The bounds that quotes and fits must meet before they are used. They are far outside
// what markets do, and well inside what a misplaced decimal point, a split or another
// currency does.
const (
	sameBasis  = 1.25     // quotes' spot / file's spot, or its inverse: beyond it the two are of different share bases
	volBasis   = 3        // likewise of volatility indices, whose futures may lie far from spot
	soonExpiry = 45 * day // until then carry does not widen the ratio
	sureCarry  = 0.5      // |ln(F/S)| a year: no rate, yield or borrow moves a forward faster

	minSense   = 3    // pairs of calls and puts behind a verdict, at least
	partSense  = 0.05 // and the part of all pairs that they are, at least
	minSlope   = 5    // pairs behind a slope of parity
	slopeSlack = 0.05 // of a discount factor, for early exercise and stale quotes
)

// judgeQuotes refuses quotes that contradict their strikes or the spot: premiums in
// another unit than strikes (parity.go), and a spot on another share basis than the
// quotes. Where the user replaces the file's spot, one on another basis is dropped; so
// are strikes on another basis than the spot.
func (f *fitter) judgeQuotes() error {
	if f.o.Carry != "flat" || f.o.IV != "file" {
		if err := f.judgeParity(); err != nil {
			return err
		}
	}
	if err := f.judgeSpot(); err != nil {
		return err
	}
	f.dropStrikes()
	return nil
}

// parityPrice returns the price that an expiry's quotes imply, in currency per unit of
// the underlying: the forward without interest (center), with fewer than three pairs
// the forward of the file's deltas; NaN when there is neither. weight is the number of
// pairs behind it.
func (q *quotes) parityPrice() (price float64, weight int) {
	if !q.live {
		return math.NaN(), 0
	}
	if len(q.pairs) < minSense {
		if f := deltaForward(q); !math.IsNaN(f) {
			return f, minSense
		}
		return math.NaN(), 0
	}
	return q.center(), len(q.pairs)
}

// slack returns how far a price that parity gives may lie from spot, as a ratio: 1.25 ·
// e^{0.5 (T_q − 45 days)⁺}, as carry adds up over time; 3 where the root's futures
// follow no carry (volatility indices).
func (f *fitter) slack(q *quotes) float64 {
	if f.root().NoCarry {
		return volBasis
	}
	// Ratios multiply: 1.25 for news and staleness, e^{0.5·years} for carry.
	return sameBasis * kernel.Exp(sureCarry*max(0, q.years-soonExpiry))
}

// outside reports whether x/y is beyond a ratio or its inverse, by more than the
// uncertainty of x, in the unit of both.
func outside(x, y, ratio, uncertain float64) bool {
	return x-uncertain > ratio*y || x+uncertain < y/ratio
}

// matter reports whether some of all pairs are more than stray quotes: at least three,
// and a twentieth of all.
func matter(some, all int) bool {
	return some >= minSense && float64(some) >= partSense*float64(all)
}

// basisOf counts the pairs of an expiry whose K + C − P, which is the forward at every
// strike, agrees with spot within slack (on), and those where it does not (off). With
// too few pairs, the forward of the file's deltas counts as three.
func (f *fitter) basisOf(q *quotes, spot float64) (on, off int) {
	slack := f.slack(q)
	for i := range q.pairs {
		if q.pairs[i].off(spot, slack) {
			off++
		} else {
			on++
		}
	}
	if len(q.pairs) < minSense {
		at, weight := q.parityPrice() // of none the weight is 0
		if outside(at, spot, slack, 0) {
			off += weight
		} else {
			on += weight
		}
	}
	return on, off
}

// off reports whether K + C − P of a pair is another price than spot, by more than half
// its spreads explain.
func (p *pair) off(spot, slack float64) bool {
	return outside(p.strike+p.d, spot, slack, (p.spreadC+p.spreadP)/2)
}

// judgeSpot refuses a spot on another share basis than the quotes. If it is the file's,
// and the user gives one or asks for the quotes' own, that one takes its place, and the
// file counts as one without a spot. One that the user gives to such a file is judged,
// too: it is no scenario, but says what the file's spot is.
func (f *fitter) judgeSpot() error {
	if !isPrice(f.c.Spot) && f.o.Spot == "value" {
		if at, wrong := f.offBasis(f.o.SpotAt); wrong {
			return spotBasis("given", f.o.SpotAt, at)
		}
		return nil
	}
	at, wrong := f.offBasis(f.c.Spot)
	if !wrong {
		return nil
	}
	switch f.o.Spot {
	case "implied":
		f.dropSpot()
		return nil
	case "value":
		given, wrong := f.offBasis(f.o.SpotAt)
		if wrong {
			return spotBasis("given", f.o.SpotAt, given)
		}
		f.dropSpot()
		return nil
	}
	return spotBasis("file's", f.c.Spot, at)
}

// spotBasis returns the error of a spot that the quotes contradict; at is the price
// that they trade around.
func spotBasis(whose string, spot, at float64) error {
	hint := fmt.Sprintf(fault.Setting("spot")+" implied takes the price that the quotes trade around; "+fault.Setting("spot")+" %s, or the exact one, gives it", figure(at))
	return fault.New(fault.Input, hint,
		"the %s spot %s and the quotes are on different share bases: the quotes trade around %s, %.3g times as much, as after a split or with a misplaced decimal point",
		whose, figure(spot), figure(at), at/spot)
}

// figure formats a price or a volatility for a message: to the cent from 100 on, else
// with four significant digits.
func figure(x float64) string {
	if x >= 100 {
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.4g", x)
}

// dropSpot goes on with a copy of the chain that has no spot.
func (f *fitter) dropSpot() {
	c := *f.c
	c.Spot = math.NaN()
	f.c = &c
}

// offBasis reports whether quotes trade around another price than spot, beyond what
// news and carry explain, and returns that price, the median of parityPrice. The three
// expiries that settle first decide: at least three of their pairs are off, and fewer
// than a twentieth agree.
func (f *fitter) offBasis(spot float64) (at float64, wrong bool) {
	if !isPrice(spot) {
		return 0, false
	}
	list := make([]*quotes, len(f.all))
	for x := range f.all {
		list[x] = &f.all[x]
	}
	// The nearest expiries have the least carry.
	slices.SortStableFunc(list, func(a, b *quotes) int { return cmp.Compare(a.years, b.years) })
	prices := make([]float64, 0, gapNearest)
	on, off := 0, 0
	for _, q := range list {
		p, weight := q.parityPrice()
		if weight < minSense {
			continue
		}
		prices = append(prices, p)
		yes, no := f.basisOf(q, spot)
		if on, off = on+yes, off+no; len(prices) == gapNearest {
			break
		}
	}
	return median(prices), off >= minSense && !matter(on, on+off)
}

// dropStrikes leaves out strikes on another share basis than the spot, quotes and
// contracts, as some files keep from before a split. A strike without a pair follows
// the nearest strike that has one.
func (f *fitter) dropStrikes() {
	spot := f.c.Spot
	if f.o.Spot == "value" && !isPrice(spot) {
		spot = f.o.SpotAt
	}
	// First whether strikes off the basis are more than stray quotes, then which.
	all, off := 0, 0
	for x := range f.all {
		q := &f.all[x]
		from := spot
		if !isPrice(from) {
			from, _ = q.parityPrice()
		}
		yes, no := f.basisOf(q, from)
		all, off = all+yes+no, off+no
	}
	if !matter(off, all) {
		return
	}
	var dropped int
	var there []float64
	for x := range f.all {
		q := &f.all[x]
		from := spot
		if !isPrice(from) {
			from, _ = q.parityPrice()
		}
		n, at := q.dropOff(from, f.slack(q))
		dropped, there = dropped+n, append(there, at...)
	}
	f.note("strike-basis", "%d contracts are on another share basis than the spot, as after a split, and are left out: put-call parity at their strikes gives a median price of %s",
		dropped, figure(median(there)))
}

// dropOff removes the strikes that are off, and returns how many contracts they have
// and the prices K + C − P of their pairs.
func (q *quotes) dropOff(spot, slack float64) (contracts int, there []float64) {
	off := map[float64]bool{} // by strike, of the pairs
	for i := range q.pairs {
		p := &q.pairs[i]
		off[p.strike] = p.off(spot, slack)
		if off[p.strike] {
			there = append(there, p.strike+p.d)
		}
	}
	if len(there) == 0 {
		return 0, nil
	}
	// Strikes without a pair go with the nearest that has one.
	paired := slices.Sorted(maps.Keys(off))
	q.lines = slices.DeleteFunc(q.lines, func(l line) bool {
		if !off[nearest(paired, l.strike)] {
			return false
		}
		for _, side := range [...]leg{l.call, l.put} {
			if side.at >= 0 {
				contracts++
			}
		}
		return true
	})
	q.pairs = appendPairs(q.pairs[:0], q.lines)
	nearestFirst(q.pairs)
	return contracts, there
}

// nearest returns the member of an ascending list that is nearest to x in ln x, the
// lower of two equally near: the boundary between neighbors a and b is their geometric
// mean, x² = a b.
func nearest(list []float64, x float64) float64 {
	i, found := slices.BinarySearch(list, x)
	switch {
	case found || i == 0:
		return list[i]
	case i == len(list) || x*x <= list[i-1]*list[i]:
		return list[i-1]
	}
	return list[i]
}

// dropForwards removes the forwards that no carry explains (docs/theory.md 3.4): those
// with |ln(F_q/X)| > 0.1 + T_q/2 both for X the file's spot and for X the median
// forward of all expiries. Options on futures are exempt.
func (f *fitter) dropForwards() {
	if f.root().OffFutures {
		return
	}
	var memory [32]float64
	all := memory[:0]
	for x := range f.all {
		if q := &f.all[x]; q.live && isPrice(q.forward) {
			all = append(all, kernel.Log(q.forward))
		}
	}
	if len(all) < 2 {
		return
	}
	middle, spot := median(all), f.c.Spot
	for x := range f.all {
		q := &f.all[x]
		if !q.live || !isPrice(q.forward) {
			continue
		}
		// |ln(F_q/X)| against 10% for a stale spot plus 50% a year of carry.
		y, most := kernel.Log(q.forward), 0.1+sureCarry*q.years
		if math.Abs(y-middle) <= most || isPrice(spot) && math.Abs(y-kernel.Log(spot)) <= most {
			continue
		}
		f.note("forward-dropped", "%s %s: its quotes imply a forward of %s, which no carry explains; the forward of the other expiries is used",
			q.Root.Name, q.Date, figure(q.forward))
		q.forward, q.source = math.NaN(), ""
	}
}

// chainHasVols reports whether the file gives any volatility.
func chainHasVols(c *chain.Chain) bool {
	return slices.ContainsFunc(c.IV, plausibleVol)
}
