package american

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestSlice compares delta and gamma by slices with those of Value, at spots from deep in the money to far out of it, and the
// boundary with where exercise is best.
func TestSlice(t *testing.T) {
	var slice Slice
	sums, count := [2]float64{}, 0
	rapid.Check(t, func(t *rapid.T) {
		var terms Terms
		var low, high float64
		if rapid.Bool().Draw(t, "pays") {
			terms, low, high = payer(t)
		} else {
			terms, low, high, _ = expiry(t)
			terms.Yield = min(terms.Yield, 0.2)
		}
		p := premiums(t, terms, low, high)
		p.Tabulate()
		vol := low + (high-low)*rapid.Float64Range(0, 1).Draw(t, "vol")
		sd := vol * math.Sqrt(terms.Years)
		from, to := -4*sd, 4*sd
		if rapid.Bool().Draw(t, "one") { // the nodes around one spot alone
			from = sd * rapid.Float64Range(-4, 4).Draw(t, "at")
			to = from
		}
		p.Slice(&slice, vol, from, to)
		const strike = 100
		for i := range 21 {
			x := from + (to-from)*float64(i)/20
			spot := strike * math.Exp(x)
			want, european := p.Value(spot, strike, vol), p.plain(p.european(spot, strike, vol), spot, vol)
			delta, gamma := slice.Add(spot, x)
			delta, gamma = delta+european.Delta, gamma+european.Gamma
			if want.Exercised != slice.Exercised(x) && math.Abs(x-slice.Critical()) > 1e-9 || want.Exercised && math.Abs(delta-want.Delta) > 1e-14 {
				t.Fatalf("%+v at %v, volatility %v: delta %v, gamma %v, exercised %t", terms, spot, vol, delta, gamma, want.Exercised)
			}
			if math.Abs(x-slice.Critical()) < 0.3*sd { // gamma is nearly singular beside the boundary
				continue
			}
			bound := 2e-2
			if p.eve() != nil {
				bound = 0.1 // the grid blurs the spike of a dividend that is days away
			}
			offD, offG := math.Abs(delta-want.Delta), math.Abs(gamma-want.Gamma)*spot*sd
			if sums[0], sums[1], count = sums[0]+offD, sums[1]+offG, count+1; !(offD < 5e-3 && offG < bound) {
				t.Errorf("%+v at %v (%.2f deviations), volatility %v of %v … %v: delta %v, want %v; gamma %v, want %v", terms, spot, x/sd, vol, low, high, delta, want.Delta, gamma, want.Gamma)
			}
		}
	})
	t.Logf("off in the mean: delta %.1e, gamma times spot and deviation %.1e", sums[0]/float64(count), sums[1]/float64(count))
	if sums[0] > 1e-5*float64(count) || sums[1] > 2e-4*float64(count) {
		t.Errorf("off in the mean: delta %.1e, gamma times spot and deviation %.1e", sums[0]/float64(count), sums[1]/float64(count))
	}
}
