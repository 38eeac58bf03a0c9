package input

import (
	"bytes"
	"io"
	"io/fs"
)

// randomAccess gives access to any place of a file, and its size in bytes. A regular file is not read for that; anything
// else is read into memory from begin, which is all that r reads, up to a limit.
func randomAccess(r, begin io.Reader, limit int64) (io.ReaderAt, int64, error) {
	if f, ok := r.(interface {
		io.ReaderAt
		Stat() (fs.FileInfo, error)
	}); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return f, info.Size(), nil
		}
	}
	data, err := io.ReadAll(io.LimitReader(begin, limit+1))
	switch {
	case err != nil:
		return nil, 0, err
	case int64(len(data)) > limit:
		return nil, 0, TooLarge(limit)
	}
	return bytes.NewReader(data), int64(len(data)), nil
}
