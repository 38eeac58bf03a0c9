package chain

import "testing"

func FuzzNSEPresent(f *testing.F) { fuzzJSON(f, "nse-present-json", "nse-present.json") }
func FuzzUpstox(f *testing.F)     { fuzzJSON(f, "upstox-json", "upstox.json") }
func FuzzDhan(f *testing.F)       { fuzzJSON(f, "dhan-json", "dhan.json") }
func FuzzNubra(f *testing.F)      { fuzzJSON(f, "nubra-json", "nubra.json") }
func FuzzBSE(f *testing.F)        { fuzzJSON(f, "bse-json", "bse.json") }
func FuzzBybit(f *testing.F)      { fuzzJSON(f, "bybit-json", "bybit.json") }
func FuzzDeribitTicker(f *testing.F) {
	fuzzFormat(f, "deribit-ticker-json", sample(f, "deribit-ticker.json"), sample(f, "deribit-book.ndjson"))
}
func FuzzDeribitHistory(f *testing.F) {
	fuzzFormat(f, "deribit-history", sample(f, "deribit-history.csv"))
}
func FuzzBinance(f *testing.F)    { fuzzFormat(f, "binance-json", sample(f, "binance.ndjson")) }
func FuzzOKX(f *testing.F)        { fuzzFormat(f, "okx-json", sample(f, "okx.ndjson")) }
func FuzzNSEWebsite(f *testing.F) { fuzzFormat(f, "nse-website", sample(f, "nse-website.csv")) }
