package chain

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gex/internal/chain/layouts"
	"gex/internal/market"
)

// spyColumns name the columns of spyTable.
var spyColumns = map[string]string{"underlying": "sym", "spot": "px", "quote_time": "t", "expiration": "exp", "strike": "K", "type": "cp",
	"bid": "b", "ask": "a", "open_interest": "OI"}

// spyTable is a table with one more column of a name and a value.
func spyTable(name, value string) string {
	rows := "sym,px,t,exp,K,cp,b,a,OI," + name + "\n"
	for _, side := range []string{"C", "P"} {
		rows += "SPY,600,2025-11-20T10:00:00-05:00,2025-11-28,600," + side + ",5,5.2,3000," + value + "\n"
	}
	return rows
}

// A column that is not mapped either changes nothing, whatever its name, or is noted.
func TestStrayColumns(t *testing.T) {
	f, want := readOne(t, spyTable("x", ""), Options{Columns: spyColumns})
	wantNotes(t, want, "columns-ignored")
	for _, column := range append(layouts.Mappable(), "delta", "gamma", "caveats", "Root", "contract multiplier") {
		for _, value := range []string{"1", "0.5", "-3", "P1", "adjusted", "2025-01-01"} {
			_, c := readOne(t, spyTable(column, value), Options{Columns: spyColumns})
			same := c.Multiplier[0] == want.Multiplier[0] && c.Expiries[0].Root == want.Expiries[0].Root && math.IsNaN(c.Expiries[0].Future) &&
				c.Out[0] == Live && c.Delay == 0 && c.Bid[0] == 5 && c.Strike[0] == 600 && math.IsNaN(c.DealerQty[0]) && math.IsNaN(c.Gamma[0])
			named := strings.Contains(fmt.Sprint(c.Notes), column)
			if !same || !named {
				t.Errorf("%s %s: %+v, notes %v", column, value, c.Row(0), c.Notes)
			}
		}
	}
	if f.Format != "mapped" {
		t.Errorf("format %s", f.Format)
	}
	// A mapped column is used.
	o := Options{Columns: map[string]string{"multiplier": "multiplier"}}
	for name, column := range spyColumns {
		o.Columns[name] = column
	}
	if _, c := readOne(t, spyTable("multiplier", "10"), o); c.Multiplier[0] != 10 {
		t.Errorf("multiplier %v", c.Multiplier[0])
	}
}

// One column may be mapped twice.
func TestMappedTwice(t *testing.T) {
	o := Options{Columns: map[string]string{"strike": "K", "type": "cp", "bid": "mark", "ask": "mark", "open_interest": "OI", "expiration": "exp"},
		Symbol: "SPY", AsOf: market.When{Time: newYork(2025, 11, 20, 10, 0)}}
	f, c := readOne(t, "K,cp,exp,mark,OI\n600,C,2025-11-28,5.1,10\n", o)
	wantProblems(t, f)
	if c.Bid[0] != 5.1 || c.Ask[0] != 5.1 {
		t.Errorf("bid %v, ask %v", c.Bid[0], c.Ask[0])
	}
}

func TestMappedSymbols(t *testing.T) {
	for cell, underlying := range map[string]string{
		"SPY251128C00560000": "SPY", "O:SPY251128C00560000": "SPY", "SPY_112825C560": "SPY", ".SPXW251128C6700": "SPX", "SPX US 11/21/25 C6700 Index": "SPX",
		"BTC-28NOV25-80000-C-USDT": "BTC", "ETH-251128-2500-C": "ETH", "SPY 28NOV25 560 C": "SPY",
	} {
		f, c := readOne(t, "name,b,a,OI\n"+cell+",5,5.2,10\n", Options{AsOf: market.When{Time: newYork(2025, 11, 20, 10, 0)},
			Columns: map[string]string{"symbol": "name", "bid": "b", "ask": "a", "open_interest": "OI"}})
		if len(f.Problems) > 0 || c.Underlying != underlying || c.Right[0] != Call {
			t.Errorf("%s: %v, on %s", cell, f.Problems, c.Underlying)
		}
	}
	e := refused(t, "name,b,a,OI\nNIFTY25NOV24500CE,5,5.2,10\n", Options{AsOf: market.When{Time: newYork(2025, 11, 20, 10, 0)}, Columns: map[string]string{"symbol": "name", "bid": "b"}})
	if e.Line != 2 || e.Column != "name" || !strings.Contains(e.Hint, "SPY_112825C560") {
		t.Errorf("%v, hint %q", e, e.Hint)
	}
}

