package assembly

import (
	"gex/internal/chain/input"
	"gex/internal/chain/tables"
)

// Layout is a format with what it takes to read it.
type Layout struct {
	tables.Format

	// fit looks at the first bytes of a file. They end with a whole line unless the file has only one.
	Fit func(text *tables.Head) tables.Fit

	// parse gives every record of the file to the assembler. It returns an error only when the file as a whole
	// cannot be used; for records and cells it reports to the assembler.
	Parse func(src *input.Source, a *Assembler) error
}
