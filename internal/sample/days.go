package sample

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strconv"
	"time"

	"gex/internal/market"
)

// Days is a history of chains with the prices that followed, whose truth is known.
//
// Before the open of each day its implied volatility is known, and the lean of dealers: how much of open interest is calls, which
// the naive sign takes for long gamma. The lean goes with implied volatility, as in markets, so that short days are wilder whatever
// dealers do. Beyond that the volatility of the day depends on the lean by Effect alone. Prices walk without a drift and know no
// line: no wall holds, no strike pins.
type Days struct {
	Options         // of each chain; AsOf is the time of the first
	Days    int     // trading days with a chain
	Effect  float64 // log of the day's volatility for each standard deviation of short lean; 0: what is implied is all there is
	Apart   bool    // the lean is independent of implied volatility
	Stays   float64 // autocorrelation of the lean beside implied volatility from day to day [0: yesterday's says nothing of today]
}

// MarketDay is one day of a history. Prices before the first chain have no chain.
type MarketDay struct {
	Date    market.Date
	AsOf    time.Time // of the chain
	Spot    float64   // of the chain, dollars
	Lean    float64   // standard deviations; positive: dealers are long gamma
	Vols    float64   // implied volatilities over the usual ones
	Implied float64   // that of tomorrow's expiry, a fraction a year
	Bar     Bar       // of the session
	Steps   []Step    // within it
}

// Bar is the prices of a day, in dollars and cents.
type Bar struct{ Open, High, Low, Close float64 }

// Step is a price within a day.
type Step struct {
	At    time.Time
	Price float64
}

// Sizes of the histories: chosen, not fitted.
const (
	pricesBefore = 20  // days of prices before the first chain
	linked       = 0.6 // correlation of the lean with low implied volatility
	volStays     = 0.9 // autocorrelation of the log of implied volatility from day to day
	volSpread    = 0.3 // standard deviation of that log
	beyondStays  = 0.3 // of what is beyond implied
	beyondSpread = 0.2
	overnight    = 0.25 // part of a day's variance from close to open
	leanOfCalls  = 0.15 // log of the open interest of calls, and less of puts, for a standard deviation of lean
	stepMinutes  = 5
	maxEffect    = 2
)

// complete fills in the defaults.
func (d Days) complete() (Days, error) {
	if d.Days < 1 || d.Days > MostDays {
		return d, fmt.Errorf("%d days are not between 1 and %d", d.Days, MostDays)
	}
	if !(math.Abs(d.Effect) <= maxEffect) {
		return d, fmt.Errorf("an effect of %v is beyond %d", d.Effect, maxEffect)
	}
	if !(d.Stays >= 0 && d.Stays < 1) {
		return d, fmt.Errorf("an autocorrelation of %v is not from 0 to 1", d.Stays)
	}
	if d.Underlyings > 1 {
		return d, fmt.Errorf("days are of one underlying")
	}
	setDefault(&d.Contracts, 600)
	if d.AsOf.IsZero() {
		d.AsOf = market.Date{Year: 2024, Month: time.January, Day: 2}.At(9, 0)
	}
	var err error
	d.Options, err = d.Options.complete()
	return d, err
}

// Market returns the days; first is the place of the first with a chain.
func (d Days) Market() (days []MarketDay, first int, err error) {
	if d, err = d.complete(); err != nil {
		return nil, 0, err
	}
	rng := rand.New(rand.NewPCG(d.Seed, 20))
	date, clock := market.DateOf(d.AsOf), d.AsOf.Sub(market.DateOf(d.AsOf).At(0, 0))
	if !market.IsTradingDay(date) {
		date = market.NextTradingDay(date)
	}
	for range pricesBefore {
		date = market.PrevTradingDay(date)
	}
	a := newAsset(d.Options, d.Underlying, 0)
	spot, short := a.truth.Spot, a.habit.smile.short
	w := weather{rng: rng}
	w.begin()
	for range pricesBefore + d.Days {
		w.next(d.Apart, d.Stays)
		day := MarketDay{Date: date, AsOf: date.At(0, 0).Add(clock), Lean: w.lean, Vols: math.Exp(volSpread * w.vol)}
		day.Implied = short * day.Vols
		sigma := day.Implied / math.Sqrt(252) * math.Exp(float64(beyondSpread*w.beyond)-float64(d.Effect*w.lean))
		day.Spot = cents(spot * math.Exp(sigma*math.Sqrt(overnight)*rng.NormFloat64()))
		spot = day.walk(sigma*math.Sqrt(1-overnight), rng)
		days = append(days, day)
		date = market.NextTradingDay(date)
	}
	return days, pricesBefore, nil
}

