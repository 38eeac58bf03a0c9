package vol

import (
	"math"
	"slices"
	"sync"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/series"
)

// Source says where a contract's volatility came from. The report counts exposure by
// it.
type Source uint8

// The sources (docs/theory.md 3.8). A strike has one, which its call and put share.
const (
	None         Source = iota // no volatility: the contract is left out
	FromQuote                  // the out-of-the-money leg of its strike
	FromOtherLeg               // the in-the-money leg
	FromFile                   // the file's volatility column
	Interpolated               // neighboring strikes, linear in total variance and ln K
)

// Sources lists the sources a contract can have, best first.
var Sources = []Source{FromQuote, FromOtherLeg, FromFile, Interpolated}

var sourceNames = [...]string{"none", "quote", "other_leg", "file", "interpolated"}

// String returns the name of the source in JSON and csv.
func (s Source) String() string { return sourceNames[s] }

// Names of the choices, the default first. IVs: where volatilities come from (3.8).
// Carries: forwards from quotes, or from a rate and a yield (3.4, 1.1). Spots: which
// spot everything is evaluated at (3.6).
var (
	IVs     = []string{"auto", "file", "quote"}
	Carries = []string{"implied", "flat"}
	// Exercises: as the root is, with European greeks of the fitted volatilities; all as
	// European; as the root is, with American greeks (3.11).
	Exercises = []string{"auto", "european", "american"}
	Spots     = []string{"auto", "file", "implied"}
)

// Options are the user's choices; the zero value of each field is its default. Rates,
// yields and volatilities are fractions a year, continuously compounded: 0.043 is 4.3
// %.
type Options struct {
	IV        string         // auto, file, quote
	Carry     string         // implied, flat
	Rate      *series.Rates  // r, a constant or a curve; nil: from parity (implied) or 0 (flat)
	Yield     float64        // flat: q, a fraction a year; implied: only where the quotes do not determine the carry
	Borrow    *float64       // cost of borrowing a share, a fraction a year; nil: what the quotes leave
	Exercise  string         // auto, european, american
	Spot      string         // auto, file, implied, or value
	SpotAt    float64        // with Spot value: currency per unit of the underlying
	Delay     *time.Duration // how old the quotes are at as_of; nil: the file's
	Clock     market.Clock   // how variance is spread over time (docs/theory.md 2.4)
	Dividends []Dividend     // known cash dividends (docs/theory.md 3.5)
	Quiet     bool           // without Warnings: of a fit that nobody is shown
}

// Expiry is the fit of one expiry, one root and one settlement time.
type Expiry struct {
	Years     float64   // T: from as_of to settlement, ACT/365, at least a minute; 0 when settled
	Rate      float64   // r, a fraction a year: of a curve the one at Years, else that of all expiries
	Yield     float64   // q = r − ln(F/S)/T, a fraction a year: dividends, borrow and financing together
	YieldErr  float64   // standard error of the yield, a fraction a year: noise of the forward over T
	Forward   float64   // F at Surface.Spot; NaN when settled
	QuoteTime time.Time // when its quotes were made

	Scale float64 // factor of its contracts' volatilities: 1, except in the result of Ahead

	// At the quotes: T_q in years, the forward F_q, and the factor by which aging
	// multiplies their total variance (3.9).
	QuoteYears, QuoteForward, Age float64

	Pairs          int       // strikes with two usable quotes
	ATMVol         float64   // at the forward, a fraction a year, linear in variance and ln K (6.3); NaN unknown
	InferredTime   time.Time // quote time that the file's volatilities imply (3.10); zero unknown
	InferredCounts bool      // within 10 days, where a volatility of four decimals still resolves minutes: InferredTime counts
	VolRatio       float64   // our volatility over the file's near the money; NaN unknown

	// Of expiries whose options may be exercised early (3.11).
	Early                   bool
	Borrow                  float64 // b, a fraction a year: what F leaves beside rate, dividends and offset; NaN where it does not say
	Offset                  float64 // o: ln of the spot that its quotes are of over Surface.Spot
	Dividends               float64 // those before settlement, of today's spot, currency per unit of the underlying
	CallPremium, PutPremium float64 // of early exercise, at the strike nearest to F; NaN unknown
	Misfit                  float64 // rms σ_call − σ_put near the money, a fraction a year; NaN unknown

	ForwardBy string // future, parity, file_delta, carry (from the other expiries) or flat
}

// ClearYield returns the yield, or NaN where its standard error is beyond 1 %: of a few
// days, it is noise over a small T.
func (e Expiry) ClearYield() float64 {
	if e.YieldErr > unclearYield {
		return math.NaN()
	}
	return e.Yield
}

// Carry returns ln(F/S) = (r − q)T, which spot scenarios keep (docs/theory.md 3.7).
func (e Expiry) Carry() float64 { return (e.Rate - e.Yield) * e.Years }

// QuoteVol converts a volatility at as_of into the one at the quotes, by undoing the
// aging of total variance:
//
//	σ_q = √(σ² T / Age / T_q)
func (e Expiry) QuoteVol(vol float64) float64 { return vol * math.Sqrt(e.Years/e.Age/e.QuoteYears) }

