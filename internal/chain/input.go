package chain

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/klauspost/compress/zstd"
)

// DefaultMaxBytes is how much a file may hold after decompression when Options.MaxBytes does not say.
const DefaultMaxBytes = 1 << 30

// limit is how many bytes a file may have.
func (o *Options) limit() int64 {
	if o.MaxBytes <= 0 {
		return DefaultMaxBytes
	}
	return o.MaxBytes
}

var errTooLarge = errors.New("too large")

// readAll unpacks what the magic bytes say is packed, and stops beyond limit.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	hint := sizeHint(r) // before anything is read
	in, err := unpack(r)
	if err != nil {
		return nil, err
	}
	defer in.close()
	buf := bytes.NewBuffer(make([]byte, 0, min(hint, limit)+bytes.MinRead))
	n, err := buf.ReadFrom(io.LimitReader(in, limit+1))
	if err == nil && n > limit {
		err = tooLarge(limit)
	}
	return buf.Bytes(), packError(in.packing, err)
}

func tooLarge(limit int64) error { return fmt.Errorf("%w: more than %d bytes", errTooLarge, limit) }

// sizeHint is how many bytes the reader knows it has, 0 when it does not.
func sizeHint(r io.Reader) int64 {
	switch r := r.(type) {
	case interface{ Len() int }:
		return int64(r.Len())
	case interface{ Stat() (fs.FileInfo, error) }:
		if info, err := r.Stat(); err == nil && info.Mode().IsRegular() {
			return info.Size()
		}
	}
	return 0
}

// unpacked reads the decompressed bytes.
type unpacked struct {
	io.Reader
	packing string // gzip, zstd or "" for none
	close   func()
}

func unpack(r io.Reader) (in unpacked, err error) {
	peeking := bufio.NewReader(r)
	magic, err := peeking.Peek(4)
	if err != nil && err != io.EOF {
		return in, err
	}
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(peeking)
		return unpacked{z, "gzip", func() {}}, packError("gzip", err)
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(peeking, zstd.WithDecoderConcurrency(1))
		if err != nil {
			return in, packError("zstd", err)
		}
		return unpacked{z, "zstd", z.Close}, nil
	}
	return unpacked{peeking, "", func() {}}, nil
}

func packError(packing string, err error) error {
	if err == nil || packing == "" || errors.Is(err, errTooLarge) {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return fmt.Errorf("the file is %w: its %s data breaks off", ErrTruncated, packing)
	}
	return fmt.Errorf("damaged %s data: %w", packing, err)
}

// inputError says what was wrong with the bytes of a file, and what to do.
func (s *source) inputError(err error) *Error {
	e := s.fail(0, "", err.Error(), "is the file complete and readable?")
	var path *fs.PathError
	switch {
	case errors.Is(err, ErrTruncated):
		e.Hint = tornHint
	case errors.Is(err, errTooLarge):
		e.Hint = "keep one underlying and one moment of it, or raise the limit with --max-bytes"
	case errors.As(err, &path):
		e.What, e.Hint = path.Err.Error(), "give a file, or - for standard input"
	}
	e.Err = err
	return e
}

// normalize strips the byte order mark, and gives old Macintosh files ordinary line ends.
func normalize(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, '\n') < 0 {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return data
}

const binaryHint = "gex reads text, plain or packed with gzip or zstd; a spreadsheet has to be saved as csv (UTF-8)"

// mustBeText refuses files without any text, and those that are no text.
func (s *source) mustBeText() error {
	head := s.data[:min(len(s.data), headLen)]
	switch {
	case len(bytes.TrimSpace(head)) == 0 && len(head) == len(s.data):
		return s.fail(0, "", "the file is empty", "the download may have failed: fetch it again")
	case bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")):
		return s.fail(0, "", "the file is UTF-16", binaryHint)
	case bytes.IndexByte(head, 0) >= 0:
		return s.fail(0, "", "the file is not text", binaryHint)
	}
	return nil
}
