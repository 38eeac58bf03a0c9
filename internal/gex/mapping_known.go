package gex

import (
	"strings"

	"gex/internal/report"
)

// widestPair is how far the ratio of two instruments on one index may lie from the usual one: carry of a year and more,
// the tracking of a fund, and quotes of another hour.
const widestPair = 0.15

// widestRatio is how far apart two prices can be for one to say something about the other.
const widestRatio = 1e4

// onIndex are instruments on one index, with what a point of the index is to them: futures and the index itself are 1,
// a fund or a small index a part of it. QQQ is a part of NDX that fees and dividends move: 1/41 in 2025.
var onIndex = []map[string]float64{
	{"SPX": 1, "SPXW": 1, "ES": 1, "MES": 1, "SPY": 0.1, "VOO": 0.092, "IVV": 0.1, "XSP": 0.1},
	{"NDX": 1, "NDXP": 1, "NQ": 1, "MNQ": 1, "QQQ": 1 / 41.0, "XND": 0.01},
	{"RUT": 1, "RUTW": 1, "RTY": 1, "M2K": 1, "IWM": 0.1, "MRUT": 0.1},
	{"DJX": 1, "DIA": 1, "YM": 100, "MYM": 100},
}

// known is the usual price of the instrument over that of the underlying, 0 when the pair is not known.
func (m Mapping) known(underlying string) float64 {
	for _, index := range onIndex {
		to, from := index[m.Symbol], index[strings.TrimPrefix(strings.ToUpper(underlying), "^")]
		if to > 0 && from > 0 {
			return to / from
		}
	}
	return 0
}

// factor is a ratio of prices before what it is of: 0.1 times, 41 times; nothing for 1.
func factor(x float64) string {
	if x == 1 {
		return ""
	}
	return report.Number(float64(int(x*1000+0.5))/1000).String() + " times "
}

// plainPrice is a price as a flag takes it.
func plainPrice(x float64) string { return report.Number(x).String() }
