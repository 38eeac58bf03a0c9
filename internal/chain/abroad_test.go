package chain

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/chain/input"
	"gex/internal/chain/vendors"
	"gex/internal/fault"
	"gex/internal/market"
)

// unverifiedAbroad are layouts of markets outside the United States of which no whole file of the vendor has been read.
var unverifiedAbroad = map[string]bool{"nse-present-json": true, "nse-website": true, "upstox-json": true, "dhan-json": true, "nubra-json": true, "bse-json": true,
	"deribit-ticker-json": true, "deribit-ticker-csv": true, "deribit-history": true, "bybit-json": true, "binance-json": true, "okx-json": true}

// abroadSamples are the samples of layouts of markets outside the United States, with the options that they need.
var abroadSamples = []struct {
	file, format string
	options      Options
}{
	{"nse-present.json", "nse-present-json", Options{}},
	{"nse-website.csv", "nse-website", Options{Name: nseWebsiteName, AsOf: market.When{Time: nseWebsiteAsOf}}},
	{"upstox.json", "upstox-json", Options{AsOf: market.When{Time: nseWebsiteAsOf}}},
	{"dhan.json", "dhan-json", Options{Name: "NIFTY-2026-07-21.json", AsOf: market.When{Time: nseWebsiteAsOf}}},
	{"nubra.json", "nubra-json", Options{}},
	{"bse.json", "bse-json", Options{}},
	{"deribit-ticker.json", "deribit-ticker-json", Options{}},
	{"deribit-book.ndjson", "deribit-ticker-json", Options{}},
	{"deribit-history.csv", "deribit-history", Options{}},
	{"bybit.json", "bybit-json", Options{}},
	{"binance.ndjson", "binance-json", Options{}},
	{"okx.ndjson", "okx-json", Options{}},
}

// jsonOptions are the options that JSON samples need.
func jsonOptions(file string) Options {
	for _, s := range abroadSamples {
		if s.file == file {
			return s.options
		}
	}
	return Options{}
}

// TestAbroadSamples: each sample is recognized as its own layout alone, pretty-printed or not, with its keys in any order.
func TestAbroadSamples(t *testing.T) {
	for _, s := range abroadSamples {
		text := sample(t, s.file)
		forms := []string{text, strings.ReplaceAll(text, "\n", "\r\n")}
		if strings.HasSuffix(s.file, "json") {
			forms = append(forms, rewritten(t, text, "", ""), rewritten(t, text, "", "  "))
		}
		_, want := readOne(t, text, s.options)
		for i, form := range forms {
			src := &input.Source{Name: s.file, Data: input.Normalize([]byte(form))}
			if l, err := choose(src, &Options{}, vendors.Layouts()); err != nil || l.Name != s.format {
				t.Errorf("%s, form %d is taken for %q: %v", s.file, i, l.Name, err)
			}
			f, got := readOne(t, form, s.options)
			wantProblems(t, f)
			if !sameValue(got.Spot, want.Spot) || !got.AsOf.Equal(want.AsOf) || got.Underlying != want.Underlying || !sameColumn(got.Bid, want.Bid) ||
				!sameColumn(got.OpenInterest, want.OpenInterest) || !sameColumn(got.IV, want.IV) || !sameColumn(got.Multiplier, want.Multiplier) {
				t.Errorf("%s, form %d: %s at %v as of %v", s.file, i, got.Underlying, got.Spot, got.AsOf)
			}
		}
	}
}

// rewritten writes JSON texts again, with the keys of objects sorted.
func rewritten(t *testing.T, text, prefix, indent string) string {
	t.Helper()
	out := strings.Builder{}
	for decoder := json.NewDecoder(strings.NewReader(text)); decoder.More(); {
		var v any
		decoder.UseNumber()
		if err := decoder.Decode(&v); err != nil {
			t.Fatal(err)
		}
		b, err := json.MarshalIndent(v, prefix, indent)
		if indent == "" {
			b, err = json.Marshal(v)
		}
		if err != nil {
			t.Fatal(err)
		}
		out.Write(append(b, '\n'))
	}
	return out.String()
}

