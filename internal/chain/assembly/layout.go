package assembly

import (
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// Layout is a format and the functions that detect and read it.
type Layout struct {
	tables.Format

	// Fit scores the first bytes of a file. They end with a whole line unless the file has only one.
	Fit func(text *tables.Head) tables.Fit

	// Parse adds every record of the file to the assembler. It returns an error only if the file as a whole
	// cannot be used; problems with records and cells go to the assembler.
	Parse func(src *input.Source, a *Assembler) error

	// InParts returns the header of a table whose rows can be read, by ReadRows, before all of them are in memory; nil if the
	// file is none. It may be nil itself. The source is the beginning of a large file.
	InParts func(src *input.Source, o *model.Options) *tables.Header

	// Merges says that rows on one option are one.
	Merges bool

	// Dated says how the rows of a file are dated. It returns nil if they are not, or the file is not a table; it may be
	// nil itself. The source may be the beginning of a file.
	Dated func(src *input.Source, o *model.Options) *Dated
}

// Noted is the layout with a note for its users.
func (l Layout) Noted(text string) Layout {
	l.Note = text
	return l
}
