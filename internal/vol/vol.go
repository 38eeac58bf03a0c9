package vol

import (
	"math"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
)

// Source says where a contract's volatility came from.
type Source uint8

const (
	None         Source = iota
	FromQuote           // the out-of-the-money leg of its strike
	FromOtherLeg        // the in-the-money leg
	FromFile            // the file's volatility column
	Interpolated        // neighbouring strikes, linear in total variance and ln K
)

// Sources lists the sources a contract can have, best first.
var Sources = []Source{FromQuote, FromOtherLeg, FromFile, Interpolated}

var sourceNames = [...]string{"none", "quote", "other_leg", "file", "interpolated"}

func (s Source) String() string { return sourceNames[s] }

// Names of the choices, the default first.
var (
	IVs     = []string{"auto", "file", "quote"}
	Carries = []string{"implied", "flat"}
	Spots   = []string{"auto", "file", "implied"}
)

// Options are the user's choices; the zero value of each field is its default.
type Options struct {
	IV        string         // auto, file, quote
	Carry     string         // implied, flat
	Rate      *float64       // nil: from parity (implied) or 0 (flat)
	Yield     float64        // flat: q; implied: for the slope of forwards that the quotes do not tell
	Spot      string         // auto, file, implied, or value
	SpotAt    float64        // with Spot value
	Delay     *time.Duration // how old the quotes are at as-of; nil: the file's
	Clock     market.Clock   // spreads variance over time
	Dividends []Dividend
}

// Expiry is what the fit found for one expiry of the chain, in the chain's order.
type Expiry struct {
	Years     float64   // from as-of to settlement, ACT/365, at least a minute; 0 when settled
	Rate      float64   // r
	Yield     float64   // q = r - ln(F/S)/T
	Forward   float64   // F at Surface.Spot; NaN when settled
	QuoteTime time.Time // when its quotes were made

	Scale float64 // what its contracts' volatilities are to be multiplied with: 1, but for Ahead

	// At the quotes: years to settlement, forward, and what ageing multiplies their total variance with.
	QuoteYears, QuoteForward, Age float64

	Pairs     int       // strikes with two usable quotes
	ATMVol    float64   // at the forward, linear in variance and ln K between strikes; NaN unknown
	Found     time.Time // quote time that the file's volatilities speak of; zero unknown
	Tells     bool      // it is near enough for a volatility of four decimals to tell minutes
	Clocks    float64   // ours / the file's volatility near the money; NaN unknown
	ForwardBy string    // future, parity, file_delta, carry (from the other expiries) or flat
}

// Carry returns ln(F/S).
func (e Expiry) Carry() float64 { return (e.Rate - e.Yield) * e.Years }

// QuoteVol turns a volatility at as-of into the one at the quotes.
func (e Expiry) QuoteVol(vol float64) float64 { return vol * math.Sqrt(e.Years/e.Age/e.QuoteYears) }

// Surface is the fit of one chain.
type Surface struct {
	Spot       float64 // at which everything is evaluated
	SpotSource string  // file, flag or implied
	FileSpot   float64 // NaN when the file has none

	Rate       float64
	RateSource string    // flag, parity or none
	Gap        float64   // ln(quotes' spot / file's spot); NaN when it was not looked for
	GapSource  string    // parity, file_delta, futures or none
	QuoteSpot  float64   // spot the quotes trade around; NaN unknown
	QuoteTime  time.Time // the earliest of all roots
	Used       int       // expiries behind the gap
	Found      time.Time // quote time that the file's volatilities agree on; zero when they do not

	IVWords, CarryWords, ClockWords string // the assumptions, for the report

	Expiries []Expiry  // as chain.Expiries
	Vol      []float64 // a contract, on Expiry.Years; NaN none
	Source   []Source  // a contract
	Warnings []chain.Warning

	clock weigher // on which variance ages
	wide  []int   // records whose quotes are narrow in dollars alone, and too wide in volatility, ascending
}

// Fit finds the surface of a chain. Errors, all fault.Input: an option it does not know, or no spot to start from.
func Fit(c *chain.Chain, o Options) (*Surface, error) {
	if err := o.settle(); err != nil {
		return nil, err
	}
	delay := c.Delay
	if o.Delay != nil {
		delay = *o.Delay
	}
	r := rooms.Get().(*room)
	defer rooms.Put(r)
	f := &fitter{c: c, o: o, delay: delay, all: r.readQuotes(c, delay), s: &Surface{
		clock: o.clock(c), FileSpot: c.Spot, Gap: math.NaN(), QuoteSpot: math.NaN(),
		Expiries: make([]Expiry, len(c.Expiries)),
		Vol:      make([]float64, c.Len()), Source: make([]Source, c.Len()),
	}}
	for i := range f.s.Vol {
		f.s.Vol[i] = math.NaN()
	}
	f.s.wide = settleDoubts(c, f.all)
	f.leavePlaceholders()
	if err := f.judgeQuotes(); err != nil {
		return nil, err
	}
	carry := f.impliedCarry
	if o.Carry == "flat" {
		carry = f.flatCarry
	}
	if err := carry(); err != nil {
		return nil, err
	}
	if o.IV == "file" {
		f.fileVols()
	} else {
		f.quoteVols()
	}
	f.atTheMoney()
	f.s.Found, f.toldTime = f.found()
	f.words()
	f.warn()
	return f.s, nil
}

// fitter carries a fit from step to step.
type fitter struct {
	c     *chain.Chain
	o     Options
	s     *Surface
	delay time.Duration // how old the quotes are at as-of
	all   []quotes      // as chain.Expiries
	gap   gap

	uncovered []int // expiries whose volatility at the money is nobody's

	toldTime bool // some expiry tells when its quotes were made

	grid   bool // the file's volatilities have steps of a bisection among them
	absurd absurd
}
