package chain

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// mustHaveValues refuses a file whose contracts have nothing but names.
func (a *assembler) mustHaveValues() error {
	for f := fBid; f <= fGamma; f++ {
		if slices.ContainsFunc(a.cols.value[f-fBid][:a.cols.n], isNumber) {
			return nil
		}
	}
	return a.src.fail(0, "", "no contract has a price, a volume, an open interest, a volatility, a delta or a gamma",
		"the vendor sent no market data, perhaps for want of a subscription: fetch the file again")
}

func isNumber(v float64) bool { return !math.IsNaN(v) }

// mustHaveStrikes refuses strikes in thousandths of a dollar, as they stand in option symbols.
func (a *assembler) mustHaveStrikes() error {
	far, all := 0, 0
	for i, s := range a.cols.series[:a.cols.n] {
		if spot := a.series[s].of.Spot; spot > 0 {
			all++
			if a.cols.strike[i] > tooFar*spot && isThousandths(a.cols.strike[i]) {
				far++
			}
		}
	}
	if 2*far <= all {
		return nil
	}
	return a.src.fail(0, "", fmt.Sprintf("most strikes are beyond %d times the price of the underlying", tooFar),
		"strikes in thousandths of a dollar have to be divided by 1000; check the price of the underlying, too")
}

// tooFar is how many times the price of an underlying few of its strikes can be, unless the stock is all but worthless.
const tooFar = 300

// isThousandths reports whether a strike looks like one in thousandths: of whole cents, and of some.
func isThousandths(strike float64) bool { return strike >= 100 && math.Mod(strike, 10) == 0 }

// highIV is a volatility that few options reach as a fraction, and few miss in percent.
const highIV = 3

// settleIV brings the volatilities to fractions. With percent signs they are already, whatever is asked for.
func (a *assembler) settleIV() {
	unit := cmp.Or(a.options.IVUnit, a.ivUnit)
	switch {
	case a.allSigned():
		return
	case unit == IVByContent:
		unit = a.guessIV()
	}
	if unit == IVPercent {
		iv := a.cols.value[fIV-fBid][:a.cols.n]
		for i := range iv {
			iv[i] /= 100
		}
	}
}

// allSigned reports whether every volatility was written with a percent sign.
func (a *assembler) allSigned() bool {
	if a.signed == 0 {
		return false
	}
	all := 0
	for _, iv := range a.cols.value[fIV-fBid][:a.cols.n] {
		if isNumber(iv) {
			all++
		}
	}
	return a.signed == all
}

// guessIV says what most volatilities near the money speak for, or most of all when none are near.
func (a *assembler) guessIV() IVUnit {
	high, all := a.countIV(0.1)
	if all == 0 {
		high, all = a.countIV(math.Inf(1))
	}
	unit, others := IVFraction, high
	if 2*high > all {
		unit, others = IVPercent, all-high
		a.notes = append(a.notes, Warning{"iv-percent", "most volatilities are beyond 3: all are taken as percent (--iv-unit fraction if they are not)"})
	}
	if 20*others > all {
		a.notes = append(a.notes, Warning{"iv-unit-mixed", "some volatilities look like percent, others like fractions"})
	}
	return unit
}

// countIV counts the volatilities of contracts whose strike is within reach of the spot, and the high ones of them. Of
// a large file it looks at a part.
func (a *assembler) countIV(reach float64) (high, all int) {
	iv := a.cols.value[fIV-fBid]
	for i := 0; i < a.cols.n; i += 1 + a.cols.n>>16 {
		spot := a.series[a.cols.series[i]].of.Spot
		if iv[i] > 0 && (math.Abs(a.cols.strike[i]-spot) <= reach*spot || math.IsInf(reach, 1)) {
			all++
			if iv[i] > highIV {
				high++
			}
		}
	}
	return high, all
}

// noteOpenInterest tells of a chain that has none.
func (c *Chain) noteOpenInterest() {
	if !slices.ContainsFunc(c.OpenInterest, isNumber) {
		c.Notes = append(c.Notes, Warning{"no-open-interest", "the file gives no open interest of " + c.Underlying})
	}
}

// future is the price of the expiry's future: rows of one recording differ a little, so the middle one.
func (s *series) future() float64 {
	n := len(s.futures)
	if n == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(s.futures))
	return sorted[n/2]
}

// future adds the price of a series' future as a row gives it.
func (a *assembler) future(series int32, price float64) {
	s := &a.series[series]
	s.futures = append(s.futures, price)
}
