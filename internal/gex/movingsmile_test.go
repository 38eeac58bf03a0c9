package gex

import (
	"math"
	"testing"

	"gex/internal/report"
)

// skewed are the legs of variedLegs with a smile of −0.5 a unit of ln K in every expiry.
func skewed(slope float64) []leg {
	legs := variedLegs()
	for i := range legs {
		legs[i].sigma = 0.2 - slope*math.Log(legs[i].strike/100)
	}
	return legs
}

// TestFlipUnderAMovingSmile: on a flat smile nothing moves; on a skewed one the flip is where textbook gammas with the
// volatilities that strikes then have add up to 0, and at spot nothing differs.
func TestFlipUnderAMovingSmile(t *testing.T) {
	_, flat := varied(t, makeChain(100, skewed(0)), Options{})
	if r := runNamed(flat, report.GroupSmile, "sticky-moneyness"); r == nil || math.Abs(float64(r.Moved)) > 1e-5 {
		t.Errorf("on a flat smile: %+v", r)
	}
	legs := skewed(0.5)
	b, d := varied(t, makeChain(100, legs), Options{})
	r := runNamed(d, report.GroupSmile, "sticky-moneyness")
	if r == nil || !r.ZeroGamma.OK() || math.Abs(float64(r.Moved)) < 1e-3 {
		t.Fatalf("%+v", r)
	}
	if base := d.Sensitivity.Runs[0]; r.GEX != base.GEX || r.CallWall != base.CallWall || r.PutWall != base.PutWall {
		t.Errorf("at spot %+v, want %+v", r, base)
	}
	// The smile of an expiry is linear in variance between its strikes, flat beyond.
	at := func(years, k float64) float64 { return smileOf(legs, years, k) }
	x := float64(r.ZeroGamma)
	sum, gross := 0.0, 0.0
	for _, l := range legs {
		k := math.Log(l.strike)
		s := (l.sigma + at(l.years, k-math.Log(x/100)) - at(l.years, k)) * math.Sqrt(l.years)
		d1 := (math.Log(x/l.strike)+0.02*l.years)/s + s/2
		g := l.dealer * l.oi * 100 * math.Exp(-0.01*l.years-d1*d1/2) / math.Sqrt(2*math.Pi) / (x * s)
		sum, gross = sum+g, gross+math.Abs(g)
	}
	if math.Abs(sum) > 1e-6*gross {
		t.Errorf("gamma at %g is %g of gross", x, sum/gross)
	}
	if got, want := b.newMoving(b.expiries).GammaTo(nil, []float64{97})[0], b.batch.GammaTo(nil, []float64{97})[0]; math.Abs(got-want) > 1e-12*math.Abs(want) {
		t.Errorf("sticky strike: %g, want %g", got, want)
	}
	_, none := varied(t, makeChain(100, legs), Options{Sign: "long"})
	if r := runNamed(none, report.GroupSmile, "sticky-moneyness"); r.ZeroGamma.OK() || r.Moved.OK() || r.Regime != report.LongGamma {
		t.Errorf("without a flip: %+v", r)
	}
	if _, some := varied(t, makeChain(100, legs), Options{}, report.GroupSign); runNamed(some, report.GroupSmile, "sticky-moneyness") != nil {
		t.Error("a group that nobody asked for is run")
	}
}

// TestExtremes: the lowest and the highest GEX hold spot's between them, bound the profile in their range, and are its values
// where they say; a wider range is not narrower.
func TestExtremes(t *testing.T) {
	b, d := varied(t, makeChain(100, variedLegs()), Options{})
	list := d.Sensitivity.Extremes
	if len(list) != 2 || list[0].Within != "day_move" || list[1].Within != "5%" {
		t.Fatalf("%+v", list)
	}
	gex := d.Sensitivity.Runs[0].GEX
	profile := BuildProfile(b).Profile
	for i, by := range []float64{b.dayMove(), 5} {
		x := list[i]
		if !(x.Low <= gex && gex <= x.High) || math.Abs(float64(x.LowAt)-100) > by*(1+1e-12) || math.Abs(float64(x.HighAt)-100) > by*(1+1e-12) {
			t.Errorf("%+v of %v", x, gex)
		}
		for j, spot := range profile.Spot {
			if g := profile.GEX[j]; math.Abs(float64(spot)-100) <= by && (g < x.Low || g > x.High) {
				t.Errorf("%s: %v at %v is beyond %+v", x.Within, g, spot, x)
			}
		}
		for at, want := range map[report.Number]report.Number{x.LowAt: x.Low, x.HighAt: x.High} {
			near(t, x.Within, b.gexAt(b.batch, []float64{float64(at)})[0], float64(want), 1e-9, 1)
		}
	}
	if b.dayMove() < 5 && (list[1].Low > list[0].Low || list[1].High < list[0].High) {
		t.Errorf("the wider range is narrower: %+v", list)
	}
}
