package chain

import (
	"gex/internal/chain/layouts"
	"gex/internal/chain/tables"
	"gex/internal/chain/vendors"
)

// Formats lists the known layouts in the order in which they are tried.
func Formats() []tables.Format {
	var list []tables.Format
	for _, l := range vendors.Layouts() {
		list = append(list, l.Format)
	}
	return list
}

// Mappable lists the names that Options.Columns may have.
func Mappable() []string { return layouts.Mappable() }
