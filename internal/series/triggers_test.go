package series

import (
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
)

func readTriggers(t *testing.T, text string, o TriggerOptions) *Triggers {
	t.Helper()
	x, err := ReadTriggers(strings.NewReader(text), "dir/t.csv", o)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestReferenceLiquidation: the prices of isolated positions with a maintenance margin of 0.5 %, from the closed forms.
func TestReferenceLiquidation(t *testing.T) {
	for _, c := range []struct {
		side    TriggerSide
		inverse bool
		want    float64
	}{
		{Longs, false, 2000 * 0.9 / 0.995}, {Shorts, false, 2000 * 1.1 / 1.005},
		{Longs, true, 1826.4840182648402}, {Shorts, true, 2209.9447513812155},
	} {
		got, reached := Liquidation(c.side, c.inverse, 2000, 10, 0.005)
		if !reached || math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v inverse %v: %.10g, want %.10g", c.side, c.inverse, got, c.want)
		}
	}
}

// TestLiquidationEatsTheMargin: at the price, what the position has lost is its margin less the maintenance margin; of an inverse
// contract both are in coins.
func TestLiquidationEatsTheMargin(t *testing.T) {
	for _, leverage := range []float64{1.5, 3, 20, 99} {
		for _, m := range []float64{0, 0.004, 0.01} {
			const entry = 2000.0
			for side, sign := range map[TriggerSide]float64{Longs: 1, Shorts: -1} {
				p, ok := Liquidation(side, false, entry, leverage, m)
				// One coin: equity = E/L + sign (P − E), maintenance m P.
				if left := entry/leverage + sign*(p-entry) - m*p; !ok || math.Abs(left) > 1e-9 {
					t.Errorf("linear %v, %gx, %g: %g is left", side, leverage, m, left)
				}
				p, ok = Liquidation(side, true, entry, leverage, m)
				// One dollar: equity = 1/(E L) + sign (1/E − 1/P), maintenance m/E.
				if left := 1/(entry*leverage) + sign*(1/entry-1/p) - m/entry; !ok || math.Abs(left*entry) > 1e-12 {
					t.Errorf("inverse %v, %gx, %g: %g is left", side, leverage, m, left)
				}
			}
		}
	}
	for _, c := range []struct {
		side    TriggerSide
		inverse bool
	}{{Longs, false}, {Shorts, true}} {
		if p, ok := Liquidation(c.side, c.inverse, 2000, 1, 0); ok {
			t.Errorf("a position without debt is liquidated at %g", p)
		}
	}
}

const coinglass = `{"code": "0", "msg": "success", "data": {"data": {
  "90000": [[90000, 1579370.77, null, null]],
  "95000.5": [[95000.5, 22, null, null], [95000.5, 8, null, null]]
}}}`

const hyperliquid = `{"mid_price": 91480.5, "snapshot_ts": "2025-11-20T14:00:00.123Z", "block_number": 7, "total_long": 900, "total_short": 100, "flagged_notional": 55,
 "levels": [{"price": 90000, "long_notional": 300, "short_notional": 0, "long_count": 2, "short_count": 0}, {"price": 93000, "long_notional": 0, "short_notional": 40.5}, {"price": 93500, "long_notional": 0, "short_notional": null}]}`

