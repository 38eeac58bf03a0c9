package gex

import (
	"errors"
	"slices"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
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
		return fault.New(fault.Input, "leave --trade-date away to take it from as-of", "the trade date %s is before as-of, %s", b.TradeDate, today)
	}
	for _, e := range b.chain.Expiries {
		if b.AsOf.Before(e.Settlement) && e.Root.Venue.DateOf(e.Settlement).Before(b.TradeDate) {
			return fault.New(fault.Input, "--trade-date is "+b.tradeDate().String()+" by as-of", "%s %s settles before the trade date %s", e.Root.Name, e.Date, b.TradeDate)
		}
	}
	return nil
}

// needsPositions refuses a chain whose every live contract lacks what counts as its position.
func (b *Book) needsPositions() error {
	if err := b.lackOfPositions(); err != nil {
		err.Err = ErrNoPosition
		return err
	}
	return nil
}

// ErrNoPosition is the cause of an error about a chain in which no contract has what counts as its position.
var ErrNoPosition = errors.New("no position")

// lackOfPositions is what is missing, nil when some contract has a position.
func (b *Book) lackOfPositions() *fault.Error {
	missing := 0
	for i, why := range b.out {
		switch {
		case !b.asked[i]:
		case why == chain.NoOpenInterest || why == chain.NoPosition:
			missing++
		case why == chain.Live || why == chain.NoVolatility:
			return nil
		}
	}
	if missing == 0 || b.opt.Anyway {
		return nil
	}
	whose := "the file has"
	if slices.Contains(b.asked, false) {
		whose = "the contracts asked for have"
	}
	switch {
	case b.opt.Sign == "column":
		return fault.New(fault.Input, "their dealer_qty is empty; --sign naive assumes positions from open interest", "%s no dealer positions", whose)
	case !anyOf(b.chain.OpenInterest) && !anyOf(b.chain.Volume):
		return fault.New(fault.Input, "nothing in it says how many contracts there are: fetch it with open interest", "%s neither open interest nor volumes", whose)
	case b.opt.Weight == "volume":
		return fault.New(fault.Input, "leave --weight volume away to count open interest", "%s no volumes", whose)
	}
	return fault.New(fault.Input, "--weight volume counts today's volume instead, an upper bound", "%s no open interest", whose)
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
