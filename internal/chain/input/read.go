package input

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/klauspost/compress/zstd"

	"gex/internal/chain/model"
	"gex/internal/fault"
)

// Limit returns the maximum size of a file in bytes, decompressed.
func Limit(o *model.Options) int64 {
	if o.MaxBytes <= 0 {
		return model.DefaultMaxBytes
	}
	return o.MaxBytes
}

var errTooLarge = errors.New("too large")

// ReadAll reads a file, decompressing it as its magic bytes say. It stops beyond the limit, and when early, which sees
// the data read so far, returns an error because the file cannot be a chain.
func ReadAll(r io.Reader, o model.Options, early func(data []byte) error) ([]byte, error) {
	limit := Limit(&o)
	hint := SizeHint(r) // before anything is read
	in, err := Unpack(r)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	buf := bytes.NewBuffer(make([]byte, 0, min(hint, limit, HeadLen)+2*bytes.MinRead))
	stages := []int64{HeadLen, KeysWithin, limit + 1}
	if in.Packing == "" && 0 < hint && hint <= smallFile {
		stages = stages[2:]
		buf.Grow(int(min(hint, limit)) + 2*bytes.MinRead)
	}
	for _, upTo := range stages {
		upTo = min(upTo, limit+1)
		if upTo > HeadLen && int64(buf.Len()) == HeadLen {
			buf.Grow(int(min(max(hint, 0), limit)) + bytes.MinRead)
		}
		_, err := buf.ReadFrom(io.LimitReader(in, upTo-int64(buf.Len())))
		switch n := int64(buf.Len()); {
		case err != nil:
			return nil, PackError(in.Packing, err)
		case n > limit:
			return nil, TooLarge(limit)
		case n < upTo:
			return buf.Bytes(), nil
		}
		if err := early(buf.Bytes()); err != nil {
			return nil, err
		}
	}
	return buf.Bytes(), nil
}

// TooLarge is the error for a file larger than limit bytes.
func TooLarge(limit int64) error { return fmt.Errorf("%w: more than %d bytes", errTooLarge, limit) }

// SizeHint returns the size of the reader's data in bytes, 0 if the reader does not know it.
func SizeHint(r io.Reader) int64 {
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

// Stream reads the decompressed bytes.
type Stream struct {
	io.Reader
	Packing string // gzip, zstd or "" for none
	Close   func()
}

// Unpack detects gzip and zstd by their magic bytes and returns the decompressed stream.
func Unpack(r io.Reader) (in Stream, err error) {
	raw := &counted{Reader: r}
	peeking := bufio.NewReader(raw)
	magic, err := peeking.Peek(4)
	if err != nil && err != io.EOF {
		return in, err
	}
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(peeking)
		return Stream{&guard{in: z, packed: raw}, "gzip", func() {}}, PackError("gzip", err)
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(peeking, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return in, PackError("zstd", err)
		}
		return Stream{&guard{in: z, packed: raw}, "zstd", z.Close}, nil
	}
	return Stream{&guard{in: peeking}, "", func() {}}, nil
}

// maxWindow is what zstd --long=27 needs, the largest window that zstd decompresses by default.
const maxWindow = 128 << 20

// PackError adds the compression format to an error in decompressing.
func PackError(packing string, err error) error {
	if err == nil || packing == "" || errors.Is(err, errTooLarge) || errors.Is(err, errNoChain) {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return fmt.Errorf("the file is %w: its %s data is cut off", ErrTruncated, packing)
	}
	return fmt.Errorf("damaged %s data: %w", packing, err)
}

// InputError converts an error in reading the bytes of a file, and says what to do.
func (s *Source) InputError(err error) *fault.Error {
	if e, ok := err.(*fault.Error); ok {
		return e
	}
	e := s.Fail(0, "", err.Error(), "check that the file is complete and readable")
	var path *fs.PathError
	switch {
	case errors.Is(err, ErrTruncated):
		e.Hint = tornHint
	case errors.Is(err, errTooLarge):
		e.Hint = "keep one underlying at one time, or raise the limit with " + fault.Setting("max-bytes")
	case errors.Is(err, errNoChain):
		e.Hint = "a chain has short lines and compresses to about a tenth: check that this is the right file"
	case errors.As(err, &path):
		e.What, e.Hint = path.Err.Error(), "give a file, or - for standard input"
	}
	e.Err = err
	return e
}

// Normalize removes the byte order mark, and converts the line ends of old Macintosh files.
func Normalize(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, '\n') < 0 {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return data
}
