package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/gocarina/gocsv"

	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/lazy"
)

// ErrOldHistory is the cause of the error about a history that an earlier version wrote, without columns that rows have now.
// Rows with and without them cannot share a table.
var ErrOldHistory = errors.New("an earlier version wrote it")

// ReadSnapshots reads a history as gex history writes it, as csv or as JSON lines. It is strict, because rows are written
// again as if they had been computed. Errors name line and column; [ErrOldHistory] is the cause of one about missing columns.
func ReadSnapshots(r io.Reader, asCSV bool) ([]Snapshot, error) {
	text, err := io.ReadAll(r)
	switch {
	case err != nil:
		return nil, err
	case len(text) == 0:
		return nil, nil
	case text[len(text)-1] != '\n':
		return nil, fmt.Errorf("line %d: the last line has no line break: the file is truncated", 1+bytes.Count(text, []byte{'\n'}))
	case !utf8.Valid(text):
		return nil, fmt.Errorf("line %d: a byte that is not UTF-8, which gex never writes", invalidLine(text))
	}
	var t snapshotTable
	if asCSV {
		err = t.readCSV(text)
	} else {
		err = t.readJSON(text)
	}
	if err != nil {
		return nil, err
	}
	return t.rows()
}

// invalidLine returns the number of the first line that is not UTF-8, from 1.
func invalidLine(text []byte) int {
	line := 0
	for row := range bytes.Lines(text) {
		line++
		if !utf8.Valid(row) {
			break
		}
	}
	return line
}

// snapshotTable holds the cells of a history, and implements gocsv.CSVReader for the fixed columns.
type snapshotTable struct {
	fixed  [][]string // cells of the fixed columns; the first row is their header
	levels [][]string // cells of the level columns
	lines  []int
}

// Read is not called: gocsv reads a table as a whole.
func (*snapshotTable) Read() ([]string, error) { return nil, io.EOF }

// ReadAll returns the fixed columns with their header.
func (t *snapshotTable) ReadAll() ([][]string, error) { return t.fixed, nil }

// add appends a row whose cells are in the order of SnapshotColumns.
func (t *snapshotTable) add(line int, row []string) {
	if t.fixed == nil {
		t.fixed = [][]string{fixedColumns()}
	}
	before := levelsBefore()
	later, last := firstLevels+lastFixed(), len(row)-(len(fixedColumns())-lastFixed())
	t.fixed = append(t.fixed, slices.Concat(row[:before], row[before+firstLevels:later], row[last:]))
	t.levels = append(t.levels, slices.Concat(row[before:before+firstLevels], row[later:last]))
	t.lines = append(t.lines, line)
}

// rows returns the snapshots of the table.
func (t *snapshotTable) rows() ([]Snapshot, error) {
	if len(t.lines) == 0 {
		return nil, nil
	}
	var rows []Snapshot
	err := gocsv.UnmarshalCSV(t, &rows)
	var wrong *csv.ParseError
	switch {
	case errors.As(err, &wrong): // rows and columns are counted from 1, and the header is row 1
		return nil, fmt.Errorf("line %d: %s: %w", t.lines[wrong.Line-2], fixedColumns()[wrong.Column-1], wrong.Err)
	case err != nil:
		return nil, err
	}
	for i := range rows {
		rows[i].Levels = make(LevelCells, len(levelNames))
		for j, cell := range t.levels[i] {
			if err := rows[i].Levels[j].UnmarshalCSV(cell); err != nil {
				return nil, fmt.Errorf("line %d: %s: %w", t.lines[i], levelNames[j], err)
			}
		}
		if err := rows[i].check(); err != nil {
			return nil, fmt.Errorf("line %d: %w", t.lines[i], err)
		}
	}
	return rows, nil
}

func (t *snapshotTable) readCSV(text []byte) error {
	in := csv.NewReader(bytes.NewReader(text))
	header, err := in.Read()
	if err != nil {
		return err
	}
	order, err := columnOrder(header)
	if err != nil {
		return err
	}
	for {
		row, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, csv.ErrFieldCount):
			return err // which has line and column
		}
		line, _ := in.FieldPos(0)
		switch {
		case len(row) < len(header):
			return fmt.Errorf("line %d: %s: the row ends before it: %d cells where the header has %d", line, header[len(row)], len(row), len(header))
		case len(row) > len(header):
			return fmt.Errorf("line %d: %d cells where the header has %d", line, len(row), len(header))
		}
		cells := make([]string, len(order))
		for i, j := range order {
			if j >= 0 {
				cells[i] = escape.Uncell(row[j])
			}
		}
		t.add(line, cells)
	}
}

