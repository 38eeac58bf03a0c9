package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/lazy"
)

// KnownRow is what a row of a history says that a study needs.
type KnownRow struct {
	Line       int
	Underlying string
	AsOf       Time
	KnownAt    Time // when what it says was public; absent: at AsOf
	Options    string

	Spot, GEX, GrossGEX, ZeroGamma, CallWall, PutWall, AbsGamma, MaxPain Number

	ExpectedMove Number // the straddle of the nearest expiry
	DayMove      Number // one standard deviation of a whole trading day
	GEX0DTE      Number // absent where nothing settles on the day of AsOf

	StrikeStep Number // distance of strikes around spot, of the nearest expiry
	PainExpiry string // its date, the one that MaxPain is of; "": not known
	PainStyle  string // when it settles: am, pm; "": not known
}

// KnownHelp says what a history is.
const KnownHelp = "a csv, ndjson or Parquet file of gex history: gex history DIR -o levels.csv"

// knownColumns are the columns that are read; those of gex levels, which a pipeline over many files writes, may have another name.
var knownColumns = []struct {
	name, also string
	mayLack    bool
	number     func(*KnownRow) *Number // nil: it is a text or a time
}{
	{name: "underlying"}, {name: "as_of"}, {name: "known_at", mayLack: true}, {name: "options", mayLack: true}, {name: "scope", mayLack: true},
	{name: "spot", number: func(r *KnownRow) *Number { return &r.Spot }},
	{name: "gex", number: func(r *KnownRow) *Number { return &r.GEX }},
	{name: "gross_gex", number: func(r *KnownRow) *Number { return &r.GrossGEX }},
	{name: "zero_gamma", number: func(r *KnownRow) *Number { return &r.ZeroGamma }},
	{name: "call_wall", number: func(r *KnownRow) *Number { return &r.CallWall }},
	{name: "put_wall", number: func(r *KnownRow) *Number { return &r.PutWall }},
	{name: "abs_gamma", mayLack: true, number: func(r *KnownRow) *Number { return &r.AbsGamma }},
	{name: "max_pain", mayLack: true, number: func(r *KnownRow) *Number { return &r.MaxPain }},
	{name: "expected_move", also: "expected_move_straddle", mayLack: true, number: func(r *KnownRow) *Number { return &r.ExpectedMove }},
	{name: "day_move", mayLack: true, number: func(r *KnownRow) *Number { return &r.DayMove }},
	{name: "gex_0dte", mayLack: true, number: func(r *KnownRow) *Number { return &r.GEX0DTE }},
	{name: "strike_step", mayLack: true, number: func(r *KnownRow) *Number { return &r.StrikeStep }},
	{name: "max_pain_expiry", mayLack: true}, {name: "max_pain_style", mayLack: true},
}

// knownReader reads the rows of a history by the names of its columns. Unlike [ReadSnapshots] it takes those of any version, and
// rows that were selected or joined by other programs.
type knownReader struct {
	name string
	wide int            // columns
	at   map[string]int // the place of each column that is there
}

// cellOf gives the cell of a column, "" where there is none.
type cellOf func(column string) string

// ReadKnownRows reads a history, csv or a JSON object a line, in any order; name is that of the file, for messages. Errors are
// fault.Input.
func ReadKnownRows(text io.Reader, name string) ([]KnownRow, error) {
	all, err := io.ReadAll(text)
	if err != nil {
		return nil, err
	}
	k := &knownReader{name: name}
	all = bytes.TrimPrefix(all, []byte("\ufeff"))
	head := bytes.TrimLeft(all, " \t\r\n")
	switch {
	case len(head) == 0:
		return nil, k.errorAt(0, "", "the file is empty")
	case head[0] == '[':
		return nil, k.errorAt(0, "", "a JSON array is not a history, which has an object a line")
	case head[0] == '{':
		return k.readJSON(all)
	}
	return k.readCSV(all)
}

// readJSON reads an object a line.
func (k *knownReader) readJSON(all []byte) (rows []KnownRow, err error) {
	line := 0
	for text := range bytes.Lines(all) {
		line++
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		values, err := objectOf(text)
		if err != nil {
			return nil, k.errorAt(line, "", "it is not a JSON object of a history: %v", err)
		}
		has := func(name string) bool { _, has := values[name]; return has }
		if err := k.complete(line, "key", has); err != nil {
			return nil, err
		}
		for _, c := range knownColumns {
			for _, name := range []string{c.name, c.also} {
				switch v := values[name].(type) {
				case nil, string, json.Number:
				default:
					return nil, k.errorAt(line, name, "%v is not allowed here", v)
				}
			}
			if !has(c.name) {
				values[c.name] = values[c.also]
			}
		}
		rows, err = k.add(rows, line, func(name string) string {
			switch v := values[name].(type) {
			case string:
				return strings.TrimSpace(v)
			case json.Number:
				return v.String()
			}
			return ""
		})
		if err != nil {
			return nil, err
		}
	}
	if len(rows) == 0 {
		return nil, k.errorAt(0, "", "no row in it")
	}
	return rows, nil
}

// add appends the row of some cells, unless it is of a part of the book, as gex levels has them.
func (k *knownReader) add(rows []KnownRow, line int, cell cellOf) ([]KnownRow, error) {
	if scope := cell("scope"); scope != "" && scope != "all" {
		return rows, nil
	}
	row, err := k.row(cell, line)
	return append(rows, row), err
}

