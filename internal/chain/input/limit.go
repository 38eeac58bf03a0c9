package input

import (
	"errors"
	"fmt"

	"gex/internal/chain/model"
)

// Limit returns the maximum size of a file in bytes, decompressed.
func Limit(o *model.Options) int64 {
	if o.MaxBytes <= 0 {
		return model.DefaultMaxBytes
	}
	return o.MaxBytes
}

var errTooLarge = errors.New("too large")

// TooLarge is the error for a file larger than limit bytes.
func TooLarge(limit int64) error { return fmt.Errorf("%w: more than %d bytes", errTooLarge, limit) }

// maxWindow is what zstd --long=27 needs, the largest window that zstd decompresses by default.
const maxWindow = 128 << 20
