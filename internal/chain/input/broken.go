package input

import (
	"bytes"
	"errors"
	"fmt"

	"gex/internal/fault"
)

// ErrTruncated is the cause of an error about a truncated file: an incomplete download or write.
var ErrTruncated = errors.New("truncated")

// ErrJoined is the cause of an error about two files in one; its last line says nothing about how it ends.
var ErrJoined = errors.New("joined")

const tornHint = "the download or write did not finish: fetch the file again; a partial chain gives wrong totals and levels"

// Truncated is the error for a file that is cut off at a line.
func (s *Source) Truncated(line int, why string) *fault.Error {
	e := s.Fail(line, "", "the file is truncated: "+why, tornHint)
	e.Err = ErrTruncated
	return e
}

// AtEnd changes the hint of an error in a last line without a line end: the file may be truncated.
func (s *Source) AtEnd(err error) error {
	var e *fault.Error
	if !errors.As(err, &e) || e.Err != nil || e.Code == fault.Usage || bytes.HasSuffix(s.Data, []byte{'\n'}) {
		return err
	}
	if e.Line > bytes.Count(s.Data, []byte{'\n'}) {
		e.Hint = "the file may be truncated: " + tornHint
	}
	return err
}

// Joined is the error for a file in which a second one begins.
func (s *Source) Joined(line int, what string) *fault.Error {
	at := s.FileLine(line)
	return s.Fail(line, "", "two files are joined: "+what,
		s.Command(fmt.Sprintf("split them before line %d: head -n %d FILE > first.csv; tail -n +%d FILE > second.csv", at, at-1, at)))
}
