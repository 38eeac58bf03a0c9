package chain

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gex/internal/market"
	"gex/internal/reftest"
)

// vendorFacts describe the vendors' real files: records, sides, open interest and the rest, counted with Python's csv and
// json modules. Open interest is NaN if no cell has one.
var vendorFacts = []struct {
	file, format  string
	options       Options
	underlying    string
	spot          float64
	asOf          time.Time
	calls, puts   int
	callOI, putOI float64
	expiries      int
	expired       int
	adjusted      int
	duplicate     int
	notes         []string
}{
	{file: "cboe-json/RUT_2023-09-21_cdn-api.json.gz", format: "cboe-json", underlying: "RUT", spot: 1806.1193,
		asOf: time.Date(2023, 9, 21, 3, 17, 42, 0, time.UTC), calls: 3340, puts: 3340, callOI: 219293, putOI: 436814,
		expiries: 26, expired: 338},
	{file: "tda/MSFT_2021-05-17_TDA-chains.json", format: "schwab", underlying: "MSFT", spot: 245.375,
		asOf: time.UnixMilli(1621281599996), puts: 380, putOI: 780895, expiries: 19, notes: []string{"as-of-latest-quote"}},
	{file: "nse/NIFTY_2025-08-14_raw-api.json.gz", format: "nse-json", underlying: "NIFTY", spot: 24631.3,
		asOf: newYork(2025, 8, 14, 6, 0), calls: 623, puts: 679, callOI: 4234105, putOI: 4080636, expiries: 18, expired: 182,
		notes: []string{"lot-inferred"}},
	{file: "barchart/$spx-options-exp-2022-12-07-weekly-near-the-money-stacked-12-03-2022.csv", format: "barchart",
		underlying: "SPX", spot: math.NaN(), asOf: newYork(2022, 12, 3, 10, 50), calls: 20, puts: 20, callOI: 10254, putOI: 3399,
		expiries: 1, notes: []string{"underlying-from-name", "expiry-from-name", "column-without-cells"}},
	{file: "barchart/gpre-options-exp-2026-04-17-monthly-near-the-money-stacked-04-12-2026.csv", format: "barchart",
		underlying: "GPRE", spot: math.NaN(), asOf: newYork(2026, 4, 12, 9, 52), calls: 17, puts: 17, callOI: 3770, putOI: 1369,
		expiries: 1, notes: []string{"underlying-from-name", "expiry-from-name"}},
	{file: "thinkorswim/2023-11-08-StockAndOptionQuoteForSPY.csv", format: "thinkorswim", underlying: "SPY", spot: 436.93,
		asOf: time.Date(2023, 11, 8, 0, 30, 11, 0, market.NewYork), calls: 4069, puts: 4069, callOI: math.NaN(), putOI: math.NaN(),
		expiries: 31, expired: 2 * 140, notes: []string{"zone-doubt", "no-open-interest"}},
	{file: "other/NVDA-2026-02-13.csv", format: "nasdaq", options: Options{AsOf: market.When{Time: newYork(2026, 2, 12, 16, 0)}},
		underlying: "NVDA", spot: math.NaN(), asOf: newYork(2026, 2, 12, 16, 0), calls: 80, puts: 80, callOI: 549926, putOI: 579242,
		expiries: 1, notes: []string{"underlying-from-name", "expiry-from-name"}},
	{file: "cboe-datashop/SPX_2016-01-06_EODCalcs_sample.csv", format: "cboe-eodcalcs", underlying: "SPX", spot: 2003.82,
		asOf: newYork(2016, 1, 6, 15, 45), calls: 1, puts: 1, putOI: 350, expiries: 1, notes: []string{"as-of-1545"}},
	{file: "cboe-datashop/SPX_2016-01_EODCalcs_padded-quotes_sample.csv", format: "cboe-eodcalcs", options: on(2016, 1, 5),
		underlying: "SPX", spot: 2017.29, asOf: newYork(2016, 1, 5, 15, 45), calls: 1, puts: 1, putOI: 350, expiries: 1,
		notes: []string{"as-of-1545"}},
	{file: "cboe-datashop/VIX_2016-06-01_UnderlyingOptionsEODQuotes_CRLF.csv", format: "cboe-eodquotes", underlying: "VIX",
		spot: 14.65, asOf: newYork(2016, 6, 1, 16, 0), calls: 441, puts: 441, callOI: 4796396, putOI: 1943161, expiries: 13,
		expired: 76, adjusted: 158, notes: []string{"as-of-date-only"}},
	{file: "cboe-scraped/SPX_20190524.csv", format: "historicaloptiondata", underlying: "SPX", spot: 2826.06,
		asOf: newYork(2019, 5, 24, 16, 0), calls: 6876, puts: 6876, callOI: 5927363, putOI: 10737503, expiries: 42, expired: 428,
		notes: []string{"as-of-date-only"}},
	{file: "cboe-scraped/SPX_March_2019_multi-quotedate_subset.csv", format: "historicaloptiondata", options: on(2019, 3, 1),
		underlying: "SPX", spot: 2810.92, asOf: newYork(2019, 3, 1, 16, 0), calls: 25, callOI: 25, expiries: 1,
		notes: []string{"as-of-date-only", "iv-percent"}},
	{file: "historicaloptiondata/SPXW_2018_BOM_CRLF_multi-quotedate.csv.gz", format: "historicaloptiondata", options: on(2018, 1, 24),
		underlying: "SPX", spot: 2837.6, asOf: newYork(2018, 1, 24, 16, 0), calls: 193, puts: 193, callOI: 244924, putOI: 487389,
		expiries: 1, notes: []string{"as-of-date-only"}},
	{file: "historicaloptiondata/SPX_2014-12_subset_index-column.csv", format: "historicaloptiondata", options: on(2014, 12, 16),
		underlying: "SPX", spot: 1972.75, asOf: newYork(2014, 12, 16, 16, 0), calls: 2, puts: 2, putOI: 64, expiries: 1,
		notes: []string{"as-of-date-only"}},
	{file: "historicaloptiondata/SPX_2017_subset_with-dte.csv", format: "historicaloptiondata", options: on(2017, 2, 21),
		underlying: "SPX", spot: 2365.38, asOf: newYork(2017, 2, 21, 16, 0), calls: 3, puts: 3, callOI: 526, putOI: 4575, expiries: 3,
		notes: []string{"as-of-date-only"}},
	{file: "historicaloptiondata/VXX_2016-12-01_daily.csv", format: "historicaloptiondata", underlying: "VXX", spot: 28.95,
		asOf: newYork(2016, 12, 1, 16, 0), calls: 80, puts: 80, callOI: 125542, putOI: 56560, expiries: 1,
		notes: []string{"as-of-date-only"}},
	{file: "deltaneutral/A_2016-01-05_L3_CRLF.csv", format: "deltaneutral", underlying: "A", spot: 40.55,
		asOf: newYork(2016, 1, 5, 16, 0), calls: 104, puts: 104, callOI: 94684, putOI: 22477, expiries: 7,
		notes: []string{"as-of-date-only"}},
	{file: "yfinance/NVDA_2026-02-13_c1150ET_0DTE.csv", format: "yfinance", underlying: "NVDA", spot: 183.24989318847656,
		asOf: time.Date(2026, 2, 13, 15, 50, 16, 0, time.UTC), calls: 2019, puts: 1863, callOI: 8692235, putOI: 7499507, expiries: 24,
		notes: []string{"as-of-last-trade"}},
	{file: "yfinance/SPY_2026-02-11_c1300ET_0DTE.csv", format: "yfinance", underlying: "SPY", spot: 692.2999877929688,
		asOf: time.Date(2026, 2, 11, 16, 19, 32, 0, time.UTC), calls: 4539, puts: 4239, callOI: 4820550, putOI: 10821770, expiries: 31,
		notes: []string{"as-of-last-trade"}},
	{file: "deribit/BTC_2025-11-19T1121Z_bookSummary_DERIVED.csv", format: "deribit-csv", underlying: "BTC", spot: 91629.58,
		asOf: time.UnixMilli(1763551236882), calls: 380, puts: 380, callOI: 278931.6, putOI: 174805.8, expiries: 11},
	{file: "nse/NIFTY_2025-08-06_processed.csv", format: "nse-csv", options: Options{AsOf: market.When{Time: newYork(2025, 8, 6, 6, 0)}},
		underlying: "NIFTY", spot: 24574.2, asOf: newYork(2025, 8, 6, 6, 0), calls: 498, puts: 571, callOI: 4003497, putOI: 2982154,
		expiries: 1, duplicate: 1069 - 211, notes: []string{"lot-assumed", "open-interest-differs", "records-mixed"}},
	{file: "polygon/AAPL_2025-11-09_no-OI.csv.gz", format: "polygon", options: Options{AsOf: market.When{Time: newYork(2025, 11, 9, 16, 0)}},
		underlying: "AAPL", spot: math.NaN(), asOf: newYork(2025, 11, 9, 16, 0), calls: 1310, puts: 1310, callOI: math.NaN(),
		putOI: math.NaN(), expiries: 20, notes: []string{"no-open-interest"}},
	{file: "other/SPY_2015-01-05_spaced-headers_OCC-padded.csv", format: "nonstd", underlying: "SPY", spot: math.NaN(),
		asOf: newYork(2015, 1, 5, 16, 0), calls: 2461, puts: 2461, callOI: 5652868, putOI: 12074847, expiries: 37, expired: 180,
		adjusted: 1258, notes: []string{"as-of-date-only"}},
}

