package sample

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gex/internal/market"
)

// asset is one underlying of a sample.
type asset struct {
	name  string
	truth Truth
	board []*series // by settlement, then root
	habit habit
	base  int        // index in steps of the distance of strikes near the forward of short expiries
	rng   *rand.Rand // its own stream of random numbers
	lean  float64    // see Options
}

// habit is how a kind of underlying trades.
type habit struct {
	smile   smile
	ticks   ticks
	spacing float64 // distance of strikes near the forward, as a fraction of spot
	size    float64 // open interest, as a fraction of that of the S&P 500
}

// indexSmile has 12% a year at the forward for tomorrow and 19% for far expiries,
// skewed to puts.
var indexSmile = smile{short: 0.12, long: 0.19, reversion: 0.6, rho: -0.7, eta: 1.15}

// habitOf returns the habit of a root's underlying. The volatility of a single stock is
// drawn from 20 to 60% a year.
func habitOf(root market.Root, rng *rand.Rand) habit {
	switch {
	case root.Name == "SPX":
		return habit{indexSmile, indexTicks, 0.00075, 1}
	case root.CashIndex && root.Venue.HasSessions():
		return habit{indexSmile, indexTicks, 0.00075, 0.1}
	case root.Name == "SPY", root.Name == "QQQ", root.Name == "IWM", root.Name == "DIA":
		return habit{indexSmile, fundTicks, 0.0018, 0.8}
	}
	short := 0.2 + float64(0.4*rng.Float64())
	return habit{smile{short, 1.05 * short, 0.5, -0.35, 1}, stockTicks, 0.0167, 0.2}
}

// afternoonRoots are the cash indices whose PM-settled options have a root of their
// own.
var afternoonRoots = map[string]string{"SPX": "SPXW", "NDX": "NDXP", "RUT": "RUTW"}

// knownSpots are levels of autumn 2025, SPY of that spring.
var knownSpots = map[string]float64{"SPX": 6700, "NDX": 25000, "RUT": 2400, "SPY": 560}

// newAsset makes one underlying from completed options. stream is the index of its
// random numbers: each underlying of a file draws from its own, independent of the
// others.
func newAsset(o Options, name string, stream uint64) *asset {
	rng := rand.New(rand.NewPCG(o.Seed, stream))
	root := rootOf(name, o.Spot)
	spot := o.Spot
	setDefault(&spot, knownSpots[name])
	if spot == 0 {
		spot = drawSpot(o, rng)
	}
	a := &asset{name: name, habit: habitOf(root, rng), rng: rng, lean: o.lean}
	if o.vols > 0 {
		a.habit.smile.short *= o.vols
		a.habit.smile.long *= o.vols
	}
	a.base = stepNear(spot, a.habit.spacing)
	// The file's spot is off by the gap that a fit should find; the quotes are priced
	// at spot.
	a.truth = Truth{
		AsOf: o.AsOf, Spot: spot, FileSpot: spot * math.Exp(-o.SpotOffset),
		Rate: *o.Rate, Yield: *o.Yield, American: isAmerican(root), left: 1, smile: a.habit.smile,
	}
	if o.Layout == layoutCboe {
		a.truth.Delay = cboeDelay
	}
	if !root.CashIndex || !root.Venue.HasSessions() {
		a.board = stockBoard(o.AsOf, root)
		a.truth.payOnDates(name, root, a.board[len(a.board)-1].date)
		return a
	}
	afternoon := root
	if name, ok := afternoonRoots[name]; ok {
		afternoon = market.LookupRoot(name)
	}
	a.board = indexBoard(o.AsOf, root, afternoon)
	return a
}

// drawSpot draws a price in whole cents, uniform in its logarithm, lo (hi/lo)^u: 100 to
// 200 dollars for one stock, 8 to 600 over a market.
func drawSpot(o Options, rng *rand.Rand) float64 {
	lo, hi := 100.0, 200.0
	if o.Underlyings > 1 {
		lo, hi = 8, 600
	}
	return math.Round(100*lo*math.Pow(hi/lo, rng.Float64())) / 100
}

// name returns the name of underlying i.
func (o Options) name(i int) string {
	if o.Underlyings > 1 {
		return fmt.Sprintf("UND%04d", i+1)
	}
	return o.Underlying
}

// Truth returns the surface, rate, yield and spots of the sample; for a whole-market
// file, those of its first underlying.
func (o Options) Truth() (Truth, error) {
	o, err := o.complete()
	if err != nil {
		return Truth{}, err
	}
	return newAsset(o, o.name(0), 0).truth, nil
}

// strikesEach is about how many strikes an expiry needs to be worth listing; smaller
// samples list fewer expiries.
const strikesEach = 20

// weightByListing is the number of strikes of an expiry, relative to others.
var weightByListing = [...]float64{daily: 1, weekly: 1.2, monthEnd: 2, monthly: 2.2, quarterly: 2.4}

// list divides a number of strikes among the expiries of the board, thinned to about 20
// strikes each; expiries beyond a year have fewer.
func (a *asset) list(strikes int) {
	a.board = thin(a.board, max(1, strikes/strikesEach))
	// Far expiries have few strikes whatever their listing.
	weights := make([]float64, len(a.board))
	for i, s := range a.board {
		weights[i] = weightByListing[s.listing]
		if a.truth.Years(s.root, s.date) > 1 {
			weights[i] = 0.7
		}
	}
	for i, n := range allot(strikes, weights) {
		s := a.board[i]
		cut := a.truth.section(a.truth.Years(s.root, s.date))
		s.strikes = choose(cut, n, a.base)
	}
}
