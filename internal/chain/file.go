package chain

import (
	"io"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/layouts"
	"gex/internal/fault"
)

// File is the content of one file.
type File struct {
	Name     string // base name; ARCHIVE:MEMBER for a member of a zip archive
	SHA256   string // of the decompressed bytes of the whole file, lower-case hex; "" with Options.NoSum
	Format   string
	Chains   []*Chain     // sorted by underlying
	Problems []Problem    // first 20 rows or cells that could not be read
	More     int          // number of further problems
	Unpriced *fault.Error // why nothing in it can be priced; nil if something can, and for a part of a file

	Parts map[string][]Joined // of a joined file: the files that each underlying is in; else nil

	drop func() // nil, or hands the memory of its chains on
}

// MostHandedOn is the size of chains, in contracts, whose memory the next one takes, and that of their fits and books: few
// are as large as a larger one, and the others would keep it.
const MostHandedOn = 32768

// Drop ends the chains of a file. Nothing may use them any more, as those of the next section take their memory.
func (f *File) Drop() {
	f.Chains = nil
	if f.drop != nil {
		f.drop()
		f.drop = nil
	}
}

// Joined is one of the files that were joined.
type Joined struct{ Path, Name, SHA256 string }

// WriteLong writes all chains of a file as one csv in the layout long. Reading it gives the same contracts, and so
// the same results and the same notes; line numbers are those of the written file.
func (f *File) WriteLong(w io.Writer) error { return layouts.WriteLong(w, f.Chains) }

func newFile(src *input.Source, format string, chains []*Chain, a *assembly.Assembler) *File {
	return &File{Name: src.Base(), Format: format, Chains: chains, Problems: a.Problems, More: a.More}
}