// Surface is the fit of one chain: spot, rate and gap of the whole, forward and clock
// of each expiry, volatility of each contract. Contracts are indexed as in the chain,
// expiries as in chain.Expiries.
type Surface struct {
	Spot       float64 // S, at which everything is evaluated, currency per unit of the underlying
	SpotSource string  // file, flag or implied
	FileSpot   float64 // NaN when the file has none

	Rate         float64     // r, a fraction a year; 0 with RateSource none; of a curve the one at 30 days
	RateSource   string      // flag, curve, parity, carry or none
	RateFile     string      // base name of the curve's file; "" without one
	RateDate     market.Date // of the curve's row; zero without one
	Gap          float64     // a = ln(quotes' spot / file's spot); NaN when it was not looked for
	GapSource    string      // parity, file_delta, futures or none
	QuoteSpot    float64     // the spot that the quotes trade around, S e^a; NaN unknown
	QuoteTime    time.Time   // the earliest of all roots
	Used         int         // expiries behind the gap
	InferredTime time.Time   // quote time that the file's volatilities agree on; zero when they do not

	IVAssumption, CarryAssumption, ClockAssumption string // the assumptions, for the report
	ExerciseAssumption                             string // "" where no option can be exercised early

	American bool      // greeks are to be those of American options
	Paid     []Payment // dividends of the fit of American expiries, by date

	Exercised []bool // by contract: exercise now is best, at the time of the quotes; nil where none can be exercised early

	Expiries []Expiry  // as chain.Expiries
	Vol      []float64 // by contract: σ, a fraction a year on Expiry.Years; NaN none
	Source   []Source  // by contract
	Warnings []chain.Warning

	Own []*Surface // by expiry: the fit that it is from, in a book of several chains; nil: this one

	work  earlyWork
	clock weigher // the clock on which variance ages
	wide  []int   // records whose quotes are narrow in dollars only, and too wide in volatility, ascending
}

// surfaceMemory is what the columns of a surface take.
type surfaceMemory struct {
	vol      []float64
	source   []Source
	expiries []Expiry
}

// surfaceMemories are for reuse by surfaces that [Surface.Drop] ends.
var surfaceMemories = sync.Pool{New: func() any { return new(surfaceMemory) }}

// Drop ends a surface, whose memory the next one may take.
func (s *Surface) Drop() {
	if len(s.Vol) <= chain.MostHandedOn {
		surfaceMemories.Put(&surfaceMemory{s.Vol, s.Source, s.Expiries})
	}
	*s = Surface{}
}

// Fit finds the surface of a chain, from all its live expiries, before any filter of
// the user. The steps are those of docs/theory.md, section 3, in the order of the calls
// below.
//
// Errors, all fault.Input: an unknown option, no spot, or quotes that contradict spot
// or strikes (basis.go, parity.go). Doubts that do not stop the fit are Warnings of the
// surface.
func Fit(c *chain.Chain, o Options) (*Surface, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	delay := c.Delay
	if o.Delay != nil {
		delay = *o.Delay
	}
	r, m := scratches.Get().(*scratch), surfaceMemories.Get().(*surfaceMemory)
	defer scratches.Put(r)
	f := &fitter{c: c, o: o, memory: r, delay: delay, all: r.readQuotes(c, delay), s: &Surface{
		clock: o.clock(c), FileSpot: c.Spot, Gap: math.NaN(), QuoteSpot: math.NaN(),
		Expiries: slices.Grow(m.expiries[:0], len(c.Expiries))[:len(c.Expiries)],
		Vol:      atLeast(m.vol, c.Len())[:c.Len()], Source: atLeast(m.source, c.Len())[:c.Len()],
	}}
	for i := range f.s.Vol {
		f.s.Vol[i], f.s.Source[i] = math.NaN(), None
	}
	// 3.2: which quotes are usable; 3.10: which values of the file are not what they
	// seem.
	f.s.wide = r.judgeDoubtful(c, f.all)
	f.dropPlaceholders()
	if err := f.judgeQuotes(); err != nil {
		return nil, err
	}
	// 3.3 to 3.7: rate, forwards, gap and spot.
	if err := f.giveRate(); err != nil {
		return nil, err
	}
	carry := f.impliedCarry
	if o.Carry == "flat" {
		carry = f.flatCarry
	}
	if err := carry(); err != nil {
		return nil, err
	}
	// 3.8, 3.9: one variance per strike, aged to as_of.
	if o.IV == "file" {
		f.fileVols()
	} else {
		f.quoteVols()
	}
	// 6.3, 3.10: what the report says about the fit.
	if f.am != nil {
		f.am.state(f.s)
		f.s.Exercised = f.am.exercised(f.s)
	}
	f.atTheMoney()
	f.s.InferredTime = f.inferredTime()
	f.stateAssumptions()
	if !o.Quiet {
		f.warn()
	}
	return f.s, nil
}

// fitter holds the state of a fit between its steps.
type fitter struct {
	c     *chain.Chain
	o     Options
	s     *Surface
	delay time.Duration // how old the quotes are at as_of
	all   []quotes      // as chain.Expiries
	gap   gap

	memory *scratch // of what ends with the fit

	uncovered []int // expiries without a quote or volatility near the money

	am               *earlyFit // the fit of American expiries; nil: there are none, or they are taken as European
	rateUnidentified bool      // quotes do not tell the rate of American options from borrow and dividends

	grid        bool // some of the file's volatilities are steps of a bisection, not volatilities
	implausible implausible
}
