package tables

import (
	"bytes"
	"errors"
	"fmt"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
)

// JSONRows reads the records of a JSON file as rows of a table whose columns are the keys. Keys that are not in the
// column contract are skipped. A record in which a key occurs twice is unreadable.
//
// The line of a record is the one on which it begins; in a file without line breaks, as most APIs send them,
// it is the number of the record, from 1.
type JSONRows struct {
	JSONText
	Src    *input.Source
	Header Header
	known  map[string]Field
	Row    Row
	Seen   [NumFields]bool // the fields of the record
	Path   string          // of the record: options[3]
	key    []byte          // path of the current object in the record: greeks.
	broken bool            // the text has line breaks
	Nested bool            // a column may be a key of an object in the record, or an object itself

	Other func(key []byte) error // called at the values of other keys; it may read them and may be nil

	Count   int // records so far
	newline int // line breaks before at
	counted int // position up to which they have been counted
}

func NewJSONRows(src *input.Source, columns []Column) *JSONRows {
	j := &JSONRows{JSONText: JSONText{text: src.Data}, Src: src, known: map[string]Field{}}
	j.broken = bytes.IndexByte(bytes.TrimSpace(src.Data), '\n') >= 0
	for _, c := range columns {
		j.known[c.Name] = c.Field
		j.Header.Names = append(j.Header.Names, c.Name)
		j.Header.Fields = append(j.Header.Fields, c.Field)
	}
	return j
}

// restart goes back to the beginning of the text.
func (j *JSONRows) restart() { j.at, j.depth, j.Count, j.newline, j.counted = 0, 0, 0, 0, 0 }

// begin makes an empty record.
func (j *JSONRows) begin(path string, line int) {
	j.Path, j.Header.path, j.Header.index, j.key = path, path+".", "", j.key[:0]
	if path == "" {
		j.Header.path = ""
	}
	j.Row, j.Seen = Row{Line: line, Text: append(make([]byte, 0, len(j.Row.Text)+16), ' ')}, [NumFields]bool{}
}

// Read reads the value at the current position as the next record. Its problems name the path.
func (j *JSONRows) Read(path string) error {
	j.Count++
	j.begin(path, j.line())
	if j.Peek() != '{' {
		j.Row.Reject("not an object, where a record should be")
		return j.skip()
	}
	return j.members()
}

// members reads the members of an object of the record, whose path in the record is in key.
func (j *JSONRows) members() error {
	prefix := len(j.key)
	return j.Object(func(key []byte) error {
		name := key
		if prefix > 0 {
			j.key = append(j.key[:prefix], key...)
			name = j.key
		}
		f := j.known[string(name)]
		switch {
		case f == Ignored && j.Nested && j.Peek() == '{':
			j.key = append(append(j.key[:prefix], key...), '.')
			return j.members()
		case f == Ignored && j.Other != nil:
			return j.Other(key)
		case f == Ignored:
			return nil
		}
		cell, err := j.plain()
		j.take(f, name, cell)
		return err
	})
}

// take makes the cell of a key that of a field of the record.
func (j *JSONRows) take(f Field, name, cell []byte) {
	if j.Seen[f] {
		j.Row.Problem = fmt.Sprintf("the key %s occurs twice", name)
	}
	j.Set(f, cell)
}

// Set sets a cell of the current record.
func (j *JSONRows) Set(f Field, cell []byte) {
	j.Seen[f] = true
	j.Row.put(f, cell)
}

// plain reads a value as a cell. In records with nested objects an object can be a value, which is its member raw, or none if
// it is empty: {"raw": 3.1, "fmt": "3.10"}.
func (j *JSONRows) plain() ([]byte, error) {
	if !j.Nested || j.Peek() != '{' {
		return j.Cell()
	}
	at := j.at
	var raw []byte
	found, empty := false, true
	err := j.Object(func(key []byte) (err error) {
		empty = false
		if string(key) == "raw" {
			found = true
			raw, err = j.Cell()
		}
		return err
	})
	if err == nil && !found && !empty {
		return j.text[at:j.at], nil
	}
	return raw, err
}

