package chain

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gex/internal/chain/assembly"
	"gex/internal/chain/vendors"
	"gex/internal/fault"
	"gex/internal/market"
)

// recordSamples are files of four contracts like dialectSamples, but not csv with one header.
var recordSamples = []layoutSample{
	{file: "tradier.json", format: "tradier", lacks: []string{"spot", "last of contract 2"}, notes: []string{"as-of-latest-quote"}},
	{file: "polygon.json", format: "polygon-json", lacks: []string{"last of contract 2", "volume of contract 2"}, notes: []string{"as-of-latest-quote"}},
	{file: "yahoo.json", format: "yahoo-json", lacks: []string{"volume of contract 2", "delta", "gamma"}},
	{file: "yahoo-page.txt", format: "yahoo-page", lacks: []string{"last of contract 2", "volume of contract 2", "spot", "delta", "gamma"},
		notes: []string{"as-of-last-trade"}},
	{file: "alphavantage.json", format: "alphavantage-json", lacks: []string{"spot"}, notes: []string{"as-of-date-only"}},
	{file: "marketdata.json", format: "marketdata-json", lacks: []string{"last of contract 2"}, notes: []string{"as-of-latest-quote"}},
	{file: "alpaca.json", format: "alpaca", lacks: []string{"last of contract 2", "spot", "oi"}, notes: []string{"as-of-latest-quote", "no-open-interest"}},
}

// unverifiedUS are the layouts of US data vendors that were made without a real file.
var unverifiedUS = map[string]bool{"tradier": true, "polygon-json": true, "yahoo-json": true, "yahoo-page": true, "alphavantage-json": true,
	"alphavantage-csv": true, "marketdata-json": true, "marketdata-csv": true, "alpaca": true, "openbb": true, "thetadata": true, "thetadata-oi": true}

// ordered is a JSON value whose objects keep the order of their keys.
type ordered struct {
	keys   []string
	values []any
}

// backwards writes a JSON text with the keys of every object in reverse order.
func backwards(t *testing.T, text string) string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var read func() any
	read = func() any {
		token, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		switch token {
		case json.Delim('{'):
			o := ordered{}
			for d.More() {
				key, _ := d.Token()
				o.keys, o.values = append(o.keys, key.(string)), append(o.values, read())
			}
			d.Token()
			return o
		case json.Delim('['):
			list := []any{}
			for d.More() {
				list = append(list, read())
			}
			d.Token()
			return list
		}
		return token
	}
	var write func(v any) string
	write = func(v any) string {
		switch v := v.(type) {
		case ordered:
			var parts []string
			for i := range v.keys {
				parts = append(parts, fmt.Sprintf("%q: %s", v.keys[i], write(v.values[i])))
			}
			slices.Reverse(parts)
			return "{" + strings.Join(parts, ", ") + "}"
		case []any:
			var parts []string
			for _, e := range v {
				parts = append(parts, write(e))
			}
			return "[" + strings.Join(parts, ",\n") + "]"
		}
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	return write(read())
}

// TestRecordsSpelledOtherwise: line breaks, the order of keys, a byte order mark and an array around a response change nothing
// but line numbers, and two responses in one file are refused.
func TestRecordsSpelledOtherwise(t *testing.T) {
	for _, s := range recordSamples {
		if !strings.HasSuffix(s.file, ".json") {
			continue
		}
		text := strings.TrimSpace(sample(t, s.file))
		want, _ := readOne(t, text, Options{})
		for what, spelled := range map[string]string{
			"on one line": oneLine(t, text), "keys backwards": backwards(t, text), "byte order mark": "\ufeff" + text, "in an array": "[" + text + "]",
			"spaces": strings.ReplaceAll(text, "\n", "\r\n  "),
		} {
			got, _ := readOne(t, spelled, Options{})
			if got.Format != s.format {
				t.Errorf("%s, %s: read as %s", s.file, what, got.Format)
			}
			wantSameContracts(t, s.file+", "+what, got.Chains[0], want.Chains[0])
		}
		if e := refused(t, text+"\n"+text, Options{}); !strings.Contains(e.What, "two files are joined") {
			t.Errorf("%s twice: %v", s.file, e)
		}
	}
}

