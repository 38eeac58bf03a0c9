package chain

import (
	"bytes"
	"errors"
	"slices"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/market"
)

// dateRows are the rows of one quote date in a file, wherever they are.
type dateRows struct {
	date        market.Date
	offset, end int64 // from the first of them to the end of the last, in the decompressed file
	line        int   // number of lines before the first
	bytes       int64
	names       nameSet // cells of the underlying
}

// dateScan assigns the lines of a table to quote dates. A line that has no date belongs to the line before it.
type dateScan struct {
	dated   *assembly.Dated
	spelled tables.Spelling
	rows    *tables.Rows // reads lines that are not plain
	date    int          // column of the quote time
	named   int          // of the underlying; -1: none
	name    int          // the same; -1: none, or too many to remember
	symbol  string       // the underlying by the options

	surveying bool  // the first pass over the file, in which the order of numeric dates is not known
	lead      int64 // bytes and lines before the first line with a date
	leadLines int
	order     model.DateOrder
	cells     map[dateCell]*dateRows // by cell of the quote time; nil: the cell has no date
	all       []*dateRows            // in the order of their first rows
	names     map[string]int
	broken    bool // the file cannot be divided by lines

	at                 *dateRows     // of the line before
	lastDate, lastName []byte        // cells of the last line with a date
	last               *dateRows     // what lastDate means
	venue              *market.Venue // by which it means that
	known              *market.Venue // of the cell venueName of the underlying
	venueName          []byte
	line               int   // number of the last line
	offset             int64 // of the next line
}

// dateCell is a cell of the quote time of an underlying at a venue.
type dateCell struct {
	text  string
	venue *market.Venue
}

func newDateScan(d *assembly.Dated, spelled tables.Spelling, symbol string) *dateScan {
	s := &dateScan{
		dated: d, spelled: spelled, rows: tables.NewRows(&input.Source{}, &d.Header), surveying: true, symbol: symbol,
		date: d.Header.Column(tables.QuoteTime), named: d.Header.Column(tables.Underlying),
	}
	s.name = s.named
	s.cells, s.names = map[dateCell]*dateRows{}, map[string]int{}
	return s
}

// begin starts a pass at the first row of rows.
func (s *dateScan) begin(rows *dateRows) {
	s.at, s.lastDate, s.lastName, s.last = rows, nil, nil, nil
	s.line, s.offset = rows.line, rows.offset
}

// Limits on what is remembered of a file: distinct cells of its quote time, and names of underlyings.
const (
	mostDateCells = 1 << 16
	mostNames     = assembly.MaxSections
)

// lines calls visit for the lines of a text, consecutive lines of one date at once, and returns what follows the last whole
// line. With final the text ends with the file. It stops if the file cannot be divided.
func (s *dateScan) lines(text []byte, final bool, visit func(of *dateRows, lines []byte, n int)) (left []byte) {
	quoted := bytes.IndexByte(text, '"') >= 0
	start, at, n := 0, 0, 0
	of := s.at
	flush := func(next *dateRows) {
		if n > 0 {
			visit(of, text[start:at], n)
		}
		s.line, s.offset = s.line+n, s.offset+int64(at-start)
		of, start, n = next, at, 0
	}
	for at < len(text) && !s.broken {
		end := bytes.IndexByte(text[at:], '\n') + 1
		if end == 0 && !final {
			break
		} else if end == 0 {
			end = len(text) - at
		}
		line, _ := tables.CutLine(text[at : at+end])
		if next := s.dateOf(line, quoted); next != of {
			flush(next)
		}
		at, n = at+end, n+1
	}
	flush(of)
	s.at = of
	return text[at:]
}

// dateOf returns the rows that a line belongs to; nil before the first.
func (s *dateScan) dateOf(line []byte, quoted bool) *dateRows {
	if tables.IsBlank(line) {
		return s.at
	}
	date, name, ok := s.cellsOf(line, quoted)
	if !ok {
		return s.at
	}
	at := s.venueOf(name)
	if s.last == nil || at != s.venue || !bytes.Equal(date, s.lastDate) {
		found := s.meaning(date, at)
		if found == nil {
			return s.at
		}
		s.last, s.venue, s.lastDate, s.lastName = found, at, append(s.lastDate[:0], date...), nil
	}
	if s.surveying && s.name >= 0 && (s.lastName == nil || !bytes.Equal(name, s.lastName)) {
		s.lastName = append(s.lastName[:0], name...)
		s.see(name)
	}
	s.at = s.last
	return s.last
}

// cellsOf returns the cells of a line that hold its quote time and its underlying.
func (s *dateScan) cellsOf(line []byte, quoted bool) (date, name []byte, ok bool) {
	quoted = quoted && bytes.IndexByte(line, '"') >= 0
	numeric := s.surveying && s.dated.Numeric
	if s.spelled == tables.PlainSpelling && !quoted && !numeric {
		return cellAt(line, s.date), cellAt(line, s.named), true
	}
	if s.spelled != tables.PlainSpelling {
		line = bytes.TrimSuffix(s.spelled.Recode(line), []byte{'\n'})
	} else if quoted && tables.Unclosed(line) >= 0 { // the text may go on in the next line
		s.broken = true
		return nil, nil, false
	}
	s.rows.Take(line)
	row := &s.rows.Row
	row.CopyTwins(s.rows.Header)
	if numeric && row.Problem == "" {
		s.dated.Add(row)
	}
	return row.Cell(tables.QuoteTime), row.Cell(tables.Underlying), row.Problem == ""
}