func (k *knownReader) readCSV(all []byte) ([]KnownRow, error) {
	in := csv.NewReader(bytes.NewReader(all))
	in.ReuseRecord = true
	var rows []KnownRow
	for {
		cells, err := in.Read()
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, io.EOF) && k.at == nil, errors.Is(err, io.EOF) && len(rows) == 0:
			return nil, k.errorAt(0, "", "no row in it")
		case errors.Is(err, io.EOF):
			return rows, nil
		case errors.As(err, &wrong) && errors.Is(err, csv.ErrFieldCount):
			return nil, k.errorAt(wrong.Line, "", "%d cells and not the %d of the line of names", len(cells), k.wide)
		case errors.As(err, &wrong): // of text in memory there are no others
			return nil, k.errorAt(wrong.Line, "", "%v", wrong.Err)
		}
		line, _ := in.FieldPos(0)
		if k.at == nil {
			if err := k.place(cells); err != nil {
				return nil, err
			}
			continue
		}
		if rows, err = k.add(rows, line, func(name string) string { return k.cell(cells, name) }); err != nil {
			return nil, err
		}
	}
}

// errorAt is an error about a place in the file.
func (k *knownReader) errorAt(line int, column, format string, args ...any) error {
	return &fault.Error{Code: fault.Input, Hint: KnownHelp, Problem: fault.Problem{File: k.name, Line: line, Column: column, What: fmt.Sprintf(format, args...)}}
}

// place finds the columns in the line of names.
func (k *knownReader) place(header []string) error {
	k.at, k.wide = map[string]int{}, len(header)
	for j, name := range header {
		name = strings.TrimSpace(name)
		if _, twice := k.at[name]; twice && name != "" {
			return k.errorAt(1, name, "the column appears twice")
		}
		k.at[name] = j
	}
	for _, c := range knownColumns {
		if also, hasAlso := k.at[c.also]; c.also != "" && hasAlso {
			if _, has := k.at[c.name]; !has {
				k.at[c.name] = also
			}
		}
	}
	return k.complete(1, "column", func(name string) bool { _, has := k.at[name]; return has })
}

// complete refuses rows that lack what a study needs.
func (k *knownReader) complete(line int, noun string, has func(name string) bool) error {
	var missing []string
	for _, c := range knownColumns {
		if !c.mayLack && !has(c.name) {
			missing = append(missing, c.name)
		}
	}
	if missing != nil {
		return k.errorAt(line, "", "it is not a history: no %s %s", noun, strings.Join(missing, ", "))
	}
	if !has("day_move") && !has("expected_move") && !has("expected_move_straddle") {
		return k.errorAt(line, "", "neither day_move nor expected_move is there: nothing says what was implied")
	}
	return nil
}

// cell is a cell as it was before it was made safe for spreadsheets; "" where there is no such column.
func (k *knownReader) cell(cells []string, name string) string {
	j, has := k.at[name]
	if !has {
		return ""
	}
	return escape.Uncell(strings.TrimSpace(cells[j]))
}

func (k *knownReader) row(cell cellOf, line int) (KnownRow, error) {
	row := KnownRow{
		Line: line, Underlying: cell("underlying"), Options: cell("options"), PainExpiry: cell("max_pain_expiry"), PainStyle: cell("max_pain_style"),
	}
	if row.Underlying == "" {
		return row, k.errorAt(line, "underlying", "the cell is empty")
	}
	var err error
	if row.AsOf, err = knownTime(cell("as_of")); err != nil {
		return row, k.errorAt(line, "as_of", "%v", err)
	}
	if row.KnownAt, err = knownTime(cell("known_at")); err != nil {
		return row, k.errorAt(line, "known_at", "%v", err)
	}
	if row.AsOf.IsZero() {
		return row, k.errorAt(line, "as_of", "the cell is empty")
	}
	for _, c := range knownColumns {
		if c.number == nil {
			continue
		}
		if *c.number(&row), err = knownNumber(cell(c.name)); err != nil {
			return row, k.errorAt(line, c.name, "%v", err)
		}
	}
	if !(row.Spot > 0) {
		return row, k.errorAt(line, "spot", "%q is not a price", cell("spot"))
	}
	return row, nil
}

// knownTime reads a time as gex writes it, or with a blank before the clock as other programs do; none is absent.
func knownTime(cell string) (t Time, err error) {
	if before, after, found := strings.Cut(cell, " "); found {
		cell = before + "T" + after
	}
	err = t.UnmarshalCSV(cell)
	return t, err
}

// anyNumber is a decimal number as programs write it; ParseFloat reads more: NaN, infinity, hexadecimal, 1_000.
var anyNumber = lazy.Regexp(`^[+-]?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?$`)

// knownNumber reads a number; none is absent.
func knownNumber(cell string) (Number, error) {
	if cell == "" {
		return None(), nil
	}
	x, err := strconv.ParseFloat(cell, 64)
	if err != nil || !anyNumber().MatchString(cell) {
		return None(), fmt.Errorf("%q is not a number", cell)
	}
	return Number(x), nil
}

// Numbers returns the numbers of the row.
func (r *KnownRow) Numbers() []Number {
	var list []Number
	for _, c := range knownColumns {
		if c.number != nil {
			list = append(list, *c.number(r))
		}
	}
	return list
}
