package gex

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/sample"
	"gex/internal/vol"
)

// inLayouts writes a chain of one root in layouts of vendors. Each has the same quotes, volatilities and open interest.
func inLayouts(t *testing.T, c *chain.Chain) map[string]string {
	t.Helper()
	type object = map[string]any
	side := [2]string{"call", "put"}
	var tradier, polygon, alpha []object
	yahoo := [2][]object{}
	columns := object{"s": "ok"}
	put := func(name string, v any) {
		list, _ := columns[name].([]any)
		columns[name] = append(list, v)
	}
	stocks := "underlying_symbol,underlying_price,contract_symbol,eod_date,expiration,strike,option_type,open_interest,volume,bid,ask,implied_volatility\n"
	theta := "symbol,expiration,strike,right,timestamp,bid,ask,implied_vol,underlying_price,open_interest,volume\n"
	seconds := c.AsOf.Unix()
	for i := range c.Len() {
		r := c.Row(i)
		symbol := fmt.Sprintf("%s%s%c%08.0f", r.Root.Name, strings.ReplaceAll(r.Expiry.String()[2:], "-", ""), "CP"[r.Right], 1000*r.Strike)
		text := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
		tradier = append(tradier, object{"symbol": symbol, "root_symbol": r.Root.Name, "option_type": side[r.Right], "strike": r.Strike,
			"expiration_date": r.Expiry.String(), "bid": r.Bid, "ask": r.Ask, "volume": r.Volume, "open_interest": r.OpenInterest, "contract_size": 100,
			"bid_date": 1000 * seconds, "ask_date": 1000 * (seconds - 60), "greeks": object{"mid_iv": r.IV, "delta": r.Delta, "gamma": r.Gamma}})
		polygon = append(polygon, object{"details": object{"ticker": "O:" + symbol, "contract_type": side[r.Right], "strike_price": r.Strike,
			"expiration_date": r.Expiry.String(), "shares_per_contract": 100}, "implied_volatility": r.IV, "open_interest": r.OpenInterest,
			"day": object{"volume": r.Volume}, "greeks": object{"delta": r.Delta, "gamma": r.Gamma},
			"last_quote": object{"bid": r.Bid, "ask": r.Ask, "last_updated": seconds * 1e9}, "underlying_asset": object{"price": c.Spot}})
		alpha = append(alpha, object{"contractID": symbol, "symbol": r.Root.Name, "expiration": r.Expiry.String(), "strike": text(r.Strike),
			"type": side[r.Right], "bid": text(r.Bid), "ask": text(r.Ask), "volume": text(r.Volume), "open_interest": text(r.OpenInterest),
			"date": market.DateOf(c.AsOf).String(), "implied_volatility": text(r.IV), "delta": text(r.Delta), "gamma": text(r.Gamma)})
		yahoo[r.Right] = append(yahoo[r.Right], object{"contractSymbol": symbol, "strike": r.Strike, "lastTradeDate": seconds, "bid": r.Bid, "ask": r.Ask,
			"volume": r.Volume, "openInterest": r.OpenInterest, "impliedVolatility": r.IV})
		for name, v := range (object{"optionSymbol": symbol, "underlying": r.Root.Name, "side": side[r.Right], "strike": r.Strike, "updated": seconds,
			"bid": r.Bid, "ask": r.Ask, "volume": r.Volume, "openInterest": r.OpenInterest, "underlyingPrice": c.Spot, "iv": r.IV, "delta": r.Delta, "gamma": r.Gamma}) {
			put(name, v)
		}
		stocks += fmt.Sprintf("%s,%v,%s,%v,%v,%v,%s,%v,%v,%v,%v,%v\n", r.Root.Name, c.Spot, symbol, market.DateOf(c.AsOf), r.Expiry, r.Strike, side[r.Right],
			r.OpenInterest, r.Volume, r.Bid, r.Ask, r.IV)
		theta += fmt.Sprintf("%q,%q,%.3f,%q,%s,%v,%v,%v,%v,%v,%v\n", r.Root.Name, r.Expiry, r.Strike, strings.ToUpper(side[r.Right]),
			c.AsOf.In(market.NewYork).Format("2006-01-02T15:04:05.000"), r.Bid, r.Ask, r.IV, c.Spot, r.OpenInterest, r.Volume)
	}
	text := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	return map[string]string{
		"tradier": text(object{"options": object{"option": tradier}}), "polygon-json": text(object{"results": polygon, "status": "OK"}),
		"alphavantage-json": text(object{"message": "success", "data": alpha}), "marketdata-json": text(columns), "openbb": stocks, "thetadata": theta,
		"yahoo-json": text(object{"optionChain": object{"result": []object{{"quote": object{"regularMarketPrice": c.Spot, "regularMarketTime": seconds},
			"options": []object{{"calls": yahoo[0], "puts": yahoo[1]}}}}}}),
	}
}

// TestLayoutsAgree: the same chain in the layouts of seven vendors has the same exposures and levels, to the last bit. Tradier and Alpha
// Vantage lack the price of the underlying, which is given.
func TestLayoutsAgree(t *testing.T) {
	var text bytes.Buffer
	asOf := market.Close(market.Date{Year: 2025, Month: 11, Day: 20})
	if err := sample.Write(&text, sample.Options{Underlying: "SPY", Contracts: 1200, Layout: "long", AsOf: asOf, Seed: 7}); err != nil {
		t.Fatal(err)
	}
	read := func(text, format string) *chain.Chain {
		f, err := chain.Read(strings.NewReader(text), chain.Options{Name: "chain"})
		if err != nil || len(f.Chains) != 1 || f.Format != format || len(f.Problems) > 0 {
			t.Fatalf("%s: %v, %+v", format, err, f)
		}
		return f.Chains[0]
	}
	original := read(text.String(), "long")
	want := Build(bookFrom(t, original, vol.Options{}, Options{ADV: 450e9})) // no total is absent
	if want.Totals.GEX == 0 || len(want.Levels.Flips) == 0 {
		t.Fatalf("GEX %v, flips %v", want.Totals.GEX, want.Levels.Flips)
	}
	for format, text := range inLayouts(t, original) {
		c := read(text, format)
		if c.Len() != original.Len() || !c.AsOf.Equal(original.AsOf) || c.Of() != original.Of() {
			t.Errorf("%s: %d contracts of %s as of %v", format, c.Len(), c.Underlying, c.AsOf)
		}
		if math.IsNaN(c.Spot) && (format == "tradier" || format == "alphavantage-json") {
			c.Spot = original.Spot
		}
		got := Build(bookFrom(t, c, vol.Options{}, Options{ADV: 450e9}))
		a, b := got.Totals, want.Totals
		if a != b {
			t.Errorf("%s: totals %+v, want %+v", format, a, b)
		}
		if d := cmp.Diff(want.Levels, got.Levels, cmp.Comparer(func(a, b report.Number) bool { return a == b || math.IsNaN(float64(a)) && math.IsNaN(float64(b)) })); d != "" || got.Regime != want.Regime {
			t.Errorf("%s: %s, levels (-want +got):\n%s", format, got.Regime, d)
		}
	}
}
