package series

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// mostText is the largest TOML: its reader needs many times the memory of a text.
const mostText = 1 << 20

// readTOML reads a list of tables, [[table]] with keys of one value each, into records. The text is read twice: as a whole,
// which finds what is not valid TOML, and by statements, which have lines.
func (s *sheet) readTOML(text []byte, table string) error {
	if len(text) > mostText {
		return s.errorAt(0, "", s.help, "larger than %d MB, which no %s is", mostText>>20, s.noun)
	}
	var whole map[string]any
	if err := toml.Unmarshal(text, &whole); err != nil {
		line := 0
		var at *toml.DecodeError
		if errors.As(err, &at) {
			line, _ = at.Position()
		}
		return s.errorAt(line, "", s.help, "not valid TOML: %s", strings.TrimPrefix(err.Error(), "toml: "))
	}
	var parser unstable.Parser
	parser.Reset(text)
	for parser.NextExpression() {
		if err := s.addTOML(text, parser.Expression(), table); err != nil {
			return err
		}
	}
	return parser.Error()
}

// addTOML adds a statement: a heading, or a key and its value.
func (s *sheet) addTOML(text []byte, node *unstable.Node, table string) error {
	var keys []string
	line := 0
	for it := node.Key(); it.Next(); {
		keys = append(keys, string(it.Node().Data))
		line = 1 + bytes.Count(text[:it.Node().Raw.Offset], []byte{'\n'})
	}
	name := strings.Join(keys, ".")
	advice := "each is a list of keys under [[" + table + "]]"
	switch {
	case node.Kind == unstable.ArrayTable && name == table:
		s.records = append(s.records, record{sheet: s, line: line, cells: map[string]string{}})
		return nil
	case node.Kind == unstable.ArrayTable, node.Kind == unstable.Table:
		return s.errorAt(line, shorten(name), advice, "not [[%s]]", table)
	case len(s.records) == 0:
		return s.errorAt(line, shorten(name), advice, "before the first [[%s]]", table)
	}
	v := node.Value()
	if v.Kind == unstable.Array || v.Kind == unstable.InlineTable {
		return s.errorAt(line, shorten(name), "give one value", "not one value")
	}
	value := string(v.Data)
	if v.Kind == unstable.Integer || v.Kind == unstable.Float {
		value = strings.ReplaceAll(value, "_", "")
	}
	if !slices.Contains(s.columns, name) {
		s.columns, s.head = append(s.columns, name), line
	}
	r := &s.records[len(s.records)-1]
	if _, twice := r.cells[columnName(name)]; twice {
		return s.errorAt(line, shorten(name), "keep one of them", "twice in one [[%s]]", table)
	}
	r.cells[columnName(name)] = strings.TrimSpace(value)
	return nil
}
