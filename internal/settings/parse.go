package settings

import (
	"bytes"
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// parse turns TOML into entries. The library reads the text twice: as a whole, which refuses what is no TOML, and then
// piece by piece, since only pieces know their lines.
func parse(name string, text []byte) ([]entry, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	p := parser{file: &document{Name: name}}
	p.toml.Reset(text)
	var whole map[string]any
	broken := toml.Unmarshal(text, &whole)
	err := p.walk()
	var at *toml.DecodeError
	switch {
	case errors.As(broken, &at):
		line, _ := at.Position()
		return nil, p.file.wrong(line, "", "no TOML: %s", strings.TrimPrefix(at.Error(), "toml: "))
	case err != nil:
		return nil, err
	case broken != nil:
		return nil, p.file.wrong(1, "", "no TOML: %s", strings.TrimPrefix(broken.Error(), "toml: "))
	}
	return p.root.Table, nil
}

// parser walks over the pieces of a text.
type parser struct {
	file *document
	toml unstable.Parser
	root entry
}

// walk collects the entries of all tables.
func (p *parser) walk() error {
	path := []entry{}
	for p.toml.NextExpression() {
		node := p.toml.Expression()
		switch node.Kind {
		case unstable.Table:
			path = p.keys(node)
			if _, err := p.reach(path); err != nil {
				return err
			}
		case unstable.ArrayTable:
			keys := p.keys(node)
			return p.file.wrong(keys[0].Line, "a table stands between single brackets", "there is no list of tables here")
		case unstable.KeyValue:
			table, err := p.reach(path)
			if err == nil {
				err = p.put(table, node)
			}
			if err != nil {
				return err
			}
		}
	}
	return p.toml.Error()
}

// keys are the parts of a dotted key, as empty tables.
func (p *parser) keys(node *unstable.Node) []entry {
	var out []entry
	for it := node.Key(); it.Next(); {
		key := it.Node()
		out = append(out, entry{Key: string(key.Data), Line: p.toml.Shape(key.Raw).Start.Line, table: true})
	}
	return out
}

// reach returns the table at a path, which it makes when there is none.
func (p *parser) reach(path []entry) (*entry, error) {
	return p.below(&p.root, path)
}

func (p *parser) below(at *entry, path []entry) (*entry, error) {
	for _, step := range path {
		next := find(at.Table, step.Key)
		if next == nil {
			at.Table = append(at.Table, step)
			next = &at.Table[len(at.Table)-1]
		}
		if !next.table {
			return nil, p.twice(step, next)
		}
		at = next
	}
	return at, nil
}

// put adds a key and its value to a table.
func (p *parser) put(table *entry, node *unstable.Node) error {
	keys := p.keys(node)
	last := keys[len(keys)-1]
	table, err := p.below(table, keys[:len(keys)-1])
	if err != nil {
		return err
	}
	if first := find(table.Table, last.Key); first != nil {
		return p.twice(last, first)
	}
	if err := p.value(&last, node.Value()); err != nil {
		return err
	}
	table.Table = append(table.Table, last)
	return nil
}

// value reads a value into its entry.
func (p *parser) value(e *entry, node *unstable.Node) error {
	if node.Kind == unstable.InlineTable {
		for it := node.Children(); it.Next(); {
			if err := p.put(e, it.Node()); err != nil {
				return err
			}
		}
		return nil
	}
	e.table = false
	if node.Kind != unstable.Array {
		e.Text = text(node)
		return nil
	}
	e.Parts = []string{}
	for it := node.Children(); it.Next(); {
		if k := it.Node().Kind; k == unstable.Array || k == unstable.InlineTable {
			return p.file.wrong(e.Line, "a list holds words or numbers", "%s holds a list of lists or tables", e.Key)
		}
		e.Parts = append(e.Parts, text(it.Node()))
	}
	e.Text = strings.Join(e.Parts, ",")
	return nil
}

// text is a value as a flag is given it. Numbers lose the _ that TOML allows in them.
func text(node *unstable.Node) string {
	switch node.Kind {
	case unstable.Integer, unstable.Float:
		return strings.ReplaceAll(string(node.Data), "_", "")
	}
	return string(node.Data)
}

// twice refuses a key that has a value already.
func (p *parser) twice(e entry, first *entry) error {
	return p.file.wrong(e.Line, "one of them", "%s stands here again, after line %d", e.Key, first.Line)
}
