package chain

import (
	"bytes"
	"errors"
	"fmt"

	"gex/internal/chain/input"
)

// jsonRows reads the records of a JSON file as rows of a table whose columns are the keys. Keys that are not in the
// column contract are passed over. A record whose key stands twice is unreadable.
//
// The line of a record is the one on which it begins; in a file without line breaks, as most interfaces send them,
// it is the number of the record, from 1.
type jsonRows struct {
	jsonText
	src    *input.Source
	header header
	known  map[string]field
	row    row
	path   string // of the record: options[3]
	broken bool   // the text has line breaks

	other func(key []byte) error // called at the values of other keys, which it may read; may be nil

	count   int // records so far
	newline int // line breaks before at
	counted int // up to where they have been counted
}

func newJSONRows(src *input.Source, columns []Column) *jsonRows {
	j := &jsonRows{jsonText: jsonText{text: src.Data}, src: src, known: map[string]field{}}
	j.broken = bytes.IndexByte(bytes.TrimSpace(src.Data), '\n') >= 0
	for _, c := range columns {
		j.known[c.Name] = c.field
		j.header.names = append(j.header.names, c.Name)
		j.header.fields = append(j.header.fields, c.field)
	}
	return j
}

// read takes the value at which the walk stands as the next record. Problems with it name the path.
func (j *jsonRows) read(path string) error {
	j.count++
	j.path, j.header.path = path, path+"."
	j.row = row{line: j.line(), text: make([]byte, 0, len(j.row.text)+16)}
	if j.peek() != '{' {
		j.row.reject("no object where a record should stand")
		return j.skip()
	}
	seen := [numFields]bool{}
	return j.object(func(key []byte) error {
		f := j.known[string(key)]
		switch {
		case f == fIgnored && j.other != nil:
			return j.other(key)
		case f == fIgnored:
			return nil
		}
		cell, err := j.cell()
		if seen[f] {
			j.row.problem = fmt.Sprintf("the key %s stands there twice", key)
		}
		seen[f] = true
		j.row.put(f, cell)
		return err
	})
}

// line is that of the record which begins where the walk is.
func (j *jsonRows) line() int {
	if !j.broken {
		return j.count
	}
	return j.lineAt(j.at)
}

// lineAt is the line of a place that is not before the last one asked for.
func (j *jsonRows) lineAt(at int) int {
	j.newline += bytes.Count(j.text[j.counted:at], []byte{'\n'})
	j.counted = at
	return j.newline + 1
}

// end makes sure that nothing follows.
func (j *jsonRows) end(err error) error {
	if c := j.peek(); err == nil && (c == '{' || c == '[') {
		e := j.src.Fail(j.lineAt(max(j.at, j.counted)), "", fmt.Sprintf("two files are joined: another JSON text begins at byte %d", j.at),
			j.src.Command(fmt.Sprintf("split them: head -c %d FILE > first.json; tail -c +%d FILE > second.json", j.at, j.at+1)))
		e.Err = input.ErrJoined
		return e
	}
	if err == nil && j.peek() != 0 {
		err = j.fail("text after the end")
	}
	var bad *jsonError
	if errors.As(err, &bad) && bad.at >= len(bytes.TrimRight(j.text, " \t\r\n")) {
		return j.src.Truncated(j.lineAt(max(bad.at, j.counted)), fmt.Sprintf("its JSON breaks off at byte %d, where %s", bad.at, bad.what))
	}
	if errors.As(err, &bad) {
		return j.src.Fail(j.lineAt(max(bad.at, j.counted)), "", fmt.Sprintf("byte %d: %s", bad.at, bad.what),
			"the download may have been cut short: fetch it again")
	}
	return err
}

// maxCell is more than any number, name or date needs.
const maxCell = 200

// put appends the cell of a field. What is too long to mean anything is cut, and made to mean nothing.
func (r *row) put(f field, cell []byte) {
	lo := len(r.text)
	if len(cell) > maxCell {
		r.text = append(append(r.text, cell[:maxCell]...), "…"...)
	} else {
		r.text = append(r.text, cell...)
	}
	r.at[f] = span{uint32(lo), uint32(len(r.text))}
}

// fitKeys scores the beginning of a JSON text by the keys it has to have.
func fitKeys(text *head, keys ...string) fit {
	head := bytes.TrimSpace(text.text)
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return fit{}
	}
	var missing []string
	for _, key := range keys {
		if !bytes.Contains(head, []byte(`"`+key+`"`)) {
			missing = append(missing, key)
		}
	}
	switch len(missing) {
	case 0:
		return fit{score: 100}
	case 1:
		return fit{lacks: missing[0]}
	}
	return fit{}
}
