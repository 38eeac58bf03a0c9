package chain

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/market"
)

// fuzzFormat feeds any bytes to one layout. The options supply what files may lack, so that nothing is refused for
// lacking it.
func fuzzFormat(f *testing.F, format string, seeds ...string) {
	for _, text := range seeds {
		f.Add([]byte(text))
		f.Add([]byte(strings.ReplaceAll(text, "\n", "\r\n")))
		f.Add([]byte("\ufeff" + text[:2*len(text)/3]))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, given := range []Options{{}, {Symbol: "SPX", Expiration: market.Date{Year: 2026, Month: 1, Day: 16}, AsOf: market.When{Time: newYork(2020, 1, 2, 12, 0)}}} {
			given.Name, given.Format, given.MaxBytes = "fuzz", format, 1<<20
			file, err := Read(bytes.NewReader(data), given)
			if err == nil {
				checkIdentities(t, file)
				continue
			}
			var e *fault.Error
			if !errors.As(err, &e) || e.What == "" || e.Hint == "" || e.File != "fuzz" {
				t.Fatalf("error without file, reason or hint: %#v", err)
			}
		}
	})
}

func fuzzJSON(f *testing.F, format, name string) {
	text := sample(f, name)
	fuzzFormat(f, format, text, oneLine(f, text))
}

func FuzzCboeJSON(f *testing.F)         { fuzzJSON(f, "cboe-json", "cboe.json") }
func FuzzSchwab(f *testing.F)           { fuzzJSON(f, "schwab", "schwab.json") }
func FuzzDeribitJSON(f *testing.F)      { fuzzJSON(f, "deribit-json", "deribit.json") }
func FuzzNSE(f *testing.F)              { fuzzJSON(f, "nse-json", "nse.json") }
func FuzzBarchart(f *testing.F)         { fuzzFormat(f, "barchart", barchartText) }
func FuzzThinkorswim(f *testing.F)      { fuzzFormat(f, "thinkorswim", thinkorswimText) }
func FuzzNasdaq(f *testing.F)           { fuzzFormat(f, "nasdaq", nasdaqText) }
func FuzzTradier(f *testing.F)          { fuzzJSON(f, "tradier", "tradier.json") }
func FuzzPolygonJSON(f *testing.F)      { fuzzJSON(f, "polygon-json", "polygon.json") }
func FuzzYahooJSON(f *testing.F)        { fuzzJSON(f, "yahoo-json", "yahoo.json") }
func FuzzYahooPage(f *testing.F)        { fuzzSample(f, "yahoo-page", "yahoo-page.txt") }
func FuzzAlphaVantageJSON(f *testing.F) { fuzzJSON(f, "alphavantage-json", "alphavantage.json") }
func FuzzMarketDataJSON(f *testing.F)   { fuzzJSON(f, "marketdata-json", "marketdata.json") }
func FuzzAlpaca(f *testing.F)           { fuzzJSON(f, "alpaca", "alpaca.json") }
