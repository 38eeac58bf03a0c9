// Package parquet reads and writes tables of Apache Parquet: columns of numbers, dates, times and texts, and no lists.
//
// In: a file with random access. Out: its table as csv, a row a line, with the cells that the same table has when it is saved
// as csv: ISO dates and times, numbers in their shortest form, empty cells for nulls. The other way, rows of cells with the
// kind of each column become a file with the same bytes for the same rows, whoever writes it and when.
//
// Begin with Open in open.go for reading and with Write in write.go for writing. Package format of parquet-go has the
// structures of the file and their encoding; chunk.go and page.go here read pages one at a time, so that memory is bounded by
// the pages of one row group, whatever a damaged or hostile file claims: walk.go checks each structure before it is decoded.
//
// Source: https://parquet.apache.org/docs/file-format, and Encodings.md, Compression.md and LogicalTypes.md there.
package parquet
