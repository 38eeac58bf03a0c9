package chain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"gex/internal/chain/input"
	"gex/internal/market"
)

// sample returns a hand-made file of a layout.
func sample(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "samples", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// oneLine returns a JSON text without line breaks.
func oneLine(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(text)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCboeJSON(t *testing.T) {
	f, c := readOne(t, sample(t, "cboe.json"), Options{})
	if f.Format != "cboe-json" || c.Underlying != "SPX" || c.Spot != 6749.17 || c.Delay != 15*time.Minute {
		t.Errorf("%s: %s at %v, delay %v", f.Format, c.Underlying, c.Spot, c.Delay)
	}
	if want := time.Date(2025, 11, 20, 14, 52, 30, 0, time.UTC); !c.AsOf.Equal(want) {
		t.Errorf("as of %v, want %v", c.AsOf, want)
	}
	wantRows(t, c,
		"5 SPXW 2025-11-20 6700 call bid 61.2 ask 61.9 last 61.5 vol 320 oi 1500 iv 0.2512 delta 0.81 gamma 0.0051 x100",
		"6 SPXW 2025-11-20 6700 put bid 11.8 ask 12.1 last 12 vol 910 oi 2300 iv 0.2498 delta -0.19 gamma 0.0051 x100",
		"7 SPX 2025-12-19 6750 call bid 130.1 ask 131.4 last 0 vol 15 oi 8200 iv 0.1873 delta 0.53 gamma 0.0009 x100",
		"8 SPX 2025-12-19 6750 put bid 98.2 ask 99 last 98.7 vol 0 oi NaN iv 0 delta -0.47 gamma 0.0009 x100")
}

func TestSchwab(t *testing.T) {
	f, c := readOne(t, sample(t, "schwab.json"), Options{})
	if f.Format != "schwab" || c.Underlying != "MSFT" || c.Spot != 480.25 || !c.AsOf.Equal(time.UnixMilli(1763672399000)) {
		t.Errorf("%s: %s at %v as of %v", f.Format, c.Underlying, c.Spot, c.AsOf)
	}
	wantNotes(t, c, "as-of-latest-quote")
	wantRows(t, c,
		"18 MSFT 2025-11-21 470 put bid 1.1 ask 1.2 last 1.15 vol 88 oi 0 iv NaN delta NaN gamma NaN x100",
		"8 MSFT 2025-11-21 480 call bid 4.1 ask 4.2 last 4.15 vol 3860 oi 7959 iv 0.31745 delta 0.513 gamma 0.031 x100",
		"15 MSFT 2025-11-21 480 put bid 3.8 ask 3.9 last 3.85 vol 1211 oi 6112 iv NaN delta NaN gamma NaN x100",
		"19 MSFT1 2025-11-21 470 put bid 0 ask 0 last 0 vol 0 oi 12 iv 0.301 delta -0.2 gamma 0.01 x100 adjusted")
}

func TestDeribitJSON(t *testing.T) {
	f, c := readOne(t, sample(t, "deribit.json"), Options{})
	if f.Format != "deribit-json" || c.Underlying != "BTC" || c.Spot != 91600.5 || !c.AsOf.Equal(time.UnixMilli(1763551236882)) {
		t.Errorf("%s: %s at %v as of %v", f.Format, c.Underlying, c.Spot, c.AsOf)
	}
	wantNotes(t, c, "no-options")
	wantRows(t, c,
		"6 BTC 2025-12-05 90000 put bid 1835 ask 2867.1875 last 1880.875 vol 12.5 oi 310.5 iv 0.4925 delta NaN gamma NaN x1",
		"4 BTC 2025-12-26 100000 call bid 2300 ask 2346 last NaN vol 4.2 oi 226.1 iv 0.515 delta NaN gamma NaN x1",
		"5 BTC 2025-12-26 100000 put bid NaN ask 10350.45 last 10120.44 vol 0 oi 18 iv 0.515 delta NaN gamma NaN x1")
	if c.Expiries[0].Future != 91750 || c.Expiries[1].Future < 92000 || c.Expiries[1].Future > 92004 {
		t.Errorf("futures %v, %v", c.Expiries[0].Future, c.Expiries[1].Future)
	}
}

func TestDeribitArrayAlone(t *testing.T) {
	_, rest, _ := strings.Cut(sample(t, "deribit.json"), `"result":`)
	array := rest[:strings.Index(rest, "]")+1]
	if _, c := readOne(t, array, Options{}); c.Len() != 3 {
		t.Errorf("%d options", c.Len())
	}
}

// Linear options are quoted in dollars already.
func TestDeribitLinear(t *testing.T) {
	text := `[{"instrument_name":"XRP_USDC-5DEC25-2d15-P","bid_price":0.02,"ask_price":0.021,"mark_iv":81,"open_interest":7000,` +
		`"underlying_price":2.12,"estimated_delivery_price":2.11,"creation_timestamp":1763551236882}]`
	_, c := readOne(t, text, Options{})
	if c.Underlying != "XRP_USDC" || c.Strike[0] != 2.15 || c.Bid[0] != 0.02 || c.Expiries[0].Future != 2.12 {
		t.Errorf("%s %v bid %v, future %v", c.Underlying, c.Strike[0], c.Bid[0], c.Expiries[0].Future)
	}
}

func TestNSE(t *testing.T) {
	o := Options{Multiplier: 75}
	f, c := readOne(t, sample(t, "nse.json"), o)
	if f.Format != "nse-json" || c.Underlying != "NIFTY" || c.Spot != 24631.3 {
		t.Errorf("%s: %s at %v", f.Format, c.Underlying, c.Spot)
	}
	if want := time.Date(2025, 8, 14, 10, 0, 0, 0, time.UTC); !c.AsOf.Equal(want) {
		t.Errorf("as of %v, want %v", c.AsOf, want)
	}
	wantRows(t, c,
		"9 NIFTY 2025-08-21 24600 call bid 157.4 ask 159.2 last 158.75 vol 410 oi 1200 iv 0.105 delta NaN gamma NaN x75",
		"8 NIFTY 2025-08-21 24600 put bid 95.05 ask 97 last 96.5 vol 10 oi 94.66666666666667 iv 0.1121 delta NaN gamma NaN x75",
		"14 NIFTY 2025-08-21 24650 call bid 0 ask 0 last 130 vol 0 oi 55 iv 0 delta NaN gamma NaN x75")
	wantNotes(t, c)
	_, c = readOne(t, sample(t, "nse.json"), Options{})
	wantNotes(t, c, "lot-inferred")
	_, c = readOne(t, strings.ReplaceAll(sample(t, "nse.json"), `"NIFTY"`, `"SBIN"`), o)
	wantNotes(t, c)
	if r := c.Expiries[0].Root; r.Venue != market.LookupRoot("NIFTY").Venue || !r.European || r.CashSettled || c.Of() != r {
		t.Errorf("a stock of India is %+v", r)
	}
}

// wantRows compares the contracts of a chain, written as text.
func wantRows(t *testing.T, c *Chain, want ...string) {
	t.Helper()
	for i := range max(c.Len(), len(want)) {
		got := ""
		if i < c.Len() {
			r := c.Row(i)
			got = strings.TrimSpace(fmt.Sprintf("%d %s %v %v %v bid %v ask %v last %v vol %v oi %v iv %v delta %v gamma %v x%v %v", r.Line, r.Root.Name,
				r.Expiry, r.Strike, r.Right, r.Bid, r.Ask, r.Last, r.Volume, r.OpenInterest, r.IV, r.Delta, r.Gamma, r.Multiplier, r.Out))
		}
		if i >= len(want) || got != want[i] {
			t.Errorf("row %d: %s", i, got)
		}
	}
}

// Without line breaks a line number would not help: records are counted.
func TestJSONLines(t *testing.T) {
	for _, name := range []string{"cboe.json", "schwab.json", "deribit.json", "nse.json"} {
		_, c := readOne(t, oneLine(t, sample(t, name)), Options{})
		seen := map[int32]bool{}
		for _, line := range c.Line {
			seen[line] = true
		}
		for n := range c.Len() {
			if !seen[int32(n+1)] {
				t.Errorf("%s: no contract is record %d: %v", name, n+1, c.Line)
			}
		}
	}
}

// jsonCase is a replacement in a sample and its result.
type jsonCase struct{ sample, old, new, want string }

func TestJSONProblems(t *testing.T) {
	for _, tt := range []jsonCase{
		{"cboe.json", `"bid": 61.2`, `"bid": "x"`, `chain.csv:5: data.options[0].bid: "x" is not a number`},
		{"cboe.json", `"bid": 61.2`, `"bid": [61.2]`, `chain.csv:5: data.options[0].bid: "[61.2]" is not a number`},
		{"cboe.json", `"bid": 61.2`, `"bid": true`, `chain.csv:5: data.options[0].bid: "true" is not a number`},
		{"cboe.json", `"bid": 61.2`, `"bid": 1e999`, `chain.csv:5: data.options[0].bid: "1e999" is not a number`},
		{"cboe.json", `"bid": 61.2`, `"bid": 1e300`, `chain.csv:5: data.options[0].bid: "1e300" is not a price`},
		{"cboe.json", `"bid": 61.2`, `"bid": 1, "bid": 2`, `chain.csv:5: data.options[0]: the key bid occurs twice`},
		{"cboe.json", `"bid": 61.2`, `"bid": NaN`, ""},
		{"cboe.json", `"bid": 61.2`, `"bid": null`, ""},
		{"cboe.json", `"bid": 61.2`, `"bid": "61.2"`, ""},
		{"cboe.json", `"bid": 61.2`, `"b\u0069d": 61.2`, ""},
		{"cboe.json", `1500.0`, `-1500.0`, `chain.csv:5: data.options[0].open_interest: "-1500.0" is not an open interest`},
		{"cboe.json", `"SPXW251120C06700000"`, `null`, `chain.csv:5: data.options[0].option: "" is not an option symbol`},
		{"cboe.json", `"SPXW251120C06700000"`, `{}`, `chain.csv:5: data.options[0].option: "{}" is not an option symbol`},
		{"cboe.json", `SPXW251120C06700000`, `SPXW251320C06700000`,
			`chain.csv:5: data.options[0].option: "SPXW251320C06700000" is not an option symbol: "251320" is not a date`},
		{"cboe.json", `"options": [`, `"options": [7,`, `chain.csv:4: data.options[0]: not an object, where a record should be`},
		{"schwab.json", `"putCall": "CALL"`, `"putCall": "PUT"`, `chain.csv:8: callExpDateMap.2025-11-21:1.480.0[0].putCall: a put among the calls`},
		{"schwab.json", `"strikePrice": 480.0`, `"strikePrice": "NaN"`, `chain.csv:8: callExpDateMap.2025-11-21:1.480.0[0].strikePrice: a strike is missing`},
		{"schwab.json", `"MSFT  251121C00480000"`, `"MSFT"`, `chain.csv:8: callExpDateMap.2025-11-21:1.480.0[0].symbol: "MSFT" is not an option symbol`},
		{"schwab.json", `"2025-11-21:1"`, `"2025-13-21:1"`, `chain.csv:8: callExpDateMap.2025-13-21:1.480.0[0]: "2025-13-21" is not a date`},
		{"schwab.json", `"quoteTimeInLong": 1763672399000`, `"quoteTimeInLong": 1e300`, ""},
		{"deribit.json", `BTC-26DEC25-100000-C`, `BTC-26DEC25-C`, `chain.csv:4: result[0].instrument_name: "BTC-26DEC25-C" is not the name of an option`},
		{"deribit.json", `"underlying_price": 92000.0`, `"underlying_price": null`, `chain.csv:4: result[0].underlying_price: a price is missing`},
		{"nse.json", `"underlying": "NIFTY"`, `"underlying": ""`, `chain.csv:8: records.data[0].PE.underlying: "" is not the name of an underlying`},
		{"nse.json", `"PE": {"strikePrice": 24600`, `"PE": {"strikePrice": 0`, `chain.csv:8: records.data[0].PE.strikePrice: "0" is not a strike`},
		{"nse.json", `"PE": {"strikePrice": 24600, "expiryDate": "21-Aug-2025"`, `"PE": {"strikePrice": 24600, "expiryDate": "21-Og-2025"`,
			`chain.csv:8: records.data[0].PE.expiryDate: "21-Og-2025" is not a date`},
	} {
		f, _ := readOne(t, replaced(t, tt), Options{})
		if tt.want == "" {
			wantProblems(t, f)
		} else {
			wantProblems(t, f, tt.want)
		}
	}
}

// TestJoinedJSONSaysHowToSplit: the end of the second text does not replace the hint by that of a truncated file.
func TestJoinedJSONSaysHowToSplit(t *testing.T) {
	text := strings.TrimRight(sample(t, "cboe.json"), "\n")
	for _, between := range []string{"", "\n"} {
		e := refused(t, text+between+text, Options{})
		if want := fmt.Sprintf("head -c %d ", len(text)+len(between)); !strings.Contains(e.Hint, want) {
			t.Errorf("hint %q has no %q", e.Hint, want)
		}
	}
}

func replaced(t *testing.T, tt jsonCase) string {
	t.Helper()
	text := sample(t, tt.sample)
	if !strings.Contains(text, tt.old) {
		t.Fatalf("%s has no %s", tt.sample, tt.old)
	}
	return strings.Replace(text, tt.old, tt.new, 1)
}

func TestJSONRefused(t *testing.T) {
	deep := strings.Repeat("[", 1e6)
	for _, tt := range []jsonCase{
		{"cboe.json", `"bid": 61.2`, `"bid" 61.2`, `chain.csv:5: byte 115: ':' is missing`},
		{"cboe.json", `"bid": 61.2,`, `"bid": ,`, `chain.csv:5: byte 116: a value is missing`},
		{"cboe.json", `"bid": 61.2,`, `"bid": 61.2;`, `chain.csv:5: byte 120: ',' or '}' is missing`},
		{"cboe.json", `"bid": 61.2,`, `"bid": 6l.2,`, `chain.csv:5: byte 116: "6l.2" is not a value`},
		{"cboe.json", `"bid": 61.2,`, `"bid": 61.2,,`, `chain.csv:5: byte 121: a key is missing`},
		{"cboe.json", `"bid": 61.2,`, `"bid": "\x",`, `chain.csv:5: byte 116: a string with an unknown escape`},
		{"cboe.json", `"bid": 61.2,`, "\"bid\": \"6\n1\",", `chain.csv:5: byte 118: a control character in a string`},
		{"cboe.json", `"data": {`, `"data": [`, `chain.csv:3: byte 50: '{' is missing`},
		{"cboe.json", `"_SPX"`, deep, `chain.csv:13: byte 1076: values are nested more than 100 deep`},
		{"cboe.json", "\"_SPX\"\n}", "\"_SPX\"\n} x", `chain.csv:14: byte 986: text after the end`},
		{"cboe.json", "\"_SPX\"\n}", "\"_SPX\"\n} {}", `chain.csv:14: two files are joined: another JSON text begins at byte 986`},
		{"cboe.json", `2025-11-20 14:52:30`, `2025-11-31 14:52:30`, `chain.csv: timestamp: "2025-11-31 14:52:30" is not a date and time`},
		{"cboe.json", `"timestamp"`, `"time"`, `chain.csv: timestamp: "" is not a date and time`},
		{"nse.json", `14-Aug-2025 15:30:00`, ``, `chain.csv: records.timestamp: "" is not a date and time`},
		{"nse.json", `"data": [`, `"datum": [`, `chain.csv: records.data: the file has no options`},
		{"schwab.json", `"callExpDateMap": {`, `"callExpDateMap": 7, "x": {`, `chain.csv:5: byte 94: '{' is missing`},
		{"deribit.json", `"result"`, `"error"`, `chain.csv: result: the file has no options`},
	} {
		if e := refused(t, replaced(t, tt), Options{}); e.Error() != tt.want {
			t.Errorf("%s with %.20s: %v", tt.sample, tt.new, e)
		}
	}
}

// A text that was cut anywhere is refused: a partial book is a different book.
func TestJSONTruncated(t *testing.T) {
	for name, format := range map[string]string{"cboe.json": "cboe-json", "schwab.json": "schwab", "deribit.json": "deribit-json", "nse.json": "nse-json"} {
		text := strings.TrimSpace(sample(t, name))
		for n := 1; n < len(text); n++ {
			if e := refused(t, text[:n], Options{Format: format}); e.Line == 0 {
				t.Fatalf("%s cut at %d: %v", name, n, e)
			}
		}
	}
}

// A missing or invalid price of the underlying is noted; a time in the options replaces that of the file.
func TestJSONWithoutSpotOrTime(t *testing.T) {
	asOf := newYork(2025, 11, 19, 12, 0)
	for _, tt := range []jsonCase{
		{"cboe.json", `6749.17`, `null`, "data.current_price has no price for SPX"},
		{"cboe.json", `6749.17`, `0.0`, "data.current_price has no price for SPX"},
		{"cboe.json", `6749.17`, `"x"`, `data.current_price: "x" is not a number`},
		{"schwab.json", `"underlyingPrice"`, `"x"`, "underlyingPrice has no price for MSFT"},
	} {
		_, c := readOne(t, replaced(t, tt), Options{AsOf: market.When{Time: asOf}})
		if !math.IsNaN(c.Spot) || !c.AsOf.Equal(asOf) || c.Notes[0] != (Warning{Code: "spot-missing", Message: tt.want}) {
			t.Errorf("%s: spot %v as of %v, notes %v", tt.new, c.Spot, c.AsOf, c.Notes)
		}
	}
}

func TestJSONSymbol(t *testing.T) {
	if _, c := readOne(t, sample(t, "cboe.json"), Options{Symbol: "spx"}); c.Len() != 4 {
		t.Errorf("%d contracts", c.Len())
	}
	for _, name := range []string{"cboe.json", "schwab.json", "deribit.json", "nse.json"} {
		if e := refused(t, sample(t, name), Options{Symbol: "XYZ"}); e.What != `no contract on "XYZ"` {
			t.Errorf("%s: %v", name, e)
		}
	}
}

// One value of a hundred megabytes must not be copied.
func TestJSONHugeValues(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a hundred megabytes")
	}
	long := strings.Repeat("9", 100<<20)
	for _, value := range []string{`"comment": "` + long + `"`, `"bid": "` + long + `"`, `"bid": ` + long} {
		text := strings.Replace(oneLine(t, sample(t, "cboe.json")), `"bid":61.2`, value, 1)
		src := &input.Source{Name: "x", Data: []byte(text)}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f, err := parse(src, layoutNamed(t, "cboe-json"), Options{})
		runtime.ReadMemStats(&after)
		if err != nil || len(f.Chains) != 1 || f.Chains[0].Len() != 4 {
			t.Fatalf("%.12s…: %v", value, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
			t.Errorf("%.12s…: %d bytes allocated", value, used)
		}
	}
}

// The keys of an API come in any order.
func TestJSONReordered(t *testing.T) {
	for _, name := range []string{"cboe.json", "schwab.json", "deribit.json", "nse.json"} {
		var v any
		if err := json.Unmarshal([]byte(sample(t, name)), &v); err != nil {
			t.Fatal(err)
		}
		sorted, err := json.Marshal(v) // sorts the keys
		if err != nil {
			t.Fatal(err)
		}
		_, want := readOne(t, sample(t, name), Options{})
		_, got := readOne(t, string(sorted), Options{})
		if got.Spot != want.Spot || !got.AsOf.Equal(want.AsOf) || !sameColumn(got.OpenInterest, want.OpenInterest) ||
			!sameColumn(got.Bid, want.Bid) || !sameColumn(got.IV, want.IV) || !sameColumn(got.Multiplier, want.Multiplier) {
			t.Errorf("%s reads differently with its keys sorted", name)
		}
	}
}

func sameColumn(a, b []float64) bool {
	for i := range a {
		if len(a) != len(b) || !sameValue(a[i], b[i]) {
			return false
		}
	}
	return true
}
