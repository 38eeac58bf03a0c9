package market

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Venue is a market on which options trade. Each root of the table has one, and what depends on where an option trades is
// asked of it: a new venue is one value here and its table of dates, and no other package changes.
//
// Minutes of its hours are counted from midnight in Zone and may be negative: the evening before.
type Venue struct {
	Name     string
	Zone     *time.Location // the wall clock of its hours, and of the times that are shown
	written  *time.Location // of times that are written without a zone; nil: Zone
	Currency Currency       // of strikes, premiums and every amount
	Unit     Unit           // what the delta of its options is counted in

	// AroundTheClock: it trades at every hour of every day, and is quoted always.
	AroundTheClock bool
	// PartContracts: open interest may hold parts of a contract, as quantities of coins do and lots that were divided.
	PartContracts bool

	calendar *calendar // dates of trading
	// sessions: the calendar has the holidays, so that expiries and trade dates fall on trading days, and time is counted
	// in sessions. Otherwise every date counts, and time is counted in days.
	sessions bool

	known [2]int // first and last year whose holidays are known; zero: they follow rules

	open, close, halfClose int     // of the session; PM contracts settle at its close, AM contracts at its open
	tradeDateEnd           int     // from then on the trade date is the next trading day, where there are sessions
	offSession             float64 // weight of a second of a trading date outside the session on the trading clock

	quoting func(Root, Date) spans                    // hours in which a root is quoted; nil: the session
	monthly func(r Root, year int, m time.Month) Date // day on which a root's monthly options expire
}

// Unit is what an option delivers or is written on, in the plural.
type Unit string

const (
	Shares Unit = "shares"
	Coins  Unit = "coins"
	Units  Unit = "units"
)

// Count is a number of them: 1 coin, 75 units.
func (u Unit) Count(n float64) string {
	word := string(u)
	if n == 1 {
		word = strings.TrimSuffix(word, "s")
	}
	return strconv.FormatFloat(n, 'f', -1, 64) + " " + word
}

// HasSessions reports whether time is counted in the venue's sessions: the steps of a day run from open to close, and dates
// without trading are passed over. Otherwise a day is 24 hours, and every date counts.
func (v *Venue) HasSessions() bool { return v.sessions }

// Written is the zone of times that are written without one: the venue's own, and New York's for futures in Chicago, whose
// options are read beside those of US indices.
func (v *Venue) Written() *time.Location { return cmp.Or(v.written, v.Zone) }

// ClockName is what the clock of such times is called: New York, IST, UTC.
func (v *Venue) ClockName() string { return clockName(v.Written()) }

func clockName(zone *time.Location) string {
	name := zone.String()
	return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ")
}

// at is the instant so many minutes after midnight of d on the venue's clock.
func (v *Venue) at(d Date, minutes int) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, minutes, 0, 0, v.Zone)
}

// At is the instant at which the venue's clock shows hour and min on d.
func (v *Venue) At(d Date, hour, min int) time.Time { return v.at(d, 60*hour+min) }

// DateOf is the date that the venue's clock shows at an instant. Expiries and trade dates are dated by it.
func (v *Venue) DateOf(t time.Time) Date { return dateIn(t, v.Zone) }

// Open is the opening of the session of d, whether or not there is one.
func (v *Venue) Open(d Date) time.Time { return v.at(d, v.open) }

// Close is the close of the session of d, earlier on half days.
func (v *Venue) Close(d Date) time.Time {
	if v.calendar.of(d) == halfSession {
		return v.at(d, v.halfClose)
	}
	return v.at(d, v.close)
}

// KnowsHolidays reports whether the holidays of a date's year are known, and of which years they are where a table has
// them. Without a table they follow rules and are known always.
func (v *Venue) KnowsHolidays(d Date) (known bool, first, last int) {
	return v.known[1] == 0 || d.Year >= v.known[0] && d.Year <= v.known[1], v.known[0], v.known[1]
}

// IsTradingDay reports whether d may be a trade date and an expiry; every date may where there are no sessions.
func (v *Venue) IsTradingDay(d Date) bool { return !v.sessions || v.calendar.of(d) != noSession }

// NextTradingDay is the first trading day strictly after d.
func (v *Venue) NextTradingDay(d Date) Date {
	if !v.sessions {
		return d.AddDays(1)
	}
	return v.calendar.next(d)
}

// AfterDate is when the whole of d has passed and trading goes on: the open of the next trading day, and where trading never
// stops the end of d.
func (v *Venue) AfterDate(d Date) time.Time {
	next := v.NextTradingDay(d)
	if v.AroundTheClock {
		return v.at(next, 0)
	}
	return v.Open(next)
}

// SettlementDate is the date on which contracts dated d settle: d, or the last trading day before it. It is d too when d
// became a holiday after they were listed: a file that has this date is from before.
func (v *Venue) SettlementDate(d Date) Date {
	if v.IsTradingDay(d) || slices.Contains(v.calendar.late, d) {
		return d
	}
	return v.calendar.prev(d)
}

// TradeDate is the date of t; where there are sessions the next trading day when t's is none or ends before t: in New York
// at 17:00.
func (v *Venue) TradeDate(t time.Time) Date {
	d := v.DateOf(t)
	if !v.sessions || v.IsTradingDay(d) && t.Before(v.at(d, v.tradeDateEnd)) {
		return d
	}
	return v.calendar.next(d)
}

// Equal reports whether both are one venue: there is one value of each, and values that hold it compare by it.
func (v *Venue) Equal(o *Venue) bool { return v == o }

// Settlement tells at which print of the expiry date a contract settles.
type Settlement uint8

const (
	PM Settlement = iota
	AM
)

// String returns "am" or "pm".
func (s Settlement) String() string {
	if s == AM {
		return "am"
	}
	return "pm"
}

// Root is what the letters before the expiry in an option symbol say of a contract.
type Root struct {
	Name       string // as traded: SPXW
	Underlying string // what it is written on: SPX
	Venue      *Venue // where it is traded
	Settlement Settlement
	European   bool
	Multiplier float64 // units of the underlying per contract; the latest where it is a lot (Lot)
	Adjusted   bool    // ends in a digit, or is a binary option: no ordinary deliverable

	Listed      bool // in the table; any other name is taken as an ordinary US stock
	CashSettled bool // pays cash, so that a hedge is left over; else it delivers the underlying
	CashIndex   bool // written on an index that is computed from prices, counted in points
	SpotFreezes bool // its options are quoted on while its spot stands still, outside the session
	OffFutures  bool // priced off the future of the expiry (VIX, Deribit)
	NoCarry     bool // no trade ties that future to spot: a volatility index

	Daily   int  // minute of the venue's day at which it settles; 0: at the venue's close
	HasLots bool // the multiplier is a lot, which depends on the expiry (Lot)
}

// Market names the exchange or city where the root's options trade, for messages.
func (r Root) Market() string { return r.Venue.Name }
