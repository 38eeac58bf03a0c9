package chain

import (
	"bytes"
	"errors"
	"fmt"

	"gex/internal/fault"
)

// ErrTruncated is the cause of an Error about a file that breaks off: a download or a write that did not end.
var ErrTruncated = errors.New("truncated")

// errJoined is the cause of an Error about a file that is two: its last line says nothing about how it ends.
var errJoined = errors.New("joined")

const tornHint = "the download or the write did not end: fetch the file again, a part of a chain gives wrong totals and levels"

// truncated is the error for a file that breaks off in a line.
func (s *source) truncated(line int, why string) *fault.Error {
	e := s.fail(line, "", "the file is truncated: "+why, tornHint)
	e.Err = ErrTruncated
	return e
}

// atEnd says of an error in a last line without a line end what may have caused it.
func (s *source) atEnd(err error) error {
	var e *fault.Error
	if !errors.As(err, &e) || e.Err != nil || e.Code == fault.Usage || bytes.HasSuffix(s.data, []byte{'\n'}) {
		return err
	}
	if e.Line > bytes.Count(s.data, []byte{'\n'}) {
		e.Hint = "the file may be truncated: " + tornHint
	}
	return err
}

// joined is the error for a file in which another begins.
func (s *source) joined(line int, what string) *fault.Error {
	return s.fail(line, "", "two files are joined: "+what,
		s.command(fmt.Sprintf("split them before line %d: head -n %d FILE > first.csv; tail -n +%d FILE > second.csv", line, line-1, line)))
}