// on returns options that select a quote date.
func on(year int, month time.Month, day int) Options {
	return Options{QuoteDate: market.Date{Year: year, Month: month, Day: day}}
}

func TestVendorFiles(t *testing.T) {
	reftest.Chains(t)
	for _, want := range vendorFacts {
		t.Run(filepath.Base(want.file), func(t *testing.T) {
			f, c := readVendor(t, want.file, want.options)
			if f.Format != want.format || len(f.Problems) != 0 || c.Unread != 0 {
				t.Errorf("read as %s, %d unread, problems %v", f.Format, c.Unread, f.Problems)
			}
			if c.Underlying != want.underlying || !sameValue(c.Spot, want.spot) || !c.AsOf.Equal(want.asOf) {
				t.Errorf("%s at %v as of %v", c.Underlying, c.Spot, c.AsOf)
			}
			s := sidesOf(c)
			if s.count != [2]int{want.calls, want.puts} || !sameSum(s.oi[Call], want.callOI) || !sameSum(s.oi[Put], want.putOI) {
				t.Errorf("calls, puts %v with open interest %v", s.count, s.oi)
			}
			out := map[Reason]int{Expired: want.expired, Adjusted: want.adjusted, Duplicate: want.duplicate}
			out[Live] = c.Len() - want.expired - want.adjusted - want.duplicate
			maps.DeleteFunc(out, func(_ Reason, n int) bool { return n == 0 })
			if !maps.Equal(s.out, out) || len(c.Expiries) != want.expiries {
				t.Errorf("%d expiries, out %v", len(c.Expiries), s.out)
			}
			wantNotes(t, c, want.notes...)
		})
	}
}

