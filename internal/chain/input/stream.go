package input

import "io"

// Stream reads the decompressed bytes.
type Stream struct {
	io.Reader
	Packing string // gzip, zstd, zip, Parquet or "" for none
	Close   func()
}
