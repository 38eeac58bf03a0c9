package gex

import (
	"slices"
	"testing"
)

// TestFamilies: prices over that of the first, and how far each may be off: 2 % by definition of an index, 5 % of funds and
// futures. The larger of two holds.
func TestFamilies(t *testing.T) {
	const index, fund, future = 0.02, 0.05, 0.05
	type of struct {
		price, within float64
	}
	count := 0
	for _, family := range []map[string]of{
		{"SPX": {1, index}, "SPXW": {1, index}, "XSP": {0.1, index}, "SPY": {0.1, fund}, "VOO": {0.092, fund}, "IVV": {0.1, fund}, "ES": {1, future}, "MES": {1, future}},
		{"NDX": {1, index}, "NDXP": {1, index}, "XND": {0.01, index}, "QQQ": {1. / 41, fund}, "NQ": {1, future}, "MNQ": {1, future}},
		{"RUT": {1, index}, "RUTW": {1, index}, "MRUT": {0.1, index}, "IWM": {0.1, fund}, "RTY": {1, future}, "M2K": {1, future}},
		{"DJX": {1, index}, "DIA": {1, fund}, "YM": {100, future}, "MYM": {100, future}},
		{"BTC": {1, index}, "BTC_USDC": {1, index}, "IBIT": {1. / 1760, fund}},
	} {
		count += len(family)
		for a, x := range family {
			for b, y := range family {
				price, within := usualPrice(slices.Concat(families, coins), a, b)
				if price != x.price/y.price || within != max(x.within, y.within) {
					t.Errorf("%s over %s: %g within %g", a, b, price, within)
				}
			}
			members := familyOf("^" + a)
			if len(members) != len(family) || placeIn(members, a) < 0 {
				t.Errorf("the family of %s has %d members", a, len(members))
			}
		}
	}
	for _, family := range slices.Concat(families, coins) {
		count -= len(family)
	}
	if count != 0 {
		t.Errorf("%d instruments more than there are", count)
	}
	for _, pair := range [][2]string{{"SPX", "NDX"}, {"AAPL", "SPX"}, {"SPX", "AAPL"}, {"AAPL", "AAPL"}} {
		if price, within := usualPrice(families, pair[0], pair[1]); price != 0 || within != 0 {
			t.Errorf("%s over %s: %g within %g", pair[0], pair[1], price, within)
		}
	}
	if price, within := usualRatio("spx", "^SPX"); price != 1 || within != 0 {
		t.Errorf("of itself %g within %g", price, within)
	}
	if familyOf("AAPL") != nil || placeIn(families[0], "QQQ") != -1 || placeIn(families[0], "spx") != 0 {
		t.Error("a stranger has a family, or a member none")
	}
	if !SameSymbol("^spx", "SPX") || SameSymbol("SPX", "SPY") {
		t.Error("spellings of one symbol")
	}
}
