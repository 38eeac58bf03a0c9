package cells

import (
	"strings"
	"testing"

	"gex/internal/chain/model"
	"gex/internal/market"
)

func TestParseOptionForms(t *testing.T) {
	spy := Option{"SPY", market.Date{Year: 2025, Month: 11, Day: 28}, 560, model.Call}
	put := Option{"SPXW", market.Date{Year: 2025, Month: 11, Day: 28}, 6700.5, model.Put}
	btc := Option{"BTC", spy.Expiry, 90000, model.Call}
	for cell, want := range map[string]Option{
		"SPY251128C00560000": spy, "SPY   251128C00560000": spy, "O:SPY251128C00560000": spy, "OPRA:SPY251128C00560000": spy,
		"SPY----251128C00560000": spy, "SPY_251128C00560000": spy, " SPY251128C00560000 ": spy, "spy251128C00560000": spy, "spy251128c00560000": spy,
		".SPY251128C560": spy, "-SPY251128C560": spy, "SPY251128C560": spy, "SPY251128C560.00": spy, "SPY_112825C560": spy, "$SPY_112825C560.0": spy,
		"SPY 28NOV25 560 C": spy, "SPY 28NOV2025 560.0 CALL": spy, "SPY Nov28'25 560 C": spy, "SPY Nov 28, 2025 560 Call": spy, "SPY 2025-11-28 560 C": spy,
		"SPY US 11/28/25 C560 Equity": spy, "SPY 11/28/2025 560.00 C": spy, "SPY|20251128|560.00C": spy, "SPY 251128 C 560": spy,
		"SPXW251128P06700500": put, ".SPXW251128P6700.5": put, "SPXW_112825P6700.5": put, "SPXW 28NOV25 6700.5 P": put, "SPXW 11/28/25 P6700.5 Index": put,
		"BTC-28NOV25-90000-C": btc, "BTC-28NOV25-90000-C-USDT": btc, "BTC-251128-90000-C": btc, "BTC-28NOV25-90000-C-USDC": btc,
		"XRP_USDC-5DEC25-2d15-P": {"XRP_USDC", market.Date{Year: 2025, Month: 12, Day: 5}, 2.15, model.Put},
	} {
		if got, err := ParseOption(cell); err != nil || got != want {
			t.Errorf("%q is read as %+v, %v", cell, got, err)
		}
	}
	for _, cell := range []string{
		"", "SPY", "SPY251128", "SPY251328C00560000", "SPY251128X560", "SPY251128C0", ".SPY112825C560", "SPY_281328C560", "NOCOIN-28NOV25-90000-C",
		"BTC-PERPETUAL", "BTC-28NOV25", "BTC-112825-90000-C", "SPY 28NOV25 560", "SPY 28NOV25 560 X", "560 C", "SPY 13/13/25 C560",
		"NIFTY25NOV24500CE", strings.Repeat("A", 100) + "251128C00560000",
	} {
		if got, err := ParseOption(cell); err == nil {
			t.Errorf("%q is read as %+v", cell, got)
		} else if hinted, ok := err.(interface{ Hint() string }); !ok || !strings.Contains(hinted.Hint(), "SPY_112825C560") {
			t.Errorf("%q: %v lists no forms", cell, err)
		}
	}
}
