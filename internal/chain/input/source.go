package input

import (
	"bytes"
	"strings"
	"time"

	"gex/internal/chain/model"
	"gex/internal/escape"
	"gex/internal/fault"
)

// Source is one file as a layout sees it: decompressed, without a byte order mark, lines ending in \n or \r\n.
type Source struct {
	Name    string // for positions in messages
	Data    []byte
	AsOf    time.Time       // from the options; zero: the file must have it
	Dates   model.DateOrder // from the options
	Careful bool            // read every line with gocsv, for tests
	NoQuick bool            // read no line on the fast path, for tests
}

func NewSource(o *model.Options) *Source {
	src := &Source{Name: o.Name, AsOf: o.AsOf, Dates: o.Dates}
	if src.Name == "" {
		src.Name = "-"
	}
	return src
}

// Fail is an error at a line of the file; 0 means the whole file.
func (s *Source) Fail(line int, column, what, hint string) *fault.Error {
	return &fault.Error{Code: fault.Input, Problem: model.Problem{File: s.Name, Line: line, Column: column, What: what}, Hint: hint}
}

// Misuse is an error in the options.
func (s *Source) Misuse(what, hint string) *fault.Error {
	e := s.Fail(0, "", what, hint)
	e.Code = fault.Usage
	return e
}

// Command replaces FILE in a hint with the file's name, quoted for a shell.
func (s *Source) Command(hint string) string {
	if s.Name == "-" {
		return hint
	}
	return strings.ReplaceAll(hint, "FILE", escape.Shell(s.Name))
}

// HeadLen is the number of bytes that detection looks at.
const HeadLen = 64 << 10

// HeadOf returns the beginning of the file, whole lines if possible.
func HeadOf(data []byte) []byte {
	if len(data) <= HeadLen {
		return data
	}
	text := data[:HeadLen]
	if end := bytes.LastIndexByte(text, '\n'); end >= 0 {
		return text[:end+1]
	}
	return text
}
