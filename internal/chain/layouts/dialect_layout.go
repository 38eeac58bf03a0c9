package layouts

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/tables"
)

// Layout returns the dialect as one of the known layouts.
func (l *Dialect) Layout(name, title, example string) assembly.Layout {
	return assembly.Layout{
		Format: tables.Format{Name: name, Title: title, Columns: l.Columns, Example: example},
		Fit:    l.fit,
		Parse:  l.parse,
		Dated:  l.dated,
		Merges: l.Merge,
	}
}
