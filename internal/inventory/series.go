package inventory

import (
	"cmp"
	"strings"
	"unique"

	"gex/internal/market"
)

// Series is one option series.
type Series struct {
	Underlying string
	Root       string
	Expiration market.Date // the trading day on which it settles
	Strike     float64
	Type       byte // C or P
}

// Compare orders series by underlying, expiration, root, strike, calls before puts.
func (s Series) Compare(o Series) int {
	return cmp.Or(strings.Compare(s.Underlying, o.Underlying), s.Expiration.Compare(o.Expiration), strings.Compare(s.Root, o.Root),
		cmp.Compare(s.Strike, o.Strike), cmp.Compare(s.Type, o.Type))
}

// Name stands for a series in the memory of one word: a series has an entry for every date on which it was traded.
type Name = unique.Handle[Series]

// RootOf is the root of an option on an underlying. A name that no table has is one more root of its underlying, or a stock.
func RootOf(underlying, root string) market.Root {
	r := market.LookupRoot(root)
	if r.Listed {
		return r
	}
	if other, ok := market.LookupRoot(underlying).Named(root); ok {
		return other
	}
	return r
}

// root is what the root of a series is.
func (s Series) root() market.Root { return RootOf(s.Underlying, s.Root) }

// Source is what a file says.
type Source uint8

const (
	EndOfDay  Source = iota // Open-Close volumes of a whole day
	Intervals               // Open-Close volumes of a part of a day
	Trades                  // trades, classified
)

var sourceNames = [...]string{"end-of-day", "interval", "trades"}

func (s Source) String() string { return sourceNames[s] }

// Reason says why a row takes no part.
type Reason uint8

const (
	Adjusted   Reason = iota // the series delivers something else than its root
	Unbalanced               // bought, sold and traded contracts differ
	Repeated                 // the same as an earlier row of the file
	Canceled                 // a trade that was canceled
	Expired                  // of a date after the series settled
	nReasons
)

var reasonNames = [nReasons]string{"adjusted", "unbalanced", "repeated", "canceled", "expired"}

func (r Reason) String() string { return reasonNames[r] }

// LeftOut counts rows by reason.
type LeftOut [nReasons]int

// Entry is what one file says of one series on one date.
type Entry struct {
	Name Name

	Net      float64 // contracts that dealers bought, less those they sold
	Interest float64 // open interest at the close before; NaN: not in the file
	Volume   float64 // contracts traded
	Squares  float64 // Σ size² of the trades that were classified; 0 in other files
}

// Day is what one file says of one date and exchange.
type Day struct {
	Date     market.Date
	Exchange string // "" where neither the file nor the caller names one
	Source   Source
	File     string // its name
	SHA256   string // of its decompressed text
	Until    string // time of the last row, 15:04:05, of a part of a day; else ""

	LeftOut   LeftOut
	Traded    float64 // Σ total_exchange_vol; NaN: not in the file
	Industry  float64 // Σ total_industry_vol; NaN: not in the file
	Contracts float64 // of trades that take part
	Unsigned  float64 // of them, those that could not be classified

	Entries []Entry // in the order of their series
}

// Series is the series of an entry.
func (e *Entry) Series() Series { return e.Name.Value() }

// compareEntries orders entries by their series.
func compareEntries(a, b Entry) int {
	if a.Name == b.Name {
		return 0
	}
	return a.Series().Compare(b.Series())
}
