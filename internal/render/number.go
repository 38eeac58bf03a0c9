package render

import (
	"math"
	"strconv"
	"strings"

	"gex/internal/report"
)

// fixed prints n with a fixed number of decimals and thousands separators: -1,234.50.
func fixed(n report.Number, decimals int) string {
	if !n.OK() {
		return absent
	}
	s := strconv.FormatFloat(float64(n), 'f', decimals, 64)
	if isZero(s) {
		s = strings.TrimPrefix(s, "-")
	}
	return report.Grouped(s)
}

// signed is fixed with an explicit plus; what rounds to zero carries no sign.
func signed(n report.Number, decimals int) string {
	s := fixed(n, decimals)
	if n.OK() && n > 0 && !isZero(s) {
		return "+" + s
	}
	return s
}

// whole prints a count that is carried as a Number.
func whole(n report.Number) string { return fixed(n, 0) }

// count prints an int with thousands separators.
func count(n int) string { return report.Grouped(strconv.Itoa(n)) }

// percent prints a fraction as percent, without the sign of the unit.
func percent(n report.Number, decimals int) string { return fixed(100*n, decimals) }

// price prints a price with cents, and with more digits below a dollar.
func price(n report.Number) string { return fixed(n, priceDecimals(n)) }

func priceDecimals(n report.Number) int {
	if n.OK() && n != 0 && math.Abs(float64(n)) < 1 {
		return 4
	}
	return 2
}

// atSpot reports whether a price is where spot is to a reader: no further than one step of a printed price, a cent above a
// dollar, or 0.00 % away. Between such a level and spot nothing trades, so it lies neither above nor below.
func atSpot(at, spot report.Number) bool {
	if !at.OK() || !spot.OK() {
		return false
	}
	const roundoff = 1e-6
	step := math.Pow10(-priceDecimals(spot))
	return math.Abs(float64(at-spot)) <= (1+roundoff)*step || isZero(percent(at/spot-1, 2))
}

// plain prints n with as many decimals as it needs, four at most: strikes and moves.
func plain(n report.Number) string { return fixed(n, decimalsFor(n)) }

// decimalsFor is the number of decimals that show all values of a column exactly, four at most.
func decimalsFor(values ...report.Number) int {
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

// isZero reports whether a printed number has no digit but 0.
func isZero(s string) bool { return !strings.ContainsAny(s, "123456789") }
