package terminal

import "gex/internal/fault"

// WriteError is an output that failed. Err is without the path.
type WriteError struct {
	Path string
	Err  error
}

func (e *WriteError) Error() string { return "cannot write " + e.Path + ": " + e.Err.Error() }
func (e *WriteError) Unwrap() error { return e.Err }

// BusyError is an output that another process writes.
type BusyError struct{ Path, Holder string }

func (e *BusyError) Error() string { return e.Path + " is being written by " + e.Holder }

// unwritable is a WriteError of a path, nil when nothing went wrong.
func unwritable(path string, err error) error {
	if err == nil {
		return nil
	}
	return &WriteError{path, fault.Reason(err)}
}
