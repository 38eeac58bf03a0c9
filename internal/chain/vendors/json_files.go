package vendors

import (
	"gex/internal/chain/layouts"
	"gex/internal/chain/tables"
)

// What the layouts in JSON share.

// fetchAgain is what to do about a file without options of a vendor that always has some.
const fetchAgain = "the download may have failed: fetch it again"

// inNumbers returns a dialect whose dates are numbers, so that their order is not in doubt.
func inNumbers(dialect *layouts.Dialect) layouts.Dialect {
	of := *dialect
	of.YearFirst = true
	return of
}

// fitKeys scores a text by its keys; a text that lacks only one is said to.
func fitKeys(keys ...string) func(text *tables.Head) tables.Fit {
	return func(text *tables.Head) tables.Fit { return tables.FitKeys(text, keys...) }
}

// fitAll scores a text that has all of the keys, and no other: two layouts never share a file.
func fitAll(keys ...string) func(text *tables.Head) tables.Fit {
	return func(text *tables.Head) tables.Fit { return tables.Fit{Score: tables.FitKeys(text, keys...).Score} }
}
