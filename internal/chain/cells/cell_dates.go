package cells

import (
	"time"

	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/market"
)

// Days is what the cell of an expiry means: a date, and a second one where the order of day and month is ambiguous.
type Days struct{ First, Other market.Date }

// Has reports whether the cell can mean a date.
func (d Days) Has(date market.Date) bool {
	return d.First == date || !d.Other.IsZero() && d.Other == date
}

// ParseDay reads the cell of an expiry: a date in any of the forms of parseMoment, a time of that day, or an epoch time.
// A date that can be read in two ways needs the order.
func ParseDay(cell string, order model.DateOrder) (market.Date, error) {
	d, err := ParseDays(cell, order)
	if err == nil && !d.Other.IsZero() {
		return market.Date{}, OpenDate(cell)
	}
	return d.First, err
}

// ParseDays is ParseDay with both dates, where there are two.
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

// day is the date that a moment means as an expiry. Midnight is the date as written, in whatever zone; a time of UTC is
// of New York's date, so that 01:00 UTC is of the evening before; any other is of the date as written.
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

// dayOfUTC is moment.day for an instant that was written in UTC.
func dayOfUTC(t time.Time) market.Date {
	if t = t.UTC(); t.Equal(t.Truncate(24 * time.Hour)) {
		return market.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
	}
	return market.DateOf(t)
}

// ParseWhen reads the cell of a quote time: an instant in any of the forms of parseMoment, or an epoch time; without a
// zone it is a time of New York. Midnight without a zone stands for a date alone, which is its close.
func ParseWhen(cell string, order model.DateOrder) (QuoteTime, error) {
	return ParseWhenIn(cell, order, Clock{})
}

// ParseWhenIn is ParseWhen on another clock.
func ParseWhenIn(cell string, order model.DateOrder, clock Clock) (QuoteTime, error) {
	if t, ok := EpochTime(cell); ok {
		return QuoteTime{t.In(market.NewYork), midnightUTC(t)}, nil
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
		assumed = midnightUTC(t)
	}
	return QuoteTime{t, assumed}, err
}

// midnightUTC warns of midnight UTC: no market in New York is open then, and many programs write it for a date alone.
func midnightUTC(t time.Time) model.Warning {
	if !t.Equal(t.Truncate(24 * time.Hour)) {
		return model.Warning{}
	}
	utc := t.UTC().Format(time.DateOnly)
	return model.Warn("as-of-midnight", "the quote time is midnight UTC, "+t.In(market.NewYork).Format("Mon 2 Jan 15:04 MST")+
		": if the date alone is meant, give it with "+fault.Setting("as-of")+" "+utc)
}

// QuoteTime is what a quote_time says.
type QuoteTime struct {
	At      time.Time
	Assumed model.Warning
}

// ParseQuoteTime reads when a row was recorded; the zero time when the cell is empty.
func ParseQuoteTime(cell string) (t QuoteTime, err error) {
	if cell != "" {
		t, err = ParseWhen(cell, model.DatesByContent)
	}
	return t, err
}

func ParseExpiration(cell string) (market.Date, error) { return ParseDay(cell, model.DatesByContent) }

// ParseEitherDay reads an expiry in either order of day and month, for rows whose option symbol decides.
func ParseEitherDay(cell string) (Days, error) { return ParseDays(cell, model.DatesByContent) }

// Settling is the trading day on which options with this date settle: until 2015 they were dated on the Saturday after it.
func Settling(d market.Date) market.Date {
	if market.IsTradingDay(d) {
		return d
	}
	return market.PrevTradingDay(d)
}
