package gex

import (
	"errors"
	"slices"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
)

// tradeDate is that of as-of.
func (b *Book) tradeDate() market.Date { return b.venue().TradeDate(b.AsOf) }

// checkTradeDate refuses a trade date on which contracts of the file would be in the past.
func (b *Book) checkTradeDate() error {
	venue := b.venue()
	if !venue.IsTradingDay(b.TradeDate) {
		return fault.New(fault.Input, "the next one is "+venue.NextTradingDay(b.TradeDate).String(), "%s is no trading day", b.TradeDate)
	}
	if today := venue.DateOf(b.AsOf); b.TradeDate.Before(today) {
		return fault.New(fault.Input, "leave "+fault.Setting("trade-date")+" away to take it from as-of", "the trade date %s is before as-of, %s", b.TradeDate, today)
	}
	for _, e := range b.chain.Expiries {
		if b.AsOf.Before(e.Settlement) && e.Root.Venue.DateOf(e.Settlement).Before(b.TradeDate) {
			return fault.New(fault.Input, fault.Setting("trade-date")+" is "+b.tradeDate().String()+" by as-of", "%s %s settles before the trade date %s", e.Root.Name, e.Date, b.TradeDate)
		}
	}
	return nil
}

// needsPositions refuses a chain without a single position that can be used.
func (b *Book) needsPositions() error {
	if err := b.lackOfPositions(); err != nil && !b.opt.Anyway {
		err.Err = ErrNoPosition
		return err
	}
	return nil
}

// ErrNoPosition is the cause of an error about a chain in which no contract has a position that can be used.
var ErrNoPosition = errors.New("no position")

// lackOfPositions is why no contract asked for has a position that can be used, nil when one has, or when a position of 0
// is the answer.
func (b *Book) lackOfPositions() *fault.Error {
	var left [chain.NoVolatility + 1]int
	all, unpriced := 0, false
	for i, why := range b.out {
		if b.asked[i] {
			all++
			left[why]++
			unpriced = unpriced || why == chain.NoVolatility && b.qty[i] != 0
		}
	}
	missing := left[chain.NoOpenInterest] + left[chain.NoPosition]
	whose, which := "the file has", "contracts"
	if b.opt.Among {
		whose = b.chain.Underlying + " has"
	}
	if slices.Contains(b.asked, false) {
		whose, which = "the contracts asked for have", "contracts asked for"
	}
	switch {
	case all == 0 || left[chain.Live] > 0 || left[chain.NoVolatility] > 0 && !unpriced:
		return nil
	case unpriced:
		return fault.New(fault.Input, "gex check FILE counts the quotes by what is wrong with them",
			"no contract with a position can be priced (%d of %d %s): %s", left[chain.NoVolatility], all, which, b.whyUnpriced())
	case missing == 0 && left[chain.Adjusted] > 0:
		return fault.New(fault.Input, fault.Setting("multiplier")+" 100 takes them as contracts of 100 shares",
			"all %d %s are adjusted: their root ends in a digit, and nothing says what they deliver", all, which)
	case missing == 0:
		return fault.New(fault.Input, "gex expiries FILE lists what there is", "all %d %s have settled", all, which)
	case b.opt.Sign == "column":
		return fault.New(fault.Input, "their dealer_qty is empty; "+fault.Setting("sign")+" naive assumes positions from open interest", "%s no dealer positions", whose)
	case !anyOf(b.chain.OpenInterest) && !anyOf(b.chain.Volume):
		return fault.New(fault.Input, "nothing in it says how many contracts there are: fetch it with open interest", "%s neither open interest nor volumes", whose)
	case b.opt.Weight == "volume":
		return fault.New(fault.Input, "omit "+fault.Setting("weight")+" volume to count open interest", "%s no volumes", whose)
	}
	return fault.New(fault.Input, fault.Setting("weight")+" volume counts today's volume instead, an upper bound", "%s no open interest", whose)
}

// whyUnpriced is what the gravest doubt about the file says, else what is missing.
func (b *Book) whyUnpriced() string {
	doubts := slices.Concat(b.chain.Notes, b.surface.Warnings)
	doubts = slices.DeleteFunc(doubts, func(w chain.Warning) bool { return !report.Serious(w.Code) })
	if len(doubts) == 0 {
		return "no usable quote gives a volatility, and the file has none"
	}
	return slices.MinFunc(doubts, func(v, w chain.Warning) int { return report.Gravity(v.Code) - report.Gravity(w.Code) }).Message
}

// ask marks the records that the filters want.
func (b *Book) ask() {
	b.asked = make([]bool, b.chain.Len())
	filters := b.filters()
	for _, e := range b.chain.Expiries {
		if !slices.ContainsFunc(filters, func(f filter) bool { return f.given && !f.wants(e) }) {
			for i := e.Lo; i < e.Hi; i++ {
				b.asked[i] = true
			}
		}
	}
}
