package chain

import (
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
	"gex/internal/market"
)

func TestMapped(t *testing.T) {
	const text = "made,K,cp,exp,OI,vol,bid,offer\n" +
		"2025-11-20 09:52,670,Call,21.11.2025,1500,0.15,3.1,3.2\n" +
		"2025-11-20 09:52,670,PE,21.11.2025,1200,0.16,2.9,3.0\n"
	names := map[string]string{"strike": "K", "type": "cp", "expiration": "exp", "open_interest": "oi", "iv": "vol", "ask": "offer", "quote_time": "made"}
	f, c := readOne(t, text, Options{Columns: names, Symbol: "SPY"})
	wantProblems(t, f)
	got := c.Row(0)
	if f.Format != "mapped" || c.Underlying != "SPY" || !c.AsOf.Equal(newYork(2025, 11, 20, 9, 52)) || c.Len() != 2 {
		t.Fatalf("%s: %s as of %v, %d contracts", f.Format, c.Underlying, c.AsOf, c.Len())
	}
	if got.Strike != 670 || got.Right != Call || got.OpenInterest != 1500 || got.IV != 0.15 || got.Bid != 3.1 || got.Ask != 3.2 || got.Expiry.Day != 21 {
		t.Errorf("contract %+v", got)
	}
	// With other separators, and the header further down.
	european := "made by hand\n\n" + strings.NewReplacer(",", ";", ".", ",", "21,11,2025", "21.11.2025").Replace(strings.ReplaceAll(text, "21.11.2025", "21/11/2025"))
	_, again := readOne(t, european, Options{Columns: names, Symbol: "SPY"})
	if again.Bid[0] != 3.1 || again.Len() != 2 {
		t.Errorf("bid %v", again.Bid)
	}
	// A symbol replaces root, expiry, strike and side.
	_, c = readOne(t, "name,OI\nSPXW251121C06700000,5\nSPX251121P06700000,6\n",
		Options{Columns: map[string]string{"symbol": "name", "open_interest": "OI"}, AsOf: market.When{Time: newYork(2025, 11, 20, 10, 0)}})
	if c.Underlying != "SPX" || len(c.Expiries) != 2 || c.Expiries[0].Root.Name != "SPX" || c.Right[0] != Put || c.Strike[1] != 6700 {
		t.Errorf("%s: %v", c.Underlying, c.Expiries)
	}
}

func TestMappedExpiry(t *testing.T) {
	const text = "K,cp,open_interest\n670,C,5\n670,P,6\n"
	o := Options{Columns: map[string]string{"strike": "K", "type": "cp"}, Symbol: "SPY", AsOf: market.When{Time: newYork(2025, 11, 20, 10, 0)}}
	if e := refused(t, text, o); !strings.Contains(e.Hint, fault.Setting("expiration")) {
		t.Errorf("error %v, hint %q", e, e.Hint)
	}
	o.Name = "SPY-2025-11-21.csv"
	_, c := readOne(t, text, o)
	if c.Expiries[0].Date != (market.Date{Year: 2025, Month: 11, Day: 21}) {
		t.Errorf("expiry %v", c.Expiries[0].Date)
	}
	wantNotes(t, c, "columns-by-name", "expiry-from-name")
	o.Expiration = market.Date{Year: 2025, Month: 11, Day: 28}
	_, c = readOne(t, text, o)
	if c.Expiries[0].Date.Day != 28 {
		t.Errorf("expiry %v", c.Expiries[0].Date)
	}
	wantNotes(t, c, "columns-by-name")
}

func TestMappedMisuse(t *testing.T) {
	const text = "K,cp,exp,open_interest\n670,C,2025-11-21,5\n"
	for name, c := range map[string]struct {
		columns    map[string]string
		format     string
		what, hint string
	}{
		"no such column of ours":    {map[string]string{"strikes": "K"}, "", `"strikes"`, `did you mean "strike"?`},
		"nothing near":              {map[string]string{"colour": "K"}, "", `"colour"`, "underlying, spot"},
		"no such column of theirs":  {map[string]string{"strike": "K", "type": "cpp"}, "", `"cpp"`, `did you mean "cp"?`},
		"no header at all":          {map[string]string{"strike": "strikes"}, "", `"strikes"`, "the columns are K, cp, exp"},
		"no strike":                 {map[string]string{"type": "cp"}, "", "strike", fault.Setting("columns") + " strike=…"},
		"no side":                   {map[string]string{"strike": "K"}, "", "type", fault.Setting("columns") + " type=…"},
		"a format with its columns": {map[string]string{"strike": "K"}, "yfinance", "yfinance", "one of them"},
	} {
		e := refused(t, text, Options{Columns: c.columns, Format: c.format, Symbol: "SPY"})
		if e.Code != fault.Usage || !strings.Contains(e.What, c.what) || !strings.Contains(e.Hint, c.hint) {
			t.Errorf("%s: code %v, %v, hint %q", name, e.Code, e, e.Hint)
		}
	}
}

// Every column of the layout long has the same meaning under another name.
func TestMappedRestores(t *testing.T) {
	const text = `underlying,spot,quote_time,expiration,strike,type,open_interest,late,fut,why
VIX,17,2025-11-20 10:00,2025-12-17,17,C,5,15,18.5,
VIX,17,2025-11-20 10:00,2025-12-17,17,P,6,15,18.5,adjusted
`
	o := Options{Columns: map[string]string{"delay": "late", "future": "fut", "left_out": "why"}}
	_, c := readOne(t, text, o)
	if c.Delay != 15*time.Minute || c.Expiries[0].Future != 18.5 || c.Out[0] != Live || c.Out[1] != Adjusted {
		t.Errorf("delay %v, future %v, out %v", c.Delay, c.Expiries[0].Future, c.Out)
	}
}
