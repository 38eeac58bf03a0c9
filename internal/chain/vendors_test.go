package chain

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gex/internal/market"
)

// vendorFacts are of the vendors' real files: records, sides, open interest and the rest counted with Python's csv and
// json modules. Open interest is NaN where no cell gives one.
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
		expiries: 1, notes: []string{"expiry-from-name", "column-without-cells"}},
	{file: "barchart/gpre-options-exp-2026-04-17-monthly-near-the-money-stacked-04-12-2026.csv", format: "barchart",
		underlying: "GPRE", spot: math.NaN(), asOf: newYork(2026, 4, 12, 9, 52), calls: 17, puts: 17, callOI: 3770, putOI: 1369,
		expiries: 1, notes: []string{"expiry-from-name"}},
	{file: "thinkorswim/2023-11-08-StockAndOptionQuoteForSPY.csv", format: "thinkorswim", underlying: "SPY", spot: 436.93,
		asOf: time.Date(2023, 11, 8, 0, 30, 11, 0, market.NewYork), calls: 4069, puts: 4069, callOI: math.NaN(), putOI: math.NaN(),
		expiries: 31, expired: 2 * 140, notes: []string{"zone-doubt", "no-open-interest"}},
	{file: "other/NVDA-2026-02-13.csv", format: "nasdaq", options: Options{AsOf: newYork(2026, 2, 12, 16, 0)},
		underlying: "NVDA", spot: math.NaN(), asOf: newYork(2026, 2, 12, 16, 0), calls: 80, puts: 80, callOI: 549926, putOI: 579242,
		expiries: 1, notes: []string{"expiry-from-name"}},
}

func TestVendorFiles(t *testing.T) {
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
			if s.out[Expired] != want.expired || s.out[Live] != c.Len()-want.expired || len(c.Expiries) != want.expiries {
				t.Errorf("%d expiries, out %v", len(c.Expiries), s.out)
			}
			wantNotes(t, c, want.notes...)
		})
	}
}

// readVendor reads a real file that holds one chain. Its name in the options is its own, unless they give one.
func readVendor(t *testing.T, path string, o Options) (*File, *Chain) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(realChains(t, filepath.Dir(path)), filepath.Base(path)))
	if err != nil {
		t.Fatal(err)
	}
	if o.Name == "" {
		o.Name = filepath.Base(path)
	}
	return readOne(t, string(text), o)
}

// sameSum compares sums of open interest, which some vendors give in fractions.
func sameSum(a, b float64) bool { return sameValue(math.Round(1e6*a), math.Round(1e6*b)) }

// sides are the contracts of a chain counted.
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

// TestDeribitVendorFile reads the vendor's records, which were saved as csv, as the interface sends them.
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

// asBookSummary writes records with a header as Deribit's answer: names and currencies are strings, all else numbers.
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

// TestCboeLayoutsAgree reads Cboe's real csv files, and the same contracts as Cboe's interface sends them.
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

// asDelayedQuotes writes a chain as Cboe's interface sends it.
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
