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
)

// absent is a missing number in a table.
const absent = phrase.Absent

// whole formats a count that is stored as a Number.
func whole(n report.Number) string { return fixed(n, 0) }

// count formats an int with thousands separators.
func count(n int) string { return report.Grouped(strconv.Itoa(n)) }

// shown formats a number, "" if it is absent.
func shown(n report.Number, print func(report.Number) string) string {
	if !n.OK() {
		return ""
	}
	return print(n)
}

func priceOrNone(n report.Number) string {
	if !n.OK() {
		return "none"
	}
	return price(n)
}