// TestIndianLayoutsAgree: brokers have the chain of the exchange, in units of the underlying.
func TestIndianLayoutsAgree(t *testing.T) {
	_, want := readOne(t, sample(t, "nse-present.json"), Options{})
	for _, tt := range []struct{ file, lacks, notes string }{
		{"upstox.json", "", "lot-inferred"},
		{"dhan.json", "", "underlying-from-name lot-inferred expiry-from-name"},
		{"nubra.json", "bid ask", ""},
	} {
		f, got := readOne(t, sample(t, tt.file), jsonOptions(tt.file))
		wantProblems(t, f)
		wantNotes(t, got, strings.Fields(tt.notes)...)
		if got.Underlying != "NIFTY" || got.Spot != want.Spot || got.Of().Venue.Name != "NSE" || got.AsOf.Sub(want.AsOf).Abs() > time.Minute {
			t.Errorf("%s: %s at %v as of %v, %s", tt.file, got.Underlying, got.Spot, got.AsOf, got.Of().Venue.Name)
		}
		sameNifty(t, want, got, tt.lacks)
	}
}

// TestUnitsNeedALot: open interest in units of the underlying is divided by the lot, given or listed.
func TestUnitsNeedALot(t *testing.T) {
	o := jsonOptions("upstox.json")
	o.Multiplier = 130
	_, c := readOne(t, sample(t, "upstox.json"), o)
	if c.OpenInterest[0] != 600 || c.Multiplier[0] != 130 || c.Volume[0] != 4200 {
		t.Errorf("open interest %v, volume %v x%v", c.OpenInterest[0], c.Volume[0], c.Multiplier[0])
	}
	stock := strings.ReplaceAll(sample(t, "upstox.json"), "NSE_INDEX|Nifty 50", "NSE_EQ|RELIANCE")
	_, c = readOne(t, stock, Options{AsOf: market.When{Time: nseWebsiteAsOf}})
	if c.Underlying != "RELIANCE" || c.Multiplier[0] != 65 || c.OpenInterest[0] != 1200 {
		t.Errorf("%s: open interest %v x%v", c.Underlying, c.OpenInterest[0], c.Multiplier[0])
	}
}

func TestNubraForms(t *testing.T) {
	text := sample(t, "nubra.json")
	kit := strings.NewReplacer(`"sp"`, `"strike_price"`, `"ltp"`, `"last_traded_price"`, `"oi"`, `"open_interest"`, `"ls"`, `"lot_size"`,
		`"cp"`, `"current_price"`, `"ts"`, `"timestamp"`).Replace(text)
	_, want := readOne(t, text, Options{})
	f, got := readOne(t, kit, Options{})
	if f.Format != "nubra-json" || got.Spot != want.Spot || !got.AsOf.Equal(want.AsOf) || !sameColumn(got.Last, want.Last) || !sameColumn(got.OpenInterest, want.OpenInterest) {
		t.Errorf("%s at %v as of %v", f.Format, got.Spot, got.AsOf)
	}
	if r := want.Row(0); r.Strike != 24800 || r.Last != 372.45 || math.Abs(r.IV-0.13) > 1e-3 || r.OpenInterest != 1200 {
		t.Errorf("%+v", r)
	}
}

func TestBSE(t *testing.T) {
	f, c := readOne(t, sample(t, "bse.json"), Options{})
	wantProblems(t, f)
	wantNotes(t, c, "lot-inferred")
	r := c.Row(0)
	if c.Underlying != "SENSEX" || c.Spot != 82315.65 || c.Of().Venue.Name != "BSE" || !c.AsOf.Equal(nseWebsiteAsOf) || c.Len() != 14 ||
		r.Multiplier != 20 || r.Expiry != (market.Date{Year: 2026, Month: 7, Day: 16}) || r.Strike != 81500 || r.OpenInterest != 900 {
		t.Errorf("%s at %v as of %v, %d contracts: %+v", c.Underlying, c.Spot, c.AsOf, c.Len(), r)
	}
	undated := strings.ReplaceAll(sample(t, "bse.json"), `"End_TimeStamp": "16 Jul 2026"`, `"End_TimeStamp": ""`)
	if e := refused(t, undated, Options{}); !strings.Contains(e.Hint, fault.Setting("expiration")) {
		t.Errorf("%v, hint %q", e, e.Hint)
	}
	for _, o := range []Options{{Expiration: market.Date{Year: 2026, Month: 7, Day: 16}}, {Name: "SENSEX-2026-07-16.json"}} {
		if _, again := readOne(t, undated, o); again.Expiries[0].Date != c.Expiries[0].Date || again.Len() != 14 {
			t.Errorf("%v, %d contracts", again.Expiries[0].Date, again.Len())
		}
	}
}