// wantSameContracts compares everything but lines.
func wantSameContracts(t *testing.T, what string, got, want *Chain) {
	t.Helper()
	if got.Len() != want.Len() || !sameValue(got.Spot, want.Spot) || !got.AsOf.Equal(want.AsOf) {
		t.Fatalf("%s: %d contracts at %v as of %v, want %d at %v as of %v", what, got.Len(), got.Spot, got.AsOf, want.Len(), want.Spot, want.AsOf)
	}
	for i := range want.Len() {
		g, w := got.Row(i), want.Row(i)
		g.Line = w.Line
		if fmt.Sprint(g) != fmt.Sprint(w) {
			t.Errorf("%s: contract %d is %v, want %v", what, i, g, w)
		}
	}
}

// TestRecordProblems: a value that cannot be read is named with its place in the file; one that means none is not a problem.
func TestRecordProblems(t *testing.T) {
	for _, tt := range []jsonCase{
		{"tradier.json", `"bid": 3.1`, `"bid": "x"`, `chain.csv:4: options.option[0].bid: "x" is not a number`},
		{"tradier.json", `"bid": 3.1`, `"bid": null`, ""},
		{"tradier.json", `"bid": 3.1`, `"bid": 1, "bid": 2`, `chain.csv:4: options.option[0]: the key bid occurs twice`},
		{"tradier.json", `"option_type": "call"`, `"option_type": "put"`, `chain.csv:4: options.option[0].option_type: the symbol is a call, but the row says put`},
		{"tradier.json", `"expiration_date": "2025-11-21"`, `"expiration_date": "2025-11-28"`,
			`chain.csv:4: options.option[0].expiration_date: the symbol expires 2025-11-21, but the row says 2025-11-28`},
		{"tradier.json", `"strike": 270.0`, `"strike": 271.0`, `chain.csv:4: options.option[0].strike: the symbol has the strike 270, but the row says 271`},
		{"tradier.json", `"AAPL251121C00270000"`, `"AAPL"`, `chain.csv:4: options.option[0].symbol: "AAPL" is not an option symbol`},
		{"tradier.json", `"gamma": 0.041`, `"gamma": "None"`, ""},
		{"tradier.json", `"bid_date": 1763672400000`, `"bid_date": 0`, ""},
		{"tradier.json", `"bid_date": 1763672400000`, `"bid_date": 17`, `chain.csv:4: options.option[0].bid_date: "17" is not a date and time`},
		{"tradier.json", `"option": [`, `"option": [7,`, `chain.csv:3: options.option[0]: not an object, where a record should be`},
		{"tradier.json", `5400`, `-5400`, `chain.csv:4: options.option[0].open_interest: "-5400" is not an open interest`},
		{"polygon.json", `"bid": 3.1`, `"bid": "x"`, `chain.csv:4: results[0].last_quote.bid: "x" is not a number`},
		{"polygon.json", `O:AAPL251121C00270000`, `AAPL`, `chain.csv:4: results[0].details.ticker: "AAPL" is not an option symbol`},
		{"yahoo.json", `"bid": 3.1`, `"bid": {"raw": 3.1, "fmt": "3.10"}`, ""},
		{"yahoo.json", `"volume": 1200`, `"volume": {}`, ""},
		{"yahoo.json", `"bid": 3.1`, `"bid": {"fmt": "3.10"}`, `chain.csv:31: optionChain.result[0].options[0].calls[0].bid: "{\"fmt\": \"3.10\"}" is not a number`},
		{"yahoo.json", `"AAPL251121C00270000"`, `"AAPL251321C00270000"`,
			`chain.csv:31: optionChain.result[0].options[0].calls[0].contractSymbol: "AAPL251321C00270000" is not an option symbol: "251321" is not a date`},
		{"alphavantage.json", `"3.10"`, `"-"`, ""},
		{"alphavantage.json", `"3.10"`, `"3.1O"`, `chain.csv:5: data[0].bid: "3.1O" is not a number`},
		{"marketdata.json", `"bid": [3.1,`, `"bid": ["x",`, `chain.csv:1: bid[0]: "x" is not a number`},
		{"marketdata.json", `"bid": [3.1, 2.55`, `"bid": [3.1, true`, `chain.csv:2: bid[1]: "true" is not a number`},
		{"marketdata.json", `"bid": [3.1,`, `"bid": [null,`, ""},
		{"alpaca.json", `"bp": 3.1`, `"bp": "x"`, `chain.csv:4: snapshots.AAPL251121C00270000.latestQuote.bp: "x" is not a number`},
		{"alpaca.json", `"AAPL251121C00270000"`, `"AAPL"`, `chain.csv:4: snapshots.AAPL.the key of each snapshot: "AAPL" is not an option symbol`},
	} {
		f, _ := readOne(t, replaced(t, tt), Options{})
		if tt.want == "" {
			wantProblems(t, f)
		} else {
			wantProblems(t, f, tt.want)
		}
	}
}

