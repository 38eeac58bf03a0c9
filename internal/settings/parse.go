package settings

import (
	"bytes"
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// parse turns TOML into entries. The text is read twice: as a whole, which finds what is not valid TOML, and by statements,
// which have lines.
func parse(name string, text []byte) ([]entry, error) {
	file := &document{Name: name}
	count := limits{file: file}
	if err := count.size(text); err != nil {
		return nil, err
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	var all []statement
	var tooMuch error
	broken := statements(text, func(s statement) error {
		all, tooMuch = append(all, s), count.add(s)
		return tooMuch
	})
	if tooMuch != nil {
		return nil, tooMuch
	}
	var whole map[string]any
	if err := toml.Unmarshal(text, &whole); err != nil {
		broken = err
	}
	if broken != nil {
		line := 1
		var at *toml.DecodeError
		if errors.As(broken, &at) {
			line, _ = at.Position()
		}
		return nil, file.wrong(line, "", "not valid TOML: %s", strings.TrimPrefix(broken.Error(), "toml: "))
	}
	t := tree{file: file}
	for _, s := range all {
		if err := t.add(s); err != nil {
			return nil, err
		}
	}
	return t.root.Table, nil
}

// tree collects statements as entries.
type tree struct {
	file  *document
	root  entry
	table []key // the last heading
}

func (t *tree) add(s statement) error {
	switch {
	case s.list:
		return t.file.wrong(s.keys[0].line, "a table has single brackets", "lists of tables are not used here")
	case s.value == nil:
		t.table = s.keys
		_, err := t.below(&t.root, s.keys)
		return err
	}
	table, err := t.below(&t.root, t.table)
	if err != nil {
		return err
	}
	return t.put(table, s)
}

// below returns the table at a path below another, which it makes if need be.
func (t *tree) below(at *entry, path []key) (*entry, error) {
	for _, step := range path {
		next := find(at.Table, step.name)
		if next == nil {
			at.Table = append(at.Table, entry{Key: step.name, Line: step.line, table: true})
			next = &at.Table[len(at.Table)-1]
		}
		if !next.table {
			return nil, t.twice(step, next)
		}
		at = next
	}
	return at, nil
}

// put adds a key and its value to a table.
func (t *tree) put(table *entry, s statement) error {
	last := s.keys[len(s.keys)-1]
	table, err := t.below(table, s.keys[:len(s.keys)-1])
	if err != nil {
		return err
	}
	if first := find(table.Table, last.name); first != nil {
		return t.twice(last, first)
	}
	e := entry{Key: last.name, Line: last.line, table: s.value.table}
	for _, pair := range s.value.pairs {
		if err := t.put(&e, pair); err != nil {
			return err
		}
	}
	if err := t.scalars(&e, s.value); err != nil {
		return err
	}
	table.Table = append(table.Table, e)
	return nil
}

// scalars sets an entry to a value that is not a table.
func (t *tree) scalars(e *entry, v *value) error {
	switch {
	case v.table:
		return nil
	case !v.list:
		e.Text = v.setting()
		return nil
	}
	e.Parts = []string{}
	for _, part := range v.parts {
		if part.list || part.table {
			return t.file.wrong(e.Line, "a list holds words or numbers", "%s is a list of lists or tables", e.Key)
		}
		e.Parts = append(e.Parts, part.setting())
	}
	e.Text = strings.Join(e.Parts, ",")
	return nil
}

// twice refuses a key that has a value already.
func (t *tree) twice(k key, first *entry) error {
	return t.file.wrong(k.line, "delete one of them", "%s is set again, after line %d", k.name, first.Line)
}