// coinSummary writes the tickers of Deribit as its book summary, which was read before.
func coinSummary(t *testing.T) string {
	t.Helper()
	return strings.NewReplacer(`"timestamp"`, `"creation_timestamp"`, "best_bid_price", "bid_price", "best_ask_price", "ask_price", "last_price", "last").
		Replace(sample(t, "deribit-ticker.json"))
}

// TestCoinLayoutsAgree: the same chain in Deribit's layouts and in those of three other exchanges.
func TestCoinLayoutsAgree(t *testing.T) {
	f, want := readOne(t, coinSummary(t), Options{})
	if f.Format != "deribit-json" || want.Len() != 16 || want.Spot != 91629.58 {
		t.Fatalf("%s: %d contracts at %v", f.Format, want.Len(), want.Spot)
	}
	for _, s := range abroadSamples[6:] {
		f, got := readOne(t, sample(t, s.file), s.options)
		wantProblems(t, f)
		if got.Underlying != "BTC" || got.Of().Venue.Name != "Deribit" || !got.AsOf.Equal(want.AsOf) || got.Len() != want.Len() {
			t.Fatalf("%s: %s as of %v, %d contracts", s.file, got.Underlying, got.AsOf, got.Len())
		}
		hasIndex := !strings.HasPrefix(s.file, "deribit-history") && !strings.HasPrefix(s.file, "okx")
		if spot := map[bool]float64{true: want.Spot, false: 91680.25}[hasIndex]; got.Spot != spot {
			t.Errorf("%s: spot %v, want %v", s.file, got.Spot, spot)
		}
		for i := range want.Len() {
			a, b := want.Row(i), got.Row(i)
			if a.Strike != b.Strike || a.Right != b.Right || a.Expiry != b.Expiry || a.OpenInterest != b.OpenInterest || a.Multiplier != b.Multiplier ||
				math.Abs(a.IV-b.IV) > 1e-9 || !closeTo(a.Bid, b.Bid, 0.01) || !closeTo(a.Ask, b.Ask, 0.01) || !closeTo(a.Last, b.Last, 0.01) {
				t.Errorf("%s: %+v\nwant %+v", s.file, b, a)
			}
		}
		for i, e := range want.Expiries {
			if s.format != "binance-json" && got.Expiries[i].Future != e.Future {
				t.Errorf("%s: future %v, want %v", s.file, got.Expiries[i].Future, e.Future)
			}
		}
	}
}

func closeTo(a, b, gap float64) bool { return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= gap }

// TestDeribitHistory: the last row of each option counts, up to the time of the quotes, and what was dropped is counted.
func TestDeribitHistory(t *testing.T) {
	text := sample(t, "deribit-history.csv")
	_, c := readOne(t, text, Options{})
	wantNotes(t, c, "spot-from-future", "updates-dropped")
	for _, n := range c.Notes {
		if n.Code == "updates-dropped" && !strings.HasPrefix(n.Message, "6 earlier rows") {
			t.Errorf("%s", n.Message)
		}
	}
	early := time.Date(2026, 7, 14, 2, 0, 0, 0, time.UTC)
	_, then := readOne(t, text, Options{AsOf: market.When{Time: early}})
	if then.Len() != 6 || !then.AsOf.Equal(early) {
		t.Errorf("%d contracts as of %v", then.Len(), then.AsOf)
	}
	wantNotes(t, then, "spot-from-future", "as-of-overrides", "updates-later")
	if then.OpenInterest[0] == c.OpenInterest[0] && then.Ask[0] == c.Ask[0] {
		t.Error("the later rows count")
	}
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n")+"\n", "\n")
	other := strings.ReplaceAll(strings.Join(lines[7:], ""), ",17840", ",17830") // eleven days earlier
	_, day := readOne(t, strings.Join(lines[:1], "")+other+strings.Join(lines[7:], ""), on(2026, 7, 14))
	if day.Len() != 16 || !day.AsOf.Equal(c.AsOf) {
		t.Errorf("%d contracts as of %v", day.Len(), day.AsOf)
	}
	if e := refused(t, text, on(2026, 7, 12)); e.Hint != "the file has 2026-07-14" {
		t.Errorf("%v, hint %q", e, e.Hint)
	}
	f, _ := readOne(t, strings.Replace(text, "BTC-17JUL26-88000-C,1784023200000000", "BTC-17JUL26-x-C,1784023200000000", 1), Options{})
	wantProblems(t, f, `chain.csv:8: symbol: "BTC-17JUL26-x-C" is not the name of an option`)
}

