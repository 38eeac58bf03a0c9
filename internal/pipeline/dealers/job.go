package dealers

import (
	"cmp"
	"io"
	"strings"

	"gex/internal/chain"
	"gex/internal/inventory"
	"gex/internal/pipeline"
	"gex/internal/report"
)

// Options say what a book is made of and where it is kept.
type Options struct {
	Files    []string
	Reading  inventory.Options // but for the name
	Carrying inventory.Carrying
	Roots    []string // only these; none: all

	State    string // the file to continue; "": none. It need not exist
	Settings string // those that the state rests on
	MaxBytes int64  // of a file, decompressed; 0: the usual
	Quiet    bool

	Version   string           // of the program, for the header of a document without a chain
	Effective []report.Setting // the settings of that header
}

// Save writes the state in the place of the one that was there.
type Save func(write func(io.Writer) error) error

// Result is what a run makes.
type Result struct {
	Document *report.InventoryDocument
	Signed   *chain.File // the chain with what dealers hold; nil without a chain
}

// run is a run under way.
type run struct {
	Options
	out    pipeline.Outside
	job    *pipeline.Job // of the chain; nil: none
	put    Save
	names  []string
	ledger *inventory.Ledger
	update *inventory.Update

	unsaved, kept int // entries
}

// carrying are the options of the book of one underlying, or of the only one.
func (r *run) carrying() inventory.Carrying {
	c := r.Carrying
	c.Through = r.Reading.Through
	if c.Underlying = strings.ToUpper(r.Reading.Symbol); c.Underlying == "" {
		if all := r.ledger.Underlyings(); len(all) == 1 {
			c.Underlying = all[0]
		}
	}
	return c
}

// underlyings names what a book without a chain is about.
func (r *run) underlyings() string {
	if s := r.Reading.Symbol; s != "" {
		return strings.ToUpper(s)
	}
	return strings.Join(r.ledger.Underlyings(), ", ")
}

// dealers are those whose book it is.
func (r *run) dealers() string { return cmp.Or(r.Reading.Dealers, inventory.Dealers[0]) }

// note notes a line, unless the user wants none.
func (r *run) note(line string) {
	if !r.Quiet {
		r.out.Note(line)
	}
}
