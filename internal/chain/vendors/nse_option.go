package vendors

import (
	"bytes"

	"gex/internal/chain/cells"
	"gex/internal/chain/tables"
	"gex/internal/lazy"
)

// isNSEPresent reports whether a text has the keys of the present API, or those of the earlier one outside records.
func isNSEPresent(text *tables.Head) bool {
	has := func(key string) bool { return bytes.Contains(text.Text, []byte(`"`+key+`"`)) }
	if !has("CE") && !has("PE") {
		return false
	}
	return has("buyPrice1") || has("sellPrice1") || !has("records") && has("underlyingValue") && has("impliedVolatility")
}

var nseIdentifier = lazy.Regexp(`^(?:OPTIDX|OPTSTK)(.+?)\d\d-`)

// nseName returns the name of an option's underlying.
func nseName(row *tables.Row) []byte {
	name := row.Cell(tables.Underlying)
	if m := nseIdentifier().FindSubmatch(row.Cell(tables.Symbol)); m != nil && len(name) == 0 {
		return m[1]
	}
	return name
}

// isNothing reports whether a record stands for an option that does not exist: it has no name, no strike and no open interest.
func isNothing(row *tables.Row) bool {
	none := func(f tables.Field) bool {
		v, k := cells.Number(row.Cell(f))
		return k == cells.Missing || k == cells.Plain && v == 0
	}
	return row.Problem == "" && len(nseName(row)) == 0 && none(tables.Strike) && none(tables.OpenInterest) && none(tables.Last)
}