// readVendor reads a real file with one chain. The options get its own name unless they have one.
func readVendor(t *testing.T, path string, o Options) (*File, *Chain) {
	t.Helper()
	if o.Name == "" {
		o.Name = filepath.Base(path)
	}
	return readOne(t, vendorText(t, path), o)
}

func vendorText(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(realChains(t, filepath.Dir(path)), filepath.Base(path)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// sameSum compares sums of open interest, which some vendors write as fractions.
func sameSum(a, b float64) bool { return sameValue(math.Round(1e6*a), math.Round(1e6*b)) }

// sides counts the contracts of a chain.
type sides struct {
	count [2]int
	oi    [2]float64 // NaN when no cell of that side has any
	out   map[Reason]int
}

func sidesOf(c *Chain) sides {
	s := sides{out: map[Reason]int{}}
	given := [2]bool{}
	for i, r := range c.Right {
		s.count[r]++
		s.out[c.Out[i]]++
		if v := c.OpenInterest[i]; !math.IsNaN(v) {
			s.oi[r] += v
			given[r] = true
		}
	}
	for r := range given {
		if s.count[r] > 0 && !given[r] {
			s.oi[r] = math.NaN()
		}
	}
	return s
}

// TestDeribitVendorFile reads the vendor's records, which were saved as csv, in the JSON form of the API.
func TestDeribitVendorFile(t *testing.T) {
	name := filepath.Join(realChains(t, "deribit"), "BTC_2025-11-19T1121Z_bookSummary_DERIVED.csv")
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	f, c := readOne(t, asBookSummary(t, records), Options{})
	s := sidesOf(c)
	if f.Format != "deribit-json" || s.count != [2]int{380, 380} || !sameSum(s.oi[Call], 278931.6) || !sameSum(s.oi[Put], 174805.8) {
		t.Errorf("%s: %v with open interest %v", f.Format, s.count, s.oi)
	}
	if c.Underlying != "BTC" || c.Spot != 91629.58 || !c.AsOf.Equal(time.UnixMilli(1763551236882)) || len(c.Expiries) != 11 {
		t.Errorf("%s at %v as of %v, %d expiries", c.Underlying, c.Spot, c.AsOf, len(c.Expiries))
	}
	bids := 0.0
	for _, bid := range c.Bid {
		if !math.IsNaN(bid) {
			bids += bid
		}
	}
	if math.Abs(bids-15782942.890099732) > 1e-6 {
		t.Errorf("the bids add up to %v dollars", bids)
	}
	wantNotes(t, c)
}

// asBookSummary writes records with a header as Deribit's response: names and currencies are strings, the rest numbers.
func asBookSummary(t *testing.T, records [][]string) string {
	t.Helper()
	var result []map[string]any
	for _, cells := range records[1:] {
		object := map[string]any{}
		for i, name := range records[0] {
			switch v, err := strconv.ParseFloat(cells[i], 64); {
			case cells[i] == "":
				object[name] = nil
			case err != nil:
				object[name] = cells[i]
			default:
				object[name] = v
			}
		}
		result = append(result, object)
	}
	text, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "result": result})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestCboeLayoutsAgree reads Cboe's real csv files, and the same contracts in the JSON form of Cboe's API.
func TestCboeLayoutsAgree(t *testing.T) {
	for _, name := range []string{"SPX_2025-11-20_0952ET_0DTE-expiry-only_locale-es.csv", "NVDA_2025-01-06_2130ET.csv", "SPX_2024-01-07_1052ET_full_published-gex.csv"} {
		_, want := readVendor(t, "cboe-quotes/"+name, Options{})
		_, got := readOne(t, asDelayedQuotes(t, want), Options{})
		if got.Underlying != want.Underlying || got.Spot != want.Spot || !got.AsOf.Equal(want.AsOf) || got.Delay != want.Delay || len(got.Expiries) != len(want.Expiries) {
			t.Errorf("%s: %s at %v as of %v", name, got.Underlying, got.Spot, got.AsOf)
		}
		for i := range want.Len() {
			a, b := want.Row(i), got.Row(i)
			b.Line = a.Line
			if d := cmp.Diff(a, b, cmp.Comparer(sameValue)); d != "" {
				t.Fatalf("%s: contract %d (-csv +json):\n%s", name, i, d)
			}
		}
	}
}

// asDelayedQuotes writes a chain in the JSON form of Cboe's API.
func asDelayedQuotes(t *testing.T, c *Chain) string {
	t.Helper()
	var options []map[string]any
	for i := range c.Len() {
		r := c.Row(i)
		symbol := fmt.Sprintf("%s%02d%02d%02d%c%08.0f", r.Root.Name, r.Expiry.Year%100, r.Expiry.Month, r.Expiry.Day, "CP"[r.Right], 1000*r.Strike)
		options = append(options, map[string]any{"option": symbol, "bid": r.Bid, "ask": r.Ask, "last_trade_price": r.Last, "volume": r.Volume,
			"open_interest": r.OpenInterest, "iv": r.IV, "delta": r.Delta, "gamma": r.Gamma})
	}
	text, err := json.Marshal(map[string]any{"timestamp": c.AsOf.UTC().Format(time.DateTime),
		"data": map[string]any{"options": options, "current_price": c.Spot}})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