// TestRaggedArrays: a column of another length than the others could belong to any rows.
func TestRaggedArrays(t *testing.T) {
	for old, new := range map[string]string{`"bid": [3.1, `: `"bid": [`, `"bid": [3.1`: `"bid": [3.1, 3.1`} {
		e := refused(t, strings.Replace(sample(t, "marketdata.json"), old, new, 1), Options{})
		if e.Column != "bid" || !strings.Contains(e.What, "values, but optionSymbol has 4") || !strings.Contains(e.Hint, "every array") {
			t.Errorf("error %v, hint %q", e, e.Hint)
		}
	}
	// One value for all rows.
	_, c := readOne(t, strings.Replace(sample(t, "marketdata.json"), `"underlyingPrice": [270.5, 270.5, 270.5, 270.5]`, `"underlyingPrice": 270.5`, 1), Options{})
	if c.Spot != 270.5 || c.Len() != 4 {
		t.Errorf("%d contracts at %v", c.Len(), c.Spot)
	}
}

// TestErrorResponses: what APIs answer instead of a chain is refused in plain words.
func TestErrorResponses(t *testing.T) {
	for text, want := range map[string]string{
		`{"status":"ERROR","request_id":"6a7e466379af0a71039d60cc78e72282","error":"Unknown API Key"}`: `"Unknown API Key"`,
		`{"status":"NOT_AUTHORIZED","request_id":"x","message":"You are not entitled to this data."}`:  `"You are not entitled to this data."`,
		`{"results":[],"status":"OK","request_id":"d9ff18dac69f55c218f69e4753706acd"}`:                 "no options",
		`{"s":"no_data"}`: "no options",
		`{"s":"no_data","nextTime":null,"prevTime":null}`:                                                          "no options",
		`{"s":"error","errmsg":"Invalid token header."}`:                                                           `"Invalid token header."`,
		`{"Information":"Thank you for using Alpha Vantage! Our standard API rate limit is 25 requests per day."}`: "25 requests per day",
		`{"endpoint":"Historical Options","message":"No data for symbol AAPL on date 2025-11-22.","data":[]}`:      "No data for symbol AAPL",
		`{"options":null}`: "no options",
		`{"fault":{"faultstring":"Invalid Access Token","detail":{"errorcode":"keymanagement.service.invalid"}}}`:                          `"Invalid Access Token"`,
		`{"finance":{"result":null,"error":{"code":"Unauthorized","description":"Invalid Crumb"}}}`:                                        `"Invalid Crumb"`,
		`{"optionChain":{"result":[],"error":null}}`:                                                                                       "no options",
		`{"optionChain":{"result":null,"error":{"code":"Not Found","description":"No data found, symbol delisted"}}}`:                      "symbol delisted",
		`{"next_page_token":null,"snapshots":{}}`:                                                                                          "no options",
		`{"code":40110000,"message":"request is not authorized"}`:                                                                          `"request is not authorized"`,
		`{"optionChain":{"result":[{"underlyingSymbol":"AAPL","options":[{"calls":[],"puts":[],"contractSymbol":1,"lastTradeDate":1}]}]}}`: "no options",
	} {
		if e := refused(t, text, Options{}); !strings.Contains(strings.ToLower(e.What), strings.ToLower(want)) {
			t.Errorf("%s: %s, hint %q", text, e.What, e.Hint)
		}
	}
}

