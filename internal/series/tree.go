package series

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// jsonValue is a value of JSON with its line. Keys keep their order, and those that come twice are refused.
type jsonValue struct {
	line   int
	path   string // data.levels[3].price
	text   string // of a number, a string, true and false
	null   bool
	object bool
	list   bool
	keys   []string
	parts  []*jsonValue // of an object by key, or of a list
}

// deepest is how deep JSON may nest.
const deepest = 16

// treeReader reads JSON values.
type treeReader struct {
	*sheet
	text    []byte
	decoder *json.Decoder
	at      int64 // the offset whose line is known
	line    int
}

// readTree reads JSON.
func (s *sheet) readTree(text []byte) (*jsonValue, error) {
	r := &treeReader{sheet: s, text: text, decoder: json.NewDecoder(bytes.NewReader(text)), line: 1}
	r.decoder.UseNumber()
	root, err := r.value("", 0)
	if err != nil {
		return nil, err
	}
	if _, err := r.decoder.Token(); err != io.EOF {
		return nil, r.errorAt(r.here(), "", s.help, "more than one value of JSON")
	}
	return root, nil
}

// here is the line that has been read.
func (r *treeReader) here() int {
	to := r.decoder.InputOffset()
	r.line += bytes.Count(r.text[r.at:to], []byte{'\n'})
	r.at = to
	return r.line
}

// token returns the next token.
func (r *treeReader) token() (json.Token, error) {
	t, err := r.decoder.Token()
	var syntax *json.SyntaxError
	switch {
	case err == io.EOF, errors.Is(err, io.ErrUnexpectedEOF):
		return nil, r.errorAt(r.here(), "", "download the file again", "JSON that is cut short")
	case errors.As(err, &syntax):
		line := 1 + bytes.Count(r.text[:min(max(0, syntax.Offset), int64(len(r.text)))], []byte{'\n'})
		return nil, r.errorAt(line, "", r.help, "not JSON: %v", syntax)
	case err != nil:
		return nil, r.errorAt(r.here(), "", r.help, "not JSON: %v", err)
	}
	return t, nil
}

// value reads one value.
func (r *treeReader) value(path string, depth int) (*jsonValue, error) {
	t, err := r.token()
	if err != nil {
		return nil, err
	}
	n := &jsonValue{line: r.here(), path: path}
	switch v := t.(type) {
	case json.Number:
		n.text = v.String()
	case string:
		n.text = v
	case bool:
		n.text = "false"
		if v {
			n.text = "true"
		}
	case nil:
		n.null = true
	case json.Delim:
		if depth == deepest {
			return nil, r.errorAt(n.line, "", r.help, "nested deeper than %d levels", deepest)
		}
		n.object, n.list = v == '{', v == '['
		return n, r.parts(n, depth+1)
	}
	return n, nil
}

// parts reads what is in an object or a list, and its end.
func (r *treeReader) parts(n *jsonValue, depth int) error {
	seen := map[string]bool{}
	for r.decoder.More() {
		path := n.path + "[" + strconv.Itoa(len(n.parts)) + "]"
		if n.object {
			t, err := r.token()
			if err != nil {
				return err
			}
			key, _ := t.(string)
			path = strings.TrimPrefix(n.path+"."+key, ".")
			if seen[key] {
				return r.errorAt(r.here(), shorten(path), "keep one of them", "the key comes twice")
			}
			seen[key] = true
			n.keys = append(n.keys, key)
		}
		part, err := r.value(path, depth)
		if err != nil {
			return err
		}
		n.parts = append(n.parts, part)
	}
	_, err := r.token()
	return err
}

// get returns what is under a key of an object, nil when there is nothing.
func (n *jsonValue) get(key string) *jsonValue {
	if n == nil || !n.object {
		return nil
	}
	i := slices.Index(n.keys, key)
	if i < 0 || n.parts[i].null {
		return nil
	}
	return n.parts[i]
}

// scalar reports whether a node is a number or a text.
func (n *jsonValue) scalar() bool { return n != nil && !n.null && !n.object && !n.list }
