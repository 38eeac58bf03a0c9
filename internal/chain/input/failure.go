package input

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"

	"gex/internal/fault"
)

// PackError adds the compression format to an error in decompressing.
func PackError(packing string, err error) error {
	if err == nil || packing == "" || errors.Is(err, errTooLarge) || errors.Is(err, errNoChain) {
		return err
	}
	var known *fault.Error
	if errors.As(err, &known) {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return fmt.Errorf("the file is %w: its %s data is cut off", ErrTruncated, packing)
	}
	return fmt.Errorf("damaged %s data: %w", packing, err)
}

// InputError converts an error in reading the bytes of a file, and says what to do.
func (s *Source) InputError(err error) *fault.Error {
	if e, ok := err.(*fault.Error); ok {
		return e
	}
	e := s.Fail(0, "", err.Error(), "check that the file is complete and readable")
	var path *fs.PathError
	switch {
	case errors.Is(err, ErrTruncated):
		e.Hint = tornHint
	case errors.Is(err, errTooLarge):
		e.Hint = "keep one underlying at one time, or raise the limit with " + fault.Setting("max-bytes")
	case errors.Is(err, errNoChain):
		e.Hint = "a chain has short lines and compresses to about a tenth: check that this is the right file"
	case errors.As(err, &path) && errors.Is(path.Err, syscall.EISDIR):
		e.What, e.Hint = path.Err.Error(), "give a file, or - for standard input; gex history reads the files of a directory"
	case errors.As(err, &path):
		e.What, e.Hint = path.Err.Error(), "give a file, or - for standard input"
	}
	e.Err = err
	return e
}