// TestPages: one page of several is not a chain, and the file says so; all pages in an array are.
func TestPages(t *testing.T) {
	for _, v := range []struct{ file, old, link string }{
		{"polygon.json", `"status": "OK"`, `"next_url": "https://api.massive.com/v3/snapshot/options/AAPL?cursor=YXA9OCZhcz0m", "status": "OK"`},
		{"alpaca.json", `"next_page_token": null`, `"next_page_token": "QUFQTDI1MTEyMUMwMDI3MjUwMA=="`},
	} {
		last := sample(t, v.file)
		first := strings.Replace(last, v.old, v.link, 1)
		if _, c := readOne(t, first, Options{}); !slices.ContainsFunc(c.Notes, func(w Warning) bool { return w.Code == "one-page" }) {
			t.Errorf("%s: notes %v", v.file, c.Notes)
		}
		for text, more := range map[string]bool{last: false, "[" + first + "," + last + "]": false, "[" + last + "," + first + "]": false, "[" + first + "," + first + "]": true} {
			f := read(t, text, Options{})
			c := f.Chains[0]
			if got := slices.ContainsFunc(c.Notes, func(w Warning) bool { return w.Code == "one-page" }); got != more {
				t.Errorf("%s: one-page %v, want %v", v.file, got, more)
			}
		}
	}
}

// TestNamesakeInVendorLayouts: ES, CL and NG are stocks in every layout of US options, whatever the price.
func TestNamesakeInVendorLayouts(t *testing.T) {
	for _, s := range slices.Concat(dialectSamples, recordSamples) {
		if !unverifiedUS[s.format] {
			continue
		}
		for _, name := range []string{"ES", "CL", "NG"} {
			_, c := readOne(t, strings.ReplaceAll(sample(t, s.file), "AAPL", name), Options{Name: "chain.csv", AsOf: s.options.AsOf})
			if c.Underlying != name || c.Of().Venue.Name != "New York" || c.Multiplier[0] != 100 || c.Expiries[0].Root.OffFutures {
				t.Errorf("%s: %s at %s x%v", s.format, c.Underlying, c.Of().Venue.Name, c.Multiplier[0])
			}
		}
	}
}

// TestIndexInVendorLayouts: weeklies of an index keep their root beside its monthlies, one underlying.
func TestIndexInVendorLayouts(t *testing.T) {
	for _, s := range slices.Concat(dialectSamples, recordSamples) {
		if !unverifiedUS[s.format] {
			continue
		}
		text := strings.NewReplacer("AAPL2", "SPXW2", "\"AAPL\",\"2025", "\"SPXW\",\"2025", "AAPL", "SPX").Replace(sample(t, s.file))
		_, c := readOne(t, text, Options{})
		if e := c.Expiries[0]; c.Underlying != "SPX" || e.Root.Name != "SPXW" || !e.Root.European {
			t.Errorf("%s: %s, root %s", s.format, c.Underlying, e.Root.Name)
		}
	}
}

