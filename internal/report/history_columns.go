package report

import (
	"bytes"
	"encoding/json"
	"slices"
	"sync"

	"github.com/gocarina/gocsv"
)

// A row of a history has fixed columns, the fields of Snapshot with a csv tag, and level columns from the registry: most of
// them before the warnings, those added later after all others. Package gocsv reads and writes the fixed columns.

// Level returns a level by the name of its column, absent when there is no such column.
func (s *Snapshot) Level(name string) Number {
	if i := slices.Index(levelNames, name); i >= 0 && s.Levels != nil {
		return s.Levels[i]
	}
	return None()
}

// levels returns the levels of the row, all absent when it has none.
func (s *Snapshot) levels() LevelCells {
	if s.Levels == nil {
		return slices.Repeat(LevelCells{None()}, len(levelColumns))
	}
	return s.Levels
}

// fixedColumns are the names of the fixed columns.
var fixedColumns = sync.OnceValue(func() []string { return fixedCells(nil)[0] })

// levelsBefore is the index of the fixed column that follows the first level columns.
func levelsBefore() int { return slices.Index(fixedColumns(), "warnings") }

// cellRows collects what gocsv writes: the header and the rows.
type cellRows [][]string

func (r *cellRows) Write(row []string) error { *r = append(*r, slices.Clone(row)); return nil }
func (*cellRows) Flush()                     {}
func (*cellRows) Error() error               { return nil }

// fixedCells returns the header and the rows of the fixed columns. Writing a row cannot fail: no MarshalCSV returns an error.
func fixedCells(rows []Snapshot) [][]string {
	var cells cellRows
	if err := gocsv.MarshalCSV(rows, &cells); err != nil {
		panic(err)
	}
	return cells
}

// lastFixed is the index of the first of the fixed columns that were added after all level columns.
func lastFixed() int { return slices.Index(fixedColumns(), "members") }

// withLevels inserts the level columns into the fixed ones.
func withLevels[T any](fixed, levels []T) []T {
	before, last := levelsBefore(), lastFixed()
	return slices.Concat(fixed[:before], levels[:firstLevels], fixed[before:last], levels[firstLevels:], fixed[last:])
}

// SnapshotColumns returns the names of the columns of a history.
func SnapshotColumns() []string { return withLevels(fixedColumns(), levelNames) }

// SnapshotCells returns the cells of rows in the order of SnapshotColumns; an absent value is empty.
func SnapshotCells(rows []Snapshot) [][]string {
	cells := fixedCells(rows)[1:]
	for i := range cells {
		var levels []string
		for _, n := range rows[i].levels() {
			levels = append(levels, n.String())
		}
		cells[i] = withLevels(cells[i], levels)
	}
	return cells
}

// MarshalJSON writes an object with one key per column. The encoder of the whole decides whether < is escaped.
func (s Snapshot) MarshalJSON() ([]byte, error) {
	type fixed Snapshot // without this method
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(fixed(s)); err != nil {
		return nil, err
	}
	var first, later bytes.Buffer // before the warnings, and at the end
	for i, n := range s.levels() {
		part := &first
		if levelColumns[i].later {
			part = &later
		}
		part.WriteString("," + quoted(levelNames[i]) + ":")
		text, err := n.MarshalJSON()
		if err != nil {
			return nil, err
		}
		part.Write(text)
	}
	before := []byte("," + quoted(fixedColumns()[levelsBefore()]) + ":") // cannot occur within a value, where quotes are escaped
	last := []byte("," + quoted(fixedColumns()[lastFixed()]) + ":")
	head, tail, _ := bytes.Cut(out.Bytes(), before)
	tail, end, _ := bytes.Cut(tail, last)
	return slices.Concat(head, first.Bytes(), before, tail, later.Bytes(), last, end), nil
}
