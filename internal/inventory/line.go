package inventory

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// mostCells and longestLine are beyond what any row has.
const (
	mostCells   = 4096
	longestLine = 1 << 20
)

// lines splits csv text into cells. Cells are valid until the next line.
type lines struct {
	in    *bufio.Reader
	comma byte
	line  int // of the last row, from 1
	cells [][]byte

	long   []byte // a line that does not fit into the buffer of in
	quoted []byte // the text of cells with quotation marks
}

func newLines(in io.Reader) *lines { return &lines{in: bufio.NewReaderSize(in, 1<<18)} }

// next returns the next row that is not empty, and io.EOF after the last one. The first row decides which separator the text has.
func (l *lines) next() ([][]byte, error) {
	for {
		text, err := l.read()
		if err != nil {
			return nil, err
		}
		if l.line == 1 {
			text = bytes.TrimPrefix(text, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		if l.comma == 0 {
			l.comma = separator(text)
		}
		if bytes.IndexByte(text, '"') >= 0 {
			return l.unquote(text), nil
		}
		l.cells = l.cells[:0]
		for len(l.cells) < mostCells {
			at := bytes.IndexByte(text, l.comma)
			if at < 0 {
				break
			}
			l.cells = append(l.cells, text[:at])
			text = text[at+1:]
		}
		l.cells = append(l.cells, text)
		return l.cells, nil
	}
}

// read returns the next line without its end.
func (l *lines) read() ([]byte, error) {
	l.long = l.long[:0]
	for {
		part, err := l.in.ReadSlice('\n')
		if err == bufio.ErrBufferFull && len(l.long) < longestLine {
			l.long = append(l.long, part...)
			continue
		}
		if len(l.long) > 0 {
			l.long = append(l.long, part...)
			part = l.long
		}
		if err == bufio.ErrBufferFull {
			return nil, errLongLine
		}
		if len(part) == 0 && err != nil {
			return nil, err
		}
		if err != nil && err != io.EOF {
			return nil, err
		}
		l.line++
		return bytes.TrimSuffix(bytes.TrimSuffix(part, []byte("\n")), []byte("\r")), nil
	}
}

// errLongLine is the cause of the error about a text that has no lines.
var errLongLine = errorText("a line is longer than 1 MB: this is not csv")

type errorText string

func (e errorText) Error() string { return string(e) }

// unquote splits a line with quotation marks; "" within them is one. A mark that is not closed ends with the line.
func (l *lines) unquote(text []byte) [][]byte {
	l.quoted, l.cells = l.quoted[:0], l.cells[:0]
	ends := []int{}
	inside := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"' && inside && i+1 < len(text) && text[i+1] == '"':
			l.quoted = append(l.quoted, '"')
			i++
		case c == '"':
			inside = !inside
		case c == l.comma && !inside:
			ends = append(ends, len(l.quoted))
		default:
			l.quoted = append(l.quoted, c)
		}
	}
	from := 0
	for _, end := range append(ends, len(l.quoted)) {
		l.cells = append(l.cells, l.quoted[from:end])
		from = end
	}
	return l.cells
}

// separator is the character between the cells of a line of names.
func separator(line []byte) byte {
	for _, c := range []byte(";\t|") {
		if bytes.IndexByte(line, c) >= 0 && bytes.IndexByte(line, ',') < 0 {
			return c
		}
	}
	return ','
}

// plain is a name as columns are compared by it: in lower case, blanks and dashes as underscores.
func plain(name []byte) string {
	return strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(string(bytes.TrimSpace(name))))
}