func TestTradierOddities(t *testing.T) {
	text := sample(t, "tradier.json")
	_, c := readOne(t, text, Options{})
	if c.IV[3] != 0.3 { // mid_iv is 0
		t.Errorf("volatility %v", c.IV[3])
	}
	_, c = readOne(t, strings.Replace(text, `"mid_iv": 0.31`, `"mid_iv": 10`, 1), Options{})
	if c.IV[0] != 0.309 {
		t.Errorf("volatility %v where mid_iv is 10", c.IV[0])
	}
	_, c = readOne(t, strings.NewReplacer("AAPL251121C00270000", "AAPL1251121C00270000", `"root_symbol": "AAPL"`, `"root_symbol": "AAPL1"`).Replace(text), Options{})
	if i := slices.Index(c.Out, Adjusted); i < 0 || c.Out[1] != Live && c.Out[0] != Live {
		t.Errorf("out %v", c.Out)
	}
	_, one, _ := strings.Cut(oneLine(t, text), `"option":[`)
	one = one[:strings.Index(one, "},{")+1]
	for _, text := range []string{`{"options":{"option":` + one + `}}`, "[" + one + "]"} { // one option alone, and the array alone
		if _, c = readOne(t, text, Options{}); c.Len() != 1 || c.Bid[0] != 3.1 {
			t.Errorf("%d contracts", c.Len())
		}
	}
	if _, c = readOne(t, text, Options{AsOf: market.When{Time: newYork(2025, 11, 20, 15, 0)}}); !c.AsOf.Equal(newYork(2025, 11, 20, 15, 0)) {
		t.Errorf("as of %v", c.AsOf)
	}
	untimed := strings.NewReplacer(`"bid_date": 17`, `"bid_date_": 17`, `"ask_date": 17`, `"ask_date_": 17`).Replace(text)
	if e := refused(t, untimed, Options{}); !strings.Contains(e.Hint, fault.Setting("as-of")) {
		t.Errorf("hint %q", e.Hint)
	}
}

func TestPolygonOddities(t *testing.T) {
	text := sample(t, "polygon.json")
	_, c := readOne(t, strings.NewReplacer(`"price": 270.5,`, "", `"last_updated": 1763672400000000000`, `"last_updated": 0`).Replace(text), Options{})
	if c.Spot == c.Spot || !c.AsOf.Equal(newYork(2025, 11, 20, 15, 59).Add(59e9)) {
		t.Errorf("spot %v as of %v", c.Spot, c.AsOf)
	}
	_, c = readOne(t, strings.ReplaceAll(text, `"price": 270.5`, `"value": 270.5`), Options{})
	if c.Spot != 270.5 {
		t.Errorf("an index at %v", c.Spot)
	}
}

func TestYahooOddities(t *testing.T) {
	text := sample(t, "yahoo.json")
	_, c := readOne(t, strings.Replace(text, "1763683200\n     ],", "1763683200, 1764288000, 1764892800\n     ],", 1), Options{})
	if n := len(c.Notes); n != 0 { // the list is written otherwise: see below
		t.Errorf("notes %v", c.Notes)
	}
	_, c = readOne(t, strings.Replace(oneLine(t, text), `"expirationDates":[1763683200]`, `"expirationDates":[1763683200,1764288000,1764892800]`, 1), Options{})
	wantNotes(t, c, "some-expiries")
	raw := strings.NewReplacer(`"regularMarketPrice": 270.5`, `"regularMarketPrice": {"raw": 270.5, "fmt": "270.50"}`,
		`"regularMarketTime": 1763672400`, `"regularMarketTime": {"raw": 1763672400, "fmt": "4:00PM EST"}`,
		`"impliedVolatility": 0.31`, `"impliedVolatility": 1.0000000000000003e-05`).Replace(text)
	_, c = readOne(t, raw, Options{})
	if c.Spot != 270.5 || !c.AsOf.Equal(newYork(2025, 11, 20, 16, 0)) || c.IV[0] == c.IV[0] {
		t.Errorf("%v as of %v, volatility %v", c.Spot, c.AsOf, c.IV[0])
	}
}

