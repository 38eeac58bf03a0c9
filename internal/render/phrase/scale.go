package phrase

import (
	"math"
	"strconv"

	"gex/internal/report"
)

// Scale is the magnitude and precision that all numbers of a column share.
type Scale struct {
	Divisor  float64
	Name     string // B, M, K or nothing
	Decimals int
}

// magnitudes are those that amounts have, the largest first.
var magnitudes = []Scale{{1e9, "B", 0}, {1e6, "M", 0}, {1e3, "K", 0}}

// ScaleFor chooses the scale in which the largest value has one to three digits before the point and four in all. What
// is rounded up to the next magnitude is shown in it: 999.96M is 1.000B.
func ScaleFor(values ...report.Number) Scale { return scaleAmong(magnitudes, values) }

func scaleAmong(magnitudes []Scale, values []report.Number) Scale {
	largest := 0.0
	for _, v := range values {
		if v.OK() {
			largest = math.Max(largest, math.Abs(float64(v)))
		}
	}
	largest = RoundTo(largest, 4)
	s := Scale{Divisor: 1}
	for _, m := range magnitudes {
		if largest >= m.Divisor {
			s = m
			break
		}
	}
	if largest == 0 {
		return s
	}
	s.Decimals = min(3, max(0, 4-integerDigits(largest/s.Divisor)))
	return s
}

// Fixed prints n in the scale.
func (s Scale) Fixed(n report.Number) string { return Fixed(n/report.Number(s.Divisor), s.Decimals) }

// Signed prints n in the scale with an explicit plus.
func (s Scale) Signed(n report.Number) string { return Signed(n/report.Number(s.Divisor), s.Decimals) }

// RoundTo rounds to a number of significant digits.
func RoundTo(x float64, digits int) float64 {
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