// TestDeribitTickerForms: responses alone, by name, in messages of a subscription, twice, and as a table.
func TestDeribitTickerForms(t *testing.T) {
	var tickers []map[string]any
	if err := json.Unmarshal([]byte(sample(t, "deribit-ticker.json")), &tickers); err != nil {
		t.Fatal(err)
	}
	_, want := readOne(t, sample(t, "deribit-ticker.json"), Options{})
	byName := map[string]any{}
	var messages, results []any
	table := "instrument_name,expiration_timestamp,timestamp,best_bid_price,best_ask_price,last_price,mark_iv,open_interest,underlying_price,spot_ref\n"
	for _, v := range tickers {
		name := v["instrument_name"].(string)
		byName[name] = v
		results = append(results, map[string]any{"result": v})
		messages = append(messages, map[string]any{"method": "subscription", "params": map[string]any{"channel": "ticker." + name, "data": v}})
		var row []string
		for _, key := range []string{"instrument_name", "x", "timestamp", "best_bid_price", "best_ask_price", "last_price", "mark_iv", "open_interest", "underlying_price", "index_price"} {
			b, err := json.Marshal(v[key])
			if err != nil {
				t.Fatal(err)
			}
			row = append(row, strings.Trim(strings.ReplaceAll(string(b), "null", ""), `"`))
		}
		table += strings.Join(row, ",") + "\n"
	}
	text := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for name, form := range map[string]string{"by name": text(byName), "messages": text(messages), "results": text(results),
		"twice": text([]any{tickers, tickers}), "table": table, "perpetual": text(append(results, map[string]any{"instrument_name": "BTC-PERPETUAL", "best_bid_price": 1}))} {
		_, got := readOne(t, form, Options{})
		if got.Len() != want.Len() || got.Spot != want.Spot || !got.AsOf.Equal(want.AsOf) || !sameColumn(got.Ask, want.Ask) || !sameColumn(got.OpenInterest, want.OpenInterest) {
			t.Errorf("%s: %d contracts at %v as of %v", name, got.Len(), got.Spot, got.AsOf)
		}
	}
	tickers[0]["open_interest"], tickers[0]["timestamp"] = 7777, tickers[0]["timestamp"].(float64)+1000
	_, got := readOne(t, text([]any{results, tickers[0]}), Options{})
	wantNotes(t, got, "updates-dropped")
	if got.OpenInterest[0] != 7777 {
		t.Errorf("open interest %v", got.OpenInterest[0])
	}
}

// TestOpenInterestApart: exchanges that send open interest apart are refused without it, with the request for it.
func TestOpenInterestApart(t *testing.T) {
	for file, want := range map[string]string{"binance.ndjson": "openInterest", "okx.ndjson": "open-interest"} {
		parts := strings.SplitAfter(sample(t, file), "\n]")
		for _, part := range []string{parts[0], parts[1], parts[0] + parts[1]} {
			if file == "okx.ndjson" {
				part += "}"
				part = strings.Replace(part, "}\n{\"code\"", "}\n{\"code\"", 1)
			}
			e := refused(t, strings.TrimPrefix(part, "}"), Options{AsOf: market.When{Time: time.Date(2026, 7, 14, 10, 0, 0, 0, time.UTC)}})
			if !strings.Contains(e.What, "no open interest") || !strings.Contains(e.Hint, want) || !strings.Contains(e.Hint, "cat ") {
				t.Errorf("%s: %v, hint %q", file, e, e.Hint)
			}
		}
	}
}