// weather is what changes from day to day, each with mean 0 and variance 1.
type weather struct {
	rng               *rand.Rand
	vol, lean, beyond float64
	own               float64 // the part of the lean that has nothing to do with volatility
}

func (w *weather) begin() {
	w.vol, w.own, w.beyond = w.rng.NormFloat64(), w.rng.NormFloat64(), w.rng.NormFloat64()
}

// next moves each by its autocorrelation.
func (w *weather) next(apart bool, leanStays float64) {
	step := func(x *float64, stays float64) {
		*x = float64(stays**x) + float64(math.Sqrt(1-stays*stays)*w.rng.NormFloat64())
	}
	step(&w.vol, volStays)
	step(&w.own, leanStays)
	step(&w.beyond, beyondStays)
	w.lean = w.own
	if !apart {
		w.lean = float64(math.Sqrt(1-linked*linked)*w.own) - float64(linked*w.vol)
	}
}

// walk makes the prices of a session from its open and returns the last. On half days there is less time, and less variance.
func (d *MarketDay) walk(sigma float64, rng *rand.Rand) float64 {
	from, to := market.Open(d.Date), market.Close(d.Date)
	d.Bar = Bar{Open: d.Spot, High: d.Spot, Low: d.Spot}
	step := sigma / math.Sqrt(sessionMinutes/stepMinutes)
	price := d.Spot
	for at := from.Add(stepMinutes * time.Minute); !at.After(to); at = at.Add(stepMinutes * time.Minute) {
		price = cents(price * math.Exp(step*rng.NormFloat64())) // of cents alone, so that processors agree
		d.Steps = append(d.Steps, Step{at, price})
		d.Bar.High, d.Bar.Low, d.Bar.Close = max(d.Bar.High, price), min(d.Bar.Low, price), price
	}
	return price
}

const sessionMinutes = 390

// cents rounds a price.
func cents(x float64) float64 { return math.Round(100*x) / 100 }

// Chain returns the options of the chain of a day.
func (d Days) Chain(day *MarketDay, i int) Options {
	o := d.Options
	o.Seed = cmp.Or(o.Seed, 1) + uint64(i+1)*0x9e3779b97f4a7c15 // each day has scatter of its own
	o.AsOf, o.Spot = day.AsOf, day.Spot
	o.lean, o.vols = leanOfCalls*day.Lean, day.Vols
	if o.Contracts == 0 {
		o.Contracts = 600
	}
	return o
}

// WritePrices writes daily bars, Date,Open,High,Low,Close.
func WritePrices(w io.Writer, days []MarketDay) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "Date,Open,High,Low,Close")
	for i := range days {
		b := &days[i].Bar
		fmt.Fprintf(out, "%s,%s,%s,%s,%s\n", days[i].Date, price(b.Open), price(b.High), price(b.Low), price(b.Close))
	}
	return out.Flush()
}

// WriteIntraday writes prices within days, time,close in New York.
func WriteIntraday(w io.Writer, days []MarketDay) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "time,close")
	for i := range days {
		for _, s := range days[i].Steps {
			fmt.Fprintf(out, "%s,%s\n", s.At.In(market.NewYork).Format("2006-01-02 15:04"), price(s.Price))
		}
	}
	return out.Flush()
}

func price(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }
