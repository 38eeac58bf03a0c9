package study

import (
	"math"

	"gex/internal/bs/kernel"
)

// yearDays are the trading days of a year.
const yearDays = 252

// Parkinson is the variance of a day from its range, ln(high/low)²/(4 ln 2) (Parkinson 1980).
func Parkinson(high, low float64) float64 {
	r := kernel.Log(high / low)
	return float64(r*r) / (4 * math.Ln2)
}

// Realized is the variance of a day from prices within it, the sum of squared log returns.
func Realized(prices []float64) float64 {
	var sum float64
	for i := 1; i < len(prices); i++ {
		r := kernel.Log(prices[i] / prices[i-1])
		sum += float64(r * r)
	}
	return sum
}

// ofYear is a year's volatility, a fraction, of a day's variance.
func ofYear(variance float64) float64 { return math.Sqrt(yearDays * variance) }
