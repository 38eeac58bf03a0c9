package gex

import (
	"math"
	"testing"

	"gex/internal/report"
)

// TestBreakeven: gamma of calls over that of puts, each contract once, whatever sign is assumed. Of one strike, expiry and
// volatility all gammas are one, so that only contracts count: 300 calls over 200 puts.
func TestBreakeven(t *testing.T) {
	legs := []leg{{false, 100, 0.1, 0.2, 300, 1}, {true, 100, 0.1, 0.2, 200, -1}}
	for _, sign := range []string{"naive", "long", "short", "1,-3", "0,1", "0,0", "-2,0.5"} {
		for _, unit := range Units {
			tot := Build(makeBook(t, 100, 0.03, 0.01, legs, Options{Sign: sign, Unit: unit})).Totals
			near(t, sign+" "+unit, float64(tot.Breakeven), 1.5, 1e-15, 0)
		}
	}
	for _, c := range []struct {
		why         string
		calls, puts float64
		want        float64
	}{{"no calls held", 0, 200, 0}, {"no puts held", 300, 0, math.NaN()}, {"neither", 0, 0, math.NaN()}} {
		got := float64(Build(makeBook(t, 100, 0, 0, []leg{
			{false, 100, 0.1, 0.2, c.calls, 1}, {true, 95, 0.1, 0.2, c.puts, -1},
		}, Options{Sign: "naive"})).Totals.Breakeven)
		if got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%s: %g, want %g", c.why, got, c.want)
		}
	}
	none := Build(makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 10, 1}}, Options{Sign: "naive"})).Totals.Breakeven
	if none.OK() {
		t.Errorf("calls alone: %v", none)
	}
}

// TestBreakevenOfLittleGamma: the ratio does not depend on the size of gamma, until it is beyond what a float64 holds.
func TestBreakevenOfLittleGamma(t *testing.T) {
	for _, c := range []struct{ calls, puts, want float64 }{
		{0.75, 0.5, 1.5}, {3e-9, 2e-9, 1.5}, {0, 0.5, 0}, {0.5, 0, math.NaN()}, {0, 0, math.NaN()}, {1, 5e-324, math.NaN()},
	} {
		got := float64((&Book{sides: [2]float64{c.calls, c.puts}}).breakeven())
		if !(math.Abs(got-c.want) <= 1e-15) && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%g of calls over %g of puts: %g, want %g", c.calls, c.puts, got, c.want)
		}
	}
}

// TestBreakevenIsWhereGammaTurns: with as many puts for each call GEX is 0, with more it is negative, and what stands
// in the report under the usual sign divides.
func TestBreakevenIsWhereGammaTurns(t *testing.T) {
	legs := []leg{
		{false, 96, 0.02, 0.3, 50, 1}, {false, 103, 0.1, 0.2, 70, 1}, {true, 101, 0.02, 0.25, 30, -1}, {true, 92, 0.3, 0.4, 90, -1},
	}
	naive := Build(makeBook(t, 100, 0.03, 0.01, legs, Options{Sign: "naive"})).Totals
	if want := naive.CallGEX / -naive.PutGEX; naive.Breakeven != want {
		t.Errorf("%v, want %v", naive.Breakeven, want)
	}
	at := func(puts report.Number) report.Number {
		tot := Build(makeBook(t, 100, 0.03, 0.01, legs, Options{Sign: "1," + (-puts).String()})).Totals
		near(t, "the same under another sign", float64(tot.Breakeven), float64(naive.Breakeven), 1e-15, 0)
		return tot.GEX / tot.GrossGEX
	}
	if g := at(naive.Breakeven); math.Abs(float64(g)) > 1e-11 {
		t.Errorf("GEX is %v of gross at the break-even", g)
	}
	if !(at(1.01*naive.Breakeven) < -0.004) || !(at(0.99*naive.Breakeven) > 0.004) {
		t.Error("GEX does not turn at the break-even")
	}
}

// TestBreakevenOfVolume: what counts as position is what --weight says, times what a contract is of.
func TestBreakevenOfVolume(t *testing.T) {
	c := makeChain(100, []leg{{false, 100, 0.1, 0.2, 300, 1}, {true, 100, 0.1, 0.2, 200, -1}})
	c.Volume[0], c.Volume[1] = 10, 40
	c.Multiplier[1] = 50
	for weight, want := range map[string]float64{"oi": 3, "volume": 0.5, "oi+volume": 310.0 / 120} {
		near(t, weight, float64(Build(bookOn(t, c, Options{Weight: weight})).Totals.Breakeven), want, 1e-15, 0)
	}
}