// columnOrder returns the position of each column of a history in a header.
func columnOrder(header []string) ([]int, error) {
	columns := SnapshotColumns()
	for j, name := range header {
		switch {
		case !slices.Contains(columns, name):
			return nil, unknownColumn(name)
		case slices.Contains(header[:j], name):
			return nil, fmt.Errorf("column %s appears twice", name)
		}
	}
	order := make([]int, len(columns))
	var missing []string
	for i, name := range columns {
		if order[i] = slices.Index(header, name); order[i] < 0 && !mayLack(name) {
			missing = append(missing, name)
		}
	}
	return order, oldHistory(missing)
}

// mayLack reports whether rows without a column are those of this version, in which it is empty.
func mayLack(name string) bool { return name == fixedColumns()[lastFixed()] }

func unknownColumn(name string) error { return fmt.Errorf("a history has no column %q", name) }

// oldHistory is the error about missing columns, nil when there are none; it names the first few. A text without a column
// that every version wrote is not a history at all.
func oldHistory(missing []string) error {
	if missing == nil {
		return nil
	}
	for _, name := range []string{"underlying", "as_of", "file", "sha256"} {
		if slices.Contains(missing, name) {
			return fmt.Errorf("no column %s", name)
		}
	}
	const few = 3
	names := missing[:min(few, len(missing))]
	text := strings.Join(names, ", ")
	if more := len(missing) - len(names); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return fault.New(fault.Input, "", "%w, without %s", ErrOldHistory, text)
}

func (t *snapshotTable) readJSON(text []byte) error {
	line := 0
	for row := range bytes.Lines(text) {
		line++
		cells, err := cellsOfJSON(row)
		if errors.Is(err, ErrOldHistory) && line == 1 {
			return err
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
		t.add(line, cells)
	}
	return nil
}

// objectOf decodes the one object of a line; numbers stay as they are written.
func objectOf(text []byte) (values map[string]any, err error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	if err := dec.Decode(&values); err != nil {
		return nil, err
	}
	if _, more := dec.Token(); !errors.Is(more, io.EOF) {
		return nil, errors.New("more than one object")
	}
	return values, nil
}

// cellsOfJSON returns the values of an object as cells of csv, in the order of SnapshotColumns.
func cellsOfJSON(text []byte) ([]string, error) {
	values, err := objectOf(text)
	if err != nil {
		return nil, err
	}
	columns := SnapshotColumns()
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(columns, name) {
			return nil, unknownColumn(name)
		}
	}
	cells := make([]string, len(columns))
	var missing []string
	for i, name := range columns {
		value, has := values[name]
		if !has && mayLack(name) {
			continue
		}
		if !has {
			missing = append(missing, name)
			continue
		}
		var err error
		if cells[i], err = cellOfJSON(value, numberColumns()[name]); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return cells, oldHistory(missing)
}

// numberColumns are the columns that hold numbers: the JSON of an empty row has a number in each.
var numberColumns = sync.OnceValue(func() map[string]bool {
	text, err := json.Marshal(Snapshot{Levels: make(LevelCells, len(levelNames))})
	values := map[string]any{}
	if err = errors.Join(err, json.Unmarshal(text, &values)); err != nil {
		panic(err)
	}
	numbers := map[string]bool{}
	for name, value := range values {
		_, numbers[name] = value.(float64)
	}
	return numbers
})

// cellOfJSON returns a value as a cell of csv, and an error when it is of the wrong type; null is an empty cell.
func cellOfJSON(value any, isNumber bool) (string, error) {
	switch v := value.(type) {
	case nil:
		return "", nil
	case json.Number:
		x, err := strconv.ParseFloat(v.String(), 64)
		if err != nil || !isNumber {
			return "", fmt.Errorf("%s is not allowed here", v)
		}
		return strconv.FormatFloat(x, 'g', -1, 64), nil
	case string:
		if !isNumber {
			return v, nil
		}
	}
	return "", fmt.Errorf("%v is not allowed here", value)
}

var (
	sumText  = lazy.Regexp(`^([0-9a-f]{2})+$`)
	dateText = lazy.Regexp(`^([0-9]{4}-[0-9]{2}-[0-9]{2})?$`)
)

// check rejects a row that does not identify its source.
func (s *Snapshot) check() error {
	switch failed := float64(s.Failed); {
	case s.Underlying == "":
		return errors.New("underlying: the cell is empty")
	case s.File == "":
		return errors.New("file: the cell is empty")
	case s.AsOf.IsZero():
		return errors.New("as_of: the cell is empty")
	case !sumText().MatchString(s.SHA256):
		return fmt.Errorf("sha256: %q is not a SHA-256", s.SHA256)
	case !dateText().MatchString(s.TradeDate):
		return fmt.Errorf("trade_date: %q is not a date", s.TradeDate)
	case s.Failed.OK() && (failed < 0 || failed != math.Trunc(failed)):
		return fmt.Errorf("failed: %s is not a count", s.Failed)
	}
	return nil
}
