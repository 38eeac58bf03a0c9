package report

import "testing"

// TestQuoteCountsPlus: the counts of two members are those of both, kind by kind.
func TestQuoteCountsPlus(t *testing.T) {
	a := QuoteCounts{Contracts: 21, Crossed: 1, None: 2, OneSided: 3, Wide: 4, Usable: 11}
	b := QuoteCounts{Contracts: 550, Crossed: 30, None: 50, OneSided: 70, Wide: 110, Usable: 290}
	if got, want := a.Plus(b), (QuoteCounts{Contracts: 571, Crossed: 31, None: 52, OneSided: 73, Wide: 114, Usable: 301}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
