package render

import (
	"math"
	"strings"

	"gex/internal/report"
)

// breakeven words the number of puts short per call held at which gamma at spot is 0: what must be true of the dealers'
// position for the regime to be the one reported. It is empty where no contract has gamma, and where the position is known.
func breakeven(regime report.Regime, t report.Totals, c report.Conventions) string {
	naive := strings.HasPrefix(c.Sign, "naive")
	ratio := t.Breakeven
	if !ratio.OK() && t.CallGEX == 0 && t.PutGEX.OK() && t.PutGEX != 0 { // puts alone
		ratio = 0
	}
	switch {
	case strings.HasPrefix(c.Sign, "column"), !t.GrossGEX.OK() || t.GrossGEX == 0 && !ratio.OK():
		return ""
	case !ratio.OK() && naive:
		return "long gamma whatever dealers are short in puts: the puts have no gamma"
	case !ratio.OK():
		return "no break-even of puts to calls: the puts have no gamma"
	case ratio == 0 && naive:
		return "short gamma as long as dealers are short any puts: the calls have no gamma"
	case ratio == 0:
		return "no break-even of puts to calls: the calls have no gamma"
	case !naive: // the regime rests on another position
		return "with calls held, short gamma if short more than " + perCall(ratio) + " puts for each"
	case regime == report.ShortGamma:
		return "short gamma as long as dealers are short more than " + perCall(ratio) + " puts for each call held"
	case regime == report.LongGamma:
		return "long gamma as long as dealers are short fewer than " + perCall(ratio) + " puts for each call held"
	default:
		return "short gamma if dealers are short more than " + perCall(ratio) + " puts for each call held"
	}
}

// perCall formats puts per call with two decimals, or as many up to six as show that a ratio is not 1, which is the ratio of
// the naive sign, or not 0.
func perCall(ratio report.Number) string {
	decimals := 2
	for decimals < 6 && ratio != 1 && (math.Abs(float64(ratio-1)) < 0.5*math.Pow10(-decimals) || ratio < 0.5*report.Number(math.Pow10(-decimals))) {
		decimals++
	}
	return fixed(ratio, decimals)
}

// flipBandLine words the band of the flip, "" where it was not asked for or there is no flip.
func flipBandLine(b *report.FlipBand) string {
	if b == nil || !b.Low.OK() {
		return ""
	}
	low, high := price(b.Low), price(b.High)
	text := "flip [" + low + ", " + high + "]"
	switch {
	case low == high && b.Open:
		text = "flip unchanged or none"
	case low == high:
		text = "flip unchanged"
	case b.Open:
		text += " or none"
	}
	return text + " with other volatilities, forwards and clocks"
}
