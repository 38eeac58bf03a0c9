package chain

import (
	"bytes"
	"time"

	"gex/internal/chain/model"
	"gex/internal/fault"
)

// source is one file as a layout sees it: decompressed, without a byte order mark, lines ending in \n or \r\n.
type source struct {
	name    string // for positions
	data    []byte
	asOf    time.Time       // from the options; zero: the file must say
	dates   model.DateOrder // from the options
	careful bool            // read every line as if it held quotation marks, for tests
	unquick bool            // read no line the quick way, for tests
}

func newSource(o *model.Options) *source {
	src := &source{name: o.Name, asOf: o.AsOf, dates: o.Dates}
	if src.name == "" {
		src.name = "-"
	}
	return src
}

// fail is an error at a line of the file; 0 means the whole file.
func (s *source) fail(line int, column, what, hint string) *fault.Error {
	return &fault.Error{Code: fault.Input, Problem: model.Problem{File: s.name, Line: line, Column: column, What: what}, Hint: hint}
}

// misuse is an error of what was asked for.
func (s *source) misuse(what, hint string) *fault.Error {
	e := s.fail(0, "", what, hint)
	e.Code = fault.Usage
	return e
}

// headLen is how many bytes detection looks at, headerLines how far down a header line is looked for.
const (
	headLen     = 64 << 10
	headerLines = 30
)

// headOf is the beginning of the file, whole lines where possible.
func headOf(data []byte) []byte {
	if len(data) <= headLen {
		return data
	}
	text := data[:headLen]
	if end := bytes.LastIndexByte(text, '\n'); end >= 0 {
		return text[:end+1]
	}
	return text
}