// TestTriggerLayouts: the rows of every layout.
func TestTriggerLayouts(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		o      TriggerOptions
		layout TriggerLayout
		rows   []Trigger
	}{
		"levels": {"level,usd,label\n6640,-8bn,stops\n\n\"6,800\",+250m,\n6700,0,\n", TriggerOptions{}, LevelList,
			[]Trigger{{2, "", 6640, -8e9, Signed, "stops"}, {4, "", 6800, 2.5e8, Signed, ""}, {5, "", 6700, 0, Signed, ""}}},
		"levels, semicolons": {"usd;level\n-1;10.5\n", TriggerOptions{}, LevelList, []Trigger{{2, "", 10.5, -1, Signed, ""}}},
		"sides": {"Price,Side,Notional\n90000,long,212m\n95000,SHORT,100\n", TriggerOptions{}, Ladder,
			[]Trigger{{2, "", 90000, 2.12e8, Longs, "longs"}, {3, "", 95000, 100, Shorts, "shorts"}}},
		"coins": {"price,side,coins\n90000,long,2\n", TriggerOptions{}, Ladder, []Trigger{{2, "", 90000, 180000, Longs, "longs"}}},
		"both":  {"price,long,short\n90000,5,\n95000,0,7\n96000,,\n", TriggerOptions{}, Ladder, []Trigger{{2, "", 90000, 5, Longs, "longs"}, {3, "", 95000, 7, Shorts, "shorts"}}},
		"own names": {"px,cohort,long_usd,short_usd\n90000,x,5,0\n", TriggerOptions{Columns: map[string]string{"price": "px", "long": "long_usd", "short": "short_usd", "label": "cohort"}}, Ladder,
			[]Trigger{{2, "", 90000, 5, Longs, "x"}}},
		"symbols": {"symbol,price,side,notional\nBTC,90000,long,5\n", TriggerOptions{Scale: 1e6}, Ladder, []Trigger{{2, "BTC", 90000, 5e6, Longs, "longs"}}},
		"Coinglass": {coinglass, TriggerOptions{Scale: 2}, CoinglassMap,
			[]Trigger{{2, "", 90000, 3158741.54, Either, ""}, {3, "", 95000.5, 44, Either, ""}, {3, "", 95000.5, 16, Either, ""}}},
		"0xArchive": {hyperliquid, TriggerOptions{}, HyperliquidBins, []Trigger{{2, "", 90000, 300, Longs, "longs"}, {2, "", 93000, 40.5, Shorts, "shorts"}}},
		"0xArchive, an answer": {`{"success": true, "data": ` + hyperliquid + `}`, TriggerOptions{}, HyperliquidBins,
			[]Trigger{{2, "", 90000, 300, Longs, "longs"}, {2, "", 93000, 40.5, Shorts, "shorts"}}},
		"0xArchive, own keys": {`{"levels": [{"px": "90000", "l": 3, "s": 4}]}`, TriggerOptions{Columns: map[string]string{"price": "px", "long": "l", "short": "s"}}, HyperliquidBins,
			[]Trigger{{1, "", 90000, 3, Longs, "longs"}, {1, "", 90000, 4, Shorts, "shorts"}}},
		"positions": {"side,entry,leverage,maintenance,notional,contract\nlong,2000,10x,0.5%,1m,inverse\nshort,2000,10,0.005,2m,linear\n", TriggerOptions{}, PositionList,
			[]Trigger{{2, "", 2000 * 10 / (10*0.995 + 1), 1e6, Longs, "longs"}, {3, "", 2000 * 1.1 / 1.005, 2e6, Shorts, "shorts"}}},
	} {
		got := readTriggers(t, c.text, c.o)
		if got.Layout != c.layout || len(got.Rows) != len(c.rows) {
			t.Errorf("%s: %+v", name, got)
			continue
		}
		for i, row := range got.Rows {
			want := c.rows[i]
			if math.Abs(row.Level-want.Level) > 1e-9 || math.Abs(row.USD-want.USD) > 1e-9*math.Abs(want.USD) {
				t.Errorf("%s: %+v, want %+v", name, row, want)
			}
			row.Level, row.USD, want.Level, want.USD = 0, 0, 0, 0
			if row != want {
				t.Errorf("%s: %+v, want %+v", name, row, want)
			}
		}
	}
	bins := readTriggers(t, hyperliquid, TriggerOptions{})
	if bins.Left != 55 || bins.Total != 1000 || !bins.AsOf.Equal(time.Date(2025, 11, 20, 14, 0, 0, 123e6, time.UTC)) {
		t.Errorf("%+v", bins)
	}
	ladder := readTriggers(t, "price,side,notional,as_of\n1,long,2,2025-11-20T14:52:00-05:00\n1,long,2,1763668320\n", TriggerOptions{})
	if !ladder.AsOf.Equal(time.Date(2025, 11, 20, 19, 52, 0, 0, time.UTC)) {
		t.Errorf("the earliest time is %s", ladder.AsOf)
	}
	if never := readTriggers(t, "side,entry,leverage,maintenance,notional\nlong,2000,1,0,5\nlong,2000,2,0,5\n", TriggerOptions{}); never.Never != 1 || len(never.Rows) != 1 {
		t.Errorf("%+v", never)
	}
}