// Premiums in coins are converted at the coin price of their row.
func TestMappedCoins(t *testing.T) {
	columns := map[string]string{"symbol": "name", "spot": "index", "coin_price": "fut", "future": "fut", "bid": "b", "ask": "a", "open_interest": "OI"}
	const text = "name,index,fut,b,a,OI\nBTC-28NOV25-90000-C,90000,90500,0.02,0.021,10\nBTC-28NOV25-90000-P,90000,%s,0.02,0.021,10\n"
	o := Options{AsOf: market.When{Time: newYork(2025, 11, 20, 10, 0)}, Columns: columns}
	f, c := readOne(t, fmt.Sprintf(text, "90500"), o)
	wantProblems(t, f)
	coin, bid, ask := 90500.0, 0.02, 0.021
	if c.Bid[0] != bid*coin || c.Ask[1] != ask*coin || c.Expiries[0].Future != 90500 || c.Spot != 90000 {
		t.Errorf("%+v, future %v", c.Row(0), c.Expiries[0].Future)
	}
	f, c = readOne(t, fmt.Sprintf(text, "n/a"), o)
	if len(f.Problems) != 1 || !math.IsNaN(c.Bid[1]) || c.Repaired[1]&CellUnread == 0 {
		t.Errorf("%v: %+v", f.Problems, c.Row(1))
	}
}

func TestPricesFromLast(t *testing.T) {
	table := func(columns, cells string) string {
		return "underlying,spot,quote_time,expiration,strike,type,open_interest," + columns + "\n" +
			"SPY,600,2025-11-20 10:00,2025-11-28,600,C,5," + cells + "\nSPY,600,2025-11-20 10:00,2025-11-28,610,C,5," + strings.Repeat(",", strings.Count(columns, ",")) + "\n"
	}
	_, c := readOne(t, table("last", "5.1"), Options{})
	wantNotes(t, c, "prices-from-last")
	if c.Bid[0] != 5.1 || c.Ask[0] != 5.1 || !math.IsNaN(c.Bid[1]) {
		t.Errorf("%+v", c.Row(0))
	}
	for _, quoted := range []string{table("last,bid,ask", "5.1,5,5.2"), table("last,iv", "5.1,0.2")} { // a volatility is more reliable
		if _, c = readOne(t, quoted, Options{}); c.Bid[0] == 5.1 {
			t.Errorf("%+v", c.Row(0))
		}
		wantNotes(t, c)
	}
	o := Options{Columns: map[string]string{"settlement": "settle", "iv": "iv"}}
	_, c = readOne(t, table("settle,iv,last", "5.3,0.2,1"), o)
	wantNotes(t, c, "columns-by-name", "prices-from-settlement")
	if c.Bid[0] != 5.3 || c.Ask[0] != 5.3 {
		t.Errorf("%+v", c.Row(0))
	}
}

func TestUnpriced(t *testing.T) {
	const text = "underlying,spot,quote_time,expiration,strike,type,open_interest,gamma\nSPY,600,2025-11-20 10:00,2025-11-28,600,C,5,0.02\n"
	f := read(t, text, Options{})
	if f.Unpriced == nil || !strings.Contains(f.Unpriced.Error(), "gamma") || !strings.Contains(f.Unpriced.Hint, "bid and ask") {
		t.Errorf("%v", f.Unpriced)
	}
	if f = read(t, strings.Replace(text, "gamma", "iv", 1), Options{}); f.Unpriced != nil {
		t.Errorf("%v", f.Unpriced)
	}
}
