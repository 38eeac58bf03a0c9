package svg

import (
	"strings"
	"testing"

	"gex/internal/report"
)

// TestTornado: the widest band is on top, and each bar reaches from its low to its high.
func TestTornado(t *testing.T) {
	r := spx().report()
	r.Levels.ZeroGamma = 6700
	r.Sensitivity = &report.Sensitivity{Bands: []report.Band{
		{Quantity: report.QuantityFlip, Group: "carry", Low: 6690, High: 6700},
		{Quantity: report.QuantityFlip, Group: "sign", Low: 6600, High: 6850, Open: true},
		{Quantity: report.QuantityGEX, Group: "clock", Low: -1, High: 1},
		{Quantity: report.QuantityFlip, Group: "conventions", Low: 6500, High: 7000},
	}}
	rows, base, ofFlip := swings(r)
	if len(rows) != 2 || rows[0].Group != "sign" || rows[1].Group != "carry" || base != 6700 || !ofFlip {
		t.Fatalf("%+v, %v, %v", rows, base, ofFlip)
	}
	picture := text(t, r, Options{Kind: Sensitivity})
	for _, want := range []string{"sign moves it most, from 6,600.00 to 6,850.00.", "6,850.00 or none", "sign: from 6,600.00 to", "as given 6,700.00"} {
		if !strings.Contains(picture, want) {
			t.Errorf("no %q", want)
		}
	}
	if n := strings.Count(picture, `class="gex-put"`) + strings.Count(picture, `class="gex-call"`); n != 2+3 { // the legend, both sides of one and one of the other
		t.Errorf("%d bars", n)
	}
	r.Sensitivity = nil
	if !strings.Contains(text(t, r, Options{Kind: Sensitivity}), "no assumption was varied") {
		t.Error("without runs there is a tornado")
	}
	if strings.Contains(text(t, r, Options{Kind: All}), "gex-sensitivity") {
		t.Error("the picture of all has the sensitivity")
	}
}
