package chain

import (
	"io"

	"gex/internal/chain/input"
)

// Unpacked reads a file as text, whatever it was packed with, and no more of it than the options allow: for callers that
// look at a file before it is known to be a chain, or at nothing but its bytes.
func Unpacked(r io.Reader, o Options) (io.ReadCloser, error) { return input.Unpacked(r, o) }

// IsJSON reports whether a text begins as a JSON object.
func IsJSON(head []byte) bool { return input.IsJSON(head) }
