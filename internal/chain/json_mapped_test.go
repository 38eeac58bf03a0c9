package chain

import (
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/market"
)

const jsonRecord = `{"underlying":"SPY","spot":600.0,"quote_time":"2025-11-20T10:00:00-05:00","expiration":"2025-11-28","strike":600,"type":"C","bid":5,"ask":5.2,"open_interest":3000}`

// putRecord is the other record of all texts.
var putRecord = strings.Replace(jsonRecord, `"C"`, `"P"`, 1)

// JSON rows are read in any of the shapes in which programs write them, with the same result as csv with the same cells.
func TestJSONShapes(t *testing.T) {
	_, want := readOne(t, "underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest\n"+
		"SPY,600,2025-11-20T10:00:00-05:00,2025-11-28,600,C,5,5.2,3000\nSPY,600,2025-11-20T10:00:00-05:00,2025-11-28,600,P,5,5.2,3000\n", Options{})
	short := strings.NewReplacer(`"underlying":"SPY","spot":600.0,"quote_time":"2025-11-20T10:00:00-05:00",`, "")
	for name, text := range map[string]string{
		"array": "[" + jsonRecord + "," + putRecord + "]", "lines": jsonRecord + "\n" + putRecord + "\n", "indented": "[\n  " + jsonRecord + ",\n  " + putRecord + "\n]\n",
		"within": `{"status":"ok","data":{"rows":[` + jsonRecord + "," + putRecord + `]}}`,
		"common": `{"underlying":"SPY","spot":600.0,"options":[` + short.Replace(jsonRecord) + "," + short.Replace(putRecord) + `],"quote_time":"2025-11-20T10:00:00-05:00"}`,
		"order":  "[" + strings.Replace(jsonRecord, `"underlying":"SPY",`, "", 1)[:len(jsonRecord)-len(`"underlying":"SPY",`)-1] + `,"underlying":"SPY"},` + putRecord + "]",
	} {
		f, c := readOne(t, text, Options{})
		if f.Format != "long-json" || len(f.Problems) > 0 || !c.AsOf.Equal(want.AsOf) || c.Spot != 600 || c.Len() != 2 || c.Row(0).Bid != 5 || c.Right[1] != Put {
			t.Errorf("%s: %s, %v: %+v", name, f.Format, f.Problems, c)
		}
		if name == "within" {
			wantNotes(t, c, "columns-ignored") // status
		} else {
			wantNotes(t, c)
		}
	}
}

func TestJSONMapped(t *testing.T) {
	const text = `{"results":[
{"details":{"contract_type":"call","expiration_date":"2025-11-28","strike_price":600},"greeks":{"gamma":0.02},"last_quote":{"bid":5,"ask":5.2},"open_interest":7,"underlying_asset":{"ticker":"SPY","price":600},"tags":["a","b"]},
{"details":{"contract_type":"put","expiration_date":"2025-11-28","strike_price":"x"},"last_quote":{"bid":5,"ask":5.2},"open_interest":7,"underlying_asset":{"ticker":"SPY","price":600}},
{"details":{"contract_type":"put","expiration_date":"2025-11-28","strike_price":610},"last_quote":{"bid":15,"ask":15.2},"open_interest":7,"underlying_asset":{"ticker":"SPY","price":600}}
]}`
	o := Options{AsOf: market.When{Time: newYork(2025, 11, 20, 10, 0)}, Columns: map[string]string{"type": "details.contract_type", "expiration": "details.expiration_date",
		"strike": "details.strike_price", "bid": "last_quote.bid", "ask": "last_quote.ask", "open_interest": "open_interest", "gamma": "greeks.gamma",
		"underlying": "underlying_asset.ticker", "spot": "underlying_asset.price"}}
	f, c := readOne(t, text, o)
	wantProblems(t, f, `chain.csv:3: details.strike_price: "x" is not a number`)
	if f.Format != "mapped" || c.Underlying != "SPY" || c.Spot != 600 || c.Len() != 2 || c.Row(0).Gamma != 0.02 || c.Row(1).Bid != 15 || c.Row(1).Line != 4 {
		t.Errorf("%+v", c)
	}
	o.Columns["strike"] = "details.strike"
	if e := refused(t, text, o); e.Code != fault.Usage || !strings.Contains(e.Hint, "details.strike_price") {
		t.Errorf("%v, hint %q", e, e.Hint)
	}
	if e := refused(t, `{"error":"no such symbol"}`, o); !strings.Contains(e.Hint, "error") {
		t.Errorf("%v, hint %q", e, e.Hint)
	}
	if e := refused(t, `[{"a":1},{"a":`, Options{Columns: map[string]string{"strike": "a"}}); !strings.Contains(e.What, "truncated") {
		t.Errorf("%v, hint %q", e, e.Hint)
	}
	// A csv header may begin with a bracket.
	_, c = readOne(t, "[K],[cp],[exp],[bid],[ask]\n600,C,2025-11-28,5,5.2\n", Options{Symbol: "SPY", AsOf: o.AsOf,
		Columns: map[string]string{"strike": "K", "type": "cp", "expiration": "exp"}})
	if c.Strike[0] != 600 {
		t.Errorf("%+v", c.Row(0))
	}
}

// The time to read a text does not grow with its nesting.
func TestJSONNested(t *testing.T) {
	inner := strings.Repeat(`{"a":`, 90) + "[" + strings.Repeat(jsonRecord+",", 200) + putRecord + "]" + strings.Repeat("}", 90)
	o := Options{Columns: map[string]string{"strike": "strike"}}
	if _, err := readText(inner, o); err == nil {
		t.Error("rows 90 levels deep are read")
	}
	shallow := strings.Repeat(`{"a":`, 5) + "[" + jsonRecord + "," + putRecord + "]" + strings.Repeat("}", 5)
	if _, c := readOne(t, shallow, o); c.Len() != 2 {
		t.Errorf("%d contracts", c.Len())
	}
	indented := `{"a": [` + strings.Repeat(" ", 100) + jsonRecord + "," + putRecord + "]}"
	if _, c := readOne(t, indented, o); c.Len() != 2 {
		t.Errorf("indented: %d contracts", c.Len())
	}
}
