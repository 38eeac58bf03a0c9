package gex

import (
	"math"
	"slices"
	"testing"

	"gex/internal/report"
)

// underRule returns a book of skewed legs under a volatility rule.
func underRule(t *testing.T, slope float64, o Options) *Book {
	t.Helper()
	return makeBook(t, 100, 0.03, 0.01, skewed(slope), o)
}

// textbook returns Σ ω Γ(x) of legs by the formula of one option, with the volatilities that vol gives.
func textbook(legs []leg, x float64, volOf func(leg) float64) (sum, gross float64) {
	for _, l := range legs {
		s := volOf(l) * math.Sqrt(l.years)
		d1 := (math.Log(x/l.strike)+0.02*l.years)/s + s/2
		g := l.oi * 100 * math.Exp(-0.01*l.years-d1*d1/2) / math.Sqrt(2*math.Pi) / (x * s)
		if l.put {
			g = -g
		}
		sum, gross = sum+g, gross+math.Abs(g)
	}
	return sum, gross
}

// TestProfileUnderARule: the profile is Σ ω Γ with σ′(K) = σ + f(k − (1−R) l) − f(k) + β·move at each spot of the ladder, the
// total at spot, and zero at every flip; the default rule changes no bit.
func TestProfileUnderARule(t *testing.T) {
	legs := skewed(0.5)
	smile := func(years, k float64) float64 { return smileOf(legs, years, k) }
	for _, c := range []struct {
		rule      string
		ssr, beta float64
	}{{"sticky-moneyness", 0, 0}, {"ssr=0.5", 0.5, 0}, {"ssr=2", 2, 0}, {"sticky-strike", 1, -0.7}, {"ssr=1.5", 1.5, 0.4}} {
		b := underRule(t, 0.5, Options{VolRule: c.rule, Beta: c.beta})
		d := BuildProfile(b)
		volAt := func(x float64) func(leg) float64 {
			return func(l leg) float64 {
				k, slide := math.Log(l.strike), (1-c.ssr)*math.Log(x/100)
				v := l.sigma + smile(l.years, k-slide) - smile(l.years, k) + c.beta*(x/100-1)
				return math.Max(v, math.Min(0.01, l.sigma))
			}
		}
		for j, x := range d.Profile.Spot {
			sum, gross := textbook(legs, float64(x), volAt(float64(x)))
			unit := 0.01 * float64(x*x)
			near(t, c.rule, float64(d.Profile.GEX[j]), sum*unit, 1e-10, gross*unit)
		}
		if len(d.Levels.Flips) == 0 {
			t.Errorf("%s: no flip", c.rule)
		}
		for _, f := range d.Levels.Flips {
			if sum, gross := textbook(legs, float64(f.Spot), volAt(float64(f.Spot))); math.Abs(sum) > 1e-8*gross {
				t.Errorf("%s: gamma at the flip %v is %g of gross", c.rule, f.Spot, sum/gross)
			}
		}
		plain := underRule(t, 0.5, Options{})
		if got, want := BuildKeys(b), BuildKeys(plain); got.Levels.GEX != want.Levels.GEX || got.Levels.CallWall != want.Levels.CallWall || got.Levels.ZeroGamma == want.Levels.ZeroGamma {
			t.Errorf("%s: at spot %+v, want %+v, and another flip", c.rule, got.Levels, want.Levels)
		}
		if got := b.conventions().VolRule; got == report.StickyStrike || got == "" {
			t.Errorf("%s is not named: %q", c.rule, got)
		}
	}
	given, usual := BuildProfile(underRule(t, 0.5, Options{VolRule: "ssr=1"})), BuildProfile(underRule(t, 0.5, Options{}))
	if !slices.Equal(given.Profile.GEX, usual.Profile.GEX) || !slices.Equal(given.Levels.Flips, usual.Levels.Flips) || given.Conventions.UnusualRule() != "" {
		t.Error("sticky strike by its ratio is another profile")
	}
}

