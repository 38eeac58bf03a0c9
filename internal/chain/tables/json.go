package tables

import (
	"encoding/json"
	"fmt"

	"gex/internal/chain/cells"
)

// JSONText parses a JSON text in place: it returns parts of the text, so nothing large is copied and the position of every
// value is known. It accepts what encoding/json accepts, and the bare words NaN and Infinity, which Python writes for
// missing numbers.
type JSONText struct {
	text  []byte
	at    int // current position
	depth int
}

// jsonError is the position at which a text stops being JSON.
type jsonError struct {
	at   int
	what string
}

func (e *jsonError) Error() string { return e.what }

func (j *JSONText) fail(what string) error { return &jsonError{j.at, what} }

// maxDepth is the maximum nesting; chains need seven levels.
const maxDepth = 100

// Peek returns the next byte that is not white space, 0 at the end.
func (j *JSONText) Peek() byte {
	for ; j.at < len(j.text); j.at++ {
		switch c := j.text[j.at]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// Object iterates over an object. It calls member at each value, which may read it; otherwise the value is skipped. The
// key is valid only until member returns.
func (j *JSONText) Object(member func(key []byte) error) error {
	return j.items('{', '}', func() error {
		key, err := j.key()
		if err != nil {
			return err
		}
		return j.value(func() error { return member(key) })
	})
}

// Array iterates over an array in the same way.
func (j *JSONText) Array(element func(i int) error) error {
	i := -1
	return j.items('[', ']', func() error {
		i++
		return j.value(func() error { return element(i) })
	})
}

// items iterates over the comma-separated items between two brackets.
func (j *JSONText) items(first, last byte, item func() error) error {
	if j.Peek() != first {
		return j.fail(fmt.Sprintf("%q is missing", first))
	}
	if j.depth++; j.depth > maxDepth {
		return j.fail(fmt.Sprintf("values are nested more than %d deep", maxDepth))
	}
	defer func() { j.depth-- }()
	j.at++
	if j.Peek() == last {
		j.at++
		return nil
	}
	for {
		if err := item(); err != nil {
			return err
		}
		switch j.Peek() {
		case ',':
			j.at++
		case last:
			j.at++
			return nil
		default:
			return j.fail(fmt.Sprintf("',' or %q is missing", last))
		}
	}
}

func (j *JSONText) key() ([]byte, error) {
	if j.Peek() != '"' {
		return nil, j.fail("a key is missing")
	}
	key, err := j.quoted()
	if err == nil && j.Peek() != ':' {
		err = j.fail("':' is missing")
	}
	j.at++
	return key, err
}

// value calls read at the next value, and skips the value if read did not consume it.
func (j *JSONText) value(read func() error) error {
	j.Peek()
	from := j.at
	if err := read(); err != nil || j.at > from {
		return err
	}
	return j.skip()
}

func (j *JSONText) skip() error {
	switch j.Peek() {
	case '{':
		return j.Object(func([]byte) error { return nil })
	case '[':
		return j.Array(func(int) error { return nil })
	}
	_, err := j.Cell()
	return err
}

// Cell reads any value as a cell of a table: a string without its quotes, null as empty, anything else as written.
func (j *JSONText) Cell() ([]byte, error) {
	switch j.Peek() {
	case '"':
		return j.quoted()
	case '{', '[':
		from := j.at
		err := j.skip()
		return j.text[from:j.at], err
	}
	return j.word()
}

// quoted reads a string.
func (j *JSONText) quoted() ([]byte, error) {
	escaped := false
	for end := j.at + 1; end < len(j.text); end++ {
		switch c := j.text[end]; {
		case c == '"':
			return j.unescape(end, escaped)
		case c == '\\':
			escaped = true
			end++
		case c < ' ':
			j.at = end
			return nil, j.fail("a control character in a string")
		}
	}
	j.at = len(j.text)
	return nil, j.fail("a string is never closed")
}

// unescape returns the string whose closing quote is at end.
func (j *JSONText) unescape(end int, escaped bool) ([]byte, error) {
	raw := j.text[j.at : end+1]
	if !escaped {
		j.at = end + 1
		return raw[1 : len(raw)-1], nil
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return nil, j.fail("a string with an unknown escape")
	}
	j.at = end + 1
	return []byte(s), nil
}

// word reads a number, true, false, null, NaN or Infinity.
func (j *JSONText) word() ([]byte, error) {
	end := j.at
	for end < len(j.text) && isWord(j.text[end]) {
		end++
	}
	word := j.text[j.at:end]
	switch string(word) {
	case "null":
		word = nil
	case "true", "false", "NaN", "Infinity", "-Infinity":
	case "":
		return nil, j.fail("a value is missing")
	default:
		if !cells.IsDecimal(word) {
			return nil, j.fail(cells.Quote(word) + " is not a value")
		}
	}
	j.at = end
	return word, nil
}

func isWord(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '+' || c == '.'
}

// Ahead calls read at the next value and, if that succeeds, returns to where the value begins.
func (j *JSONText) Ahead(read func() error) error {
	at := j.at
	err := read()
	if err == nil {
		j.at = at
	}
	return err
}

// beginsRows reports whether the next value is an array of objects. It does not move.
func (j *JSONText) beginsRows() bool {
	if j.Peek() != '[' {
		return false
	}
	at := j.at
	j.at++
	c := j.Peek()
	j.at = at
	return c == '{'
}
