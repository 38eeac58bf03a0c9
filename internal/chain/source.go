package chain

import (
	"fmt"
	"time"

	"gex/internal/fault"
)

// source is one file as a layout sees it: decompressed, without a byte order mark, lines ending in \n or \r\n.
type source struct {
	name    string // for positions
	data    []byte
	asOf    time.Time // from the options; zero: the file must say
	dates   DateOrder // from the options
	careful bool      // read every line as if it held quotation marks, for tests
	unquick bool      // read no line the quick way, for tests
}

func newSource(o *Options) *source {
	src := &source{name: o.Name, asOf: o.AsOf, dates: o.Dates}
	if src.name == "" {
		src.name = "-"
	}
	return src
}

// fail is an error at a line of the file; 0 means the whole file.
func (s *source) fail(line int, column, what, hint string) *fault.Error {
	return &fault.Error{Code: fault.Input, Problem: Problem{File: s.name, Line: line, Column: column, What: what}, Hint: hint}
}

// misuse is an error of what was asked for.
func (s *source) misuse(what, hint string) *fault.Error {
	e := s.fail(0, "", what, hint)
	e.Code = fault.Usage
	return e
}

// quote puts the text of a file into a message, cut to a length that a line of a terminal bears.
func quote[T ~string | ~[]byte](text T) string {
	const limit = 60
	if len(text) > limit {
		return fmt.Sprintf("%q…", decodeText(string(text[:limit])))
	}
	return fmt.Sprintf("%q", decodeText(string(text)))
}
