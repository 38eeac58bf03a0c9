package market

import (
	"strings"
	"testing"
)

func TestRootTable(t *testing.T) {
	for name, r := range roots {
		if r.Name != name || r.Underlying == "" || r.Multiplier <= 0 || r.Adjusted != strings.HasSuffix(name, "Z") {
			t.Errorf("entry %q: %+v", name, r)
		}
	}
	for _, tt := range []struct{ names, underlying string }{
		{"SPX SPXW SPXPM", "SPX"}, {"NDX NDXP", "NDX"}, {"RUT RUTW", "RUT"}, {"VIX VIXW", "VIX"},
		{"XSP", "XSP"}, {"XND", "XND"}, {"MRUT", "MRUT"}, {"DJX", "DJX"}, {"OEX XEO", "OEX"},
	} {
		for name := range strings.FieldsSeq(tt.names) {
			if r := LookupRoot(name); r.Underlying != tt.underlying || !r.CashIndex || r.Multiplier != 100 {
				t.Errorf("LookupRoot(%q) = %+v", name, r)
			}
		}
	}
}

func TestSettlementOfRoots(t *testing.T) {
	am := "SPX NDX RUT VIX VIXW DJX BSZ BVZ"
	for name, r := range roots {
		want := PM
		if strings.Contains(" "+am+" ", " "+name+" ") {
			want = AM
		}
		if r.Settlement != want {
			t.Errorf("%s settles %v, want %v", name, r.Settlement, want)
		}
	}
}

func TestLookupRoot(t *testing.T) {
	spxw := index("SPXW", "SPX", PM)
	bvz := index("BVZ", "VIX", AM)
	bvz.Adjusted = true
	oex := index("OEX", "OEX", PM)
	oex.European = false
	vix := index("VIX", "VIX", AM)
	vix.OffFutures, vix.NoCarry = true, true
	for _, want := range []Root{
		spxw, bvz, oex, vix,
		{Name: "BTC", Underlying: "BTC", Venue: &deribit, European: true, Multiplier: 1, Listed: true, CashSettled: true, OffFutures: true},
		{Name: "NIFTY", Underlying: "NIFTY", Venue: &nse, European: true, Multiplier: 65, Listed: true, CashSettled: true, CashIndex: true, HasLots: true},
		{Name: "SPY", Underlying: "SPY", Venue: &newYork, Multiplier: 100},
		{Name: "TSLA1", Underlying: "TSLA1", Venue: &newYork, Multiplier: 100, Adjusted: true},
		{Venue: &newYork, Multiplier: 100},
	} {
		if got := LookupRoot(want.Name); got != want {
			t.Errorf("LookupRoot(%q) = %+v, want %+v", want.Name, got, want)
		}
	}
}

// TestFuture: each market hedges in its own contract; in India it is the lot of the next monthly expiry on that day.
func TestFuture(t *testing.T) {
	for _, c := range []struct {
		root, day string
		want      Future
	}{
		{"SPX", "2025-11-20", Future{"ES", 50}}, {"SPXW", "2025-11-20", Future{"ES", 50}}, {"NDX", "2025-11-20", Future{"NQ", 20}}, {"RUT", "2025-11-20", Future{"RTY", 50}},
		{"SPY", "2025-11-20", Future{}}, {"VIX", "2025-11-20", Future{}}, {"XSP", "2025-11-20", Future{}}, {"ES", "2025-11-20", Future{}}, // the stock
		{"NIFTY", "2025-11-20", Future{"NIFTY", 75}}, {"NIFTY", "2026-01-05", Future{"NIFTY", 65}}, {"NIFTY", "2025-12-31", Future{"NIFTY", 65}}, {"BANKNIFTY", "2023-05-19", Future{"BANKNIFTY", 25}},
		{"SENSEX", "2025-11-20", Future{"SENSEX", 20}}, {"BTC", "2025-11-20", Future{"BTC-PERPETUAL", 10}}, {"ETH", "2025-11-20", Future{"ETH-PERPETUAL", 1}}, {"SOL", "2025-11-20", Future{}}, {"BTC_USDC", "2025-11-20", Future{}}, {"OESX", "2025-11-20", Future{"FESX", 10}}, {"ODAX", "2025-11-20", Future{"FDAX", 25}},
		{"HSI", "2025-11-20", Future{"HSI", 50}}, {"GC", "2025-11-20", Future{"GC", 100}}, {"MES", "2025-11-20", Future{"MES", 5}},
	} {
		if got, ok := LookupRoot(c.root).Future(mustDate(t, c.day)); got != c.want || ok != (c.want != Future{}) {
			t.Errorf("%s on %s: %v, %v; want %v", c.root, c.day, got, ok, c.want)
		}
	}
}

func TestIsIndianStock(t *testing.T) {
	for name, want := range map[string]bool{"RELIANCE": true, "NIFTY": false, "SENSEX": false} {
		if got := IndianRoot(name).IsIndianStock(); got != want {
			t.Errorf("%s in India: %v", name, got)
		}
		if LookupRoot(name).IsIndianStock() {
			t.Errorf("%s by its name", name)
		}
	}
}

func TestUSRoot(t *testing.T) {
	for name, namesake := range map[string]bool{"BTC": true, "MGC": true, "SPX": false, "AAPL": false, "ES": false} {
		if r := USRoot(name); r.Venue != &newYork || r.IsUSNamesake() != namesake {
			t.Errorf("%s: %s, namesake %v", name, r.Venue.Name, r.IsUSNamesake())
		}
	}
}

func TestNamed(t *testing.T) {
	for _, c := range []struct {
		underlying, name string
		ok               bool
	}{{"GC", "OG", true}, {"NQ", "QN1", true}, {"SPX", "SPXQ", true}, {"SPX", "SPX7", false}, {"SPX", "SPXW", false}, {"AAPL", "AAPL7", false}, {"NQ", "", false}} {
		r, ok := LookupRoot(c.underlying).Named(c.name)
		if ok != c.ok || ok && (r.Name != c.name || r.Venue != LookupRoot(c.underlying).Venue) {
			t.Errorf("%s of %s: %v, %s at %s", c.name, c.underlying, ok, r.Name, r.Venue.Name)
		}
	}
}
