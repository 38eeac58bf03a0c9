package settings

import (
	"bytes"

	"github.com/pelletier/go-toml/v2/unstable"
)

// tomlReader takes TOML apart and counts lines as it goes from key to key. It is all that uses the unstable part of go-toml:
// the stable part gives the line of a key only in an error.
type tomlReader struct {
	parser   unstable.Parser
	text     []byte
	at, line int
}

// statements calls yield with each statement until it returns an error.
func statements(text []byte, yield func(statement) error) error {
	r := tomlReader{text: text, line: 1}
	r.parser.Reset(text)
	for r.parser.NextExpression() {
		switch node := r.parser.Expression(); node.Kind {
		case unstable.Table, unstable.ArrayTable, unstable.KeyValue:
			if err := yield(r.statement(node)); err != nil {
				return err
			}
		}
	}
	return r.parser.Error()
}

func (r *tomlReader) statement(node *unstable.Node) statement {
	s := statement{list: node.Kind == unstable.ArrayTable}
	for it := node.Key(); it.Next(); {
		next := int(it.Node().Raw.Offset)
		r.line += bytes.Count(r.text[r.at:next], []byte{'\n'})
		r.at = next
		s.keys = append(s.keys, key{string(it.Node().Data), r.line})
	}
	if node.Kind == unstable.KeyValue {
		s.value = r.value(node.Value())
	}
	return s
}

func (r *tomlReader) value(node *unstable.Node) *value {
	v := &value{text: string(node.Data), number: node.Kind == unstable.Integer || node.Kind == unstable.Float,
		list: node.Kind == unstable.Array, table: node.Kind == unstable.InlineTable}
	for it := node.Children(); (v.list || v.table) && it.Next(); {
		if v.list {
			v.parts = append(v.parts, r.value(it.Node()))
		} else {
			v.pairs = append(v.pairs, r.statement(it.Node()))
		}
	}
	return v
}
