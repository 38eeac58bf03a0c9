package chain

import (
	"time"

	"gex/internal/fault"
	"gex/internal/market"
)

// days is what the cell of an expiry says: a date, and another where the order of day and month is open.
type days struct{ first, other market.Date }

// has reports whether the cell can mean a date.
func (d days) has(date market.Date) bool {
	return d.first == date || !d.other.IsZero() && d.other == date
}

// parseDay reads the cell of an expiry: a date in any of the forms of parseMoment, a time of that day, or an epoch time.
// A date that can be read in two ways needs the order.
func parseDay(cell string, order DateOrder) (market.Date, error) {
	d, err := parseDays(cell, order)
	if err == nil && !d.other.IsZero() {
		return market.Date{}, openDate(cell)
	}
	return d.first, err
}

// parseDays is parseDay with both dates, where there are two.
func parseDays(cell string, order DateOrder) (days, error) {
	if d, err := market.ParseDate(cell); err == nil {
		return days{first: d}, checkYear(cell, d.Year)
	}
	if t, ok := epochTime(cell); ok {
		return days{first: dayOfUTC(t)}, nil
	}
	m, err := parseMoments(cell, order)
	if err != nil {
		return days{}, &dateError{what: quote(cell) + " is not a date"}
	}
	if m.other != nil {
		return days{m.moment.day(), m.other.day()}, nil
	}
	return days{first: m.moment.day()}, nil
}

// day is the date that a moment means as an expiry. Midnight is the date as written, in whatever zone; a time of UTC is
// of New York's date, so that 01:00 UTC is of the evening before; any other is of the date as written.
func (m *moment) day() market.Date {
	if !m.timed || m.zone == "" || m.hour+m.min+m.sec+m.nano == 0 {
		return m.date
	}
	t, _, err := m.instant("", nil)
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

// parseWhen reads the cell of a quote time: an instant in any of the forms of parseMoment, or an epoch time; without a
// zone it is a time of New York. Midnight without a zone stands for a date alone, which is its close.
func parseWhen(cell string, order DateOrder) (quoteTime, error) { return parseWhenIn(cell, order, nil) }

// parseWhenIn is parseWhen where times without a zone are of another one.
func parseWhenIn(cell string, order DateOrder, zone *time.Location) (quoteTime, error) {
	if t, ok := epochTime(cell); ok {
		return quoteTime{t.In(market.NewYork), midnightUTC(t)}, nil
	}
	m, err := parseMoment(cell, order)
	if err != nil {
		return quoteTime{}, err
	}
	if m.hour+m.min+m.sec+m.nano == 0 && m.zone == "" {
		m.timed = false
	}
	t, assumed, err := m.instant(cell, zone)
	if err == nil && m.timed && assumed.Code == "" && m.zone != "" {
		assumed = midnightUTC(t)
	}
	return quoteTime{t, assumed}, err
}

// midnightUTC doubts a time at which no market in New York is open, and which many programs write for a date alone.
func midnightUTC(t time.Time) Warning {
	if !t.Equal(t.Truncate(24 * time.Hour)) {
		return Warning{}
	}
	utc := t.UTC().Format(time.DateOnly)
	return Warn("as-of-midnight", "the quote time is midnight UTC, "+t.In(market.NewYork).Format("Mon 2 Jan 15:04 MST")+
		": if the date alone is meant, give it with "+fault.Setting("as-of")+" "+utc)
}

// quoteTime is what a quote_time says.
type quoteTime struct {
	at      time.Time
	assumed Warning
}

// parseQuoteTime reads when a row was recorded; the zero time when the cell is empty.
func parseQuoteTime(cell string) (t quoteTime, err error) {
	if cell != "" {
		t, err = parseWhen(cell, DatesByContent)
	}
	return t, err
}

func parseExpiration(cell string) (market.Date, error) { return parseDay(cell, DatesByContent) }

// parseEitherDay reads an expiry that symbols beside it tell: in either order of day and month.
func parseEitherDay(cell string) (days, error) { return parseDays(cell, DatesByContent) }

// settling is the day on which options dated so settle: once they were dated on the Saturday after it.
func settling(d market.Date) market.Date {
	if market.IsTradingDay(d) {
		return d
	}
	return market.PrevTradingDay(d)
}
