package report

import "testing"

// TestAddPartOfAChange: a fourth of another change is added, to the exposures and to each effect alone.
func TestAddPartOfAChange(t *testing.T) {
	s := StrikeChange{Strike: 100, GEXBefore: 1000, GEX: 2000, Spot: 1, Gone: 8}
	other := StrikeChange{Strike: 5, GEXBefore: 40, GEX: -80, Spot: 4, Time: 8, Carry: 12, Volatility: 16, OpenInterest: 20, New: 24, Settled: 28, Gone: -32}
	s.Add(&other, 0.25)
	want := StrikeChange{Strike: 100, GEXBefore: 1010, GEX: 1980, Spot: 2, Time: 2, Carry: 3, Volatility: 4, OpenInterest: 5, New: 6, Settled: 7}
	if s != want {
		t.Errorf("%+v, want %+v", s, want)
	}
	if other.Gone != -32 || other.Spot != 4 {
		t.Errorf("what was added is now %+v", other)
	}
}
