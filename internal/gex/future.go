package gex

import (
	"math"
	"strconv"
	"strings"

	"gex/internal/fault"
	"gex/internal/market"
)

// future returns the contract in which flows of an underlying are counted, zero when
// there is none: the user's, else the one that levels are mapped to, else that of the
// root's market on a day. The shares of funds and stocks are not index points, so for
// them only a mapped future is taken.
func (o *Options) future(root market.Root, day market.Date) (market.Future, error) {
	if o.Contract == "" {
		if f := o.Map.future(); f.Multiplier > 0 && !f.Inverse() {
			return f, nil
		}
		f, _ := root.Future(day)
		return f, nil
	}
	f, err := ParseContract(o.Contract)
	if err == nil && f.Symbol != o.Map.Symbol && !inPoints(root, o.Contract) {
		return market.Future{}, fault.New(fault.Input, "omit "+fault.Setting("contract")+", or give its price with "+fault.Setting("map-to")+" "+f.Symbol+"=PRICE", "%s of %s cannot be counted in %s", root.Venue.Unit, root.Underlying, o.Contract)
	}
	return f, err
}

// inPoints reports whether a contract counts what is traded in a root's underlying: its
// multiplier is currency per point, or US$ of an inverse one, which only its own coin has. A symbol alone is that of a future in US$.
func inPoints(r market.Root, contract string) bool {
	symbol, _, given := strings.Cut(contract, "=")
	if (market.Future{Symbol: symbol}).Inverse() {
		own, _ := r.Future(market.Date{})
		return own.Symbol == symbol
	}
	return (r.CashIndex || r.OffFutures) && (given || r.CashIndex && r.Venue.Currency.InDollars())
}

// ParseContract parses a future: a symbol whose multiplier is known, or
// SYMBOL=MULTIPLIER, in currency per point.
func ParseContract(s string) (market.Future, error) {
	// ES, or ES=50.
	symbol, text, given := strings.Cut(s, "=")
	if !given {
		if f, ok := market.FutureNamed(symbol); ok {
			return f, nil
		}
		if strings.HasSuffix(symbol, "-PERPETUAL") {
			return market.Future{}, fault.New(fault.Input, "omit it: flows are in coins and in $, too", "the size of %s is not known", symbol)
		}
		return market.Future{}, fault.New(fault.Input, "give it, such as "+fault.Setting("contract")+" "+symbol+"=50", "the multiplier of %s is not known", symbol)
	}
	m, err := strconv.ParseFloat(text, 64)
	if err != nil || !(m > 0) || math.IsInf(m, 0) || symbol == "" {
		return market.Future{}, fault.New(fault.Input, "give symbol and multiplier, such as "+fault.Setting("contract")+" ES=50", "%q is not a future", s)
	}
	return market.Future{Symbol: symbol, Multiplier: m}, nil
}

// future returns the future that levels are mapped to, zero when its multiplier is not
// known.
func (m Mapping) future() market.Future {
	f, _ := market.FutureNamed(m.Symbol)
	return f
}

// inFutures returns the units of the underlying that one contract of the book's future
// hedges: its gain in currency when the underlying rises by 1.00, multiplier × slope of
// the mapping. Without a price of the future the slope is taken as 1. An inverse future
// is a sum of US$, in coins at the spot of the scenario.
func (b *Book) inFutures(spot float64) float64 {
	if b.future.Inverse() {
		return b.future.Multiplier / spot
	}
	if b.futurePrice > 0 {
		return b.future.Multiplier * b.futurePrice / b.Spot
	}
	if b.future.Symbol != b.opt.Map.Symbol {
		return b.future.Multiplier
	}
	return b.future.Multiplier * b.opt.Map.slope(b.Spot)
}
