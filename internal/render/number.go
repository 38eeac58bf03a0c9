package render

import (
	"strconv"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// The formats of package phrase under the short names that the tables use.
var (
	fixed       = phrase.Fixed
	signed      = phrase.Signed
	percent     = phrase.Percent
	price       = phrase.Price
	plain       = phrase.Plain
	decimalsFor = phrase.Decimals
	isZero      = phrase.IsZero
	atSpot      = phrase.AtSpot
	scaleFor    = phrase.ScaleFor
)

// absent is how a table shows a number that is missing.
const absent = phrase.Absent

// whole prints a count that is carried as a Number.
func whole(n report.Number) string { return fixed(n, 0) }

// count prints an int with thousands separators.
func count(n int) string { return report.Grouped(strconv.Itoa(n)) }

// shown prints a number, or nothing where a row has none.
func shown(n report.Number, print func(report.Number) string) string {
	if !n.OK() {
		return ""
	}
	return print(n)
}
