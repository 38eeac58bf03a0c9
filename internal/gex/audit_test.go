package gex

import (
	"math"
	"testing"

	"gex/internal/bs"
	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/vol"
)

// quoted is a chain of one expiry with exact quotes, deltas and gammas of a flat volatility.
func quoted(t *testing.T) (*Book, []leg) {
	t.Helper()
	var legs []leg
	for k := 80.0; k <= 120; k += 2.5 {
		legs = append(legs, leg{false, k, 0.1, 0.2, 100, 1}, leg{true, k, 0.1, 0.2, 100, -1})
	}
	c := makeChain(100, legs)
	for i := range c.Strike {
		o := bs.Option{Right: bs.Right(c.Right[i]), Spot: 100, Strike: c.Strike[i], Years: 0.1, Rate: 0.03, Vol: 0.2}
		c.Bid[i], c.Ask[i] = o.Price()*0.99, o.Price()*1.01
		c.Delta[i], c.Gamma[i] = o.Delta(), o.Gamma()
	}
	c.Bid[0], c.Ask[0] = 21, 20 // crossed
	c.Bid[2] = 0                // an ask alone
	c.Bid[4], c.Ask[4] = 0, 0
	c.Bid[6], c.Ask[6] = 1, 30
	c.Delta[9] += 0.25
	rate := 0.03
	b := bookFrom(t, c, vol.Options{Rate: series.Constant(rate)}, Options{})
	return b, legs
}

func TestAuditCounts(t *testing.T) {
	b, legs := quoted(t)
	a := Audit(b)
	want := report.QuoteCounts{Contracts: len(legs), Crossed: 1, None: 1, OneSided: 1, Wide: 1, Usable: len(legs) - 4}
	if a.Quotes != want {
		t.Errorf("quotes %+v, want %+v", a.Quotes, want)
	}
	if len(a.Expiries) != 1 || a.Expiries[0].ForwardSource != "parity" {
		t.Fatalf("expiries %+v", a.Expiries)
	}
	near(t, "forward", float64(a.Expiries[0].Forward), 100*math.Exp(0.03*0.1), 1e-3, 0)
}

func TestAuditFindsTheVendorsError(t *testing.T) {
	b, _ := quoted(t)
	d := Audit(b).Vendor.Delta
	if d.Line != int(b.chain.Line[9]) || math.Abs(float64(d.Worst)-0.25) > 0.01 || d.Median > 0.005 {
		t.Errorf("delta %+v, want 0.25 on line %d", d, b.chain.Line[9])
	}
}

func TestAuditFindsOutliers(t *testing.T) {
	b, _ := quoted(t)
	if out := Audit(b).Outliers; len(out) != 0 {
		t.Errorf("a flat smile has outliers: %+v", out)
	}
	c := b.chain
	i := 20 // an out-of-the-money put or call whose price is doubled, both legs
	for _, j := range []int{i, i ^ 1} {
		c.Bid[j], c.Ask[j] = c.Bid[j]+1, c.Ask[j]+1
	}
	moved := bookFrom(t, c, vol.Options{}, Options{})
	found := false
	for _, o := range Audit(moved).Outliers {
		found = found || float64(o.Strike) == c.Strike[i]
	}
	if !found {
		t.Errorf("strike %g passes", c.Strike[i])
	}
}

// TestRealAudit: on quotes of one minute and a known clock the vendor's greeks are ours to their printed digits.
func TestRealAudit(t *testing.T) {
	c := readReal(t, spx2025Nov, chain.Options{})
	b := bookFrom(t, c, vol.Options{}, Options{})
	a := Audit(b)
	if a.Vendor.Delta.Median > 0.001 || a.Vendor.Gamma.Median > 0.003 || math.Abs(float64(a.Vendor.Delta.Worst)) > 0.007 {
		t.Errorf("vendor %+v", a.Vendor)
	}
	if age := float64(a.Expiries[0].AgeMinutes); age < 15 || age > 20 {
		t.Errorf("quotes are %g minutes old, Cboe's are 15", age)
	}
}
