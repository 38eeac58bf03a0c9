package cells

import (
	"time"

	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/market"
)

// Days is the date that an expiry cell means, and a second date if the order of day and month is ambiguous.
type Days struct{ First, Other market.Date }

// Has reports whether the cell can mean a date.
func (d Days) Has(date market.Date) bool {
	return d.First == date || !d.Other.IsZero() && d.Other == date
}

// ParseDay reads an expiry cell: a date in any of the forms of parseMoment, a time on that day, or an epoch time.
// An ambiguous date is an error unless the order is given.
func ParseDay(cell string, order model.DateOrder) (market.Date, error) {
	d, err := ParseDays(cell, order)
	if err == nil && !d.Other.IsZero() {
		return market.Date{}, OpenDate(cell)
	}
	return d.First, err
}

// ParseDays is like ParseDay but returns both readings of an ambiguous date.
func ParseDays(cell string, order model.DateOrder) (Days, error) {
	if d, err := market.ParseDate(cell); err == nil {
		return Days{First: d}, checkYear(cell, d.Year)
	}
	if t, ok := EpochTime(cell); ok {
		return Days{First: dayOfUTC(t)}, nil
	}
	m, err := parseMoments(cell, order)
	if err != nil {
		return Days{}, &dateError{what: Quote(cell) + " is not a date"}
	}
	if m.other != nil {
		return Days{m.moment.day(), m.other.day()}, nil
	}
	return Days{First: m.moment.day()}, nil
}

// day returns the date that a moment means as an expiry. Midnight is the date as written, in any zone; a time in UTC
// belongs to the date in New York, so 01:00 UTC is the day before; any other time belongs to the date as written.
func (m *moment) day() market.Date {
	if !m.timed || m.zone == "" || m.hour+m.min+m.sec+m.nano == 0 {
		return m.date
	}
	t, _, err := m.instant("", Clock{})
	if err != nil || !m.utc() {
		return m.date
	}
	return market.DateOf(t)
}

func (m *moment) utc() bool {
	loc, err := location(m.zone)
	if err != nil {
		return false
	}
	_, offset := time.Date(m.date.Year, m.date.Month, m.date.Day, 12, 0, 0, 0, loc).Zone()
	return offset == 0
}

// dayOfUTC is like moment.day for an instant that was written in UTC.
func dayOfUTC(t time.Time) market.Date {
	if t = t.UTC(); t.Equal(t.Truncate(24 * time.Hour)) {
		return market.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
	}
	return market.DateOf(t)
}

// ParseWhen reads a quote time cell: an instant in any of the forms of parseMoment, or an epoch time. Without a zone
// it is New York time. Midnight without a zone is a date without a time, which means that day's close.
func ParseWhen(cell string, order model.DateOrder) (QuoteTime, error) {
	return ParseWhenIn(cell, order, Clock{})
}

// ParseWhenIn is like ParseWhen with another clock.
func ParseWhenIn(cell string, order model.DateOrder, clock Clock) (QuoteTime, error) {
	if t, ok := EpochTime(cell); ok {
		return QuoteTime{At: t.In(market.NewYork), Assumed: midnightUTC(t, clock)}, nil
	}
	m, err := parseMoment(cell, order)
	if err != nil {
		return QuoteTime{}, err
	}
	if m.hour+m.min+m.sec+m.nano == 0 && m.zone == "" {
		m.timed = false
	}
	t, assumed, err := m.instant(cell, clock)
	if err == nil && m.timed && assumed.Code == "" && m.zone != "" {
		assumed = midnightUTC(t, clock)
	}
	return QuoteTime{At: t, Assumed: assumed, OnClock: m.zone == ""}, err
}

// midnightUTC warns about midnight UTC: no market with sessions is open then, and many programs write it for a plain date.
func midnightUTC(t time.Time, clock Clock) model.Warning {
	if !t.Equal(t.Truncate(24 * time.Hour)) {
		return model.Warning{}
	}
	utc := t.UTC().Format(time.DateOnly)
	return model.Warn("as-of-midnight", "the quote time is midnight UTC, "+t.In(clock.Venue().Zone).Format("Mon 2 Jan 15:04 MST")+
		": if only the date was meant, set "+fault.Setting("as-of")+" "+utc)
}

// QuoteTime is the meaning of a quote time cell, and the assumption made to read it.
type QuoteTime struct {
	At      time.Time
	Assumed model.Warning
	OnClock bool // the cell has no zone
}

// ParseQuoteTime reads when a row was recorded. An empty cell is the zero time.
func ParseQuoteTime(cell string, clock Clock) (t QuoteTime, err error) {
	if cell != "" {
		t, err = ParseWhenIn(cell, model.DatesByContent, clock)
	}
	return t, err
}

// ParseExpiration is ParseDay for a date whose form decides the order of day and month.
func ParseExpiration(cell string) (market.Date, error) { return ParseDay(cell, model.DatesByContent) }

// ParseEitherDay reads an expiry in either order of day and month, for rows whose option symbol resolves it.
func ParseEitherDay(cell string) (Days, error) { return ParseDays(cell, model.DatesByContent) }

// Settling returns the trading day on which options with this date settle. Until 2015 their date was the Saturday after it.
func Settling(d market.Date) market.Date {
	if market.IsTradingDay(d) {
		return d
	}
	return market.PrevTradingDay(d)
}
