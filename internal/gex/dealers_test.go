package gex

import (
	"math"
	"testing"

	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/vol"
)

// TestSignAgreement: the part of naive |GEX| in contracts that dealers hold as the naive sign says: long calls and short puts. What
// only one of the two books has agrees with nothing, nor does a position of 0.
func TestSignAgreement(t *testing.T) {
	c := signedChain(t, "6689", "0.16",
		"6500,P,,-5,0",     // of the dealers alone
		"6550,P,10,0,1",    // nothing held
		"6600,P,900,-30,5", // agrees
		"6650,P,40,10,0",
		"6660,C,25,,25",     // of the naive book alone
		"6700,C,560,50,100", // agrees
		"6750,C,80,-1,0",
		"6800,C,,7,0",
	)
	own, naive := bookFrom(t, c, noCarry, Options{Sign: "column"}), bookFrom(t, c, noCarry, Options{Sign: "naive"})
	if len(own.row) != 7 || len(naive.row) != 6 {
		t.Fatalf("%d and %d contracts", len(own.row), len(naive.row))
	}
	gross, same := 0.0, 0.0
	for k, i := range naive.row {
		gross += math.Abs(naive.gex[k])
		if c.Strike[i] == 6600 || c.Strike[i] == 6700 {
			same += math.Abs(naive.gex[k])
		}
	}
	near(t, "agreement", float64(agreementOf(own, naive)), same/gross, 1e-12, 0)
	// As small as you like: a share has no unit.
	small := *naive
	small.gex = make([]float64, len(naive.gex))
	for k, x := range naive.gex {
		small.gex[k] = 0.25 / gross * x
	}
	small.whole.gross = 0.25
	near(t, "agreement of a small book", float64(agreementOf(own, &small)), same/gross, 1e-12, 0)
	parts := *own // of contracts, as coins have them
	parts.qty = make([]float64, len(own.qty))
	for k, z := range own.qty {
		parts.qty[k] = z * 1e-4
	}
	near(t, "agreement of parts of contracts", float64(agreementOf(&parts, naive)), same/gross, 1e-12, 0)
	if small.whole.gross = 0; agreementOf(own, &small).OK() {
		t.Error("signs agree where there is nothing")
	}
	s, err := vol.Fit(c, noCarry)
	if err != nil {
		t.Fatal(err)
	}
	for _, weight := range []string{"", "volume"} { // of which inventories know nothing
		d, err := BuildInventory(c, s, Options{Weight: weight})
		if err != nil {
			t.Fatal(err)
		}
		head := Build(own).DealerBook
		in := d.Inventory
		near(t, "agreement of the document", float64(in.Totals.SignAgreement), same/gross, 1e-12, 0)
		near(t, "low", float64(in.Totals.Low), float64(head.Low), 1e-12, 0)
		near(t, "high", float64(in.Totals.High), float64(head.High), 1e-12, 0)
		near(t, "naive", float64(in.Totals.Naive), naive.whole.net(), 1e-12, 0)
		near(t, "gex", float64(in.Totals.GEX), own.whole.net(), 1e-12, 0)
		if len(in.Buckets) != 1 {
			t.Fatalf("%+v", in.Buckets)
		}
		x := in.Buckets[0] // all contracts are of one bucket
		near(t, "low of the bucket", float64(x.Low), float64(head.Low), 1e-12, 0)
		near(t, "high of the bucket", float64(x.High), float64(head.High), 1e-12, 0)
		if x.Series != 7 || x.Calls != 56 || x.Puts != -25 || x.NaiveCalls != 665 || x.NaivePuts != -950 {
			t.Errorf("%+v", x)
		}
		if !(head.High > head.Low) {
			t.Errorf("nothing is unknown: %+v", head)
		}
	}
}

// TestDealerBuckets: a bucket in which dealers hold nothing that is known is listed by the naive sign, and one that only they have
// by theirs.
func TestDealerBuckets(t *testing.T) {
	nan := math.NaN()
	c := makeChain(100, []leg{{false, 100, hours(3), 0.2, 10, 1}, {false, 100, 0.05, 0.2, 20, 1}, {true, 100, 0.5, 0.2, nan, 1}})
	c.DealerQty = []float64{nan, 5, 7}
	c.DealerUnknown = []float64{10, 0, 0}
	s, err := vol.Fit(c, flat(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	d, err := BuildInventory(c, s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	rows := d.Inventory.Buckets
	if len(rows) != 3 {
		t.Fatalf("%+v", rows)
	}
	for i, w := range []report.DealerBucket{{Series: 0, NaiveCalls: 10}, {Series: 1, Calls: 5, NaiveCalls: 20}, {Series: 1, Puts: 7}} {
		if r := rows[i]; r.Series != w.Series || r.Calls != w.Calls || r.Puts != w.Puts || r.NaiveCalls != w.NaiveCalls || r.NaivePuts != w.NaivePuts {
			t.Errorf("%+v, want %+v", r, w)
		}
	}
	if r := rows[0]; r.GEX != 0 || r.Low != -r.High || r.High != r.Naive || r.High <= 0 {
		t.Errorf("all is unknown: %+v", r)
	}
}

// TestBandShare: 1 less what is unknown over open interest, of any size; absent where there is none.
func TestBandShare(t *testing.T) {
	for _, c := range []struct{ unknown, interest, want float64 }{{1, 4, 0.75}, {0.1, 0.5, 0.8}, {0, 7, 1}, {0, 0, math.NaN()}, {0, math.NaN(), math.NaN()}} {
		got := band{3, c.unknown, c.interest}.share()
		if got.OK() == math.IsNaN(c.want) || got.OK() && math.Abs(float64(got)-c.want) > 1e-15 {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// TestFilledBy: a contract without a position of the file takes that of another rule, and that rule cannot be the file again.
func TestFilledBy(t *testing.T) {
	for sign, want := range map[string]string{"column,naive": "naive", "column,short": "short", "column,long": "long", "column,column": "", "column": "", "naive": ""} {
		if got := filledBy(sign); got != want || isColumn(sign) != (want != "" || sign == "column") {
			t.Errorf("%s is filled by %q", sign, got)
		}
	}
	if _, _, _, err := signRule("column,column"); fault.Of(err).Code != fault.Input {
		t.Errorf("%v", err)
	}
}
