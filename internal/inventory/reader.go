package inventory

import (
	"bytes"
	"hash/maphash"
	"strings"

	"gex/internal/fault"
	"gex/internal/market"
)

// reader is a file being read.
type reader struct {
	Options
	lines  *lines
	layout *layout
	days   map[dayKey]*dayBuilder
	order  []*dayBuilder
	seed   maphash.Seed

	when    remembered[moments]
	written remembered[string] // underlyings
	roots   remembered[string]
	expires remembered[market.Date]
	volumes []float64
	cut     bool // rows after the last date that is read were passed over
	lastKey dayKey
	lastDay *dayBuilder
}

// moments is a date and seconds after its midnight.
type moments struct {
	date    market.Date
	seconds float64
}

// remembered is the last value of a column, whose cell is often that of the row before.
type remembered[T any] struct {
	cell  []byte
	value T
	known bool
}

// of is the value of a cell.
func (m *remembered[T]) of(cell []byte, read func([]byte) (T, error)) (T, error) {
	if m.known && bytes.Equal(cell, m.cell) {
		return m.value, nil
	}
	v, err := read(cell)
	if err != nil {
		return v, err
	}
	m.cell, m.value, m.known = append(m.cell[:0], cell...), v, true
	return v, nil
}

// cell is a cell of a row, nil without such a column or in a row that is shorter.
func (r *reader) cell(cells [][]byte, name string) []byte {
	if at := r.layout.column(name); at >= 0 && at < len(cells) {
		return cells[at]
	}
	return nil
}

// day is the day that a row belongs to.
func (r *reader) day(key dayKey) *dayBuilder {
	if r.lastDay != nil && key == r.lastKey {
		return r.lastDay
	}
	d := r.days[key]
	if d == nil {
		d = newDay(key, r.layout)
		r.days[key], r.order = d, append(r.order, d)
	}
	r.lastKey, r.lastDay = key, d
	return d
}

// exchange is where the trades of a row took place.
func (r *reader) exchange(cells [][]byte) (string, error) {
	cell := bytes.TrimSpace(r.cell(cells, colExchange))
	if len(cell) == 0 || r.layout.source == Trades { // the exchange of each trade is not that of the file
		return r.Exchange, nil
	}
	if r.Exchange != "" && !strings.EqualFold(r.Exchange, string(cell)) {
		return "", r.layout.inColumn(colExchange, errorText(quote(cell)+" is not the exchange that "+fault.Setting("exchange")+" gives"))
	}
	return strings.ToUpper(string(cell)), nil
}

// wants reports whether the rows of an underlying are read.
func (r *reader) wants(underlying string) bool {
	return r.Symbol == "" || strings.EqualFold(r.Symbol, underlying)
}

// after reports whether a date is beyond what is read.
func (r *reader) after(date market.Date) bool {
	after := !r.Through.IsZero() && r.Through.Before(date)
	r.cut = r.cut || after
	return after
}

// series reads what identifies the series of a row. adjusted: it delivers something else than others of its underlying.
func (r *reader) series(cells [][]byte, names seriesNames) (s Series, adjusted bool, err error) {
	l := r.layout
	if s.Root, err = r.roots.of(r.cell(cells, names.root), func(c []byte) (string, error) { return rootName(c, "an option root") }); err != nil {
		return s, false, l.inColumn(names.root, err)
	}
	if cell := r.cell(cells, names.underlying); len(cell) > 0 {
		if s.Underlying, err = r.written.of(cell, underlyingName); err != nil {
			return s, false, l.inColumn(names.underlying, err)
		}
	} else {
		s.Underlying = market.LookupRoot(s.Root).Underlying
	}
	if s.Expiration, err = r.expires.of(r.cell(cells, names.expiration), expiryOf(s)); err != nil {
		return s, false, l.inColumn(names.expiration, err)
	}
	if s.Strike, err = number(r.cell(cells, names.strike), "strike"); err != nil {
		return s, false, l.inColumn(names.strike, err)
	}
	if s.Type, err = side(r.cell(cells, names.side)); err != nil {
		return s, false, l.inColumn(names.side, err)
	}
	return s, s.root().Adjusted || isNonstandard(r.cell(cells, colSeriesType)), nil
}

// isNonstandard reports whether series_type says so.
func isNonstandard(cell []byte) bool {
	return len(cell) > 0 && (cell[0] == 'N' || cell[0] == 'n')
}

// underlyingName reads the name of an underlying; SPXW stands for what it is written on.
func underlyingName(cell []byte) (string, error) {
	name, err := rootName(cell, "the name of an underlying")
	if r := market.LookupRoot(name); err == nil && r.Listed && r.Underlying != "" {
		return r.Underlying, nil
	}
	return name, err
}

// expiryOf reads an expiration as the trading day on which it settles.
func expiryOf(s Series) func([]byte) (market.Date, error) {
	return func(cell []byte) (market.Date, error) {
		date, _, err := moment(cell)
		if err != nil {
			return date, err
		}
		return s.root().Venue.SettlementDate(date), nil
	}
}

// seriesNames are the columns that identify a series.
type seriesNames struct{ underlying, root, expiration, strike, side string }
