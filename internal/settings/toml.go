package settings

import (
	"bytes"

	"github.com/pelletier/go-toml/v2/unstable"
)

// tomlReader splits TOML and counts lines from key to key. Nothing else uses the unstable part of go-toml: the stable part gives
// the line of a key only in an error.
type tomlReader struct {
	parser         unstable.Parser
	text           []byte
	at, line, keys int
}

// statements calls yield with each statement until it returns an error.
func statements(text []byte, yield func(statement) error) error {
	r := tomlReader{text: text, line: 1}
	r.parser.Reset(text)
	for r.parser.NextExpression() {
		if err := yield(r.statement(r.parser.Expression())); err != nil {
			return err
		}
	}
	return r.parser.Error()
}

func (r *tomlReader) statement(node *unstable.Node) statement {
	s := statement{list: node.Kind == unstable.ArrayTable}
	for it := node.Key(); it.Next(); r.at = int(it.Node().Raw.Offset) {
		r.line += bytes.Count(r.text[r.at:it.Node().Raw.Offset], []byte{'\n'})
		s.keys = append(s.keys, key{string(it.Node().Data), r.line})
	}
	r.keys++
	if node.Kind == unstable.KeyValue {
		s.value = r.value(node.Value())
	}
	return s
}

func (r *tomlReader) value(node *unstable.Node) *value {
	v := scalar(node)
	for it := node.Children(); (v.list || v.table) && it.Next(); v.count++ {
		switch {
		case v.list && v.count < mostValues: // what is beyond the limits is only counted
			part := scalar(it.Node())
			v.parts = append(v.parts, &part)
		case v.table && r.keys <= mostKeys:
			v.pairs = append(v.pairs, r.statement(it.Node()))
		}
	}
	return &v
}

// scalar is a value without its parts.
func scalar(n *unstable.Node) value {
	return value{text: string(n.Data), number: n.Kind == unstable.Integer || n.Kind == unstable.Float, list: n.Kind == unstable.Array, table: n.Kind == unstable.InlineTable}
}
