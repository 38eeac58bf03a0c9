package bs_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/bs"
	"gex/internal/bs/bstest"
)

// impliedStatus has the status that a row of the reference table asks for. Rows at rounding level may have any, and rows
// that are ill conditioned have a volatility.
var impliedStatus = map[string]bs.Status{
	"ok":              bs.OK,
	"ill_conditioned": bs.OK,
	"at_intrinsic":    bs.AtIntrinsic,
	"below_intrinsic": bs.BelowIntrinsic,
	"above_max":       bs.AboveMaximum,
}

// TestReferenceImplied solves prices whose volatility is known to 25 digits. attainable_rel_err is what half an ulp of
// the price, and one of the forward, does to it; beside eight times that, Jäckel's own 16 ε are allowed.
func TestReferenceImplied(t *testing.T) {
	worst := 0.0
	for _, row := range bstest.Reference(t, "iv_reference.csv") {
		o := row.Option(t)
		vol, status := o.ImpliedVol(row.Float(t, "price"))
		if want, known := impliedStatus[row["status"]]; known && status != want {
			t.Errorf("row %s (%s): %v, want %v", row["id"], row["tag"], status, want)
		}
		if impliedStatus[row["status"]] != bs.OK || row["sigma"] == "" {
			continue
		}
		want, attainable := row.Float(t, "sigma"), row.Float(t, "attainable_rel_err")
		miss := math.Abs(vol/want - 1)
		if !(miss <= 16*bstest.Epsilon+8*attainable) {
			t.Errorf("row %s (%s): %v, want %v: off by %.1e, attainable %.1e", row["id"], row["tag"], vol, want, miss, attainable)
		}
		worst = max(worst, (miss-8*attainable)/bstest.Epsilon)
	}
	t.Logf("worst %.1f ε beyond 8 × attainable", worst)
}

// TestImpliedStatus has a row per special case of ImpliedVol.
func TestImpliedStatus(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name                             string
		right                            bs.Right
		price, forward, strike, discount float64
		want                             bs.Status
	}{
		{"in the money, below intrinsic", bs.Call, 9, 100, 90, 1, bs.BelowIntrinsic},
		{"out of the money, below zero", bs.Put, -1e-300, 100, 90, 1, bs.BelowIntrinsic},
		{"minus infinity", bs.Put, -inf, 100, 90, 1, bs.BelowIntrinsic},
		{"a few ulp below intrinsic", bs.Call, 10 - 2e-14, 100, 90, 1, bs.NoTimeValue},
		{"a few ulp above intrinsic", bs.Put, 10 + 2e-14, 90, 100, 1, bs.NoTimeValue},
		{"at intrinsic", bs.Call, 10, 100, 90, 1, bs.AtIntrinsic},
		{"out of the money, zero", bs.Call, 0, 90, 100, 0.9, bs.AtIntrinsic},
		{"at the money, zero", bs.Put, 0, 90, 90, 0.9, bs.AtIntrinsic},
		{"call at the asset", bs.Call, 50, 100, 120, 0.5, bs.AboveMaximum},
		{"call above the asset", bs.Call, 51, 100, 80, 0.5, bs.AboveMaximum},
		{"put at the strike", bs.Put, 60, 100, 120, 0.5, bs.AboveMaximum},
		{"infinity", bs.Put, inf, 100, 120, 0.5, bs.AboveMaximum},
		{"less than any volatility", bs.Call, 1e-45, 1, 1, 1, bs.NoTimeValue},
		{"price not a number", bs.Put, nan, 100, 120, 0.5, bs.NoTimeValue},
		{"no forward", bs.Call, 1, 0, 120, 0.5, bs.NoTimeValue},
		{"negative strike", bs.Call, 1, 100, -1, 0.5, bs.NoTimeValue},
		{"no discount factor", bs.Call, 1, 100, 100, nan, bs.NoTimeValue},
		{"infinite strike", bs.Call, 1, 100, inf, 1, bs.NoTimeValue},
	} {
		if total, status := bs.ImpliedVol(c.right, c.price, c.forward, c.strike, c.discount); status != c.want || total != 0 {
			t.Errorf("%s: %v, %v, want 0, %v", c.name, total, status, c.want)
		}
	}
	if vol, status := (bs.Option{Spot: 100, Strike: 100}).ImpliedVol(1); status != bs.NoTimeValue || vol != 0 {
		t.Errorf("expired: %v, %v", vol, status)
	}
}

