package input

import (
	"bytes"
	"path/filepath"
	"strings"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/escape"
	"gex/internal/fault"
)

// Source is one file as a layout sees it: decompressed, without a byte order mark, lines ending in \n or \r\n.
type Source struct {
	Name    string // for positions in messages; ARCHIVE:MEMBER for a member of an archive
	Member  string // of a zip archive; "" for a file
	Table   bool   // a table without lines: row n is in line n+1
	Data    []byte
	Dated   bool            // the options say when the file was made; otherwise the file must
	Dates   model.DateOrder // from the options
	Careful bool            // read every line with gocsv, for tests
	NoQuick bool            // read no line on the fast path, for tests

	Window *Window // where the lines after Data come from; nil: Data is all of the file

	// LineOf returns the line of the file for a line of Data, where Data is a part of the file; nil: they are the same.
	LineOf func(line int) int
}

// FileLine is the line of the file for a line of Data.
func (s *Source) FileLine(line int) int {
	if s.LineOf == nil || line <= 0 {
		return line
	}
	return s.LineOf(line)
}

func NewSource(o *model.Options) *Source {
	src := &Source{Name: o.Name, Table: o.Table, Dated: !o.AsOf.IsZero(), Dates: o.Dates}
	if src.Name == "" {
		src.Name = "-"
	}
	if src.Member = o.Member; src.Member != "" && !strings.HasSuffix(src.Name, ":"+src.Member) {
		src.Name += ":" + src.Member
	}
	return src
}

// Base is the name of the file without its directory. A member of an archive keeps that of the archive before it.
func (s *Source) Base() string {
	if s.Member == "" {
		return filepath.Base(s.Name)
	}
	return filepath.Base(s.archive()) + ":" + s.Member
}

// Label is the name that may say what is in the file: that of a member is its own.
func (s *Source) Label() string {
	if s.Member == "" {
		return s.Name
	}
	return s.Member
}

// archive is the name of the archive that the file is in.
func (s *Source) archive() string { return strings.TrimSuffix(s.Name, ":"+s.Member) }

// notArchive is the error for a member of a file that has none.
func (s *Source) notArchive(member string) *fault.Error {
	file := strings.TrimSuffix(s.Name, ":"+member)
	e := s.Fail(0, "", "the file is not a zip archive: it has no member "+cells.Quote([]byte(member)), "give the file alone: "+escape.Shell(file))
	e.File = file
	return e
}

// Fail is an error at a line of Data; 0 means the whole file.
func (s *Source) Fail(line int, column, what, hint string) *fault.Error {
	return &fault.Error{Code: fault.Input, Problem: s.Problem(line, column, what), Hint: hint}
}

// Problem is a problem at a line of the file, or at a row of one without lines; 0 means the whole file.
func (s *Source) Problem(line int, column, what string) model.Problem {
	return model.Problem{File: s.Name, Line: s.FileLine(line), Row: s.Table, Column: column, What: what}
}

// Misuse is an error in the options.
func (s *Source) Misuse(what, hint string) *fault.Error {
	e := s.Fail(0, "", what, hint)
	e.Code = fault.Usage
	return e
}

// Command replaces FILE in a hint with the file's name, quoted for a shell.
func (s *Source) Command(hint string) string {
	switch {
	case s.Member != "" && strings.Contains(hint, "FILE"):
		hint = "unzip " + escape.Shell(s.archive()) + " " + escape.Shell(s.Member) + ", then: " + hint
		return strings.ReplaceAll(hint, "FILE", escape.Shell(s.Member))
	case s.Name == "-":
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
