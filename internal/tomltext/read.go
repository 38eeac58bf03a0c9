package tomltext

import (
	"bytes"
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// Kept is how much of a text is kept. What is beyond is only counted.
type Kept struct {
	Keys   int // keys in the text, of which those of inline tables are kept
	Values int // values of a list
}

// reader splits TOML and counts lines from key to key. Nothing else uses the unstable part of go-toml: the stable part gives
// the line of a key only in an error.
type reader struct {
	parser         unstable.Parser
	text           []byte
	kept           Kept
	at, line, keys int
}

// Statements calls yield with each statement until it returns an error.
func Statements(text []byte, kept Kept, yield func(Statement) error) error {
	r := reader{text: text, kept: kept, line: 1}
	r.parser.Reset(text)
	for r.parser.NextExpression() {
		if err := yield(r.statement(r.parser.Expression())); err != nil {
			return err
		}
	}
	return r.parser.Error()
}

// Check returns what is wrong with the text as a whole.
func Check(text []byte) error {
	var whole map[string]any
	return toml.Unmarshal(text, &whole)
}

// Problem says in which line an error of Statements or Check is, 0 when that is not known, and what is wrong there.
func Problem(err error) (line int, what string) {
	var at *toml.DecodeError
	if errors.As(err, &at) {
		line, _ = at.Position()
	}
	return line, strings.TrimPrefix(err.Error(), "toml: ")
}

func (r *reader) statement(node *unstable.Node) Statement {
	s := Statement{List: node.Kind == unstable.ArrayTable}
	for it := node.Key(); it.Next(); r.at = int(it.Node().Raw.Offset) {
		r.line += bytes.Count(r.text[r.at:it.Node().Raw.Offset], []byte{'\n'})
		s.Keys = append(s.Keys, Key{string(it.Node().Data), r.line})
	}
	r.keys++
	if node.Kind == unstable.KeyValue {
		s.Value = r.value(node.Value())
	}
	return s
}

func (r *reader) value(node *unstable.Node) *Value {
	v := scalar(node)
	for it := node.Children(); (v.List || v.Table) && it.Next(); v.Count++ {
		switch {
		case v.List && v.Count < r.kept.Values:
			part := scalar(it.Node())
			v.Parts = append(v.Parts, &part)
		case v.Table && r.keys <= r.kept.Keys:
			v.Pairs = append(v.Pairs, r.statement(it.Node()))
		}
	}
	return &v
}

// scalar is a value without its parts.
func scalar(n *unstable.Node) Value {
	return Value{text: string(n.Data), number: n.Kind == unstable.Integer || n.Kind == unstable.Float, List: n.Kind == unstable.Array, Table: n.Kind == unstable.InlineTable}
}