// Join returns the path of a key.
func Join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// line returns the line of the record at the current position.
func (j *JSONRows) line() int {
	if !j.broken {
		return j.Count
	}
	return j.lineAt(j.at)
}

// lineAt returns the line of a position, which must not be before that of the last call.
func (j *JSONRows) lineAt(at int) int {
	j.newline += bytes.Count(j.text[j.counted:at], []byte{'\n'})
	j.counted = at
	return j.newline + 1
}

// End checks that nothing follows the value.
func (j *JSONRows) End(err error) error {
	if c := j.Peek(); err == nil && (c == '{' || c == '[') {
		e := j.Src.Fail(j.lineAt(max(j.at, j.counted)), "", fmt.Sprintf("two files are joined: another JSON text begins at byte %d", j.at),
			j.Src.Command(fmt.Sprintf("split them: head -c %d FILE > first.json; tail -c +%d FILE > second.json", j.at, j.at+1)))
		e.Err = input.ErrJoined
		return e
	}
	if err == nil && j.Peek() != 0 {
		err = j.fail("text after the end")
	}
	var bad *jsonError
	if errors.As(err, &bad) && bad.at >= len(bytes.TrimRight(j.text, " \t\r\n")) {
		return j.Src.Truncated(j.lineAt(max(bad.at, j.counted)), fmt.Sprintf("its JSON is cut off at byte %d, where %s", bad.at, bad.what))
	}
	if errors.As(err, &bad) {
		return j.Src.Fail(j.lineAt(max(bad.at, j.counted)), "", fmt.Sprintf("byte %d: %s", bad.at, bad.what),
			"the download may have been cut short: fetch it again")
	}
	return err
}

// EndRecords is End, and also refuses a text without a record. path says where the records belong, hint what to do. A vendor's
// file begins and ends with
//
//	rows := NewJSONRows(src, columns)
//	err := rows.EndRecords(rows.Object(member), "data.options", "fetch it again")
func (j *JSONRows) EndRecords(err error, path, hint string) error {
	if err = j.End(err); err != nil || j.Count > 0 {
		return err
	}
	return j.Src.Fail(0, path, "the file has no options", hint)
}

// maxCell is longer than any number, name or date.
const maxCell = 200

// put appends the cell of a field. A cell that is too long to be valid is shortened and marked, so that it is unreadable.
func (r *Row) put(f Field, cell []byte) {
	lo := len(r.Text)
	if len(cell) > maxCell {
		r.Text = append(append(r.Text, cell[:maxCell]...), "…"...)
	} else {
		r.Text = append(r.Text, cell...)
	}
	r.At[f] = Span{uint32(lo), uint32(len(r.Text))}
}

// OuterKeys returns the keys of the object that a JSON text is, or of the first object of its array, in their order, as
// far as the text goes.
func OuterKeys(text []byte) []string {
	var keys []string
	j := JSONText{text: text}
	note := func(key []byte) error {
		keys = append(keys, cells.UTF8(string(key)))
		return nil
	}
	if j.Peek() == '[' {
		_ = j.Array(func(i int) error {
			if i > 0 || j.Peek() != '{' {
				return errors.New("the first is enough")
			}
			return j.Object(note)
		})
		return keys
	}
	_ = j.Object(note)
	return keys
}

// FitKeys scores the beginning of a JSON text by its required keys.
func FitKeys(text *Head, keys ...string) Fit {
	head := bytes.TrimSpace(text.Text)
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return Fit{}
	}
	lacks := ""
	for _, key := range keys {
		switch {
		case bytes.Contains(head, []byte(`"`+key+`"`)):
		case lacks != "":
			return Fit{} // two: no need to look for the others in a text that may be long
		default:
			lacks = key
		}
	}
	if lacks != "" {
		return Fit{Lacks: lacks}
	}
	return Fit{Score: 100}
}
