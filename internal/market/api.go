package market

import "time"

// NewYork is the zone of all exchange times.
var NewYork *time.Location

// Date is a civil date in New York. It is comparable and can be a map key.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

func DateOf(t time.Time) Date             { panic("todo") } // the New York date of an instant
func ParseDate(s string) (Date, error)    { panic("todo") } // 2006-01-02
func (d Date) String() string             { panic("todo") } // 2006-01-02; "" for the zero date
func (d Date) IsZero() bool               { panic("todo") }
func (d Date) Weekday() time.Weekday      { panic("todo") }
func (d Date) AddDays(n int) Date         { panic("todo") }
func (d Date) DaysUntil(o Date) int       { panic("todo") }
func (d Date) Compare(o Date) int         { panic("todo") }
func (d Date) Before(o Date) bool         { panic("todo") }
func (d Date) At(hour, min int) time.Time { panic("todo") } // New York wall clock

func Holiday(d Date) (reason string, closed bool) { panic("todo") } // weekday closings only
func IsTradingDay(d Date) bool                    { panic("todo") }
func IsHalfDay(d Date) bool                       { panic("todo") }
func Open(d Date) time.Time                       { panic("todo") } // 09:30
func Close(d Date) time.Time                      { panic("todo") } // 16:00, half days 13:00
func NextTradingDay(d Date) Date                  { panic("todo") } // first strictly after d
func PrevTradingDay(d Date) Date                  { panic("todo") } // last strictly before d
func ThirdFriday(year int, m time.Month) Date     { panic("todo") } // the Thursday when that Friday is a holiday
func VIXExpiry(year int, m time.Month) Date       { panic("todo") }

// Kind is what a root's options are written on.
type Kind uint8

const (
	Stock Kind = iota // single stocks and funds: American, physical
	Index             // cash indices: European
	Coin              // Deribit
)

// Settlement tells at which print of the expiry date a contract settles.
type Settlement uint8

const (
	PM Settlement = iota
	AM
)

// String returns "am" or "pm".
func (s Settlement) String() string { panic("todo") }

// Root is what the letters before the expiry in an option symbol say of a contract.
type Root struct {
	Name       string // as traded: SPXW
	Underlying string // what it is written on: SPX
	Kind       Kind
	Settlement Settlement
	European   bool
	Multiplier float64
	OffFutures bool // priced off the future of the expiry (VIX, Deribit)
	Adjusted   bool // ends in a digit: deliverable unknown
}

// LookupRoot returns the root table's entry, or that of an ordinary stock for a name it does not list.
func LookupRoot(name string) Root { panic("todo") }

// SettlementInstant is when a contract of this root expiring on d stops to exist. A date without trading counts as
// the last trading day before it.
func (r Root) SettlementInstant(d Date) time.Time { panic("todo") }

// Future is the contract in which a desk hedges an underlying.
type Future struct {
	Symbol     string
	Multiplier float64
}

// FutureFor returns ES for SPX, NQ for NDX, RTY for RUT; false for all others.
func FutureFor(underlying string) (Future, bool) { panic("todo") }

// TradeDate is the New York date of t when it is a trading day before 17:00, else the next trading day.
func TradeDate(t time.Time) Date { panic("todo") }

// Years is ACT/365 in exact elapsed seconds, floored at one minute for to > from; 0 when to <= from.
func Years(from, to time.Time) float64 { panic("todo") }

// Clock weighs the seconds between two instants.
type Clock uint8

const (
	Trading  Clock = iota // session 1, other hours of a trading date 0.12, other dates 0
	Calendar              // all alike
)

func (c Clock) String() string { panic("todo") }

// Seconds returns the weighted seconds from one instant to a later one, 0 when to <= from.
func (c Clock) Seconds(from, to time.Time) float64 { panic("todo") }

// Quoted reports whether options of the root are quoted at t; intervals include both ends.
func (r Root) Quoted(t time.Time) bool { panic("todo") }

// LastQuoted is t when the root is quoted then, else the last whole minute before t at which it was.
func (r Root) LastQuoted(t time.Time) time.Time { panic("todo") }