// smileOf is the smile of legs at ln K: variance linear between strikes, flat beyond.
func smileOf(legs []leg, years, k float64) float64 {
	var ks, vs []float64
	for _, strike := range []float64{92, 96, 104, 108} {
		for _, l := range legs {
			if l.years == years && l.strike == strike && (len(ks) == 0 || ks[len(ks)-1] != math.Log(strike)) {
				ks, vs = append(ks, math.Log(strike)), append(vs, l.sigma*l.sigma)
			}
		}
	}
	for i := range ks {
		switch {
		case k <= ks[0]:
			return math.Sqrt(vs[0])
		case k <= ks[i]:
			return math.Sqrt(vs[i-1] + (vs[i]-vs[i-1])*(k-ks[i-1])/(ks[i]-ks[i-1]))
		}
	}
	return math.Sqrt(vs[len(vs)-1])
}

// TestFlatSmileIgnoresTheRule: where all strikes have one volatility, nothing follows spot.
func TestFlatSmileIgnoresTheRule(t *testing.T) {
	want := BuildKeys(underRule(t, 0, Options{}))
	for _, rule := range []string{"sticky-moneyness", "ssr=-3", "ssr=2"} {
		got := BuildKeys(underRule(t, 0, Options{VolRule: rule}))
		near(t, rule, float64(got.Levels.ZeroGamma), float64(want.Levels.ZeroGamma), 1e-9, 0)
	}
}

// TestCurvesUnderARule: DEX, VEX and CEX are those at spot there, and gamma is the slope of delta where every strike keeps
// its volatility alone.
func TestCurvesUnderARule(t *testing.T) {
	b := underRule(t, 0.5, Options{VolRule: "sticky-moneyness"})
	d := BuildProfile(b)
	totals := b.totals()
	at := slices.Index(d.Profile.Spot, report.Number(b.Spot))
	for name, pair := range map[string][2]report.Number{
		"gex": {d.Profile.GEX[at], totals.GEX}, "dex": {d.Profile.DEX[at], totals.DEX}, "vex": {d.Profile.VEX[at], totals.VEX}, "cex": {d.Profile.CEX[at], totals.CEX},
	} {
		near(t, name, float64(pair[0]), float64(pair[1]), 1e-11, 0)
	}
	plain := BuildProfile(underRule(t, 0.5, Options{}))
	for name, pair := range map[string][2][]report.Number{
		"dex": {d.Profile.DEX, plain.Profile.DEX}, "vex": {d.Profile.VEX, plain.Profile.VEX}, "cex": {d.Profile.CEX, plain.Profile.CEX},
	} {
		if pair[0][0] == pair[1][0] {
			t.Errorf("%s far from spot does not follow the rule", name)
		}
	}
}

// TestFlipDerivativesUnderARule: they are the finite differences of the flip under the same rule.
func TestFlipDerivativesUnderARule(t *testing.T) {
	o := Options{VolRule: "sticky-moneyness"}
	legs := skewed(0.5)
	changed := func(of func(*leg)) []leg {
		out := slices.Clone(legs)
		for i := range out {
			of(&out[i])
		}
		return out
	}
	flip := func(legs []leg, rate float64) float64 {
		return float64(BuildKeys(makeBook(t, 100, rate, 0.01, legs, o)).Levels.ZeroGamma)
	}
	const h = 1e-4
	_, d := varied(t, makeChain(100, legs), o)
	got := d.Sensitivity.Derivatives
	near(t, "rate", float64(got.PerRatePoint), (flip(legs, 0.03+h)-flip(legs, 0.03-h))/(2*h)*0.01, 1e-4, 0)
	near(t, "puts", float64(got.PerPutPct), (flip(changed(func(l *leg) { l.oi *= 1 + where(l.put, h) }), 0.03)-flip(changed(func(l *leg) { l.oi *= 1 - where(l.put, h) }), 0.03))/(2*h)*0.01, 1e-4, 0)
	// A point more of every contract, with the same change along the smile: σ + f(k−l) − f(k) as before.
	b := makeBook(t, 100, 0.03, 0.01, legs, o)
	point := func(by float64) float64 {
		f := func(x float64) float64 {
			sum, _ := textbook(legs, x, func(l leg) float64 {
				k := math.Log(l.strike)
				return l.sigma + by + smileOf(legs, l.years, k-math.Log(x/100)) - smileOf(legs, l.years, k)
			})
			return sum
		}
		at := float64(BuildKeys(b).Levels.ZeroGamma)
		return bisect(f, at*0.99, at*1.01, f(at*0.99) < 0, 1e-11)
	}
	near(t, "volatility", float64(got.PerVolPoint), (point(h)-point(-h))/(2*h)*0.01, 1e-4, 0)
}

