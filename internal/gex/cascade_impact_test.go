package gex

import (
	"math"
	"testing"

	"gex/internal/fault"
	"gex/internal/report"
)

// TestImpactRules: what is refused, what is filled in, and the move and slope of each kind.
func TestImpactRules(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		i   Impact
		adv float64
		ok  bool
	}{
		{Impact{}, 0, true}, {linear(0.5), 0, true}, {linear(1e9), nan, true}, {linear(0), 1, false}, {linear(-1), 1, false}, {linear(inf), 1, false}, {linear(nan), 1, false},
		{Impact{Kind: report.ImpactSqrt}, 0.5, true}, {Impact{Kind: report.ImpactSqrt}, 0, false}, {Impact{Kind: report.ImpactSqrt}, nan, false},
		{Impact{Kind: report.ImpactSqrt, Prefactor: -0.1}, 1, false}, {Impact{Kind: report.ImpactSqrt, SigmaD: -0.1}, 1, false}, {Impact{Kind: report.ImpactSqrt, Prefactor: 1, SigmaD: 0.1}, 1, true},
	} {
		if err := c.i.check(c.adv); (err == nil) != c.ok || err != nil && fault.Of(err).Code != fault.Usage {
			t.Errorf("%+v of %g: %v", c.i, c.adv, err)
		}
	}
	l := impactRule{linear(4), 0}
	near(t, "linear", l.of(-8), -0.02, 1e-15, 0)
	near(t, "its slope", l.slope(-8), 1.0/400, 1e-15, 0)
	r := impactRule{Impact{Kind: report.ImpactSqrt, Prefactor: 0.5, SigmaD: 0.02}, 1000}
	near(t, "square root", r.of(-38), -0.01*(0.2-math.Sqrt(0.002)), 1e-14, 0)
	near(t, "its slope", r.slope(-38), 0.01/(2*1000*0.2), 1e-14, 0)
	if r.of(0) != 0 || (impactRule{}).given() || !l.given() || !r.given() {
		t.Error("no trades move spot, or what is given is not")
	}
	if x := l.record(); x.Kind != report.ImpactLinear || x.USDPerPct != 4 || x.Prefactor.OK() || x.SigmaD.OK() || x.ADV.OK() || x.Q0.OK() {
		t.Errorf("%+v", x)
	}
	if x := r.record(); x.Kind != report.ImpactSqrt || x.USDPerPct.OK() || x.Prefactor != 0.5 || x.SigmaD != 0.02 || x.ADV != 1000 || x.Q0 != 0.002 {
		t.Errorf("%+v", x)
	}
	if (impactRule{}).record() != nil {
		t.Error("no impact has a record")
	}
}

// TestDailyVol: at the money of the nearest expiry beyond a day that has a volatility, by √252; what the user gives stands.
func TestDailyVol(t *testing.T) {
	const day = 1.0 / 365
	root := Impact{Kind: report.ImpactSqrt}
	for _, c := range []struct {
		years, vols []float64
		want        float64
	}{
		{[]float64{day / 2, day, 3 * day, 20 * day}, []float64{0.9, 0.8, 0.3, 0.2}, 0.3}, // exactly a day is not beyond it
		{[]float64{day / 2, 3 * day, 20 * day}, []float64{0.9, 0, 0.2}, 0.2},
		{[]float64{day / 2, 3 * day, 20 * day}, []float64{0.9, math.NaN(), 1.5}, 1.5},
		{[]float64{day / 2, 3 * day}, []float64{0.9, 0.25}, 0.25}, {[]float64{day / 2, 1.05 * day, 3 * day}, []float64{0.9, 0.4, 0.25}, 0.4},
		{[]float64{day / 2}, []float64{0.9}, 0},
	} {
		var legs []leg
		for _, years := range c.years {
			legs = append(legs, leg{false, 100, years, 0.2, 1, 1})
		}
		b := makeBook(t, 100, 0, 0, legs, Options{ADV: 1e6})
		for i := range c.years {
			b.surface.Expiries[i].Years, b.surface.Expiries[i].ATMVol = c.years[i], c.vols[i]
		}
		near(t, "daily volatility", b.dailyVol(), c.want/math.Sqrt(252), 1e-15, 1)
		r, missing := b.impact(root)
		if missing != (c.want == 0) || r.given() == missing || !missing && (r.Prefactor != 0.8 || r.adv != 1e6 || r.SigmaD != b.dailyVol()) {
			t.Errorf("%+v: %+v, missing %v", c, r, missing)
		}
		r, missing = b.impact(Impact{Kind: report.ImpactSqrt, Prefactor: 0.3, SigmaD: 0.05})
		if missing || r.Prefactor != 0.3 || r.SigmaD != 0.05 {
			t.Errorf("%+v, missing %v", r, missing)
		}
		if r, missing = b.impact(linear(5)); missing || r != (impactRule{linear(5), 0}) {
			t.Errorf("%+v, missing %v", r, missing)
		}
	}
}
