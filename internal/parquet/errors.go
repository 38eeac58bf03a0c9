package parquet

import (
	"errors"
	"fmt"
)

// Errors about a file, for errors.Is.
var (
	ErrTruncated = errors.New("its description, which is at the end, is missing")
	ErrEncrypted = errors.New("it is encrypted")
	ErrDamaged   = errors.New("damaged Parquet data")
	ErrTooLarge  = errors.New("too large")

	ErrUnsupported = errors.New("not read")
)

// damaged is an ErrDamaged with a reason.
func damaged(reason string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(reason, args...))
}

// recovered turns a panic of the decoder, which expects files that its own encoder wrote, into an error.
func recovered(err *error) {
	if bug := recover(); bug != nil {
		*err = damaged("%v", bug)
	}
}

// budget is how many bytes of pages may be held.
type budget struct{ left int64 }

func (b *budget) take(n int64) error {
	if b.left -= n; b.left < 0 {
		return fmt.Errorf("%w: its pages need more memory than the limit", ErrTooLarge)
	}
	return nil
}
