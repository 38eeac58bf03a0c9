package chain

import (
	"crypto/sha256"
	"encoding/hex"
	"io"

	"gex/internal/chain/input"
	"gex/internal/chain/vendors"
	"gex/internal/par"
)

// Read reads one file, plain or compressed with gzip, zstd or zip, or as a Parquet table, in any known layout. A problem with
// the file as a whole is returned as a fault.Error; problems with rows and cells are in the File, which holds everything that could be read.
func Read(r io.Reader, o Options) (*File, error) {
	size := input.SizeHint(r) // before anything is read
	var p *parts
	data, rest, err := input.ReadBeginning(r, &o, func(data []byte) error { return early(data, o) }, func(beginning []byte) bool {
		p = partsOf(r, beginning, size, o)
		return p != nil
	})
	switch {
	case err != nil:
		return nil, input.NewSource(&o).InputError(err)
	case rest != nil:
		return p.read(data, rest, o)
	}
	return readBytes(data, o)
}

// readBytes reads a file that is in memory, decompressed.
func readBytes(data []byte, o Options) (*File, error) {
	src := input.NewSource(&o)
	src.Data = input.Normalize(data)
	if err := src.MustBeText(); err != nil {
		return nil, err
	}
	sum := func() string { return o.Sum }
	if o.Sum == "" {
		sum = hash(data, o.NoSum)
	}
	l, err := choose(src, &o, vendors.Layouts())
	if err != nil {
		return nil, err
	}
	f, err := parse(src, l, o)
	if err != nil {
		return nil, err
	}
	f.SHA256 = sum()
	return f, nil
}

// hash computes the SHA-256 of data in parallel with parsing, which does not change the bytes.
func hash(data []byte, none bool) (wait func() string) {
	if none {
		return func() string { return "" }
	}
	return par.Start(func() string {
		h := sha256.Sum256(data)
		return hex.EncodeToString(h[:])
	})
}
