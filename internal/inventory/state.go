package inventory

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unique"

	"gex/internal/chain/cells"
	"gex/internal/fault"
	"gex/internal/market"
)

// The state is a csv file. Its first row has the settings; a row for each day is followed by the rows of its series, and the last
// row counts all of them, so that a file that was cut short is not taken for a whole one.
var stateColumns = []string{"record", "date", "exchange", "source", "file", "sha256", "until", "adjusted", "unbalanced", "repeated", "canceled", "expired",
	"traded", "industry", "contracts", "unsigned", "underlying", "root", "expiration", "strike", "type", "net", "open_interest", "volume", "squares"}

const (
	stateVersion  = "inventory/v1"
	recordState   = "state"
	recordDay     = "day"
	recordSeries  = "series"
	recordEnd     = "end"
	stateNoneHint = "name another file: this run would replace it"
)

// columns before those of a series, and of its volumes.
var (
	stateSeries  = slices.Index(stateColumns, "underlying")
	stateVolumes = slices.Index(stateColumns, "net")
	stateCounts  = slices.Index(stateColumns, "adjusted")
	stateTotals  = slices.Index(stateColumns, "traded")
)

// WriteState writes a ledger; the same ledger makes the same bytes.
func (l *Ledger) WriteState(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<18)
	var line []byte
	put := func(values ...string) { // errors of out are kept until Flush
		line = line[:0]
		for _, v := range values {
			line = append(quoted(line, v), ',')
		}
		line = append(line[:len(line)-1], commas(len(stateColumns)-len(values))...)
		out.Write(append(line, '\n'))
	}
	put(stateColumns...)
	put(recordState, "", "", stateVersion, l.Settings)
	before := append([]byte(recordSeries), commas(stateSeries)...)
	for _, d := range l.Days {
		row := []string{recordDay, d.Date.String(), d.Exchange, d.Source.String(), oneLine.Replace(d.File), d.SHA256, d.Until}
		for _, n := range d.LeftOut {
			row = append(row, strconv.Itoa(n))
		}
		put(append(row, text(d.Traded), text(d.Industry), text(d.Contracts), text(d.Unsigned))...)
		for i := range d.Entries {
			e := &d.Entries[i]
			s := e.Series()
			line = append(line[:0], before...)
			line = append(append(line, s.Underlying...), ',') // names have no commas and no quotation marks
			line = append(append(line, s.Root...), ',')
			line = append(s.Expiration.Append(line), ',')
			line = append(appendNumber(line, s.Strike), ',', s.Type)
			for _, x := range [...]float64{e.Net, e.Interest, e.Volume, e.Squares} {
				line = appendNumber(append(line, ','), x)
			}
			out.Write(append(line, '\n'))
		}
	}
	put(recordEnd, "", "", "", strconv.Itoa(len(l.Days)), strconv.Itoa(l.Rows()))
	return out.Flush()
}

// commas are so many.
func commas(n int) string { return strings.Repeat(",", n) }

// quoted appends a cell, in quotation marks where it needs them.
func quoted(line []byte, cell string) []byte {
	if !strings.ContainsAny(cell, "\",\n\r") {
		return append(line, cell...)
	}
	return append(append(append(line, '"'), strings.ReplaceAll(cell, `"`, `""`)...), '"')
}

// oneLine makes one line of a name.
var oneLine = strings.NewReplacer("\n", " ", "\r", " ")

// text is a number as the state has it; "" for none.
func text(x float64) string { return string(appendNumber(nil, x)) }

// appendNumber appends it.
func appendNumber(line []byte, x float64) []byte {
	if math.IsNaN(x) {
		return line
	}
	return strconv.AppendFloat(line, x, 'f', -1, 64)
}

// stateReader reads a state.
type stateReader struct {
	name  string
	lines *lines
	l     *Ledger
	whole bool

	names   cells.Memo[string]
	roots   cells.Memo[string]
	expires cells.Memo[market.Date]
}

// ReadState reads a ledger that WriteState wrote. Errors are fault.Input.
func ReadState(in io.Reader, name string) (*Ledger, error) {
	r := &stateReader{name: name, lines: newLines(in), l: &Ledger{}}
	cells, err := r.lines.next()
	if err != nil || len(cells) != len(stateColumns) || joined(cells) != strings.Join(stateColumns, ",") {
		return nil, at(name, 1, &misread{what: "not a book that gex inventory keeps", hint: stateNoneHint})
	}
	for !r.whole {
		cells, err := r.lines.next()
		switch {
		case err != nil && ended(err):
			return nil, at(name, r.lines.line, &misread{what: "the book is cut short: its last row is missing", hint: "restore it, or remove it and give all files again"})
		case err != nil:
			return nil, unreadable(name, err)
		}
		if err := r.row(cells); err != nil {
			return nil, at(name, r.lines.line, &misread{what: err.Error(), hint: "restore the book, or remove it and give all files again"})
		}
	}
	return r.l, nil
}

