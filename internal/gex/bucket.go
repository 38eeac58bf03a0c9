package gex

import (
	"strings"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
)

// Bucket is a range of days to expiry, by trade date and not by time to settlement
// (docs/theory.md 2.3).
type Bucket uint8

const (
	AtOpen   Bucket = iota // AM-settled on the trade date
	ZeroDTE                // settling on the trade date, later than the open
	OneDTE                 // settling on the next trading day
	Week                   // to 7 calendar days from the trade date
	Month                  // to 30
	Quarter                // to 90
	Beyond                 // more
	nBuckets = iota
)

var bucketNames = [nBuckets]string{"open", "0DTE", "1DTE", "2-7", "8-30", "31-90", "91+"}

// String returns the name of the bucket in JSON, csv and flags.
func (b Bucket) String() string { return bucketNames[b] }

// ParseBucket returns the bucket of a name, in any case.
func ParseBucket(s string) (Bucket, bool) {
	for i, n := range bucketNames {
		if strings.EqualFold(n, s) {
			return Bucket(i), true
		}
	}
	return 0, false
}

// Today reports whether contracts of the bucket settle on the trade date.
func (b Bucket) Today() bool { return b <= ZeroDTE }

// bucketOf returns the bucket of an expiry, and the calendar days from the trade date
// to the date of its settlement on the clock of its venue. AM settlement on the trade
// date is its own bucket: such contracts are gone after the open.
func bucketOf(e chain.Expiry, trade market.Date) (b Bucket, days int) {
	// Dates of settlement, which for AM-settled roots can be the day after the last
	// trade.
	date := e.Root.Venue.DateOf(e.Settlement)
	days = trade.DaysUntil(date)
	// Calendar days to the trade date, except the next trading day, which a weekend can
	// put off.
	switch {
	case days <= 0 && e.Root.Settlement == market.AM:
		return AtOpen, days
	case days <= 0:
		return ZeroDTE, days
	case !e.Root.Venue.NextTradingDay(trade).Before(date):
		return OneDTE, days
	case days <= 7:
		return Week, days
	case days <= 30:
		return Month, days
	case days <= 90:
		return Quarter, days
	}
	return Beyond, days
}

// tradeDate returns the trade date of as_of at the venue (docs/theory.md 2.3).
func (b *Book) tradeDate() market.Date { return b.venue().TradeDate(b.AsOf) }

// checkTradeDate refuses a given trade date that is not a trading day, is before as_of,
// or after the settlement of contracts that are still live at as_of.
func (b *Book) checkTradeDate() error {
	venue := b.venue()
	if !venue.IsTradingDay(b.TradeDate) {
		return fault.New(fault.Usage, "the next one is "+venue.NextTradingDay(b.TradeDate).String(), "%s is not a trading day", b.TradeDate)
	}
	if today := venue.DateOf(b.AsOf); b.TradeDate.Before(today) {
		return fault.New(fault.Input, "omit "+fault.Setting("trade-date")+" to take it from as-of", "the trade date %s is before as-of, %s", b.TradeDate, today)
	}
	// Live at as_of, and settled before the trade date: such contracts would be in the
	// past.
	for _, e := range b.chain.Expiries {
		if b.AsOf.Before(e.Settlement) && e.Root.Venue.DateOf(e.Settlement).Before(b.TradeDate) {
			return fault.New(fault.Input, fault.Setting("trade-date")+" is "+b.tradeDate().String()+" by as-of", "%s %s settles before the trade date %s", e.Root.Name, e.Date, b.TradeDate)
		}
	}
	return nil
}
