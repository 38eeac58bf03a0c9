package sample

import (
	"math"
	"strconv"
)

// appendDecimal appends v / 10^digits without trailing zeros: 1250 with 2 digits is
// 12.5. Whole numbers keep cents and mils exact.
func appendDecimal(b []byte, v int64, digits int) []byte {
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	unit := int64(1)
	for range digits {
		unit *= 10
	}
	b = strconv.AppendInt(b, v/unit, 10)
	rest := v % unit
	if rest == 0 {
		return b
	}
	// Digits after the point until nothing is left: no trailing zeros.
	b = append(b, '.')
	for rest > 0 {
		unit /= 10
		b = append(b, byte('0'+rest/unit))
		rest %= unit
	}
	return b
}

// appendRounded appends x with at most the given digits after the point, without
// trailing zeros.
func appendRounded(b []byte, x float64, digits int) []byte {
	return appendDecimal(b, int64(math.Round(x*math.Pow10(digits))), digits)
}

// appendExact appends x with the fewest digits that read back as the same number.
func appendExact(b []byte, x float64) []byte { return strconv.AppendFloat(b, x, 'g', -1, 64) }

// appendZeroPadded appends n with leading zeros up to width digits.
func appendZeroPadded(b []byte, n int64, width int) []byte {
	for limit := int64(10); width > 1; width, limit = width-1, limit*10 {
		if n < limit {
			b = append(b, '0')
		}
	}
	return strconv.AppendInt(b, n, 10)
}
