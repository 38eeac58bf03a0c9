package chain

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"gex/internal/chain/assembly"
	"gex/internal/market"
)

// namesakeFile is a file of options in the canonical layout, with columns of futures or multipliers where they are given.
func namesakeFile(name string, spot float64, extra, cell string) string {
	text := "underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest" + extra + "\n"
	for _, right := range []string{"C", "P"} {
		text += fmt.Sprintf("%s,%g,2025-11-20T10:00:00-05:00,2025-12-19,%g,%s,%g,%g,10%s\n", name, spot, spot, right, spot/50, spot/49, cell)
	}
	return text
}

// TestNamesakes: a symbol that is a US stock's and a future's is what the layout, a column, the multiplier or the price say; else
// the file is refused, and either advice works.
func TestNamesakes(t *testing.T) {
	occ := func(name string, spot float64) string {
		symbol := fmt.Sprintf("%s251219C%08d", name, int(1000*spot))
		return fmt.Sprintf("symbol,spot,quote_time,bid,ask,open_interest\n%s,%g,2025-11-20T10:00:00-05:00,1,1.1,10\n", symbol, spot)
	}
	columns := map[string]string{"symbol": "symbol", "spot": "spot", "quote_time": "quote_time", "bid": "bid", "ask": "ask", "open_interest": "open_interest"}
	for _, c := range []struct {
		what, text string
		o          Options
		venue      string // "": refused
		multiplier float64
	}{
		{"price of the stock", namesakeFile("ES", 65, "", ""), Options{}, "", 0},
		{"the stock's multiplier asked for", namesakeFile("ES", 65, "", ""), Options{Multiplier: 100}, "New York", 100},
		{"the future's", namesakeFile("ES", 65, "", ""), Options{Multiplier: 50}, "CME", 50},
		{"another", namesakeFile("ES", 65, "", ""), Options{Multiplier: 10}, "", 0},
		{"the stock's multiplier in the file", namesakeFile("ES", 65, ",multiplier", ",100"), Options{}, "New York", 100},
		{"the future's in the file", namesakeFile("ES", 65, ",multiplier", ",50"), Options{}, "CME", 50},
		{"price of the future", namesakeFile("ES", 6700, "", ""), Options{}, "CME", 50},
		{"a future of the expiry", namesakeFile("CL", 58.2, ",future", ",58.4"), Options{}, "CME", 1000},
		{"crude oil or Colgate", namesakeFile("CL", 58.2, "", ""), Options{}, "", 0},
		{"platinum", namesakeFile("PL", 1500, "", ""), Options{}, "CME", 50},
		{"soybeans in cents", namesakeFile("ZS", 1120, "", ""), Options{}, "CME", 50},
		{"gas or NovaGold", namesakeFile("NG", 4.2, "", ""), Options{}, "", 0},
		{"the DAX", namesakeFile("DAX", 23500, "", ""), Options{}, "Eurex", 5},
		{"a fund on it", namesakeFile("DAX", 42, "", ""), Options{Multiplier: 100}, "New York", 100},
		{"option symbols", occ("ES", 65), Options{Columns: columns}, "New York", 100},
		{"option symbols at the price of a future", occ("ES", 6700), Options{Columns: columns}, "CME", 50},
	} {
		f, err := Read(strings.NewReader(c.text), withName(c.o))
		if c.venue == "" {
			if err == nil || !strings.Contains(err.Error(), "symbol of a US stock") {
				t.Errorf("%s: %v, want it refused", c.what, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		chain := f.Chains[0]
		e := chain.Expiries[0]
		if chain.Of().Venue.Name != c.venue || e.Root != chain.Of().On(e.Date) || chain.Multiplier[0] != c.multiplier || !e.Settlement.Equal(e.Root.SettlementInstant(e.Date)) {
			t.Errorf("%s: at %s, %+v, multiplier %v", c.what, chain.Of().Venue.Name, e, chain.Multiplier[0])
		}
	}
}

func withName(o Options) Options {
	o.Name = "chain.csv"
	return o
}

// TestNamesakeInUSLayouts: the layouts of options that are listed in the United States alone mean the stock, also where the
// price is the future's.
func TestNamesakeInUSLayouts(t *testing.T) {
	for name := range assembly.USListed {
		if !slices.Contains(formatNames(), name) && !later[name] {
			t.Errorf("%s is no layout", name)
		}
	}
	_, c := readOne(t, strings.ReplaceAll(sample(t, "orats.csv"), "AAPL", "CL"), Options{})
	if r := c.Of(); c.Underlying != "CL" || r.Venue.Name != "New York" || c.Multiplier[0] != 100 {
		t.Errorf("%s: %+v, multiplier %v", c.Underlying, r, c.Multiplier[0])
	}
}

// later are layouts of US options that are to come.
var later = map[string]bool{"tradier": true, "tradier-json": true, "marketdata": true, "alpaca": true, "alphavantage": true, "thetadata": true, "openbb": true, "yahoo": true}

func formatNames() (names []string) {
	for _, l := range Formats() {
		names = append(names, l.Name)
	}
	return names
}

// TestConvertedNamesakes: a converted file is read as the same instrument again.
func TestConvertedNamesakes(t *testing.T) {
	for what, text := range map[string]string{"future": namesakeFile("ES", 6700, "", ""), "low future": namesakeFile("CL", 58.2, ",future", ",58.4"), "stock": namesakeFile("ES", 65, ",multiplier", ",100")} {
		f := read(t, text, Options{Name: "a.csv"})
		again := converted(t, f)
		if got, want := again.Chains[0].Of(), f.Chains[0].Of(); got != want {
			t.Errorf("%s: %+v, want %+v", what, got, want)
		}
	}
}

// TestForeigners: an instrument of a market that is not known is refused until its multiplier is given, and a stock of the same
// symbol is left alone.
func TestForeigners(t *testing.T) {
	for _, c := range []struct {
		name       string
		spot       float64
		multiplier float64
		refused    bool
		note       string
	}{
		{"CRUDEOIL", 5200, 0, true, ""}, {"CRUDEOIL", 5200, 100, false, ""}, {"EURUSD", 1.15, 0, false, "root-unknown"}, {"NK225", 50000, 0, true, ""},
		{"GOLD", 27, 0, false, ""}, {"GOLD", 120000, 0, true, ""}, {"CAC", 35, 0, false, ""},
		{"KOX", 70, 0, false, ""}, {"KOX", 70000, 0, false, "root-unknown"}, {"NOTASTOCK", 70, 0, false, "root-unknown"}, {"NOTASTOCK", 70, 50, false, ""}, {"UND0001", 70, 0, false, ""},
	} {
		f, err := Read(strings.NewReader(namesakeFile(c.name, c.spot, "", "")), Options{Name: "a.csv", Multiplier: c.multiplier})
		if (err != nil) != c.refused {
			t.Errorf("%s at %v: %v", c.name, c.spot, err)
			continue
		}
		if err != nil {
			continue
		}
		note := ""
		for _, n := range f.Chains[0].Notes {
			note = n.Code
		}
		want := c.multiplier
		if want == 0 {
			want = 100
		}
		if note != c.note || f.Chains[0].Multiplier[0] != want {
			t.Errorf("%s at %v: note %q, multiplier %v", c.name, c.spot, note, f.Chains[0].Multiplier[0])
		}
	}
}

// TestStockOfIndia: a stock in a file of the exchange has the lot of its quantities, those of the other expiries where its own
// are too few, or the one that is asked for; without any it is refused.
func TestStockOfIndia(t *testing.T) {
	_, c := readOne(t, nseFile("RELIANCE", "05-Dec-2025 15:30:00", 12, map[string]int{"30-Dec-2025": 500}), Options{})
	if c.Multiplier[0] != 500 || c.Of().Venue.Name != "NSE" || c.Expiries[0].Settlement.Format("15:04 MST") != "15:30 IST" {
		t.Errorf("multiplier %v at %s, settles %v", c.Multiplier[0], c.Of().Venue.Name, c.Expiries[0].Settlement)
	}
	text := nseFile("RELIANCE", "05-Dec-2025 15:30:00", 12, map[string]int{"30-Dec-2025": 500})
	few := nseFile("RELIANCE", "05-Dec-2025 15:30:00", 1, map[string]int{"27-Jan-2026": 1000})
	both := strings.Replace(text, `"data":[`, `"data":[`+few[strings.Index(few, `"data":[`)+len(`"data":[`):strings.LastIndex(few, "]")]+",", 1)
	_, c = readOne(t, both, Options{})
	if n := len(c.Multiplier); c.Multiplier[n-1] != 500 || len(c.Expiries) != 2 {
		t.Errorf("multipliers %v", c.Multiplier)
	}
	none := strings.NewReplacer(`"bidQty":`, `"x":`, `"askQty":`, `"y":`).Replace(text)
	if _, err := Read(strings.NewReader(none), Options{Name: "a.json"}); err == nil || !strings.Contains(err.Error(), "the lot of RELIANCE") {
		t.Errorf("without quantities: %v", err)
	}
	_, c = readOne(t, none, Options{Multiplier: 500})
	if c.Multiplier[0] != 500 {
		t.Errorf("multiplier %v when 500 is asked for", c.Multiplier[0])
	}
}

// TestPriceOfIdentified: without a price the middle of the strikes says which instrument it is.
func TestPriceOfIdentified(t *testing.T) {
	text := strings.ReplaceAll(namesakeFile("ES", 6700, "", ""), "ES,6700,", "ES,,")
	f := read(t, text, Options{Name: "a.csv"})
	if got := f.Chains[0].Of().Venue.Name; got != "CME" || !math.IsNaN(f.Chains[0].Spot) {
		t.Errorf("at %s, spot %v", got, f.Chains[0].Spot)
	}
	if r := market.LookupRoot("ES"); r.Venue.Name != "New York" {
		t.Errorf("the symbol alone is at %s", r.Venue.Name)
	}
}

// TestRootsOfTheirOwn: options with a root that no table has are those of their underlying's market.
func TestRootsOfTheirOwn(t *testing.T) {
	for _, c := range []struct {
		underlying, root, extra, cell string
		spot                          float64
		venue                         string
		multiplier                    float64
		european                      bool
	}{
		{"ES", "EW", "", "", 6762, "CME", 50, false},
		{"ES", "EW3", "", "", 6762, "CME", 50, false},
		{"ES", "E3A", ",future", ",65", 65, "CME", 50, false},
		{"ES", "ESZ5", ",multiplier", ",50", 65, "CME", 50, false},
		{"NQ", "QN1", "", "", 25000, "CME", 20, false},
		{"CL", "LO", ",future", ",60", 60, "CME", 1000, false},
		{"GC", "OG", "", "", 4000, "CME", 100, false},
		{"ODAX", "ODX1", "", "", 24000, "Eurex", 5, true},
		{"NIFTY", "NIFTYW", ",multiplier", ",75", 26000, "NSE", 75, true},
		{"BTC", "BTCW", "", "", 90000, "Deribit", 1, true},
		{"SPX", "SPXQ", "", "", 6762, "New York", 100, true},
		{"ES", "EVERS", ",multiplier", ",100", 65, "New York", 100, false},
		{"KO", "KOX", "", "", 70, "New York", 100, false},
	} {
		text := namesakeFile(c.underlying, c.spot, ",root"+c.extra, ","+c.root+c.cell)
		_, got := readOne(t, text, Options{})
		for _, e := range got.Expiries {
			if e.Root.Name != c.root || e.Root.Venue.Name != c.venue || e.Root.European != c.european {
				t.Errorf("%s of %s: %s at %s, European %v", c.root, c.underlying, e.Root.Name, e.Root.Venue.Name, e.Root.European)
			}
			if e.Root.CashSettled && c.venue == "New York" && e.Root.Settlement != market.PM {
				t.Errorf("%s of %s settles at the open", c.root, c.underlying)
			}
		}
		for i := range got.Len() {
			if got.Multiplier[i] != c.multiplier || got.Out[i] != Live {
				t.Errorf("%s of %s: %v a contract, %v", c.root, c.underlying, got.Multiplier[i], got.Out[i])
			}
		}
	}
}

// TestAdjustedNamesake: an adjusted option on a stock whose symbol is also a future's stays one.
func TestAdjustedNamesake(t *testing.T) {
	_, c := readOne(t, namesakeFile("ES", 65, ",root,multiplier", ",ES,100")+"ES,65,2025-11-20T10:00:00-05:00,2025-12-19,60,C,6,6.1,10,ES1,\n", Options{})
	if n := c.Len() - 1; c.Of().Venue.Name != "New York" || c.Out[0] != Adjusted && c.Out[n] != Adjusted || c.Out[0] == c.Out[n] && c.Out[0] == c.Out[1] {
		t.Errorf("%s: %v", c.Of().Venue.Name, c.Out)
	}
}

// TestMarksOfFutures: /ES and ES=F are the future ES.
func TestMarksOfFutures(t *testing.T) {
	for _, name := range []string{"/ES", "ES=F", "es=f"} {
		_, c := readOne(t, namesakeFile(name, 6762, "", ""), Options{Symbol: name})
		if c.Underlying != "ES" || c.Of().Venue.Name != "CME" || c.Multiplier[0] != 50 {
			t.Errorf("%s: %s at %s, %v a contract", name, c.Underlying, c.Of().Venue.Name, c.Multiplier[0])
		}
	}
}

// TestFundsNamedAsCoins: in a layout of US options BTC is a fund of 100 shares, and stays one in a converted file.
func TestFundsNamedAsCoins(t *testing.T) {
	for _, name := range []string{"BTC", "ETH", "SOL", "MGC", "NQ"} {
		f, c := readOne(t, strings.ReplaceAll(sample(t, "tradier.json"), "AAPL", name), Options{})
		var text strings.Builder
		if err := f.WriteLong(&text); err != nil {
			t.Fatal(err)
		}
		_, again := readOne(t, text.String(), Options{})
		for _, c := range []*Chain{c, again} {
			if of := c.Of(); c.Underlying != name || of.Venue.Name != "New York" || of.European || c.Multiplier[0] != 100 || c.Expiries[0].Root.Venue != of.Venue {
				t.Errorf("%s: %s, European %v, %v a contract", name, of.Venue.Name, of.European, c.Multiplier[0])
			}
		}
	}
}
