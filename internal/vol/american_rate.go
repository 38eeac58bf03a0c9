package vol

import (
	"math"
	"slices"

	"gex/internal/bs/american"
	"gex/internal/bs/kernel"
	"gex/internal/market"
)

// The bounds of the search for the rate of American roots.
const (
	startRate   = 0.03     // where it begins, a fraction a year
	earlyFrom   = 90 * day // T_q of the expiries whose slopes determine a rate
	earlyWeek   = 7 * day  // and of those whose carry may
	rateRounds  = 12       // of the search, at most
	partRounds  = 6        // of the search for a fund's dividend, at most
	roughRounds = 2        // of them, whose premiums may be rough
	usualSlope  = -0.6     // of what slopes give beyond the rate that premiums are of, by that rate
	longPull    = 0.2      // usualPull of their expiries
	slopeMove   = 2e-5     // a change of the rate that ends that search, a fraction a year: the next would be a fifth of it
	slopeShare  = 0.5      // the same as a part of the standard error of a rate
	rateMove    = 2e-4     // a change of the rate that ends the search for a fund's dividend: the next would be a tenth of it
	partMove    = 1e-5     // and one of the dividend, a fraction of spot
	rateSample  = 5        // expiries that take part
	carrySample = 3        // of them where the carry is the rate, the longest
	earlyError  = 0.01     // standard error of the rate of an expiry, at most
	agreeWithin = 0.005    // of the median, at least half of the rates, or within two standard errors
)

// findRate searches the rate, a fraction a year: the median of those that parity
// without the premium gives the expiries of at least 90 days. The premium depends on
// it, so the search repeats by the secant.
//
// For a fund whose ex-dates are built in the borrow is 0, and the rate is what the
// forwards and the dividends leave: r = (ln(F_q/S) − Σ ln(1−d))/T_q. Where nothing
// separates the rate from borrow and dividends, the same is taken, and not below 0.
func (a *earlyFit) findRate() {
	r := startRate
	a.rate = func(int) float64 { return r }
	if f := a.f; f.o.Borrow == nil && market.KnowsExDates(f.c.Underlying) {
		if a.findCarry(&r) {
			f.setRate(r, "carry")
		}
		return
	}
	if a.findSlope(&r) {
		a.f.setRate(r, "parity")
		return
	}
	a.place()
	carry, ok := a.carryRate()
	a.f.rateUnidentified = ok
	if r = 0; ok {
		a.f.setRate(min(max(carry, 0), maxRate), "carry")
	}
}

// searchEffort is what the premiums of a round of a search may cost.
func searchEffort(round int) american.Effort {
	if round < roughRounds {
		return american.Rough
	}
	return american.Draft
}

// setRate gives every expiry the rate r, a fraction a year.
func (f *fitter) setRate(r float64, source string) {
	f.s.Rate, f.s.RateSource = r, source
	for x := range f.all {
		f.all[x].r = r
	}
	f.am.rate = func(int) float64 { return r }
}

// findSlope searches the rate of slopes; false where it is not identified.
func (a *earlyFit) findSlope(r *float64) bool {
	sample := a.sample(earlyFrom, 2)
	if len(sample) == 0 {
		sample = a.sample(2, math.Inf(1))
	}
	last, lastFound := math.NaN(), math.NaN()
	for round := range rateRounds {
		a.effort = searchEffort(round)
		a.place()
		a.each(sample, func(e *early) {
			e.before, e.pull = math.NaN(), longPull // what moves forwards is the rate too
			a.approach(e, true)
		})
		m := agreed(sample, (*early).gives)
		if math.IsNaN(m) {
			return false
		}
		next := nextRate(*r, m, last, lastFound)
		step := next - *r
		if round > 0 { // the first is of forwards that still hold the premiums
			last, lastFound = *r, m
		}
		*r = next
		if round >= roughRounds && ends(sample, step) {
			break
		}
	}
	return *r > minRate && *r < maxRate && confirmed(sample)
}

// nextRate is one step of the search, by the secant: r and last are rates, NaN none, and
// found and lastFound those that slopes give with them. A first step leads below 0 only where
// found is, and no further.
func nextRate(r, found, last, lastFound float64) float64 {
	off, slope, least := found-r, usualSlope, min(found, 0)
	if !math.IsNaN(last) && r != last {
		slope = min(max((off-(lastFound-last))/(r-last), -1.2), -0.3)
		least = minRate
	}
	return min(max(r-off/slope, least, minRate), maxRate)
}

