package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// LevelCells are the levels of a row of a history, in the order of its columns of levels; nil is no level at all.
type LevelCells []Number

// levelColumn is a level of all contracts or of 0DTE as a column of a history.
type levelColumn struct {
	name  string
	later bool // it stands behind all others
	of    func(all, today *Levels) Number
}

// levelColumns are those of the registry.
var levelColumns = func() []levelColumn {
	var list []levelColumn
	for _, v := range LevelsThat(func(v *Level) bool { return v.History }) {
		list = append(list, levelColumn{v.Stem(), v.Later, func(all, _ *Levels) Number { return v.Number(all) }})
	}
	list = append(list, levelColumn{"gex_0dte", false, func(_, today *Levels) Number {
		if today == nil {
			return None()
		}
		return today.GEX
	}})
	for _, v := range LevelsThat(func(v *Level) bool { return v.Today }) {
		list = append(list, levelColumn{v.Stem() + "_0dte", v.Later, func(_, today *Levels) Number { return v.Number(today) }})
	}
	return list
}()

// levelCells takes the levels of a row; today is nil when nothing settles later today.
func levelCells(all, today *Levels) LevelCells {
	cells := make(LevelCells, len(levelColumns))
	for i, c := range levelColumns {
		cells[i] = c.of(all, today)
	}
	return cells
}

// Level is a level of the row by the name of its column, absent when there is no such column.
func (s *Snapshot) Level(name string) Number {
	for i, c := range levelColumns {
		if c.name == name && s.Levels != nil {
			return s.Levels[i]
		}
	}
	return None()
}

// snapshotColumn is a column of a history: a *Number, *Time, *Regime or *string of a row.
type snapshotColumn struct {
	name string
	at   func(*Snapshot) any
}

// snapshotColumns are the fields of a row in their order, with the levels in the place of theirs, but for the later ones.
var snapshotColumns = func() []snapshotColumn {
	var list []snapshotColumn
	t := reflect.TypeFor[Snapshot]()
	for i := range t.NumField() {
		if t.Field(i).Type == reflect.TypeFor[LevelCells]() {
			list = append(list, columnsOfLevels(false)...)
			continue
		}
		list = append(list, snapshotColumn{t.Field(i).Tag.Get("json"), func(s *Snapshot) any {
			return reflect.ValueOf(s).Elem().Field(i).Addr().Interface()
		}})
	}
	return append(list, columnsOfLevels(true)...)
}()

func columnsOfLevels(later bool) []snapshotColumn {
	var list []snapshotColumn
	for i, c := range levelColumns {
		if c.later == later {
			list = append(list, snapshotColumn{c.name, func(s *Snapshot) any { return s.levelAt(i) }})
		}
	}
	return list
}

// levelAt is where a level of the row stands.
func (s *Snapshot) levelAt(i int) *Number {
	if s.Levels == nil {
		s.Levels = slices.Repeat(LevelCells{None()}, len(levelColumns))
	}
	return &s.Levels[i]
}

// SnapshotColumns returns the names of the columns of a history.
func SnapshotColumns() []string {
	names := make([]string, len(snapshotColumns))
	for i, c := range snapshotColumns {
		names[i] = c.name
	}
	return names
}

// Cells returns the row as csv carries it, a cell a column: absent is empty.
func (s *Snapshot) Cells() []string {
	cells := make([]string, len(snapshotColumns))
	for i, c := range snapshotColumns {
		switch v := c.at(s).(type) {
		case *string:
			cells[i] = *v
		case *Regime:
			cells[i] = string(*v)
		case fmt.Stringer:
			cells[i] = v.String()
		}
	}
	return cells
}

// MarshalJSON writes an object with a key a column. Whether < is escaped is for the writer of the whole to say.
func (s Snapshot) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	out.WriteByte('{')
	for i, c := range snapshotColumns {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(quoted(c.name) + ":")
		if err := e.Encode(c.at(&s)); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// UnmarshalJSON reads what MarshalJSON writes: keys that are no column are errors, and what is missing is absent.
func (s *Snapshot) UnmarshalJSON(text []byte) error {
	cells := map[string]json.RawMessage{}
	if err := json.Unmarshal(text, &cells); err != nil {
		return err
	}
	*s = blankSnapshot()
	for _, c := range snapshotColumns {
		if cell, has := cells[c.name]; has {
			delete(cells, c.name)
			if err := json.Unmarshal(cell, c.at(s)); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
		}
	}
	if unknown := slices.Sorted(maps.Keys(cells)); len(unknown) > 0 {
		return unknownColumn(unknown[0])
	}
	return nil
}

// blankSnapshot has no number.
func blankSnapshot() Snapshot {
	var s Snapshot
	for _, c := range snapshotColumns {
		if n, ok := c.at(&s).(*Number); ok {
			*n = None()
		}
	}
	return s
}

func unknownColumn(name string) error { return fmt.Errorf("column %q is none of a history", name) }
