package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"gex/internal/escape"
)

// ReadSnapshots reads a history back, as csv or a JSON object a line: what gex history writes and nothing else, as what is
// read leniently here would be written as if it had been computed. Columns that a later version added are absent.
// Errors name line and column.
func ReadSnapshots(r io.Reader, asCSV bool) ([]Snapshot, error) {
	text, err := io.ReadAll(r)
	switch {
	case err != nil:
		return nil, err
	case len(text) == 0:
		return nil, nil
	case text[len(text)-1] != '\n':
		return nil, fmt.Errorf("line %d: it does not end: the file is cut off", 1+bytes.Count(text, []byte{'\n'}))
	case !utf8.Valid(text):
		return nil, fmt.Errorf("line %d: a byte that is not UTF-8, which gex never writes", invalidLine(text))
	case asCSV:
		return snapshotsFromCSV(text)
	}
	return snapshotsFromJSON(text)
}

// invalidLine is the first line of a text that is not UTF-8, from 1.
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

func snapshotsFromJSON(text []byte) ([]Snapshot, error) {
	var list []Snapshot
	line := 0
	for row := range bytes.Lines(text) {
		line++
		var s Snapshot
		dec := json.NewDecoder(bytes.NewReader(row))
		err := dec.Decode(&s)
		if err == nil {
			if _, more := dec.Token(); !errors.Is(more, io.EOF) {
				err = errors.New("more than one object")
			}
		}
		if err == nil {
			err = s.check()
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		list = append(list, s)
	}
	return list, nil
}

func snapshotsFromCSV(text []byte) ([]Snapshot, error) {
	in := csv.NewReader(bytes.NewReader(text))
	header, err := in.Read()
	if err != nil {
		return nil, err
	}
	fields, err := snapshotFields(header)
	if err != nil {
		return nil, err
	}
	var list []Snapshot
	for {
		row, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			return list, nil
		case err != nil && !errors.Is(err, csv.ErrFieldCount):
			return nil, err // which has line and column
		}
		line, _ := in.FieldPos(0)
		switch {
		case len(row) < len(header):
			return nil, fmt.Errorf("line %d: %s: the row ends before it: %d cells where the header has %d", line, header[len(row)], len(row), len(header))
		case len(row) > len(header):
			return nil, fmt.Errorf("line %d: %d cells where the header has %d", line, len(row), len(header))
		}
		s := blankSnapshot()
		for j, cell := range row {
			if err := setCell(fields[j].at(&s), cell); err != nil {
				return nil, fmt.Errorf("line %d: %s: %w", line, header[j], err)
			}
		}
		if err := s.check(); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		list = append(list, s)
	}
}

// snapshotFields finds the column of every cell.
func snapshotFields(header []string) ([]snapshotColumn, error) {
	fields := make([]snapshotColumn, len(header))
	for j, name := range header {
		i := slices.IndexFunc(snapshotColumns, func(c snapshotColumn) bool { return c.name == name })
		switch {
		case i < 0:
			return nil, unknownColumn(name)
		case slices.Contains(header[:j], name):
			return nil, fmt.Errorf("column %s stands twice", name)
		}
		fields[j] = snapshotColumns[i]
	}
	for _, name := range []string{"underlying", "as_of", "file", "sha256"} {
		if !slices.Contains(header, name) {
			return nil, fmt.Errorf("no column %s", name)
		}
	}
	return fields, nil
}

// numberText is a number as machine formats have it; ParseFloat reads more: NaN, infinity, hexadecimal, 1_000.
var numberText = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?(e[+-][0-9]+)?$`)

// setCell reads a cell as csv carries it: absent is empty.
func setCell(at any, cell string) error {
	switch to := at.(type) {
	case *Number:
		if cell == "" {
			return nil
		}
		x, err := strconv.ParseFloat(cell, 64)
		if err != nil || !numberText.MatchString(cell) {
			return fmt.Errorf("%q is not a number", cell)
		}
		*to = Number(x)
	case *Time:
		if cell == "" {
			return nil
		}
		at, err := time.Parse(time.RFC3339, cell)
		if err != nil {
			return fmt.Errorf("%q is no time", cell)
		}
		*to = Time{at}
	case *Regime:
		*to = Regime(escape.Uncell(cell))
	case *string:
		*to = escape.Uncell(cell)
	}
	return nil
}

var (
	sumText  = regexp.MustCompile(`^([0-9a-f]{2})+$`)
	dateText = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})?$`)
)

// check refuses a row that does not say what it is of.
func (s *Snapshot) check() error {
	switch failed := float64(s.Failed); {
	case s.Underlying == "":
		return errors.New("underlying: the cell is empty")
	case s.File == "":
		return errors.New("file: the cell is empty")
	case s.AsOf.IsZero():
		return errors.New("as_of: the cell is empty")
	case !sumText.MatchString(s.SHA256):
		return fmt.Errorf("sha256: %q is not a SHA-256", s.SHA256)
	case !dateText.MatchString(s.TradeDate):
		return fmt.Errorf("trade_date: %q is not a date", s.TradeDate)
	case s.Failed.OK() && (failed < 0 || failed != math.Trunc(failed)):
		return fmt.Errorf("failed: %s is not a count", s.Failed)
	}
	return nil
}