// TestYahooPage: older pages have the zone in each time, and pages have dates and headings of their own above the tables.
func TestYahooPage(t *testing.T) {
	text := sample(t, "yahoo-page.txt")
	f, want := readOne(t, text, Options{})
	wantProblems(t, f)
	older := strings.NewReplacer("(EST)", "", "11/20/2025 4:00 PM", "2025-11-20 4:00PM EST", "11/20/2025 3:59 PM", "2025-11-20 3:59PM EST",
		"11/20/2025 3:58 PM", "2025-11-20 3:58PM EST", "11/20/2025 10:31 AM", "2025-11-20 10:31AM EST").Replace(text)
	for what, text := range map[string]string{"older": older, "a date above": "November 21, 2025\n" + text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n"),
		"a trailing tab": strings.ReplaceAll(text, "\t31.00%", "\t31.00% ")} {
		f, got := readOne(t, text, Options{})
		wantProblems(t, f)
		wantSameContracts(t, what, got, want)
		wantNotes(t, got, "as-of-last-trade")
	}
	site := strings.Repeat("Skip to navigation\nNews\nApple Inc. (AAPL)\n270.50\n-1.20\n(-0.44%)\nAt close: November 20 at 4:00:01 PM EST\n", 9)
	f, got := readOne(t, site+text+"Copyright © 2025 Yahoo. All rights reserved.\n", Options{})
	wantSameContracts(t, "the whole site", got, want)
	wantNotes(t, got, "as-of-last-trade", "stray-row")
	if f.Format != "yahoo-page" || got.Line[0] != want.Line[0]+63 {
		t.Errorf("%s, lines %v", f.Format, got.Line)
	}
	f, c := readOne(t, strings.Replace(text, "\t5,400\t", "\t1,204,567\t", 1), Options{})
	wantProblems(t, f)
	if c.OpenInterest[0] != 1204567 {
		t.Errorf("open interest %v", c.OpenInterest[0])
	}
	f, _ = readOne(t, strings.Replace(text, "11/20/2025 4:00 PM", "someday", 1), Options{})
	wantProblems(t, f, `chain.csv:4: Last Trade Date (EST): "someday" is not a date and time`)
	f, c = readOne(t, strings.Replace(text, "11/20/2025 4:00 PM", "-", 1), Options{})
	wantProblems(t, f)
	if !c.AsOf.Equal(newYork(2025, 11, 20, 15, 59)) {
		t.Errorf("as of %v", c.AsOf)
	}
}

// TestAlpacaVolumes: the volume of an earlier day than the quote's is not today's.
func TestAlpacaVolumes(t *testing.T) {
	_, c := readOne(t, sample(t, "alpaca.json"), Options{})
	if c.Volume[0] != 1200 || c.Volume[2] != 0 {
		t.Errorf("volumes %v", c.Volume)
	}
	f, _ := readOne(t, strings.Replace(sample(t, "alpaca.json"), `"2025-11-20T20:59:51.123456789Z"`, `"0001-01-01T00:00:00Z"`, 1), Options{}) // no quote
	wantProblems(t, f)
	_, snapshots, _ := strings.Cut(sample(t, "alpaca.json"), `"snapshots":`)
	f, c = readOne(t, strings.TrimSuffix(strings.TrimSpace(snapshots), "}"), Options{}) // the map alone
	if f.Format != "alpaca" || c.Len() != 4 {
		t.Errorf("%s, %d contracts", f.Format, c.Len())
	}
}

// TestFlexOptions: the root of a FLEX option is the listed root after a digit, and it may have no values at all.
func TestFlexOptions(t *testing.T) {
	for file, text := range map[string]string{
		"alpaca.json":  strings.Replace(sample(t, "alpaca.json"), `"snapshots": {`, `"snapshots": {"1AAPL251121P00250010": {},`, 1),
		"polygon.json": strings.Replace(sample(t, "polygon.json"), `O:AAPL251121C00272500`, `O:2AAPL251121C00272500`, 1),
	} {
		f, c := readOne(t, text, Options{})
		wantProblems(t, f)
		if c.Underlying != "AAPL" || c.Len() < 4 || c.Expiries[0].Root.Name != "AAPL" || !slices.ContainsFunc(c.Notes, func(w Warning) bool { return w.Code == "flex-options" }) {
			t.Errorf("%s: %d contracts of %s, notes %v", file, c.Len(), c.Underlying, c.Notes)
		}
	}
}