func TestBadTriggers(t *testing.T) {
	const positions = "side,entry,leverage,maintenance,notional,contract,margin\n"
	for text, want := range map[string]string{
		" \n":                                              "t.csv: the file is empty",
		"\x00\x01":                                         "t.csv: a binary file is not a list of triggers",
		"\xff\xfel\x00":                                    "t.csv:1: the file is UTF-16 and not UTF-8",
		"price,volume\n1,2\n":                              "t.csv:1: not a list of triggers: its columns are price, volume",
		"level,usd\n":                                      "t.csv: no trigger in it",
		"level,usd,lable\n1,2,x\n":                         "t.csv:1: lable: not a column of a list of triggers",
		"level,usd,level\n1,2,3\n":                         "t.csv:1: level: the name of column 1, too",
		"level,usd\n6640,-8bn\n6650;-7bn\n":                "t.csv:3: 1 cell and not the 2 of the line of names",
		"level,usd\n6640,-8bn\nn/a,-7bn\n":                 `t.csv:3: level: "n/a" is not a number`,
		"level,usd\n0,-8bn\n":                              `t.csv:2: level: "0" is not above zero`,
		"level,usd\n-6640,-8bn\n":                          `t.csv:2: level: "-6640" is not above zero`,
		"level,usd\n6640,\n":                               "t.csv:2: usd: empty",
		"level,usd\n6640,-8 billion\n":                     `t.csv:2: usd: "-8 billion" is not a number`,
		"level,usd\n6640,inf\n":                            `t.csv:2: usd: "inf" is not a number`,
		"level,usd\n6640,0x10\n":                           `t.csv:2: usd: "0x10" is not a number`,
		"level,usd\n6640,1e30\n":                           `t.csv:2: usd: "1e30" is more than there is`,
		"price,side,notional\n1,longish,5\n":               `t.csv:2: side: "longish" is neither long nor short`,
		"price,side,notional\n1,long,0\n":                  `t.csv:2: notional: "0" is not above zero`,
		"price,side,notional\n1,long,-5\n":                 `t.csv:2: notional: "-5" is not above zero`,
		"price,side,notional,coins\n1,long,5,5\n":          "t.csv:2: coins: the row has notional and coins",
		"price,side,notional,as_of\n1,long,5,yesterday\n":  `t.csv:2: as_of: "yesterday" is not a time with its zone`,
		"price,long,short\n1,-5,\n":                        `t.csv:2: long: "-5" is below zero`,
		"price,long,short\n1,0,0\n":                        "t.csv: no trigger in it",
		"side,entry,leverage\nlong,1,2\n":                  "t.csv:1: no column maintenance; its columns are side, entry, leverage",
		positions + "long,2000,10,0.005,1m,linear,cross\n": "t.csv:2: margin: cross margin has no liquidation price of one position: it depends on the whole account",
		positions + "long,2000,10,0.005,1m,quanto,\n":      `t.csv:2: contract: "quanto" is not known`,
		positions + "long,2000,0.5,0.005,1m,,\n":           `t.csv:2: leverage: "0.5" is less than 1`,
		positions + "long,2000,10,0.5,1m,,\n":              `t.csv:2: maintenance: "0.5" at a leverage of 10 leaves no margin: the position is liquidated as it opens`,
		positions + "long,2000,10,-0.5%,1m,,\n":            `t.csv:2: maintenance: "-0.5%" is below zero`,
		positions + "long,,10,0.5%,1m,,\n":                 "t.csv:2: entry: empty",
		positions + "long,2000,10,0.5%,,,\n":               "t.csv:2: notional: empty",
		"{":                                                "t.csv:1: JSON that is cut short",
		"{\"a\": \n]}":                                     "t.csv:2: not JSON: invalid character ']' looking for beginning of value",
		"{}":                                               "t.csv:1: JSON that is neither a map of Coinglass nor levels of 0xArchive",
		"[1, 2]":                                           "t.csv:1: JSON that is neither a map of Coinglass nor levels of 0xArchive",
		`{"code": "30001", "msg": "API key missing"}`:      `t.csv:1: code: an answer of code 30001 without data: API key missing`,
		coinglass:                                 "t.csv: amounts of Coinglass are levels of its model, which it does not state to be dollars",
		`{"levels": [{"price": 1, "size": 2}]}`:   "t.csv:1: levels[0]: no key long_notional; its keys are price, size",
		`{"levels": [{"price": 1, "price": 2}]}`:  "t.csv:1: levels[0].price: the key comes twice",
		`{"levels": {"price": 1}}`:                "t.csv:1: levels: not a list",
		`{"levels": [3]}`:                         "t.csv:1: levels[0]: not an object",
		`{"levels": [], "snapshot_ts": "soon"}`:   `t.csv:1: snapshot_ts: "soon" is not a time`,
		`{"levels": [], "flagged_notional": "x"}`: `t.csv:1: flagged_notional: "x" is not an amount of dollars`,
		`{"levels": [` + "\n" + `{"price": -1, "long_notional": 1, "short_notional": 1}]}`: `t.csv:2: levels[0].price: "-1" is not above zero`,
		`{"levels": [{"price": 1, "long_notional": -1, "short_notional": 1}]}`:             `t.csv:1: levels[0].long_notional: "-1" is not an amount of dollars`,
		strings.Repeat(`{"a":`, 40): "t.csv:1: nested deeper than 16 levels",
	} {
		_, err := ReadTriggers(strings.NewReader(text), "t.csv", TriggerOptions{})
		if e := fault.Of(err); err == nil || err.Error() != want || e.Code != fault.Input || e.Hint == "" {
			t.Errorf("%q: %v (%s), want %s", text, err, e.Hint, want)
		}
	}
	for text, want := range map[string]string{
		`{"data": {"data": {"90000": [[90000, 0, null, null]]}}}`: `t.csv:1: data.data.90000[0][1]: "0" is not above zero`,
		`{"data": {"data": {"90000": [[90000, "x", null]]}}}`:     `t.csv:1: data.data.90000[0][1]: "x" is not a number`,
		`{"data": {"data": {"90000": [[null, 1, null]]}}}`:        `t.csv:1: data.data.90000[0][0]: not a number`,
		`{"data": {"data": {"90000": [90000, 1]}}}`:               `t.csv:1: data.data.90000[0]: not [price, amount]`,
		`{"data": {"data": {"90000": 3}}}`:                        `t.csv:1: data.data.90000: not a list of [price, amount]`,
		`{"data": {"data": [1]}}`:                                 `t.csv:1: data.data: not an object of prices`,
		"price,side,notional\n1,long,5\n":                         `t.csv:1: px: no such column`,
	} {
		o := TriggerOptions{Scale: 1}
		if text[0] == 'p' {
			o.Columns = map[string]string{"price": "px"}
		}
		_, err := ReadTriggers(strings.NewReader(text), "t.csv", o)
		if e := fault.Of(err); err == nil || err.Error() != want || e.Code != fault.Input || e.Hint == "" {
			t.Errorf("%q: %v (%s), want %s", text, err, e.Hint, want)
		}
	}
}

// FuzzTriggers: any text is refused with the name of its file, or gives levels above zero and finite amounts.
func FuzzTriggers(f *testing.F) {
	for _, seed := range []string{
		"level,usd,label\n6640,-8bn,stops\n", "price,side,notional\n1,long,2\n", "price,long,short\n1,2,3\n",
		"side,entry,leverage,maintenance,notional,contract\nlong,2000,10,0.5%,1m,inverse\n", coinglass, hyperliquid, "{", `{"levels":[null]}`, `{"data":{"data":{"1":[null]}}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ReadTriggers(strings.NewReader(text), "t.csv", TriggerOptions{Scale: 1})
		if err != nil {
			if e := fault.Of(err); e.Code != fault.Input || e.File != "t.csv" || e.Hint == "" {
				t.Fatalf("%q: %v; %s", text, err, e.Hint)
			}
			return
		}
		for _, row := range got.Rows {
			if !(row.Level > 0) || math.IsInf(row.Level, 0) || math.IsNaN(row.USD) || math.IsInf(row.USD, 0) || row.Side != Signed && !(row.USD > 0) {
				t.Fatalf("%q: %+v", text, row)
			}
		}
	})
}
