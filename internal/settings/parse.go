package settings

import (
	"bytes"
	"strings"

	"gex/internal/tomltext"
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
	var all []tomltext.Statement
	var tooMuch error
	broken := tomltext.Statements(text, tomltext.Kept{Keys: mostKeys, Values: mostValues}, func(s tomltext.Statement) error {
		all, tooMuch = append(all, s), count.add(s)
		return tooMuch
	})
	if tooMuch != nil {
		return nil, tooMuch
	}
	if err := tomltext.Check(text); err != nil {
		broken = err
	}
	if broken != nil {
		line, what := tomltext.Problem(broken)
		return nil, file.wrong(max(line, 1), "", "not valid TOML: %s", what)
	}
	t := tree{file: file}
	for _, s := range all {
		if err := t.add(s); err != nil {
			return nil, err
		}
	}
	return t.root.Table, nil
}

// tree collects tomltext.Statements as entries.
type tree struct {
	file  *document
	root  entry
	table []tomltext.Key // the last heading
}

func (t *tree) add(s tomltext.Statement) error {
	switch {
	case s.List:
		return t.file.wrong(s.Keys[0].Line, "a table has single brackets", "lists of tables are not used here")
	case s.Value == nil:
		t.table = s.Keys
		_, err := t.below(&t.root, s.Keys)
		return err
	}
	table, err := t.below(&t.root, t.table)
	if err != nil {
		return err
	}
	return t.put(table, s)
}

// below returns the table at a path below another, which it makes if need be.
func (t *tree) below(at *entry, path []tomltext.Key) (*entry, error) {
	for _, step := range path {
		next := find(at.Table, step.Name)
		if next == nil {
			at.Table = append(at.Table, entry{Key: step.Name, Line: step.Line, table: true})
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
func (t *tree) put(table *entry, s tomltext.Statement) error {
	last := s.Last()
	table, err := t.below(table, s.Keys[:len(s.Keys)-1])
	if err != nil {
		return err
	}
	if first := find(table.Table, last.Name); first != nil {
		return t.twice(last, first)
	}
	e := entry{Key: last.Name, Line: last.Line, table: s.Value.Table}
	for _, pair := range s.Value.Pairs {
		if err := t.put(&e, pair); err != nil {
			return err
		}
	}
	if err := t.scalars(&e, s.Value); err != nil {
		return err
	}
	table.Table = append(table.Table, e)
	return nil
}

// scalars sets an entry to a value that is not a table.
func (t *tree) scalars(e *entry, v *tomltext.Value) error {
	switch {
	case v.Table:
		return nil
	case !v.List:
		e.Text = v.Text()
		return nil
	}
	e.Parts = []string{}
	for _, part := range v.Parts {
		if part.List || part.Table {
			return t.file.wrong(e.Line, "a list holds words or numbers", "%s is a list of lists or tables", e.Key)
		}
		e.Parts = append(e.Parts, part.Text())
	}
	e.Text = strings.Join(e.Parts, ",")
	return nil
}

// twice refuses a key that has a value already.
func (t *tree) twice(k tomltext.Key, first *entry) error {
	return t.file.wrong(k.Line, "delete one of them", "%s is set again, after line %d", k.Name, first.Line)
}
