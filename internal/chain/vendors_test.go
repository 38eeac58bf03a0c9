package chain

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
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
		asOf: newYork(2025, 8, 14, 6, 0), calls: 623, puts: 679, callOI: 4234105, putOI: 4080636, expiries: 18,
		notes: []string{"lot-inferred"}},
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
