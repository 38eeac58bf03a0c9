package fault

import (
	"errors"
	"fmt"
	"os"
)

// Exit codes of the process.
const (
	Done    = 0
	No      = 1   // the answer is no: a difference, a failed check
	Usage   = 2   // the command line, or a setting
	Input   = 3   // a file that cannot be read or used
	Broken  = 4   // an output that failed, or a bug
	Stopped = 130 // by the user; shells count so
)

// Problem is what is wrong, and where: each part of the place is absent when a larger one is meant.
type Problem struct {
	File   string
	Line   int    // from 1; 0: the whole file
	Row    bool   // the file has rows and no lines: row n counts as line n+1, as line 1 would be the header
	Column string // its name as the file spells it; "": the whole row
	What   string // with the value: `"n/a" is not a number`
}

// String is file:line: column: what, or file: row n: column: what.
func (p Problem) String() string {
	s := p.File
	switch {
	case p.Row && p.Line > 1:
		s += fmt.Sprintf(": row %d", p.Line-1)
	case !p.Row && p.Line > 0:
		s += fmt.Sprintf(":%d", p.Line)
	}
	for _, part := range []string{p.Column, p.What} {
		switch {
		case part == "":
		case s == "":
			s = part
		default:
			s += ": " + part
		}
	}
	return s
}

// Error is a Problem that ends the work on a file, or the process.
type Error struct {
	Code int // one of the exit codes
	Problem
	Setting  string // the name of the setting it is about, as of spot; "" when its message names it, or it is about none
	Hint     string // what to do; "" when there is nothing
	Err      error  // the cause, when there is one
	Reported bool   // the user has read it already
}

func (e *Error) Error() string { return e.String() }
func (e *Error) Unwrap() error { return e.Err }

// New is an error without a place, with a message in the way of fmt.Errorf.
func New(code int, hint, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Code: code, Problem: Problem{What: err.Error()}, Hint: hint, Err: err}
}

// Of is the Error that an error is or wraps; any other is a Broken one without a hint.
func Of(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Code: Broken, Problem: Problem{What: err.Error()}, Err: err}
}

// AsUsage makes an error about what was asked for an error of usage, whatever its code: about which files were given, or about
// what the value of a setting means to the book. nil stays nil.
func AsUsage(err error) error {
	if err == nil {
		return nil
	}
	e := *Of(err)
	e.Code = Usage
	return &e
}

// Hinted gives an error another hint.
func Hinted(hint string, err error) error {
	e := *Of(err)
	e.Hint = hint
	return &e
}

// HintOf is what to do about an error, "" when it does not say.
func HintOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Hint
	}
	return ""
}

// At puts what an error is about, such as the name of a file, before its message.
func At(where string, err error) *Error {
	e := *Of(err)
	e.Problem = Problem{What: where + ": " + err.Error()}
	return &e
}

// Reported carries the exit code of errors that were printed when they happened; nil for Done.
func Reported(code int) error {
	if code == Done {
		return nil
	}
	return &Error{Code: code, Problem: Problem{What: "failed"}, Reported: true}
}

// Reason is an error of a file without the path, which the message has already.
func Reason(err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
