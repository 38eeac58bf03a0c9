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

func TestFutureFor(t *testing.T) {
	for name, want := range map[string]Future{"SPX": {"ES", 50}, "NDX": {"NQ", 20}, "RUT": {"RTY", 50}, "SPY": {}} {
		if got, ok := FutureFor(name); got != want || ok != (want != Future{}) {
			t.Errorf("FutureFor(%q) = %v, %v", name, got, ok)
		}
	}
}
