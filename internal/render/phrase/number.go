package phrase

import (
	"math"
	"strconv"
	"strings"

	"gex/internal/report"
)

// Absent is a missing number.
const Absent = "n/a"

// Fixed prints n with a fixed number of decimals and commas between thousands: -1,234.50.
func Fixed(n report.Number, decimals int) string {
	if !n.OK() {
		return Absent
	}
	s := strconv.FormatFloat(float64(n), 'f', decimals, 64)
	if IsZero(s) {
		s = strings.TrimPrefix(s, "-")
	}
	return report.Grouped(s)
}

// Signed is Fixed with an explicit plus; what rounds to zero has no sign.
func Signed(n report.Number, decimals int) string {
	s := Fixed(n, decimals)
	if n.OK() && n > 0 && !IsZero(s) {
		return "+" + s
	}
	return s
}

// Percent prints a fraction as percent, without the sign %.
func Percent(n report.Number, decimals int) string { return Fixed(100*n, decimals) }

// Price prints a price with cents, and with four decimals below 1.
func Price(n report.Number) string { return Fixed(n, PriceDecimals(n)) }

// PriceDecimals is the number of decimals of a price.
func PriceDecimals(n report.Number) int {
	if n.OK() && n != 0 && math.Abs(float64(n)) < 1 {
		return 4
	}
	return 2
}

// Distance is how far a price is from spot, in percent with its sign: -0.87%.
func Distance(at, spot report.Number) string {
	if away := at/spot - 1; away.OK() {
		return Signed(100*away, 2) + "%"
	}
	return Absent
}

// AtSpot reports whether a reader sees a price at spot: no further than one step of a printed price, a cent from 1 upwards,
// or 0.00% away. Nothing trades between the two, so such a level is neither above nor below spot.
func AtSpot(at, spot report.Number) bool {
	if !at.OK() || !spot.OK() {
		return false
	}
	const roundoff = 1e-6
	step := math.Pow10(-PriceDecimals(spot))
	return math.Abs(float64(at-spot)) <= (1+roundoff)*step || IsZero(Percent(at/spot-1, 2))
}

// Plain prints n with as many decimals as it needs, four at most: strikes and moves.
func Plain(n report.Number) string { return Fixed(n, Decimals(n)) }

// Decimals is the number of decimals that show all values of a column exactly, four at most.
func Decimals(values ...report.Number) int {
	most := 0
	for _, v := range values {
		if !v.OK() {
			continue
		}
		s := strconv.FormatFloat(float64(v), 'f', 4, 64)
		s = strings.TrimRight(s, "0")
		most = max(most, len(s)-1-strings.IndexByte(s, '.'))
	}
	return most
}

// IsZero reports whether a printed number has no digit but 0.
func IsZero(s string) bool { return !strings.ContainsAny(s, "123456789") }