// cellAt returns a cell of a line without quotation marks, nil if the line does not have it.
func cellAt(line []byte, column int) []byte {
	if column < 0 {
		return nil
	}
	for range column {
		at := bytes.IndexByte(line, ',')
		if at < 0 {
			return nil
		}
		line = line[at+1:]
	}
	if end := bytes.IndexByte(line, ','); end >= 0 {
		return line[:end]
	}
	return line
}

// venueOf is the venue on whose clock a row is dated, by its cell of the underlying.
func (s *dateScan) venueOf(name []byte) *market.Venue {
	if s.dated.By != nil {
		return s.dated.By
	}
	if s.known == nil || !bytes.Equal(name, s.venueName) {
		text := s.symbol
		if s.named >= 0 {
			text = string(bytes.TrimSpace(name))
		}
		s.known, s.venueName = s.dated.VenueOf(text), append(s.venueName[:0], name...)
	}
	return s.known
}

// meaning returns the rows of the date in a cell, nil if it has none. In the first pass over a file with numeric dates,
// which may have either order, every cell counts as a date of its own until settle.
func (s *dateScan) meaning(cell []byte, at *market.Venue) *dateRows {
	if found, known := s.cells[dateCell{string(cell), at}]; known {
		return found
	}
	if len(s.cells) == mostDateCells {
		s.broken = s.broken || s.dated.Numeric
		clear(s.cells)
	}
	text := string(bytes.TrimSpace(cell))
	date, ok := s.dated.DateOf(text, s.order, at)
	if s.surveying && s.dated.Numeric {
		_, open := cells.OrderOf(text)
		if ok = ok || open; ok {
			date = market.Date{Day: len(s.all) + 1} // none of the calendar
		}
	}
	var found *dateRows
	if ok {
		found = s.rowsOf(date)
	}
	s.cells[dateCell{string(cell), at}] = found
	return found
}

// errNoDate is why a file with numeric dates cannot be divided: a cell is no date in the order of the others.
var errNoDate = errors.New("a cell is not a date in the order of the others")

// rowsOf returns the rows of a date.
func (s *dateScan) rowsOf(date market.Date) *dateRows {
	for i := len(s.all) - 1; i >= 0; i-- {
		if s.all[i].date == date {
			return s.all[i]
		}
	}
	r := &dateRows{date: date, offset: -1}
	s.all = append(s.all, r)
	return r
}

// count adds lines to the rows that they belong to.
func (s *dateScan) count(of *dateRows, lines []byte, n int) {
	if of == nil {
		s.lead, s.leadLines = s.lead+int64(len(lines)), s.leadLines+n
		return
	}
	if of.offset < 0 {
		of.offset, of.line, of.bytes = s.offset-s.lead, s.line-s.leadLines, s.lead
		s.lead, s.leadLines = 0, 0
	}
	of.bytes += int64(len(lines))
	of.end = s.offset + int64(len(lines))
}

// see remembers the underlying of a line.
func (s *dateScan) see(name []byte) {
	i, known := s.names[string(name)]
	if !known && len(s.names) == mostNames {
		s.name = -1
		return
	}
	if !known {
		i = len(s.names)
		s.names[string(name)] = i
	}
	s.last.names.add(i)
}

// settle ends the first pass: with the order of numeric dates known, cells that mean one date are joined.
func (s *dateScan) settle() (both bool, err error) {
	s.surveying = false
	if !s.dated.Numeric {
		return false, nil
	}
	if s.order, both, err = s.dated.Order(); err != nil {
		return false, err
	}
	found := s.cells
	s.cells, s.all = map[dateCell]*dateRows{}, nil
	var of []dateCell
	for cell, rows := range found {
		if rows != nil {
			of = append(of, cell)
		}
	}
	slices.SortFunc(of, func(a, b dateCell) int { return int(found[a].offset - found[b].offset) })
	for _, cell := range of {
		rows := s.meaning([]byte(cell.text), cell.venue)
		if rows == nil {
			return false, errNoDate
		}
		rows.join(found[cell])
	}
	return both, nil
}

// join adds the rows of another cell that means the same date; the first come first.
func (r *dateRows) join(other *dateRows) {
	if r.offset < 0 {
		r.offset, r.line = other.offset, other.line
	}
	r.end = max(r.end, other.end)
	r.bytes += other.bytes
	r.names.join(other.names)
}

// nameSet is a set of names by their index.
type nameSet []uint64

func (s *nameSet) add(i int) {
	for len(*s) <= i/64 {
		*s = append(*s, 0)
	}
	(*s)[i/64] |= 1 << (i % 64)
}

func (s *nameSet) join(t nameSet) {
	for i := range len(t) * 64 {
		if t.has(i) {
			s.add(i)
		}
	}
}

func (s nameSet) has(i int) bool { return i/64 < len(s) && s[i/64]&(1<<(i%64)) != 0 }
