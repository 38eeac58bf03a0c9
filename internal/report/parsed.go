package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"gex/internal/fault"
	"gex/internal/lazy"
)

// Parsed is a document as its JSON has it: everything in it, whether this version knows it or not.
type Parsed struct {
	Underlying, AsOf string
	root             *node
}

// IsDocument reports whether a text is JSON with a schema: a document of any version, not a chain.
func IsDocument(text []byte) bool {
	text = plainJSON(text)
	if !bytes.HasPrefix(text, []byte("{")) {
		return false
	}
	var head struct {
		Schema *string `json:"schema"`
	}
	err := json.NewDecoder(bytes.NewReader(text)).Decode(&head)
	return err == nil && head.Schema != nil || begins().Match(text)
}

// begins matches the beginning of our documents, complete or truncated.
var begins = lazy.Regexp(`^\{\s*"schema"`)

// ReadDocuments reads the documents of a JSON text: one, or one per line.
func ReadDocuments(text []byte) ([]Parsed, error) {
	text = plainJSON(text)
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var list []Parsed
	for {
		root, err := readNode(dec, 0)
		if errors.Is(err, io.EOF) && len(list) > 0 {
			return list, nil
		}
		var large *largeNumber
		if errors.As(err, &large) {
			return nil, fmt.Errorf("line %d: %w", 1+bytes.Count(text[:dec.InputOffset()], []byte("\n")), err)
		}
		if err != nil {
			return nil, fmt.Errorf("invalid or incomplete JSON: %w", err)
		}
		if schema := root.text("schema"); schema != Schema {
			return nil, fault.New(fault.Input, "write it again with this version, from the file it was made from", "schema %q is not known: this version reads %s", schema, Schema)
		}
		list = append(list, Parsed{root.text("underlying"), root.text("as_of"), root})
	}
}

// plainJSON removes a byte order mark and leading white space.
func plainJSON(text []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\ufeff")), " \t\r\n")
}

// node is a JSON value that keeps the order of its keys.
type node struct {
	raw    string // text of a scalar; "" for an object or array
	number bool
	keys   []string // of an object
	fields map[string]*node
	items  []*node // of an array
}

func (n *node) isObject() bool { return n.fields != nil }
func (n *node) isArray() bool  { return n.raw == "" && n.fields == nil }

// text returns a field that is a string, "" for anything else.
func (n *node) text(key string) string {
	f := n.fields[key]
	if f == nil || !strings.HasPrefix(f.raw, `"`) {
		return ""
	}
	return f.words()
}

// words returns a value without quotation marks, for text and csv.
func (n *node) words() string {
	var s string
	if strings.HasPrefix(n.raw, `"`) && json.Unmarshal([]byte(n.raw), &s) == nil {
		return s
	}
	return n.json()
}

// json returns the value as compact JSON.
func (n *node) json() string {
	switch {
	case n.isObject():
		parts := make([]string, len(n.keys))
		for i, k := range n.keys {
			parts[i] = quoted(k) + ":" + n.fields[k].json()
		}
		return "{" + strings.Join(parts, ",") + "}"
	case n.isArray():
		parts := make([]string, len(n.items))
		for i, item := range n.items {
			parts[i] = item.json()
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	return n.raw
}

// values counts the scalars in a value.
func (n *node) values() int {
	if n.raw != "" {
		return 1
	}
	sum := 0
	for _, f := range n.fields {
		sum += f.values()
	}
	for _, item := range n.items {
		sum += item.values()
	}
	return sum
}

func quoted(s string) string {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		return strconv.Quote(s)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// deepest is the nesting limit of objects and arrays.
const deepest = 100

func readNode(dec *json.Decoder, depth int) (*node, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	if depth > deepest {
		return nil, errors.New("nested too deeply")
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return readObject(dec, depth)
		}
		return readArray(dec, depth)
	case json.Number:
		if _, err := strconv.ParseFloat(t.String(), 64); err != nil {
			return nil, &largeNumber{t.String()}
		}
		return &node{raw: t.String(), number: true}, nil
	case string:
		return &node{raw: quoted(t)}, nil
	case bool:
		return &node{raw: strconv.FormatBool(t)}, nil
	}
	return &node{raw: "null"}, nil
}

func readObject(dec *json.Decoder, depth int) (*node, error) {
	n := &node{fields: map[string]*node{}}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return nil, inside(err)
		}
		key := token.(string)
		if n.fields[key] != nil {
			return nil, fmt.Errorf("key %q appears twice in one object", key)
		}
		n.keys = append(n.keys, key)
		if n.fields[key], err = readNode(dec, depth+1); err != nil {
			return nil, below(key, err)
		}
	}
	_, err := dec.Token()
	return n, inside(err)
}

func readArray(dec *json.Decoder, depth int) (*node, error) {
	n := &node{}
	for dec.More() {
		item, err := readNode(dec, depth+1)
		if err != nil {
			return nil, inside(err)
		}
		n.items = append(n.items, item)
	}
	_, err := dec.Token()
	return n, inside(err)
}

// inside turns the end of the text within a value into an error.
func inside(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// largeNumber is a number outside the range of float64.
type largeNumber struct{ text string }

func (e *largeNumber) Error() string { return e.text + " is out of the range of numbers" }

// below adds the key to an error about its value.
func below(key string, err error) error {
	var large *largeNumber
	if errors.As(err, &large) {
		return fmt.Errorf("%s: %w", key, err)
	}
	return inside(err)
}

func (n *node) float() float64 {
	x, err := strconv.ParseFloat(n.raw, 64)
	if err != nil {
		return math.NaN()
	}
	return x
}
