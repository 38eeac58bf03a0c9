package inventory

import (
	"bytes"
	"hash/maphash"
	"strings"

	"gex/internal/chain/cells"
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

	dates   cells.Memo[market.Date]
	when    map[*market.Venue]*cells.Memo[moments] // by whose clock
	written cells.Memo[string]                     // underlyings
	roots   cells.Memo[string]
	expires cells.Memo[market.Date]
	options cells.Memo[Series] // by symbol
	volumes []float64
	cut     bool // rows after the last date that is read were passed over
	lastKey dayKey
	lastDay *dayBuilder
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
func (r *reader) series(row [][]byte, names seriesNames) (s Series, of market.Root, adjusted bool, err error) {
	l := r.layout
	if s.Root, err = r.roots.Of(r.cell(row, names.root), rootName); err != nil {
		return s, of, false, l.inColumn(names.root, err)
	}
	if cell := r.cell(row, names.underlying); len(cell) > 0 {
		if s.Underlying, err = r.written.Of(cell, underlyingName); err != nil {
			return s, of, false, l.inColumn(names.underlying, err)
		}
	} else {
		s.Underlying = market.LookupRoot(s.Root).Underlying
	}
	if s.Expiration, err = r.expires.Of(r.cell(row, names.expiration), calendarDate); err != nil {
		return s, of, false, l.inColumn(names.expiration, err)
	}
	if s.Strike, err = strike(r.cell(row, names.strike)); err != nil {
		return s, of, false, l.inColumn(names.strike, err)
	}
	if s.Type, err = side(r.cell(row, names.side)); err != nil {
		return s, of, false, l.inColumn(names.side, err)
	}
	of = s.root()
	s.Expiration = of.Venue.SettlementDate(s.Expiration)
	return s, of, of.Adjusted || isNonstandard(r.cell(row, colSeriesType)), nil
}

// date reads the date of a row of whole days, on which its venue trades.
func (r *reader) date(row [][]byte, of market.Root) (market.Date, error) {
	cell := r.cell(row, colQuoteDate)
	date, err := r.dates.Of(cell, calendarDate)
	if err == nil && !of.Venue.IsTradingDay(date) {
		err = notTraded(string(cell), date)
	}
	if err != nil {
		return date, r.layout.inColumn(colQuoteDate, err)
	}
	return date, nil
}

// moment reads the time of a row.
func (r *reader) moment(row [][]byte, column string, of market.Root) (moments, error) {
	memo := r.when[of.Venue]
	if memo == nil {
		memo = &cells.Memo[moments]{}
		r.when[of.Venue] = memo
	}
	m, err := memo.Of(r.cell(row, column), momentAt(of.Venue))
	if err != nil {
		return m, r.layout.inColumn(column, err)
	}
	return m, nil
}

// isNonstandard reports whether series_type says so.
func isNonstandard(cell []byte) bool {
	return len(cell) > 0 && (cell[0] == 'N' || cell[0] == 'n')
}

// seriesNames are the columns that identify a series.
type seriesNames struct{ underlying, root, expiration, strike, side string }
