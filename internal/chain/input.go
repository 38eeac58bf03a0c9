package chain

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/klauspost/compress/zstd"
)

// DefaultMaxBytes is how much a file may hold after decompression when Options.MaxBytes does not say.
const DefaultMaxBytes = 1 << 30

// load reads a whole file, plain, gzip or zstd, and returns what a layout sees of it and the hash of its bytes.
func load(r io.Reader, o Options) (*source, string, error) {
	src := &source{name: o.Name, asOf: o.AsOf}
	if src.name == "" {
		src.name = "-"
	}
	limit := o.MaxBytes
	if limit <= 0 {
		limit = DefaultMaxBytes
	}
	data, err := readAll(r, limit)
	if err != nil {
		return nil, "", src.inputError(err)
	}
	sum := sha256.Sum256(data)
	src.data = normalize(data)
	if err := src.mustBeText(); err != nil {
		return nil, "", err
	}
	return src, hex.EncodeToString(sum[:]), nil
}

var errTooLarge = errors.New("too large")

// readAll unpacks what the magic bytes say is packed, and stops beyond limit.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	buf := bytes.NewBuffer(make([]byte, 0, min(sizeHint(r), limit)+bytes.MinRead))
	packed := bufio.NewReader(r)
	magic, err := packed.Peek(4)
	if err != nil && err != io.EOF {
		return nil, err
	}
	plain, closeIt, err := unpack(packed, magic)
	if err != nil {
		return nil, err
	}
	defer closeIt()
	n, err := buf.ReadFrom(io.LimitReader(plain, limit+1))
	if err == nil && n > limit {
		err = fmt.Errorf("%w: more than %d bytes", errTooLarge, limit)
	}
	return buf.Bytes(), err
}

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

// unpack returns the reader of the decompressed bytes.
func unpack(r io.Reader, magic []byte) (plain io.Reader, closeIt func(), err error) {
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(r)
		return z, func() {}, packError("gzip", err)
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1))
		if err != nil {
			return nil, nil, packError("zstd", err)
		}
		return z, z.Close, nil
	}
	return r, func() {}, nil
}

func packError(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("damaged %s data: %w", name, err)
}

// inputError says what was wrong with the bytes of a file, and what to do.
func (s *source) inputError(err error) *Error {
	e := s.fail(0, "", err.Error(), "is the file complete and readable?")
	var path *fs.PathError
	switch {
	case errors.Is(err, errTooLarge):
		e.Hint = "split the file, or keep one underlying and one moment of it"
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
