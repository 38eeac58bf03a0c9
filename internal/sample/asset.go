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
	board []*series
	habit habit
	base  int // index of the step between strikes near the forward of short expiries
	rng   *rand.Rand
}

// habit is how a kind of underlying trades.
type habit struct {
	smile   smile
	ticks   ticks
	spacing float64 // of strikes near the forward, as a share of spot
	size    float64 // open interest as a share of that of the S&P 500
}

var indexSmile = smile{short: 0.12, long: 0.19, reversion: 0.6, rho: -0.7, eta: 1.15}

// habitOf returns the habit of a root's underlying; single stocks differ in their volatility.
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

// afternoonRoots are the roots of the cash indices whose afternoon options have one of their own.
var afternoonRoots = map[string]string{"SPX": "SPXW", "NDX": "NDXP", "RUT": "RUTW"}

// knownSpots are levels of autumn 2025, SPY of that spring.
var knownSpots = map[string]float64{"SPX": 6700, "NDX": 25000, "RUT": 2400, "SPY": 560}

// newAsset makes one underlying of completed options. The stream tells the underlyings of a file apart; each draws
// from its own random numbers, whatever the others do.
func newAsset(o Options, name string, stream uint64) *asset {
	rng := rand.New(rand.NewPCG(o.Seed, stream))
	root := market.LookupRoot(name)
	spot := o.Spot
	setDefault(&spot, knownSpots[name])
	if spot == 0 {
		spot = drawSpot(o, rng)
	}
	a := &asset{name: name, habit: habitOf(root, rng), rng: rng}
	a.base = stepNear(spot, a.habit.spacing)
	a.truth = Truth{
		AsOf: o.AsOf, Spot: spot, FileSpot: spot * math.Exp(-o.SpotOffset),
		Rate: *o.Rate, Yield: *o.Yield, smile: a.habit.smile,
	}
	if o.Layout == layoutCboe {
		a.truth.Delay = cboeDelay
	}
	if !root.CashIndex || !root.Venue.HasSessions() {
		a.board = stockBoard(o.AsOf, root)
		return a
	}
	afternoon := root
	if name, ok := afternoonRoots[name]; ok {
		afternoon = market.LookupRoot(name)
	}
	a.board = indexBoard(o.AsOf, root, afternoon)
	return a
}

// drawSpot draws a price in whole cents: 100 to 200 dollars for one stock, 8 to 600 over a market.
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

// Truth returns what the sample is made from; for a whole-market file, its first underlying.
func (o Options) Truth() (Truth, error) {
	o, err := o.complete()
	if err != nil {
		return Truth{}, err
	}
	return newAsset(o, o.name(0), 0).truth, nil
}

// strikesEach is about how many strikes an expiry needs to be worth listing; smaller samples list fewer expiries.
const strikesEach = 20

// weightByListing is how many strikes an expiry has, relative to others.
var weightByListing = [...]float64{daily: 1, weekly: 1.2, monthEnd: 2, monthly: 2.2, quarterly: 2.4}

// list spreads a number of strikes over the expiries of the board.
func (a *asset) list(strikes int) {
	a.board = thin(a.board, max(1, strikes/strikesEach))
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
