package input

import (
	"bytes"
	"io"
	"io/fs"

	"gex/internal/chain/model"
	"gex/internal/system"
)

// ReadAll reads a file, decompressing it as its magic bytes say. It stops beyond the limit, and when early, which sees
// the data read so far, returns an error because the file cannot be a chain. It names the member of an archive in o.
func ReadAll(r io.Reader, o *model.Options, early func(data []byte) error) ([]byte, error) {
	data, _, err := ReadBeginning(r, o, early, func([]byte) bool { return false })
	return data, err
}

// ReadBeginning is ReadAll, but of a large file that is not compressed it reads no more than the first HeadLen bytes if enough,
// which sees them, says so. It then returns what follows, too, which can be read as long as r can.
func ReadBeginning(r io.Reader, o *model.Options, early func(data []byte) error, enough func(beginning []byte) bool) (data []byte, rest io.Reader, err error) {
	limit := Limit(o)
	hint := SizeHint(r) // before anything is read
	in, err := Unpack(r, o)
	if err != nil {
		return nil, nil, err
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
			head := buf.Bytes()
			buf = bytes.NewBuffer(system.Buffer(len(head) + int(min(max(hint, 0), limit)) + bytes.MinRead)[:0])
			buf.Write(head)
		}
		_, err := buf.ReadFrom(io.LimitReader(in, upTo-int64(buf.Len())))
		switch n := int64(buf.Len()); {
		case err != nil:
			return nil, nil, PackError(in.Packing, err)
		case n > limit:
			return nil, nil, TooLarge(limit)
		case n < upTo:
			return buf.Bytes(), nil, nil
		}
		if err := early(buf.Bytes()); err != nil {
			return nil, nil, err
		}
		if in.Packing == "" && hint > smallFile && upTo == HeadLen && enough(buf.Bytes()) {
			return buf.Bytes(), &limited{in: in, o: *o, left: limit - upTo}, nil
		}
	}
	return buf.Bytes(), nil, nil
}

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

// Normalize removes the byte order mark, and converts the line ends of old Macintosh files.
func Normalize(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, '\n') < 0 {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return data
}
