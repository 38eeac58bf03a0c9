package chain

import (
	"crypto/sha256"
	"encoding/hex"
	"io"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/vendors"
	"gex/internal/market"
	"gex/internal/par"
)

// Read reads one file, plain or compressed with gzip, zstd or zip, or as a Parquet table, in any known layout. A problem with
// the file as a whole is returned as a fault.Error; problems with rows and cells are in the File, which holds everything that could be read.
func Read(r io.Reader, o Options) (*File, error) {
	data, err := input.ReadAll(r, &o, func(data []byte) error { return early(data, o) })
	if err != nil {
		return nil, input.NewSource(&o).InputError(err)
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

// parse reads a source in a layout.
func parse(src *input.Source, l assembly.Layout, o Options) (*File, error) {
	return parsePart(src, l, o, false)
}

// parsePart reads a source that is a part of a file, after which more may follow.
func parsePart(src *input.Source, l assembly.Layout, o Options, more bool) (*File, error) {
	a := assembly.NewAssembler(src, o)
	a.MoreFollows = more
	a.USListed, a.InIndia = assembly.USListed[l.Name], assembly.InIndia[l.Name]
	a.DatedBy = market.US
	if a.InIndia {
		a.DatedBy = market.IndianRoot("").Venue
	}
	if err := l.Parse(src, a); err != nil {
		return nil, src.AtEnd(err)
	}
	if a.Refusal != nil {
		return nil, a.Refusal
	}
	chains, err := a.Finish()
	if err != nil {
		return nil, err
	}
	f := newFile(src, l.Name, chains, a)
	f.Unpriced = a.Unpriced(chains)
	return f, nil
}
