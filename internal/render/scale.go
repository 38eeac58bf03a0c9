package render

import (
	"math"
	"strconv"

	"gex/internal/report"
)

// scale is the one unit and precision of a column: chosen once, from its largest value.
type scale struct {
	divisor  float64
	name     string // bn, m, k or nothing
	decimals int
}

// scaleFor picks the scale in which the largest value has one to three digits before the point and four in all. What
// is rounded up to the next unit is shown in it: 999.96 m is 1.000 bn.
func scaleFor(values ...report.Number) scale {
	largest := 0.0
	for _, v := range values {
		if v.OK() {
			largest = math.Max(largest, math.Abs(float64(v)))
		}
	}
	largest = roundTo(largest, 4)
	s := scale{divisor: 1}
	for _, unit := range []scale{{1e9, "bn", 0}, {1e6, "m", 0}, {1e3, "k", 0}} {
		if largest >= unit.divisor {
			s = unit
			break
		}
	}
	if largest == 0 {
		return s
	}
	s.decimals = min(3, max(0, 4-integerDigits(largest/s.divisor)))
	return s
}

// fixed prints n in the scale.
func (s scale) fixed(n report.Number) string { return fixed(n/report.Number(s.divisor), s.decimals) }

// signed prints n in the scale with an explicit plus.
func (s scale) signed(n report.Number) string { return signed(n/report.Number(s.divisor), s.decimals) }

// signedOrBlank is signed, but nothing for what is absent.
func (s scale) signedOrBlank(n report.Number) string { return shown(n, s.signed) }

// of names the scale of a unit: "$" becomes "$ bn", "shares" becomes "m shares".
func (s scale) of(unit string) string {
	switch {
	case s.name == "":
		return unit
	case unit == dollars:
		return unit + " " + s.name
	}
	return s.name + " " + unit
}

// dollars is the unit of all money.
const dollars = "$"

// money prints an amount in running text with three digits: $6.52 bn.
func money(n report.Number) string { return amount(n, dollars) }

// amount prints a quantity of a unit in running text with three digits.
func amount(n report.Number, unit string) string {
	if !n.OK() {
		return absent
	}
	n = report.Number(roundTo(float64(n), 3))
	s := scaleFor(n)
	s.decimals = max(0, s.decimals-1)
	number := s.fixed(n)
	if unit != dollars {
		return number + " " + s.of(unit)
	}
	if number[0] == '-' {
		return "-$" + join(" ", number[1:], s.name)
	}
	return "$" + join(" ", number, s.name)
}

// roundTo rounds to a number of significant digits.
func roundTo(x float64, digits int) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', digits-1, 64), 64)
	if err != nil {
		return x
	}
	return r
}

// integerDigits counts the digits before the decimal point, at least one.
func integerDigits(x float64) int {
	digits := 1
	for ; x >= 10; x /= 10 {
		digits++
	}
	return digits
}
