// Package input turns a file into text in memory, or says why that is not possible.
//
// In: a reader, plain, gzip or zstd, and the options that bound it. Out: a Source, which is the decompressed text with the
// name that messages give it, and the error for what is no text, breaks off or is larger than allowed, with the command
// that helps. Sizes are bytes after decompression, lines count from 1.
//
// Begin with ReadAll in read.go for a file that is read as a whole and with Unpack for one that is read in parts; Source in
// source.go makes the errors; nature.go knows files that are no text by their first bytes.
package input
