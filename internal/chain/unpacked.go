package chain

import (
	"io"

	"gex/internal/chain/input"
)

// Unpacked reads a file as decompressed text, up to the limit in the options. It is for callers that
// look at a file before it is known to be a chain, or only at its bytes.
func Unpacked(r io.Reader, o Options) (io.ReadCloser, error) { return input.Unpacked(r, o) }

// IsJSON reports whether a text begins as a JSON object.
func IsJSON(head []byte) bool { return input.IsJSON(head) }

// IsParquet reports whether a file begins as Parquet.
func IsParquet(head []byte) bool { return input.IsParquet(head) }

// Members lists the files in a zip archive that can be named as ARCHIVE:MEMBER, sorted; none when it is no archive.
func Members(r io.Reader, o Options) ([]string, error) { return input.Members(r, o) }

// Checksum is the SHA-256 that a File read from r has.
func Checksum(r io.Reader, o Options) (string, error) { return input.Checksum(r, o) }
