package parquet

import (
	"bytes"
	"encoding/binary"
	"io"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// Magic begins and ends a file.
const Magic = "PAR1"

// maxFooter is the largest description of a file in bytes; one of 1,000 row groups with 100 columns has 20 MB.
const maxFooter = 64 << 20

// File is an open file.
type File struct {
	Names []string // of the columns

	in    io.ReaderAt
	size  int64
	meta  format.FileMetaData
	leafs []leaf
	room  *budget
}

// Open opens a file of that size. limit is how many bytes of its pages, decompressed, may be held at a time.
func Open(in io.ReaderAt, size, limit int64) (f *File, err error) {
	defer recovered(&err)
	f = &File{in: in, size: size, room: &budget{limit}}
	footer, err := f.footer()
	if err != nil {
		return nil, err
	}
	n, err := walk(footer)
	if err != nil {
		return nil, damaged("the description of the file: %v", err)
	}
	if err := thrift.Unmarshal(&thrift.CompactProtocol{}, footer[:n], &f.meta); err != nil {
		return nil, damaged("the description of the file: %v", err)
	}
	if f.leafs, err = leafsOf(f.meta.Schema); err != nil {
		return nil, err
	}
	for _, l := range f.leafs {
		f.Names = append(f.Names, l.name)
	}
	return f, nil
}

// footer returns the description of the file.
func (f *File) footer() ([]byte, error) {
	const trailer = 4 + len(Magic)
	if f.size < int64(len(Magic)+trailer) {
		return nil, ErrTruncated
	}
	var end [trailer]byte
	if err := f.readAt(end[:], f.size-int64(trailer)); err != nil {
		return nil, err
	}
	switch n := int64(binary.LittleEndian.Uint32(end[:])); {
	case string(end[4:]) == "PARE":
		return nil, ErrEncrypted
	case string(end[4:]) != Magic:
		return nil, ErrTruncated
	case n > maxFooter || n > f.size-int64(len(Magic)+trailer):
		return nil, damaged("the description of the file has %d bytes", n)
	default:
		footer := make([]byte, n)
		return footer, f.readAt(footer, f.size-int64(trailer)-n)
	}
}

// readAt fills b from a place of the file.
func (f *File) readAt(b []byte, at int64) error {
	if at < 0 || at > f.size || int64(len(b)) > f.size-at {
		return damaged("a page lies outside the file")
	}
	n, err := f.in.ReadAt(b, at)
	if n == len(b) {
		return nil
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// IsFile reports whether a file begins as Parquet.
func IsFile(head []byte) bool {
	return bytes.HasPrefix(head, []byte(Magic)) || bytes.HasPrefix(head, []byte("PARE"))
}
