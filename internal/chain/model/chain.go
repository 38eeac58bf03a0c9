package model

import (
	"time"

	"gex/internal/fault"
	"gex/internal/market"
)

// Right is the side of an option.
type Right uint8

const (
	Call Right = iota
	Put
)

func (r Right) String() string {
	if r == Put {
		return "put"
	}
	return "call"
}

// Reason says why a contract is left out. Reasons are tried in this order; the last three are decided after reading,
// by package gex.
type Reason uint8

const (
	Live           Reason = iota
	Unreadable            // strike, side, expiry or a count cannot be read
	Duplicate             // same root, expiry, strike and side as an earlier record
	Adjusted              // the root ends in a digit and no multiplier is given
	Expired               // at or past settlement
	NoOpenInterest        // the cell is missing; the quotes are still used in the fit
	NoPosition            // the requested volume or dealer position is missing
	NoVolatility          // neither quotes nor file nor neighbours give one
)

var reasonNames = [...]string{"", "unreadable", "duplicate", "adjusted", "expired", "no-open-interest", "no-position", "no-volatility"}

func (r Reason) String() string { return reasonNames[r] }

// Repair marks what was repaired in a contract's record; a set of bits.
type Repair uint8

const (
	ExpiryRolled  Repair = 1 << iota // the expiry date is not a trading day: moved to the trading day before it
	CellUnread                       // an optional cell (price, volume, volatility, delta) was not a number: counted as missing
	QuoteUnclosed                    // an unclosed quotation mark was dropped
)

// RepairNames lists every repair with its name, in the order of the bits.
var RepairNames = []struct {
	Bit  Repair
	Name string
}{{ExpiryRolled, "expiry-rolled"}, {CellUnread, "cell-unread"}, {QuoteUnclosed, "quote-unclosed"}}

// Expiry is one root and one settlement instant: the contracts [Lo, Hi) of the columns.
type Expiry struct {
	Root       market.Root
	Date       market.Date
	Settlement time.Time
	Lo, Hi     int
	Future     float64 // price of the future of that expiry, if the file gives it (Deribit); NaN: none
}

// Chain is one underlying at one point in time. Expiries are sorted by settlement instant, then root name; within an expiry
// contracts are sorted by strike, call before put, then source line, so that results do not depend on row order.
// Every record of the file is here, including those left out: Out gives the reason. The only exceptions are records whose
// contract cannot be identified, which Unread counts; Len plus Unread is the number of records. All columns have the same length.
type Chain struct {
	Underlying string
	Root       market.Root   // what the underlying is; without a name, what the table of roots says (Of)
	Spot       float64       // NaN when the file gives none
	AsOf       time.Time     // when the file was made, or Options.AsOf; in New York's zone
	Rows       int           // data rows of the file that belong to this underlying
	Delay      time.Duration // how old the vendor's quotes are at AsOf (15 min for Cboe quotedata)

	Expiries []Expiry

	Strike       []float64
	Right        []Right
	Bid          []float64
	Ask          []float64
	Last         []float64
	Volume       []float64
	OpenInterest []float64
	IV           []float64 // the file's volatility, annualized fraction; 0 is kept as 0
	Delta        []float64 // the file's delta
	Gamma        []float64 // the file's gamma
	Multiplier   []float64
	DealerQty    []float64 // the file's dealer position in contracts, > 0 long; NaN = none given
	// DealerUnknown is how many contracts may be the dealers' besides DealerQty, either way; NaN = not known. It is nil in a file
	// without that column.
	DealerUnknown []float64
	Line          []int32 // line of the file, from 1
	Out           []Reason
	Repaired      []Repair

	Unread    int       // records in no column because their contract could not be identified
	UnreadOI  float64   // their open interest, as far as those cells can be read
	GuessedIV IVUnit    // unit of the volatilities if it was inferred from their size, else IVByContent
	Notes     []Warning // assumptions and oddities of this file, for the report
}

