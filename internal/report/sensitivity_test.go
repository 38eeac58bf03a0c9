package report

import "testing"

// TestBandOf: the band of a quantity and a group, both.
func TestBandOf(t *testing.T) {
	s := &Sensitivity{Bands: []Band{
		{Quantity: QuantityGEX, Group: GroupSign, Low: 1}, {Quantity: QuantityGEX, Group: GroupCarry, Low: 2}, {Quantity: QuantityFlip, Group: GroupSign, Low: 3},
	}}
	for _, c := range []struct {
		quantity, group string
		low             Number
	}{{QuantityGEX, GroupSign, 1}, {QuantityGEX, GroupCarry, 2}, {QuantityFlip, GroupSign, 3}} {
		if b := s.BandOf(c.quantity, c.group); b == nil || b.Low != c.low {
			t.Errorf("%s %s: %+v", c.quantity, c.group, b)
		}
	}
	if b := s.BandOf(QuantityFlip, GroupCarry); b != nil {
		t.Errorf("%+v", b)
	}
	s.BandOf(QuantityFlip, GroupSign).Low = 4
	if s.Bands[2].Low != 4 {
		t.Error("the band is a copy")
	}
}
