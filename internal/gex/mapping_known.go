package gex

import "gex/internal/report"

// widestPair is how far the ratio of two instruments on one index may be from the usual
// one, as a fraction: carry of a year and more, the tracking of a fund, and quotes of
// another hour.
const widestPair = 0.15

// widestRatio is the largest ratio of two prices, or its inverse, that a mapping takes.
const widestRatio = 1e4

// known returns the usual price of the instrument over that of the underlying, 0 when
// the pair is not in the table.
func (m Mapping) known(underlying string) float64 {
	price, _ := usualPrice(families, m.Symbol, underlying)
	return price
}

// factor formats a ratio of prices, before the name it multiplies: 0.1 times, 41 times;
// nothing for 1.
func factor(x float64) string {
	if x == 1 {
		return ""
	}
	return report.Number(float64(int(x*1000+0.5))/1000).String() + " times "
}

// plainPrice formats a price as a flag takes it.
func plainPrice(x float64) string { return report.Number(x).String() }