// TestQuoteNoiseUnderARule: the error of the flip is that of fits of other quotes, each wider alone.
func TestQuoteNoiseUnderARule(t *testing.T) {
	quote := nudged(t, func(_ int, strike float64) float64 { return 0.2 - 0.4*math.Log(strike/100) }, Options{VolRule: "sticky-moneyness"})
	const h = 1e-5
	variance := 0.0
	for n := range noiseStrikes {
		slope := float64(BuildKeys(quote(n, h)).Levels.ZeroGamma-BuildKeys(quote(n, -h)).Levels.ZeroGamma) / (2 * h)
		u := 0.02 / (2 * math.Sqrt(3))
		variance += slope * u * slope * u
	}
	b := quote(-1, 0)
	around := b.around(float64(BuildKeys(b).Levels.ZeroGamma))
	near(t, "standard error of the flip", float64(b.quoteSE(&around).ZeroGamma), math.Sqrt(variance), 2e-3, 0)
}

// TestSmileRunsAreThoseOfTheRule: the run of a rule has the flip that levels have under it, from either rule, for books with
// several flips, none, and one near the end of the range; on a book of one side nothing is looked for.
func TestSmileRunsAreThoseOfTheRule(t *testing.T) {
	straddles := []leg{
		{false, 90, 0.05, 0.25, 900, 1}, {true, 95, 0.05, 0.22, 1500, -1}, {false, 104, 0.05, 0.2, 1700, 1}, {true, 109, 0.05, 0.2, 1500, -1}, {false, 114, 0.05, 0.21, 900, 1},
	}
	far := []leg{{true, 100, 0.02, 0.2, 900, -1}, {false, 118, 0.02, 0.25, 1000, 1}, {true, 84, 0.02, 0.3, 10, -1}}
	short := []leg{{true, 100, 0.02, 0.2, 900, -1}, {true, 95, 0.02, 0.24, 900, -1}}
	minutes := []leg{{true, 99, hours(0.3), 0.12, 2000, -1}, {false, 101, hours(0.3), 0.11, 1900, 1}, {false, 104, 0.05, 0.2, 300, 1}, {true, 97, 0.05, 0.22, 310, -1}}
	for name, legs := range map[string][]leg{"usual": skewed(0.5), "steep": skewed(1.5), "straddles": straddles, "far": far, "short": short, "minutes": minutes} {
		for _, pair := range [][2]string{{"sticky-strike", "sticky-moneyness"}, {"sticky-moneyness", "sticky-strike"}} {
			b, d := varied(t, makeChain(100, legs), Options{VolRule: pair[0]}, report.GroupSmile)
			if len(d.Sensitivity.Runs) != 2 {
				t.Fatalf("%s: %+v", name, d.Sensitivity.Runs)
			}
			run, base := d.Sensitivity.Runs[1], d.Sensitivity.Runs[0]
			other, err := NewBook(b.chain, b.surface, Options{VolRule: pair[1]})
			if err != nil {
				t.Fatal(err)
			}
			l := BuildKeys(other).Levels
			want := runOf(report.GroupSmile, pair[1], float64(base.ZeroGamma), &l)
			if run.Run != pair[1] || run.ZeroGamma.OK() != want.ZeroGamma.OK() || run.Regime != want.Regime || run.GEX != want.GEX {
				t.Errorf("%s under %s: %+v, want %+v", name, pair[1], run, want)
			}
			if want.ZeroGamma.OK() {
				near(t, name+" "+pair[1], float64(run.ZeroGamma), float64(want.ZeroGamma), 1e-10, 0)
			}
		}
	}
	if _, d := varied(t, makeChain(100, skewed(0.5)), Options{VolRule: "ssr=1.5"}, report.GroupSmile); len(d.Sensitivity.Runs) != 3 {
		t.Errorf("from another rule: %+v", d.Sensitivity.Runs)
	}
}

// bisect returns the sign change of f in [lo, hi] to tol, by halving; rising is true when f is negative at lo.
func bisect(f sumAt, lo, hi float64, rising bool, tol float64) float64 {
	for hi-lo > tol {
		x := lo + (hi-lo)/2
		if (f(x) < 0) == rising {
			lo = x
		} else {
			hi = x
		}
	}
	return lo + (hi-lo)/2
}