// TestAbroadRefusals: answers with an error, and those without options, are refused in plain words.
func TestAbroadRefusals(t *testing.T) {
	for text, want := range map[string]string{
		`{"retCode":10001,"retMsg":"params error: baseCoin","result":{},"time":1}`:                                          "params error: baseCoin",
		`{"code":-1121,"msg":"Invalid symbol."}`:                                                                            "Invalid symbol.",
		`{"code":"51001","msg":"Instrument ID does not exist","data":[]}`:                                                   "Instrument ID does not exist",
		`{"status":"error","errors":[{"errorCode":"UDAPI100050","message":"Invalid token used to access API"}]}`:            "Invalid token",
		`{"errorType":"Invalid_Authentication","errorCode":"DH-901","errorMessage":"Client ID or token is invalid"}`:        "Client ID or token is invalid",
		`{"jsonrpc":"2.0","error":{"message":"Invalid params","data":{"reason":"wrong format","param":"x"},"code":-32602}}`: "an error response",
		`{"retCode":0,"retMsg":"OK","result":{"category":"option","list":[]},"time":1763551236870}`:                         "an error response",
		`{}`: "no options in it",
	} {
		if e := refused(t, text, Options{}); !strings.Contains(e.What, want) {
			t.Errorf("%s: %v", text, e)
		}
	}
}

func TestAbroadProblems(t *testing.T) {
	for _, tt := range []jsonCase{
		{"upstox.json", `"bid_price": 371.3`, `"bid_price": "x"`, `chain.csv:4: data[0].call_options.market_data.bid_price: "x" is not a number`},
		{"upstox.json", `"strike_price": 24800.0`, `"strike_price": -1`, ""},
		{"nubra.json", `"sp": 2480000`, `"sp": "k"`, `chain.csv:7: chain.ce[0].sp: "k" is not a number`},
		{"bse.json", `"C_OfferPrice": "`, `"C_OfferPrice": "?`, ""},
		{"bybit.json", `"openInterest": "111.1"`, `"openInterest": "-1"`, `chain.csv:7: result.list[0].openInterest: "-1" is not an open interest`},
		{"deribit-ticker.json", `"instrument_name": "BTC-17JUL26-88000-C"`, `"instrument_name": "DOGE-17JUL26-88000-C"`,
			`chain.csv:2: [0].instrument_name: "DOGE" is not a supported coin`},
	} {
		o := jsonOptions(tt.sample)
		o.Name = ""
		f := read(t, replaced(t, tt), o)
		switch {
		case tt.want == "" && len(f.Problems) == 0:
			t.Errorf("%s: %v", tt.sample, f.Problems)
		case tt.want != "":
			wantProblems(t, f, tt.want)
		}
	}
}

// TestFuturesByNameOfPage: options on a future, by the name of a page that says only its symbol, at strikes that the stock of that
// symbol cannot have.
func TestFuturesByNameOfPage(t *testing.T) {
	_, c := readOne(t, barchartText, Options{Name: strings.Replace(barchartName, "$spx", "es", 1)})
	if c.Underlying != "ES" || c.Of().Venue.Name != "CME" || c.Multiplier[0] != 50 {
		t.Errorf("%s at %s, x%v", c.Underlying, c.Of().Venue.Name, c.Multiplier[0])
	}
}

// TestResponsesKeepTheirOwn: responses on two underlyings, one after another, do not take each other's price and expiry.
func TestResponsesKeepTheirOwn(t *testing.T) {
	nifty := sample(t, "nubra.json")
	other := strings.NewReplacer(`"NIFTY"`, `"RELIANCE"`, "2508040", "2500010", "20260721", "20260728").Replace(nifty)
	f := read(t, nifty+"\n"+other, Options{})
	wantProblems(t, f)
	if len(f.Chains) != 2 {
		t.Fatalf("%d chains", len(f.Chains))
	}
	for i, want := range []struct {
		name string
		spot float64
		day  int
	}{{"NIFTY", 25080.4, 21}, {"RELIANCE", 25000.1, 28}} {
		if c := f.Chains[i]; c.Underlying != want.name || c.Spot != want.spot || len(c.Expiries) != 1 || c.Expiries[0].Date.Day != want.day || c.Len() != f.Chains[0].Len() {
			t.Errorf("%s at %v, %v, %d contracts", c.Underlying, c.Spot, c.Expiries[0].Date, c.Len())
		}
	}
}
