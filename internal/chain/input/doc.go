// Package input reads a file into memory as text, or reports why it is not text.
//
// In: a reader, plain or compressed with gzip, zstd or zip, and the options that limit it. Out: a Source, which is the
// decompressed text with the name to use in messages, or an error for a file that is not text, is truncated or is too
// large, with the command that helps. Sizes are bytes after decompression; lines count from 1.
//
// Begin with ReadAll in read.go for reading a file as a whole, and with Unpack for reading it in parts; window.go is for a large
// file that is read once, with a part of it in memory. Source in source.go creates the errors; zip.go picks the member of an
// archive; table.go makes csv of Parquet; nature.go recognizes files that are not text by their first bytes.
package input
