package gex

import (
	"math"
	"slices"
	"strings"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/series"
)

// Options are the choices behind a report; the zero value of each field is its default,
// the first named.
type Options struct {
	Sign      string      // naive, short, long, column, or two weights for calls and puts: "1,-1"
	Weight    string      // oi, volume, oi+volume, oi+0.3volume
	Wall      string      // net, gross, side
	Unit      string      // pct, point, shares
	TradeDate market.Date // zero: from as-of
	Range     float64     // half-width of the spot ladder as a fraction of spot; 0: 0.2
	Moves     []float64   // of spot, in percent; nil: DefaultMoves
	Curve     []float64   // of spot, in percent, for the curve of a page, where Moves are those of its table

	VolRule  string  // sticky-strike, sticky-moneyness, or ssr=R with R the skew-stickiness ratio
	Beta     float64 // volatility points per 1% of spot
	Contract string  // future in which flows are counted: its symbol, or SYMBOL=MULTIPLIER; "": the usual one of the underlying
	ADV      float64 // average daily volume in US$; 0: not known
	ADVDate  string  // the date of that figure

	Triggers  *series.Triggers  // orders that prices set off; nil: none
	Funds     *series.Funds     // leveraged funds, which trade at the close; nil: none
	Scenarios *series.Scenarios // moves with names; nil: none

	Map Mapping // another instrument, in whose prices levels are given too

	Anyway bool // accept a chain without positions, to examine its quotes and records
	Among  bool // the file has other underlyings: errors name this one

	Bin     float64   // distance of the strikes on which the walls of a combined book are; 0: by the strikes of its axis
	members *members  // of a combined book
	partial bool      // a member of one: the filters may select none of its contracts
	memory  *memory   // of a book whose caller uses it again; nil: that of a book that was dropped, or new
	work    *workload // where work is counted; nil: nowhere

	// Filters on contracts by their expiry; a contract must pass all. Empty ones pass
	// all.
	DTE      *[2]int       // days to expiry, both ends included
	Expiries []market.Date // expiry dates
	Roots    []string      // option roots
	Exclude  []string      // buckets to leave out, in any case
}

// DefaultMoves is the spot ladder of the flow table, in percent.
var DefaultMoves = []float64{-5, -4, -3, -2, -1, -0.5, -0.25, 0, 0.25, 0.5, 1, 2, 3, 4, 5}

// Names of the choices, for flags and messages, the default first. Signs: who is long
// what. Weights: what counts as held. Walls: how walls are chosen. Units: of GEX
// (docs/theory.md 4.1, 4.2, 6).
var (
	Signs   = []string{"naive", "short", "long", "column"}
	Weights = []string{"oi", "volume", "oi+volume"}
	Walls   = []string{"net", "gross", "side"}
	Units   = []string{"pct", "point", "shares"}
)

// validate fills in defaults, and refuses unknown names and numbers out of range: Range
// in (0, 1), |Beta| at most 100 points per 1%, ADV not negative, moves above −100%.
func (o *Options) validate() error {
	for _, c := range []struct {
		name  string
		value *string
		known []string
	}{{"wall", &o.Wall, Walls}, {"unit", &o.Unit, Units}} {
		if *c.value == "" {
			*c.value = c.known[0]
		}
		if !slices.Contains(c.known, *c.value) {
			return fault.New(fault.Input, "one of "+strings.Join(c.known, ", "), "%s %q is not known", c.name, *c.value)
		}
	}
	if o.Weight == "" {
		o.Weight = Weights[0]
	}
	weight, err := ParseWeight(o.Weight)
	if err != nil {
		return err
	}
	o.Weight = weight
	if o.Sign == "" {
		o.Sign = Signs[0]
	}
	if o.Range == 0 {
		o.Range = 0.2
	}
	// ln(1 − Range) must exist.
	if !(o.Range > 0 && o.Range < 1) {
		return fault.New(fault.Input, "0.2 or 20% looks from 0.8 to 1.2 of spot", "range %g is not between 0 and 1", o.Range)
	}
	if _, err := ParseVolRule(o.VolRule); err != nil {
		return err
	}
	if math.IsNaN(o.Beta) || math.Abs(o.Beta) > 100 {
		return fault.New(fault.Input, "-1 raises volatility by a point when spot falls 1%", "spot-vol beta %g is not in volatility points per 1%% of spot", o.Beta)
	}
	if o.ADV < 0 || math.IsNaN(o.ADV) || math.IsInf(o.ADV, 0) {
		return fault.New(fault.Input, "such as "+fault.Setting("adv")+" 450e9", "average daily volume %g is not an amount of dollars", o.ADV)
	}
	if o.Bin < 0 || math.IsNaN(o.Bin) || math.IsInf(o.Bin, 0) {
		return fault.New(fault.Input, "such as "+fault.Setting("bin")+" 5", "%g is not a distance of strikes", o.Bin)
	}
	if o.Moves == nil {
		o.Moves = DefaultMoves
	}
	// Spot stays positive: S(1 + move/100) > 0.
	for _, m := range o.Moves {
		if !(m > -100) || math.IsInf(m, 0) {
			return fault.New(fault.Input, "moves are percent, above -100", "a move of %g%% leaves no spot", m)
		}
	}
	// Names of buckets in the spelling of String; the caller's list is not changed.
	o.Exclude = slices.Clone(o.Exclude)
	for i, name := range o.Exclude {
		b, ok := ParseBucket(name)
		if !ok {
			return fault.New(fault.Input, "one of "+strings.Join(bucketNames[:], ", "), "bucket %q is not known", name)
		}
		o.Exclude[i] = b.String()
	}
	return nil
}
