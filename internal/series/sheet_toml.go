package series

import (
	"slices"
	"strings"

	"gex/internal/tomltext"
)

// mostText is the largest TOML: its reader needs many times the memory of a text.
const mostText = 1 << 20

// readTOML reads a list of tables, [[table]] with keys of one value each, into records. The text is read twice: as a whole,
// which finds what is not valid TOML, and by statements, which have lines.
func (s *sheet) readTOML(text []byte, table string) error {
	if len(text) > mostText {
		return s.errorAt(0, "", s.help, "larger than %d MB, which no %s is", mostText>>20, s.noun)
	}
	if err := tomltext.Check(text); err != nil {
		line, what := tomltext.Problem(err)
		return s.errorAt(line, "", s.help, "not valid TOML: %s", what)
	}
	return tomltext.Statements(text, tomltext.Kept{}, func(given tomltext.Statement) error { return s.addTOML(given, table) })
}

// addTOML adds a statement: a heading, or a key and its value.
func (s *sheet) addTOML(given tomltext.Statement, table string) error {
	var keys []string
	for _, k := range given.Keys {
		keys = append(keys, k.Name)
	}
	line := given.Last().Line
	name := strings.Join(keys, ".")
	advice := "each is a list of keys under [[" + table + "]]"
	switch {
	case given.List && name == table:
		s.records = append(s.records, record{sheet: s, line: line, cells: map[string]string{}})
		return nil
	case given.Value == nil:
		return s.errorAt(line, shorten(name), advice, "not [[%s]]", table)
	case len(s.records) == 0:
		return s.errorAt(line, shorten(name), advice, "before the first [[%s]]", table)
	}
	if given.Value.List || given.Value.Table {
		return s.errorAt(line, shorten(name), "give one value", "not one value")
	}
	if !slices.Contains(s.columns, name) {
		s.columns, s.head = append(s.columns, name), line
	}
	r := &s.records[len(s.records)-1]
	if _, twice := r.cells[columnName(name)]; twice {
		return s.errorAt(line, shorten(name), "keep one of them", "twice in one [[%s]]", table)
	}
	r.cells[columnName(name)] = strings.TrimSpace(given.Value.Text())
	return nil
}