// Of is what the underlying is: where its options trade, and what they deliver.
func (c *Chain) Of() market.Root {
	if c.Root.Name != "" {
		return c.Root
	}
	return market.LookupRoot(c.Underlying)
}

// Len is the number of contracts in the columns.
func (c *Chain) Len() int { return len(c.Strike) }

// Contract is one row of a Chain as a reader sees it.
type Contract struct {
	Root                                   market.Root
	Expiry                                 market.Date
	Settlement                             time.Time
	Strike                                 float64
	Right                                  Right
	Bid, Ask, Last                         float64
	Volume, OpenInterest, IV, Delta, Gamma float64
	Multiplier, DealerQty                  float64
	Line                                   int
	Out                                    Reason
}

// Warning is a caveat that is reported with the result.
type Warning struct{ Code, Message string }

// Warn returns the warning with a code and its message.
func Warn(code, message string) Warning { return Warning{code, message} }

// Problem is a place in a file that could not be read as written.
type Problem = fault.Problem

// Options say how to read a file. With the zero value everything comes from the file.
type Options struct {
	Name       string      // file name for positions; "-" for standard input
	Member     string      // of the zip archive Name; set in reading
	Table      bool        // lines are those of a table as csv, its rows and a header; set in reading
	Sum        string      // checksum of the file when it is not that of what is read; set in reading
	Format     string      // name of a format; "" detects it by content
	AsOf       market.When // zero: the time in the file; without a zone it is on the clock of the underlying's venue
	Symbol     string      // only this underlying; "" for all. Also the underlying of a file that does not name one
	QuoteDate  market.Date // only rows recorded on this date; zero: the file must have a single date
	QuoteFrom  market.Date // only rows recorded on this date or later; zero: from the first
	QuoteUntil market.Date // only rows recorded on this date or earlier; zero: to the last
	Expiration market.Date // expiry of a file without one; zero: the date in its name
	Multiplier float64     // 0: the file's column, else the root table
	MaxBytes   int64       // after decompression; 0: DefaultMaxBytes
	NoSum      bool        // leave File.SHA256 empty: hashing a large file takes as long as reading it

	Columns map[string]string // the file's column names by column of the layout long, to read any csv
	Decimal byte              // . or , before the fraction of a number; 0: by content
	Dates   DateOrder         // of dates like 3/4/2025
	IVUnit  IVUnit
}

// SelectsDates reports whether only some quote dates are read.
func (o *Options) SelectsDates() bool {
	return !o.QuoteDate.IsZero() || !o.QuoteFrom.IsZero() || !o.QuoteUntil.IsZero()
}

// Selects reports whether rows that were recorded on a date are read.
func (o *Options) Selects(date market.Date) bool {
	return (o.QuoteDate.IsZero() || date == o.QuoteDate) &&
		(o.QuoteFrom.IsZero() || date.Compare(o.QuoteFrom) >= 0) &&
		(o.QuoteUntil.IsZero() || date.Compare(o.QuoteUntil) <= 0)
}

// QuoteDates is the text of the quote dates that are read, as the setting has it: 2025-11-20 or 2025-11-01..2025-11-30.
func (o *Options) QuoteDates() string {
	if !o.QuoteDate.IsZero() {
		return o.QuoteDate.String()
	}
	text := func(d market.Date) string {
		if d.IsZero() {
			return ""
		}
		return d.String()
	}
	return text(o.QuoteFrom) + ".." + text(o.QuoteUntil)
}

// DefaultMaxBytes is the maximum size of a file after decompression if Options.MaxBytes is 0.
const DefaultMaxBytes = 1 << 30

// DateOrder says which number of a date like 3/4/2025 is the day.
type DateOrder uint8

const (
	DatesByContent DateOrder = iota // a number above 12 decides, else the vendor's convention
	DayFirst
	MonthFirst
)

// IVUnit says whether a volatility of 15 is percent or a fraction.
type IVUnit uint8

const (
	IVByContent IVUnit = iota // percent when most volatilities near the money exceed 3
	IVFraction
	IVPercent
)
