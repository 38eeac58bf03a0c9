package gex

import (
	"math"
	"slices"
	"strings"
)

// relative is an instrument of a family, all of which move with one index or coin.
type relative struct {
	symbol string
	price  float64 // over that of the first of its family, as a rule
	within float64 // how far that may be off in a combined book, as a fraction
}

// How far a ratio of prices may be from the usual one: by definition of an index; by the fees and dividends of a
// fund; by the carry of a future.
const byDefinition, byFund, byFuture = 0.02, 0.05, 0.05

// families are the instruments on one index or coin, with their price over that of the first: 1 for futures and the index
// itself, a fraction for a fund or a small index. That of QQQ, IBIT and other funds drifts with fees and dividends: QQQ
// 1/41 and IBIT 1/1760 in 2025.
var families = [][]relative{
	{
		{"SPX", 1, byDefinition}, {"SPXW", 1, byDefinition}, {"XSP", 0.1, byDefinition}, {"SPY", 0.1, byFund}, {"VOO", 0.092, byFund},
		{"IVV", 0.1, byFund}, {"ES", 1, byFuture}, {"MES", 1, byFuture},
	},
	{
		{"NDX", 1, byDefinition}, {"NDXP", 1, byDefinition}, {"XND", 0.01, byDefinition}, {"QQQ", 1 / 41.0, byFund},
		{"NQ", 1, byFuture}, {"MNQ", 1, byFuture},
	},
	{
		{"RUT", 1, byDefinition}, {"RUTW", 1, byDefinition}, {"MRUT", 0.1, byDefinition}, {"IWM", 0.1, byFund},
		{"RTY", 1, byFuture}, {"M2K", 1, byFuture},
	},
	{{"DJX", 1, byDefinition}, {"DIA", 1, byFund}, {"YM", 100, byFuture}, {"MYM", 100, byFuture}},
}

// coins are the families of coins, whose funds hold a fraction of a coin a share.
var coins = [][]relative{
	{{"BTC", 1, byDefinition}, {"BTC_USDC", 1, byDefinition}, {"IBIT", 1 / 1760.0, byFund}},
}

// familyName is a symbol as families spell it.
func familyName(symbol string) string { return strings.TrimPrefix(strings.ToUpper(symbol), "^") }

// SameSymbol reports whether two spellings are of one symbol.
func SameSymbol(a, b string) bool { return familyName(a) == familyName(b) }

// familyOf returns the family of a symbol, nil when it has none but itself.
func familyOf(symbol string) []relative {
	for _, list := range [][][]relative{families, coins} {
		for _, family := range list {
			if placeIn(family, symbol) >= 0 {
				return family
			}
		}
	}
	return nil
}

// placeIn returns the index of a symbol in a family, -1 when it is not in it.
func placeIn(family []relative, symbol string) int {
	return slices.IndexFunc(family, func(r relative) bool { return r.symbol == familyName(symbol) })
}

// usualRatio returns the usual price of one instrument over that of another of its family,
// and how far it may be off: 1 and 0 of itself.
func usualRatio(symbol, over string) (ratio, within float64) {
	if SameSymbol(symbol, over) {
		return 1, 0
	}
	return usualPrice(slices.Concat(families, coins), symbol, over)
}

// usualPrice returns the usual price of one instrument over that of another and how far it may be off, 0 and 0 when they are
// of no family together.
func usualPrice(lists [][]relative, symbol, over string) (price, within float64) {
	for _, family := range lists {
		to, from := placeIn(family, symbol), placeIn(family, over)
		if to >= 0 && from >= 0 {
			return family[to].price / family[from].price, math.Max(family[to].within, family[from].within)
		}
	}
	return 0, 0
}