// ends reports whether the search may end with a step of the rate: all forwards are settled, and it is small, also beside the
// least standard error of a rate.
func ends(sample []*early, step float64) bool {
	least := math.Inf(1)
	for _, e := range sample {
		if !e.settled {
			return false
		}
		if e.gives() {
			least = min(least, e.rateError)
		}
	}
	return math.Abs(step) <= max(slopeMove, slopeShare*least)
}

// agreed returns the median rate of the expiries that count, a fraction a year; NaN of
// none.
func agreed(sample []*early, counts func(*early) bool) float64 {
	var rates []float64
	for _, e := range sample {
		if counts(e) {
			rates = append(rates, e.rate)
		}
	}
	return median(rates)
}

// confirmed reports whether the model fits at least half of the expiries that give a
// rate, and these agree: at least half of them are near their median.
func confirmed(sample []*early) bool {
	m, given, fit, near := agreed(sample, (*early).fits), 0, 0, 0
	for _, e := range sample {
		if e.gives() {
			given++
		}
		if !e.fits() {
			continue
		}
		fit++
		if math.Abs(e.rate-m) <= max(agreeWithin, 2*e.rateError) {
			near++
		}
	}
	return fit > 0 && 2*fit >= given && 2*near >= fit
}

// gives reports whether the slope of an expiry says what the rate is, and fits whether
// its calls and puts agree on volatilities too.
func (e *early) gives() bool { return e.own && !math.IsNaN(e.rate) && e.rateError < earlyError }
func (e *early) fits() bool  { return e.gives() && !e.disagrees() }

// sample picks expiries with T_q in [from, to) evenly.
func (a *earlyFit) sample(from, to float64) []*early {
	var in []*early
	for _, e := range a.of {
		if e.q.years >= from && e.q.years < to && len(e.q.pairs) >= fewPairs {
			in = append(in, e)
		}
	}
	if len(in) <= rateSample {
		return in
	}
	var out []*early
	for i := range rateSample {
		out = append(out, in[i*(len(in)-1)/(rateSample-1)])
	}
	return out
}

// findCarry searches the rate of a fund with built-in ex-dates, and the fraction that
// it pays (dividends.go); false where no expiry is long enough.
func (a *earlyFit) findCarry(r *float64) (ok bool) {
	sample := a.sample(earlyFrom, 2)
	if len(sample) == 0 {
		sample = a.sample(0, math.Inf(1))
	}
	longest := sample[max(0, len(sample)-carrySample):]
	both := a.withFirst(longest)
	follow := func() { // forwards and dividends as they are
		a.place()
		var carry float64
		if carry, ok = a.carryRate(longest...); ok {
			*r = min(max(carry, 0), maxRate)
		}
	}
	for round := range partRounds {
		a.effort = searchEffort(round)
		before := *r
		a.place()
		a.each(both, func(e *early) { a.improve(e, true) })
		follow()
		move := a.improvePart()
		follow()
		if move <= partMove && math.Abs(*r-before) <= rateMove && round >= roughRounds {
			break
		}
	}
	return ok
}

// findParts searches the fraction of dividends whose amount is not known, with a known
// rate.
func (a *earlyFit) findParts() {
	if len(a.builtIn()) == 0 {
		return
	}
	first := a.withFirst(nil)
	for round := range partRounds {
		a.effort = searchEffort(round)
		a.place()
		a.each(first, func(e *early) { a.improve(e, true) })
		if a.improvePart() <= partMove && round >= roughRounds {
			break
		}
	}
}

// carryRate returns the median carry of expiries of at least a week without their
// dividends, (ln(F_q/S) − Σ ln(1−d))/T_q, a fraction a year; without expiries, of the
// three longest.
func (a *earlyFit) carryRate(of ...*early) (carry float64, ok bool) {
	if len(of) == 0 {
		for _, e := range a.of {
			if e.own {
				of = append(of, e)
			}
		}
		of = of[max(0, len(of)-3):]
	}
	var all []float64
	for _, e := range of {
		if !e.own || e.q.years < earlyWeek {
			continue
		}
		all = append(all, (kernel.Log(e.forward/a.spot)-e.lost())/e.q.years)
	}
	return median(all), len(all) > 0
}

// lastDate returns the New York date of the last settlement.
func (a *earlyFit) lastDate() market.Date {
	last := a.of[len(a.of)-1]
	return last.q.Root.Venue.DateOf(last.q.Settlement)
}

// withFirst returns a sample and the first expiries after the first dividend whose
// amount is found, each once.
func (a *earlyFit) withFirst(sample []*early) []*early {
	out := slices.Clone(sample)
	for _, e := range a.firstAfter() {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}