func TestThetaData(t *testing.T) {
	text := sample(t, "thetadata.csv")
	f, c := readOne(t, text, Options{})
	if f.Unpriced != nil || !slices.ContainsFunc(c.Notes, func(w Warning) bool {
		return w.Code == "interest-elsewhere" && strings.Contains(w.Message, "option/snapshot/open_interest")
	}) {
		t.Errorf("unpriced %v, notes %v", f.Unpriced, c.Notes)
	}
	joined := strings.NewReplacer("underlying_price\n", "underlying_price,open_interest\n", "270.5000\n", "270.5000,12\n").Replace(text)
	if _, c = readOne(t, joined, Options{}); c.OpenInterest[0] != 12 {
		t.Errorf("open interest %v", c.OpenInterest)
	}
	wantNotes(t, c, "as-of-latest-quote")
	lines := strings.SplitAfter(text, "\n")
	later := strings.Replace(lines[1], "T16:00:00.000", "T15:59:00.000", 1)
	if e := refused(t, text+later, Options{}); e.Line != 6 || e.Column != "timestamp" || !strings.Contains(e.What, "the call at 270 of AAPL has quotes from several times") {
		t.Errorf("error %v", e)
	}
	f, _ = readOne(t, sample(t, "thetadata-oi.csv"), Options{})
	if f.Unpriced == nil || !strings.Contains(f.Unpriced.Hint, "open interest alone") {
		t.Errorf("unpriced %v", f.Unpriced)
	}
	quotes := "timestamp,symbol,expiration,strike,right,bid_size,bid_exchange,bid,bid_condition,ask_size,ask_exchange,ask,ask_condition\n" +
		"2025-11-20T11:00:00.000,SPXW,2025-11-21,5000.00,call,10,1,12.30,0,12,1,12.60,0\n"
	f, c = readOne(t, quotes, Options{})
	if f.Format != "thetadata" || c.Underlying != "SPX" || c.Expiries[0].Root.Name != "SPXW" || c.Ask[0] != 12.6 || !c.AsOf.Equal(newYork(2025, 11, 20, 11, 0)) {
		t.Errorf("%s: %s, root %s, ask %v as of %v", f.Format, c.Underlying, c.Expiries[0].Root.Name, c.Ask, c.AsOf)
	}
}

// TestOpenBBTimes: without a date of the file, the latest quote or trade is its time.
func TestOpenBBTimes(t *testing.T) {
	text := sample(t, "openbb.csv")
	text = strings.NewReplacer("eod_date", "last_trade_time", ",2025-11-20,", ",2025-11-20 15:58:00,").Replace(text)
	f, c := readOne(t, text, Options{})
	if f.Format != "openbb" || !c.AsOf.Equal(newYork(2025, 11, 20, 15, 58)) {
		t.Errorf("%s as of %v", f.Format, c.AsOf)
	}
	wantNotes(t, c, "as-of-latest-quote")
}

// TestMarketDataColumns: a request may leave out columns, and csv may begin with the status.
func TestMarketDataColumns(t *testing.T) {
	f, c := readOne(t, "optionSymbol,side,strike,bid,ask,openInterest\nAAPL251121C00270000,call,270,3.1,3.2,5400\n", Options{AsOf: market.When{Time: newYork(2025, 11, 20, 16, 0)}})
	if f.Format != "marketdata-csv" || c.Underlying != "AAPL" || c.Spot == c.Spot || c.OpenInterest[0] != 5400 {
		t.Errorf("%s: %s at %v", f.Format, c.Underlying, c.Spot)
	}
	dated := strings.NewReplacer("1763758800", "2025-11-21 16:00:00 -05:00", "1763672400", "2025-11-20 16:00:00 -05:00", "1763672399", "2025-11-20 15:59:59 -05:00",
		"1763672398", "2025-11-20 15:59:58 -05:00", "1763672397", "2025-11-20 15:59:57 -05:00").Replace(sample(t, "marketdata.csv"))
	f, c = readOne(t, dated, Options{})
	wantProblems(t, f)
	if !c.AsOf.Equal(newYork(2025, 11, 20, 16, 0)) {
		t.Errorf("as of %v", c.AsOf)
	}
}

// TestVendorsAreListed: every layout of US options alone is known by its name.
func TestVendorsAreListed(t *testing.T) {
	for name := range unverifiedUS {
		if !slices.ContainsFunc(vendors.Layouts(), func(l assembly.Layout) bool { return l.Name == name }) {
			t.Errorf("no layout is called %s", name)
		}
	}
}
