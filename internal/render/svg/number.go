package svg

import (
	"cmp"
	"math"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

const (
	absent = "–"
	minus  = "−"
)

// typeset turns a text of package phrase into that of a picture: a minus sign for the hyphen before a number, a dash for n/a.
func typeset(s string) string {
	if s == phrase.Absent {
		return absent
	}
	if s, below := strings.CutPrefix(s, "-"); below {
		return minus + s
	}
	return strings.ReplaceAll(s, "(-", "("+minus)
}

// fixed formats n with a fixed number of decimals and commas between thousands: −1,234.50.
func fixed(n report.Number, decimals int) string { return typeset(phrase.Fixed(n, decimals)) }

// signed is fixed with an explicit plus.
func signed(n report.Number, decimals int) string { return typeset(phrase.Signed(n, decimals)) }

// price prints a price with cents, and with more digits below 1.
func price(n report.Number) string { return typeset(phrase.Price(n)) }

// strike prints a strike with the decimals it needs, four at most.
func strike(n report.Number) string { return typeset(phrase.Plain(n)) }

// distance is how far a price is from spot: +1.49%.
func distance(n, spot report.Number) string { return typeset(phrase.Distance(n, spot)) }

// magnitude is the power of ten that all numbers of a panel share.
type magnitude struct{ phrase.Scale }

// magnitudeOf returns the largest of the unit with a digit before the point of the largest value: of rupees crore.
func (u unit) magnitudeOf(largest float64) magnitude {
	return magnitude{u.ScaleFor(report.Number(phrase.RoundTo(largest, 3)))}
}

// show prints n in the magnitude.
func (m magnitude) show(n report.Number, decimals int) string {
	return signed(n/report.Number(m.Divisor), decimals)
}

// decimals returns the number of decimals that show three digits of a value.
func (m magnitude) decimals(largest float64) int {
	switch x := largest / m.Divisor; {
	case x >= 99.95:
		return 0
	case x >= 9.995:
		return 1
	}
	return 2
}

// unit is what amounts are counted in.
type unit struct{ phrase.Unit }

// gexUnit is the unit of GEX, moneyUnit the currency of a report.
func gexUnit(c report.Conventions) unit   { return unit{phrase.GEX(c, false)} }
func moneyUnit(c report.Conventions) unit { return unit{phrase.Money(c, false)} }

// things counts what delta is in: shares, coins.
func things(c report.Conventions) unit {
	return unit{phrase.Unit{Thing: cmp.Or(c.DeltaIn, phrase.Shares.Thing)}}
}

// in names the unit in a magnitude: $B per 1%.
func (u unit) in(m magnitude) string { return u.In(m.Scale) }

// amount prints a quantity in running text with three digits: −$4.21B per 1%.
func (u unit) amount(n report.Number) string { return typeset(u.Amount(n)) }

// signed is amount with an explicit plus.
func (u unit) signed(n report.Number) string { return typeset(u.Gain(n)) }

// largest returns the largest absolute value that is not absent.
func largest(values ...report.Number) float64 {
	most := 0.0
	for _, v := range values {
		if v.OK() {
			most = max(most, math.Abs(float64(v)))
		}
	}
	return most
}
