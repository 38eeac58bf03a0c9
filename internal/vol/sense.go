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

// What quotes and fits must keep to before they are used. The bounds are far outside of what markets do, and well inside of
// what a misplaced decimal point, a split or another currency does.
const (
	sameBasis  = 1.25 // quotes' spot / file's spot, or its inverse: beyond it the two are of different share bases
	volBasis   = 3    // likewise of volatility indices, whose futures may lie far from spot
	soonExpiry = 45 * day
	sureCarry  = 0.5 // a year: no rate, yield or borrow moves a forward faster

	minSense   = 3    // pairs of calls and puts that a verdict takes
	partSense  = 0.05 // and the part of all pairs that they are at least
	minSlope   = 5    // pairs behind a slope of parity
	slopeSlack = 0.05 // of a discount factor, for early exercise and stale quotes
)

// judgeQuotes refuses quotes that cannot be read as they stand: premiums in another unit than strikes, and a spot on another
// share basis than both. A spot of the file that is, where another one is asked for, is dropped; so are strikes on another
// basis than the spot.
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

// parityPrice is the forward without interest: the median of K + C - P over the nine pairs nearest to it, or what the file's
// deltas say; NaN when neither does. weight is how many pairs speak for it.
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
	return q.centre(), len(q.pairs)
}

// slack is how far a price that parity gives may lie from spot, as a ratio.
func (f *fitter) slack(q *quotes) float64 {
	if f.root().NoCarry {
		return volBasis
	}
	return sameBasis * kernel.Exp(sureCarry*max(0, q.years-soonExpiry))
}

// outside reports whether x lies beyond a ratio from y, by more than x is uncertain.
func outside(x, y, ratio, uncertain float64) bool {
	return x-uncertain > ratio*y || x+uncertain < y/ratio
}

// matter reports whether so many of all pairs are more than stray quotes.
func matter(some, all int) bool {
	return some >= minSense && float64(some) >= partSense*float64(all)
}

// basisOf counts the pairs of an expiry by whether K + C - P, which is the forward at every strike, agrees with spot. Without
// pairs the forward that the file's deltas speak of counts for as few as make a verdict.
func (f *fitter) basisOf(q *quotes, spot float64) (on, off int) {
	slack := f.slack(q)
	for i := range q.pairs {
		if q.pairs[i].off(spot, slack) {
			off++
		} else {
			on++
		}
	}
	if at, weight := q.parityPrice(); len(q.pairs) < minSense && weight > 0 {
		if outside(at, spot, slack, 0) {
			off += weight
		} else {
			on += weight
		}
	}
	return on, off
}

// off reports whether a pair speaks of another price than spot, by more than its spreads leave open.
func (p *pair) off(spot, slack float64) bool {
	return outside(p.strike+p.d, spot, slack, (p.spreadC+p.spreadP)/2)
}

// judgeSpot refuses a spot on another share basis than the quotes. Where the file's is, a given one or the quotes' own takes
// its place, and from then on the file has none.
func (f *fitter) judgeSpot() error {
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

// spotBasis is the error of a spot that the quotes contradict.
func spotBasis(whose string, spot, at float64) error {
	hint := fmt.Sprintf(fault.Setting("spot")+" implied takes the price that the quotes trade around; "+fault.Setting("spot")+" %s, or the exact one, gives it", figure(at))
	return fault.New(fault.Input, hint,
		"the %s spot %s and the quotes are on different share bases: the quotes trade around %s, %.3g times as much, as after a split or with a misplaced decimal point",
		whose, figure(spot), figure(at), at/spot)
}

// figure writes a number as people type it: to the cent, or with four significant digits.
func figure(x float64) string {
	if x >= 100 {
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.4g", x)
}

// dropSpot makes the chain one without a spot.
func (f *fitter) dropSpot() {
	c := *f.c
	c.Spot = math.NaN()
	f.c = &c
}

// offBasis reports whether quotes trade around another price than spot, beyond what news and carry explain, and where. The
// three expiries that settle first decide, and a few pairs that agree with spot acquit it.
func (f *fitter) offBasis(spot float64) (at float64, wrong bool) {
	if !price(spot) {
		return 0, false
	}
	var list []*quotes
	for x := range f.all {
		if _, weight := f.all[x].parityPrice(); weight >= minSense {
			list = append(list, &f.all[x])
		}
	}
	slices.SortStableFunc(list, func(a, b *quotes) int { return cmp.Compare(a.years, b.years) })
	var prices []float64
	on, off := 0, 0
	for _, q := range list[:min(gapNearest, len(list))] {
		p, _ := q.parityPrice()
		prices = append(prices, p)
		yes, no := f.basisOf(q, spot)
		on, off = on+yes, off+no
	}
	return median(prices), off >= minSense && !matter(on, on+off)
}

// dropStrikes leaves out strikes on another share basis than the spot, as vendors keep from before a split: their quotes, and
// the contracts. A strike without a pair goes with the nearest that has one.
func (f *fitter) dropStrikes() {
	spot := f.c.Spot
	if f.o.Spot == "value" && !price(spot) {
		spot = f.o.SpotAt
	}
	all, off := 0, 0
	for x := range f.all {
		q := &f.all[x]
		from := spot
		if !price(from) {
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
		if !price(from) {
			from, _ = q.parityPrice()
		}
		n, at := q.dropOff(from, f.slack(q))
		dropped, there = dropped+n, append(there, at...)
	}
	f.note("strike-basis", "%d contracts are on another share basis than the spot, as after a split, and are left out: parity of their strikes gives a price of %s at the median",
		dropped, figure(median(there)))
}

// dropOff removes the strikes that are off, and returns how many contracts they have and the prices that they speak of.
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

// nearest is the member of an ascending list that is nearest to x as a ratio, the lower of two.
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

// dropForwards takes the forward from expiries that put it where no carry leads: away from spot and from what the others say.
func (f *fitter) dropForwards() {
	if f.root().OffFutures {
		return
	}
	var all []float64
	for x := range f.all {
		if q := &f.all[x]; q.live && price(q.forward) {
			all = append(all, kernel.Log(q.forward))
		}
	}
	if len(all) < 2 {
		return
	}
	middle, spot := median(all), f.c.Spot
	for x := range f.all {
		q := &f.all[x]
		if !q.live || !price(q.forward) {
			continue
		}
		y, most := kernel.Log(q.forward), 0.1+sureCarry*q.years
		if math.Abs(y-middle) <= most || price(spot) && math.Abs(y-kernel.Log(spot)) <= most {
			continue
		}
		f.note("forward-dropped", "%s %s: its quotes speak of a forward of %s, which no carry explains: taken from the other expiries",
			q.Root.Name, q.Date, figure(q.forward))
		q.forward, q.source = math.NaN(), ""
	}
}

// chainHasVols reports whether the file gives any volatility.
func chainHasVols(c *chain.Chain) bool {
	return slices.ContainsFunc(c.IV, sane)
}