// TestImpliedAtTheMoney checks the one case with a closed form, price/F = erf(s/√8).
func TestImpliedAtTheMoney(t *testing.T) {
	for _, s := range []float64{1e-9, 1e-4, 0.1, 0.2, 0.5, 1, 3} {
		got, status := bs.ImpliedVol(bs.Call, 100*math.Erf(s/math.Sqrt(8)), 100, 100, 1)
		if status != bs.OK || !(math.Abs(got/s-1) <= 1e-14) {
			t.Errorf("%v, %v, want %v", got, status, s)
		}
	}
}

// TestImpliedRoundTrip prices and solves. The tolerance is what the rounding of the price does.
func TestImpliedRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := math.Exp(rapid.Float64Range(-14, 2.5).Draw(t, "ln s"))
		moneyness := rapid.Float64Range(-8, 8).Draw(t, "d") * s
		o := bs.Option{Right: bs.Right(rapid.IntRange(0, 1).Draw(t, "right")), Spot: 100, Strike: 100 * math.Exp(moneyness), Years: 1, Vol: s}
		got, status := o.ImpliedVol(o.Price())
		rounding := 1e-15 * (o.Spot + o.Strike) / o.Vega()
		if rounding > 1e-3*s {
			return // nothing left to solve for
		}
		if status != bs.OK || !(math.Abs(got-s) <= 1e-13*s+rounding) {
			t.Errorf("%+v: %v, %v, want %v ± %v", o, got, status, s, 1e-13*s+rounding)
		}
	})
}

// FuzzImpliedVol holds any answer to its meaning: a volatility reprices, anything else is zero.
func FuzzImpliedVol(f *testing.F) {
	f.Add(false, 5.0, 100.0, 100.0, 0.97)
	f.Add(true, 5e-324, 1e50, 1e-50, 1e-50)
	f.Add(false, 1e-300, 1.0, 3.0, 1.0)
	f.Add(true, 0.999999999999, 1e-7, 1.0, 1.0)
	f.Fuzz(func(t *testing.T, put bool, price, forward, strike, discount float64) {
		right := bs.Call
		if put {
			right = bs.Put
		}
		total, status := bs.ImpliedVol(right, price, forward, strike, discount)
		if status != bs.OK {
			if total != 0 {
				t.Fatalf("%v with %v", total, status)
			}
			return
		}
		if !(total > 0) || math.IsInf(total, 0) {
			t.Fatalf("total volatility %v", total)
		}
		o := bs.Option{Right: right, Spot: forward, Strike: strike, Years: 1, Vol: total}
		if got := discount * o.Price(); !(math.Abs(got-price) <= 1e-12*discount*(forward+strike)) {
			t.Fatalf("%v reprices to %v, want %v", total, got, price)
		}
	})
}

// BenchmarkImpliedVol solves quotes from two standard deviations below the forward to two above.
func BenchmarkImpliedVol(b *testing.B) {
	const n = 1000
	options, prices := make([]bs.Option, n), make([]float64, n)
	for i := range options {
		o := bs.Option{Spot: 100, Strike: 80 + 40*float64(i)/n, Years: 0.25, Vol: 0.2}
		if o.Strike < o.Spot {
			o.Right = bs.Put
		}
		options[i], prices[i] = o, o.Price()
	}
	for b.Loop() {
		for i, o := range options {
			bs.ImpliedVol(o.Right, prices[i], o.Spot, o.Strike, 1)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/quote")
}
