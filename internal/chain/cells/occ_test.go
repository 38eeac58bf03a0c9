package cells

import (
	"fmt"
	"strings"
	"testing"

	"gex/internal/chain/model"
)

func TestParseOCC(t *testing.T) {
	for _, c := range []struct {
		symbol string
		want   OCC
	}{
		{"SPXW251120C02800000", OCC{"SPXW", 2025, 11, 20, model.Call, 2800}},
		{"SPX240119P04750000", OCC{"SPX", 2024, 1, 19, model.Put, 4750}},
		{"SPY230605P00397500", OCC{"SPY", 2023, 6, 5, model.Put, 397.5}}, // half dollars are not lost
		{"F     150102C00012345", OCC{"F", 2015, 1, 2, model.Call, 12.345}},
		{"AAPL  260515C00245000", OCC{"AAPL", 2026, 5, 15, model.Call, 245}},
		{"TSLA1251121C00100000", OCC{"TSLA1", 2025, 11, 21, model.Call, 100}}, // adjusted: the digit is the root's
		{"C240119C00050000", OCC{"C", 2024, 1, 19, model.Call, 50}},
		{"P240119P00050000", OCC{"P", 2024, 1, 19, model.Put, 50}},
		{"BRK.B240119C00350000", OCC{"BRK.B", 2024, 1, 19, model.Call, 350}},
		{" NDX240119C17000000 ", OCC{"NDX", 2024, 1, 19, model.Call, 17000}},
		{"SPX240229C99999999", OCC{"SPX", 2024, 2, 29, model.Call, 99999.999}},
	} {
		got, err := ParseOCC(c.symbol)
		if err != nil || got != c.want {
			t.Errorf("ParseOCC(%q) = %v, %v; want %v", c.symbol, got, err, c.want)
		}
	}
}

func TestParseOCCRefuses(t *testing.T) {
	for _, symbol := range []string{
		"", "SPX", "240119C04750000", "251120C02800000", // no root
		"SPX240119X04750000", "SPX240119c04750000", // no side
		"SPX240119C0475000", "SPX240119C047500000", "SPX240119C0475000A", // strike of the wrong length
		"SPX240119C00000000",                                             // a strike of 0
		"SPX240231C04750000", "SPX241301C04750000", "SPX240100C04750000", // not on the calendar
		"SPX230229C04750000", "SPX2401 9C04750000",
		"S PX240119C04750000", "\"SPX240119C04750000", "SP\xe9240119C04750000",
		"A,B240119C04750000", strings.Repeat("X", 17) + "240119C04750000",
	} {
		if got, err := ParseOCC(symbol); err == nil {
			t.Errorf("ParseOCC(%q) = %v, want an error", symbol, got)
		}
	}
}

func FuzzParseOCC(f *testing.F) {
	for _, s := range []string{"SPXW251120C02800000", "F     150102C00012345", "TSLA1251121P00100500", "SPX240231C04750000", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		o, err := ParseOCC(s)
		if err != nil {
			return
		}
		again := fmt.Sprintf("%s%02d%02d%02d%c%08.0f", o.Root, o.Year-2000, o.Month, o.Day, "CP"[o.Right], 1000*o.Strike)
		if packed := strings.ToUpper(strings.TrimSpace(s)); strings.Join(strings.Fields(packed), "") != again {
			t.Fatalf("ParseOCC(%q) = %v, which is %q", s, o, again)
		}
	})
}
