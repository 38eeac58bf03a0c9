package gex

import (
	"strings"

	"gex/internal/report"
)

// widestPair is how far the ratio of two instruments on one index may be from the usual
// one, as a fraction: carry of a year and more, the tracking of a fund, and quotes of
// another hour.
const widestPair = 0.15

// widestRatio is the largest ratio of two prices, or its inverse, that a mapping takes.
const widestRatio = 1e4

// onIndex are instruments on one index, with their price over that of the index, by
// definition of each: 1 for futures and the index itself, a fraction for a fund or a
// small index. That of QQQ drifts with fees and dividends: 1/41 in 2025.
var onIndex = []map[string]float64{
	{"SPX": 1, "SPXW": 1, "ES": 1, "MES": 1, "SPY": 0.1, "VOO": 0.092, "IVV": 0.1, "XSP": 0.1},
	{"NDX": 1, "NDXP": 1, "NQ": 1, "MNQ": 1, "QQQ": 1 / 41.0, "XND": 0.01},
	{"RUT": 1, "RUTW": 1, "RTY": 1, "M2K": 1, "IWM": 0.1, "MRUT": 0.1},
	{"DJX": 1, "DIA": 1, "YM": 100, "MYM": 100},
}

// known returns the usual price of the instrument over that of the underlying, 0 when
// the pair is not in the table.
func (m Mapping) known(underlying string) float64 {
	for _, index := range onIndex {
		to, from := index[m.Symbol], index[strings.TrimPrefix(strings.ToUpper(underlying), "^")]
		if to > 0 && from > 0 {
			return to / from
		}
	}
	return 0
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
