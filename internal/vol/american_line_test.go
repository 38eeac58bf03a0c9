package vol

import (
	"math"
	"testing"
)

// lined is an expiry of 73 days with pairs by a function of the strike, of weight 1 and total volatilities of 0.1.
func lined(d func(k float64) float64, strikes ...float64) *early {
	e := &early{q: &quotes{years: 0.2}, rate: math.NaN()}
	for i, k := range strikes {
		e.q.lines = append(e.q.lines, line{strike: k})
		e.pairs = append(e.pairs, earlyPair{line: i, strike: k, d: d(k), w: 1, total: [2]float64{0.1, 0.1}})
	}
	return e
}

// TestFitLine: of d = e^{−rT} (F − K) the line gives F at the rate that is known, and its own rate of four pairs.
func TestFitLine(t *testing.T) {
	const forward, r = 102., 0.05
	discount := math.Exp(-r * 0.2)
	exact := func(k float64) float64 { return discount * (forward - k) }
	e := lined(exact, 98, 100, 102, 104)
	e.fitLine(r)
	close12(t, "F", e.forward, forward)
	if math.Abs(e.rate-r) > 1e-10 || e.rateError > 1e-10 || len(e.pairs) != 4 {
		t.Errorf("rate %g ± %g of %d pairs", e.rate, e.rateError, len(e.pairs))
	}
	e = lined(exact, 98, 100, 102)
	if e.fitLine(r); !math.IsNaN(e.rate) {
		t.Errorf("a rate of three pairs: %g", e.rate)
	}
	// The weighted mean of K + d e^{rT}: of 103 with three times the weight of three at 102.
	e = lined(exact, 98, 100, 102, 104)
	e.pairs[1].d += discount
	e.pairs[1].w, e.pairs[1].spread = 3, 100
	e.fitLine(r)
	close12(t, "weighted F", e.forward, (3*103+3*102)/6.)
	// Another rate than that of the slope moves F by what it makes of d.
	e = lined(exact, 98, 100, 101, 105)
	e.fitLine(0)
	close12(t, "F at a rate of 0", e.forward, 101+discount*(102-101))
	// Rising, or level, the line has no rate.
	for _, slope := range []float64{0, 1} {
		e = lined(func(k float64) float64 { return slope * k }, 98, 100, 102, 104)
		if e.fitLine(r); !math.IsNaN(e.rate) {
			t.Errorf("slope %g has the rate %g", slope, e.rate)
		}
	}
}

// TestRateErrorOfLine: r = −ln(−slope)/T, and its error is that of the slope over |slope| T. Of d − (100 − K)/2 = ±1, ∓1 at K = 98, 100,
// 102, 104 the slope is −1/2 + Σ (K − 101) e/20 and Σ e² follows.
func TestRateErrorOfLine(t *testing.T) {
	e := lined(func(k float64) float64 { return (100 - k) / 2 }, 98, 100, 102, 104)
	for i, x := range []float64{1, -1, -1, 1} { // Σ (K − 101) x = −3 + 1 − 1 + 3 = 0
		e.pairs[i].d += 0.1 * x
		e.pairs[i].spread = 1
	}
	e.fitLine(0)
	close12(t, "rate", e.rate, math.Log(2)/0.2)
	// Σ e² = 0.04, of two degrees of freedom; Σ (K − mean)² = 20.
	close12(t, "error", e.rateError, math.Sqrt(0.04/2/20)/(0.5*0.2))
}

// beside are thirteen pairs on d = 100 − K, six 0.01 above it, six below and one on it, which neither tilts nor moves the line.
func beside() *early {
	e := lined(func(k float64) float64 { return 100 - k }, 90, 92, 94, 96, 98, 100, 102, 104, 106, 108, 110, 112, 101)
	for i, s := range []float64{1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1, 1} {
		e.pairs[i].d += 0.01 * s
	}
	return e
}

func (e *early) also(strike, off, spread float64) {
	e.pairs = append(e.pairs, earlyPair{line: len(e.q.lines), strike: strike, d: 100 - strike + off, spread: spread, w: 1, total: [2]float64{0.1, 0.1}})
	e.q.lines = append(e.q.lines, line{strike: strike})
}

// TestTrimming: pairs further from the line than four deviations and than half of their spreads are left out. The median distance
// of thirteen pairs is 0.01, so a deviation is 0.014826; two pairs as far above the line as below leave it where it is.
func TestTrimming(t *testing.T) {
	for _, c := range []struct {
		off, spread float64
		kept        int
	}{{0.059, 0, 15}, {0.0596, 0, 13}, {0.3, 0.59, 13}, {0.3, 0.61, 15}, {0.059, 0.02, 15}} {
		e := beside()
		e.also(101, c.off, c.spread)
		e.also(101, -c.off, c.spread)
		if e.fitLine(0); len(e.pairs) != c.kept || math.Abs(e.forward-100) > 1e-9 {
			t.Errorf("%+v: %d pairs, forward %.6f", c, len(e.pairs), e.forward)
		}
	}
	// The line is drawn again without a pair at its end, and the forward is that of the others.
	for _, off := range []float64{0.3, -0.3} {
		e := beside()
		e.also(112, off, 0)
		if e.fitLine(0); len(e.pairs) != 13 || math.Abs(e.forward-100) > 1e-9 || math.Abs(e.rate) > 1e-9 {
			t.Errorf("one off by %g: %d pairs, forward %.6f, rate %g", off, len(e.pairs), e.forward, e.rate)
		}
		e = beside()
		e.also(112, off, 1)
		if e.fitLine(0); len(e.pairs) != 14 || math.Abs(e.forward-100-off/14) > 1e-9 || math.Abs(e.rate) < 0.001 {
			t.Errorf("one off by %g, and as wide: %d pairs, forward %.6f, rate %g", off, len(e.pairs), e.forward, e.rate)
		}
	}
}

// TestJudgeFit: two pairs. Misfit² is the mean of (σ_call − σ_put)², σ = s/√T; noise² that of (s_C² + s_P²)/12/vega² with
// vega = e^{−rT} F φ(d1) √T, d1 = ln(F/K)/s + s/2 and s the mean of both sides.
func TestJudgeFit(t *testing.T) {
	const r, years, forward = 0.05, 0.25, 100.
	e := &early{forward: forward, q: &quotes{years: years, lines: []line{
		{}, {call: leg{spread: 0.3}, put: leg{spread: 0.4}}, {call: leg{spread: 0.1}, put: leg{spread: 0.2}},
	}}}
	e.pairs = []earlyPair{{line: 1, strike: 95, total: [2]float64{0.11, 0.09}}, {line: 2, strike: 110, total: [2]float64{0.12, 0.13}}}
	e.judgeFit(r)
	close12(t, "misfit", e.misfit, math.Sqrt((0.02*0.02+0.01*0.01)/2/years))
	vega := func(k, s float64) float64 {
		d1 := math.Log(forward/k)/s + s/2
		return math.Exp(-r*years) * forward * math.Exp(-d1*d1/2) / math.Sqrt(2*math.Pi) * math.Sqrt(years)
	}
	a, b := vega(95, 0.1), vega(110, 0.125)
	want := math.Sqrt(((0.09+0.16)/12/(a*a) + (0.01+0.04)/12/(b*b)) / 2)
	close12(t, "noise", e.noise, want)
}
