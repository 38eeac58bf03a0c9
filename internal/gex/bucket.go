package gex

import (
	"strings"

	"gex/internal/chain"
	"gex/internal/market"
)

// Bucket is a span of days to expiry.
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

func (b Bucket) String() string { return bucketNames[b] }

// ParseBucket finds a bucket by its name in any case.
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

// bucketOf places an expiry; days are calendar days from the trade date to the date of settlement.
func bucketOf(e chain.Expiry, trade market.Date) (b Bucket, days int) {
	date := e.Root.Venue.DateOf(e.Settlement)
	days = trade.DaysUntil(date)
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
