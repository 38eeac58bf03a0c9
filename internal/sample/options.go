package sample

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"time"

	"gex/internal/market"
)

// Options size and shape a sample. The zero value of a field takes the default in
// brackets.
//
// The number of contracts is rounded up to whole strikes, a call and a put each, with
// at least one strike per underlying. Cheap underlyings run out of strikes at some
// point, so that a whole-market file of two million has about one contract in a
// thousand fewer.
type Options struct {
	Seed        uint64    // [1]
	Underlying  string    // [SPX]
	Contracts   int       // about how many [20000], per file, over all underlyings
	Underlyings int       // [1]; more: a whole-market file of UND0001 …, long layout only
	Layout      string    // "cboe" or "long" [cboe; long where cboe cannot hold the sample]
	AsOf        time.Time // [2025-11-20 10:00 New York]; whole seconds, in the cboe layout whole minutes
	Spot        float64   // dollars [6700 for SPX, 560 for SPY, 25000 for NDX, 2400 for RUT, others 100 to 200 by seed]
	Rate        *float64  // r, continuously compounded, fraction a year [0.04]
	Yield       *float64  // q, likewise [0.012]
	NoNoise     bool      // quotes are the exact prices, unrounded (long layout)
	SpotOffset  float64   // file spot = true spot · e^−offset: the gap a fit should find (docs/theory.md 3.5)

	lean float64 // of a day of a history: log of the open interest of calls over the usual, and of the usual over that of puts
	vols float64 // likewise: all volatilities over the usual ones; 0: 1
}

// Names of the layouts.
const (
	layoutCboe = "cboe"
	layoutLong = "long"
)

// Sizes larger than any market.
const maxContracts, maxUnderlyings = 1_000_000_000, 1_000_000

// complete fills in the defaults and refuses sizes, names, layouts and numbers out of
// range.
func (o Options) complete() (Options, error) {
	if o.Contracts < 0 || o.Contracts > maxContracts || o.Underlyings < 0 || o.Underlyings > maxUnderlyings {
		return o, fmt.Errorf("cannot make %d contracts of %d underlyings", o.Contracts, o.Underlyings)
	}
	o = o.withDefaults()
	if err := cmp.Or(o.checkLayout(), o.checkUnderlying()); err != nil {
		return o, err
	}
	most := float64(maxSpot)
	if o.Layout == layoutLong {
		most = maxLongSpot
	}
	if o.Spot != 0 && !(o.Spot >= minSpot && o.Spot <= most) {
		return o, fmt.Errorf("spot %v is not between %d and %v", o.Spot, minSpot, most)
	}
	for _, x := range []float64{*o.Rate, *o.Yield, o.SpotOffset} {
		if !(math.Abs(x) <= 1) {
			return o, fmt.Errorf("rate, yield or spot offset %v is beyond 100%%", x)
		}
	}
	if o.Underlyings == 1 && !isAmerican(rootOf(o.Underlying, o.Spot)) {
		return o, nil
	}
	return o, checkEarly(*o.Rate, *o.Yield)
}

// rootOf is the root of an underlying. A symbol that is that of a stock too, such as ES, is a future at a price that the stock cannot have.
func rootOf(name string, spot float64) market.Root {
	if other, stock, ok := market.Namesake(name, spot); ok && spot > 0 && !stock {
		return other
	}
	return market.LookupRoot(name)
}

// checkLayout refuses unknown layouts, and the one of Cboe for what it cannot hold.
func (o Options) checkLayout() error {
	switch {
	case o.Layout != layoutCboe && o.Layout != layoutLong:
		return fmt.Errorf("unknown layout %q: want %s or %s", o.Layout, layoutCboe, layoutLong)
	case o.Layout == layoutCboe && o.longOnly():
		return fmt.Errorf("exact prices and several underlyings need the layout %s", layoutLong)
	}
	return nil
}

// checkUnderlying refuses names that are not valid in a csv cell and in an option
// symbol, which has six characters for them.
func (o Options) checkUnderlying() error {
	if o.Underlyings > 1 {
		if o.Underlying != "" {
			return fmt.Errorf("a file of %d underlyings cannot be about %s only", o.Underlyings, o.Underlying)
		}
		return nil
	}
	if len(o.Underlying) > 6 || strings.Trim(o.Underlying, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return fmt.Errorf("underlying %q is not a name of one to six capital letters", o.Underlying)
	}
	return nil
}

// longOnly reports whether only the long layout can hold the sample.
func (o Options) longOnly() bool { return o.NoNoise || o.Underlyings > 1 }

// withDefaults fills in the defaults. AsOf is cut to the precision of the layout:
// seconds, or the minutes of Cboe's header.
func (o Options) withDefaults() Options {
	setDefault(&o.Seed, 1)
	setDefault(&o.Contracts, 20000)
	setDefault(&o.Underlyings, 1)
	setDefault(&o.Rate, new(0.04))
	setDefault(&o.Yield, new(0.012))
	if o.Underlyings == 1 {
		setDefault(&o.Underlying, "SPX")
	}
	if o.longOnly() {
		setDefault(&o.Layout, layoutLong)
	}
	setDefault(&o.Layout, layoutCboe)
	if o.AsOf.IsZero() {
		o.AsOf = market.Date{Year: 2025, Month: time.November, Day: 20}.At(10, 0)
	}
	precision := time.Second
	if o.Layout == layoutCboe {
		precision = time.Minute
	}
	o.AsOf = o.AsOf.In(market.NewYork).Truncate(precision)
	return o
}

// setDefault sets *field to def when it is zero.
func setDefault[T comparable](field *T, def T) {
	var zero T
	if *field == zero {
		*field = def
	}
}
