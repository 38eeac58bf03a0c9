package inventory

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"gex/internal/fault"
)

// The state is a csv file. Its first row has the settings; a row for each day is followed by the rows of its series, and the last
// row counts all of them, so that a file that was cut short is not taken for a whole one.
var stateColumns = []string{"record", "date", "exchange", "source", "file", "sha256", "until", "adjusted", "unbalanced", "repeated", "canceled",
	"traded", "industry", "contracts", "unsigned", "underlying", "root", "expiration", "strike", "type", "net", "open_interest", "volume", "squares"}

const (
	stateVersion  = "inventory/v1"
	recordState   = "state"
	recordDay     = "day"
	recordSeries  = "series"
	recordEnd     = "end"
	stateNoneHint = "name another file: this run would replace it"
)

// WriteState writes a ledger; the same ledger makes the same bytes.
func (l *Ledger) WriteState(w io.Writer) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	out := csv.NewWriter(buffered)
	out.Write(stateColumns) // errors are kept until Flush
	row := make([]string, len(stateColumns))
	put := func(values ...string) {
		clear(row)
		copy(row, values)
		out.Write(row)
	}
	put(recordState, "", "", stateVersion, l.Settings)
	for _, d := range l.Days {
		put(recordDay, d.Date.String(), d.Exchange, d.Source.String(), oneLine.Replace(d.File), d.SHA256, d.Until,
			strconv.Itoa(d.LeftOut[Adjusted]), strconv.Itoa(d.LeftOut[Unbalanced]), strconv.Itoa(d.LeftOut[Repeated]), strconv.Itoa(d.LeftOut[Canceled]),
			text(d.Traded), text(d.Industry), text(d.Contracts), text(d.Unsigned))
		clear(row)
		row[0] = recordSeries
		for i := range d.Entries {
			e := &d.Entries[i]
			row[15], row[16], row[17], row[18], row[19] = e.Series.Underlying, e.Series.Root, e.Series.Expiration.String(), text(e.Series.Strike), string(e.Series.Type)
			row[20], row[21], row[22], row[23] = text(e.Net), text(e.Interest), text(e.Volume), text(e.Squares)
			out.Write(row)
		}
	}
	put(recordEnd, "", "", "", strconv.Itoa(len(l.Days)), strconv.Itoa(l.Rows()))
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return buffered.Flush()
}

// oneLine makes one line of a name.
var oneLine = strings.NewReplacer("\n", " ", "\r", " ")

// text is a number as the state has it; "" for none.
func text(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// stateReader reads a state.
type stateReader struct {
	name  string
	lines *lines
	l     *Ledger
	whole bool
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

// day reads the row of a day.
func (r *stateReader) day(cells [][]byte) error {
	date, ok := dateOf(string(cells[1]))
	d := &Day{Date: date, Exchange: string(cells[2]), File: string(cells[4]), SHA256: string(cells[5]), Until: string(cells[6])}
	for i, name := range sourceNames {
		if string(cells[3]) == name {
			d.Source = Source(i)
		} else if i == len(sourceNames)-1 && d.Source == 0 && string(cells[3]) != sourceNames[0] {
			ok = false
		}
	}
	for i := range d.LeftOut {
		n, err := strconv.Atoi(string(cells[7+i]))
		if d.LeftOut[i] = n; err != nil || n < 0 {
			ok = false
		}
	}
	for i, to := range []*float64{&d.Traded, &d.Industry, &d.Contracts, &d.Unsigned} {
		if !number64(cells[11+i], to) {
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
func (r *stateReader) series(cells [][]byte) error {
	if len(r.l.Days) == 0 {
		return errState
	}
	date, ok := dateOf(string(cells[17]))
	e := Entry{Series: Series{Underlying: string(cells[15]), Root: string(cells[16]), Expiration: date}}
	strike, err := number(cells[18], "strike")
	if err != nil || !ok {
		return errState
	}
	e.Series.Strike = strike
	if e.Series.Type, err = side(cells[19]); err != nil {
		return errState
	}
	for i, to := range []*float64{&e.Net, &e.Interest, &e.Volume, &e.Squares} {
		if !number64(cells[20+i], to) {
			return errState
		}
	}
	d := r.l.Days[len(r.l.Days)-1]
	if n := len(d.Entries); n > 0 && d.Entries[n-1].Series.Compare(e.Series) >= 0 || math.IsNaN(e.Net) || math.IsNaN(e.Volume) || math.IsNaN(e.Squares) {
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
	x, err := strconv.ParseFloat(string(cell), 64)
	*to = x
	return err == nil && !math.IsNaN(x) && !math.IsInf(x, 0)
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