func joined(cells [][]byte) string {
	var list []string
	for _, c := range cells {
		list = append(list, string(c))
	}
	return strings.Join(list, ",")
}

var errState = errors.New("the row is not one of a book")

// row reads a row.
func (r *stateReader) row(cells [][]byte) error {
	if len(cells) != len(stateColumns) {
		return cutShort(len(cells), len(stateColumns))
	}
	switch string(cells[0]) {
	case recordState:
		if string(cells[3]) != stateVersion {
			return fmt.Errorf("the book is of version %s, and this program keeps %s", quote(cells[3]), stateVersion)
		}
		r.l.Settings = string(cells[4])
		return nil
	case recordDay:
		return r.day(cells)
	case recordSeries:
		return r.series(cells)
	case recordEnd:
		r.whole = true
		if string(cells[4]) != strconv.Itoa(len(r.l.Days)) || string(cells[5]) != strconv.Itoa(r.l.Rows()) {
			return errors.New("rows are missing")
		}
		return nil
	}
	return errState
}

// itself is a cell as text.
func itself(cell string) (string, error) { return cell, nil }

// day reads the row of a day.
func (r *stateReader) day(cells [][]byte) error {
	date, err := market.ParseDate(string(cells[1]))
	ok := err == nil
	d := &Day{Date: date, Exchange: string(cells[2]), File: string(cells[4]), SHA256: string(cells[5]), Until: string(cells[6])}
	for i, name := range sourceNames {
		if string(cells[3]) == name {
			d.Source = Source(i)
		} else if i == len(sourceNames)-1 && d.Source == 0 && string(cells[3]) != sourceNames[0] {
			ok = false
		}
	}
	for i := range d.LeftOut {
		n, err := strconv.Atoi(string(cells[stateCounts+i]))
		if d.LeftOut[i] = n; err != nil || n < 0 {
			ok = false
		}
	}
	for i, to := range []*float64{&d.Traded, &d.Industry, &d.Contracts, &d.Unsigned} {
		if !number64(cells[stateTotals+i], to) {
			ok = false
		}
	}
	if n := len(r.l.Days); !ok || n > 0 && compareDays(r.l.Days[n-1], d) >= 0 {
		return errState
	}
	r.l.Days = append(r.l.Days, d)
	return nil
}

// series reads the row of a series, which belongs to the day before it.
func (r *stateReader) series(row [][]byte) error {
	if len(r.l.Days) == 0 {
		return errState
	}
	var s Series
	var errs [5]error
	of := row[stateSeries:]
	s.Underlying, errs[0] = r.names.Of(of[0], itself)
	s.Root, errs[1] = r.roots.Of(of[1], itself)
	s.Expiration, errs[2] = r.expires.Of(of[2], market.ParseDate)
	s.Strike, errs[3] = strike(of[3])
	s.Type, errs[4] = side(of[4])
	if cmp.Or(errs[:]...) != nil {
		return errState
	}
	e := Entry{Name: unique.Make(s)}
	for i, to := range []*float64{&e.Net, &e.Interest, &e.Volume, &e.Squares} {
		if !number64(row[stateVolumes+i], to) {
			return errState
		}
	}
	d := r.l.Days[len(r.l.Days)-1]
	if n := len(d.Entries); n > 0 && compareEntries(d.Entries[n-1], e) >= 0 || math.IsNaN(e.Net) || math.IsNaN(e.Volume) || math.IsNaN(e.Squares) {
		return errState
	}
	d.Entries = append(d.Entries, e)
	return nil
}

// number64 reads a number, NaN for none.
func number64(cell []byte, to *float64) bool {
	if len(cell) == 0 {
		*to = math.NaN()
		return true
	}
	x, kind := cells.Number(cell)
	*to = x
	return kind == cells.Plain
}

// Continue refuses to go on with a ledger of other settings, and with files after which it begins.
func (l *Ledger) Continue(name, settings string) error {
	if l.Settings != settings {
		return fault.New(fault.Usage, "give the same flags, or "+fault.Setting("state")+" another name", "%s was made %s, and this run is %s", name, with(l.Settings), with(settings))
	}
	return nil
}

func with(settings string) string {
	if settings == "" {
		return "without flags"
	}
	return "with " + settings
}
