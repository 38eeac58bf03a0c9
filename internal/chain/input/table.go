package input

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"

	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/parquet"
)

// maxPages is how many bytes of the pages of a Parquet file may be held at a time. Files have pages of about 1 MB a column.
const maxPages = 512 << 20

// IsParquet reports whether a file begins as Parquet.
func IsParquet(head []byte) bool { return parquet.IsFile(head) }

// tableStream reads a Parquet file as csv, of which begin is all that r reads. In o it notes that lines are rows, and the
// checksum of the file, as that of the csv would be of use to nobody.
func tableStream(r, begin io.Reader, packed *counted, o *model.Options) (Stream, error) {
	src := NewSource(o)
	at, size, err := randomAccess(r, begin, Limit(o))
	if err != nil {
		return Stream{}, src.InputError(err)
	}
	f, err := parquet.Open(at, size, min(Limit(o), maxPages))
	if err != nil {
		return Stream{}, src.tableError(err)
	}
	o.Table = true
	if !o.NoSum {
		h := sha256.New()
		if _, err := io.Copy(h, io.NewSectionReader(at, 0, size)); err != nil {
			return Stream{}, src.InputError(err)
		}
		o.Sum = hex.EncodeToString(h.Sum(nil))
	}
	packed.n = size // of which some may not have been read yet
	return Stream{&guard{in: &table{src, f.CSV()}, packed: packed}, "Parquet", func() {}}, nil
}

// table is the csv of a Parquet file, whose errors name it.
type table struct {
	src *Source
	csv io.Reader
}

func (t *table) Read(to []byte) (int, error) {
	n, err := t.csv.Read(to)
	if err != nil && err != io.EOF {
		err = t.src.tableError(err)
	}
	return n, err
}

// tableError says what to do about an error in a Parquet file.
func (s *Source) tableError(err error) *fault.Error {
	e := s.Fail(0, "", err.Error(), "fetch or write the file again")
	e.Err = err
	switch {
	case errors.Is(err, parquet.ErrTruncated):
		e.What, e.Hint, e.Err = "the file is truncated: "+err.Error(), tornHint, ErrTruncated
	case errors.Is(err, parquet.ErrEncrypted):
		e.What, e.Hint = "the file is encrypted", "write it without encryption"
	case errors.Is(err, parquet.ErrUnsupported):
		e.Hint = "write it with compression snappy, gzip or zstd, or none"
	case errors.Is(err, parquet.ErrTooLarge):
		e.Hint = "write it with smaller pages, or raise the limit with " + fault.Setting("max-bytes")
	case !errors.Is(err, parquet.ErrDamaged):
		return s.InputError(err)
	}
	return e
}
