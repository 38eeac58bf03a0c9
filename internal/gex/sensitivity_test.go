package gex

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/vol"
)

// variedLegs are two expiries with volumes still to be given: a flip near spot, and two candidates for each wall.
func variedLegs() []leg {
	return []leg{
		{false, 104, 0.05, 0.2, 900, 1}, {false, 108, 0.05, 0.21, 1000, 1}, {true, 96, 0.05, 0.23, 900, -1}, {true, 92, 0.05, 0.25, 1200, -1},
		{false, 104, 0.2, 0.21, 300, 1}, {true, 96, 0.2, 0.22, 400, -1}, {true, 104, 0.2, 0.21, 50, -1},
	}
}

func varied(t *testing.T, c *chain.Chain, o Options, groups ...string) (*Book, *report.SensitivityDocument) {
	t.Helper()
	v := vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(0.03), Yield: 0.01}
	b := bookFrom(t, c, v, o)
	return b, BuildSensitivity(b, Variations{Vol: v, Groups: groups, Wrong: math.NaN()})
}

func runNamed(d *report.SensitivityDocument, group, name string) *report.Run {
	for i, r := range d.Sensitivity.Runs {
		if r.Group == group && r.Run == name {
			return &d.Sensitivity.Runs[i]
		}
	}
	return nil
}

// TestSensitivityBaseIsLevels: the first run has the bits of gex levels, and the break-even is that of every report.
func TestSensitivityBaseIsLevels(t *testing.T) {
	for _, o := range []Options{{}, {Sign: "1,-0.7", Wall: "gross", Unit: "point"}, {Sign: "column"}, {Wall: "side", Unit: "shares", Range: 0.05}} {
		b, d := varied(t, makeChain(100, variedLegs()), o)
		l := BuildLevels(b)
		base := d.Sensitivity.Runs[0]
		same := base.Group == report.GroupBase && base.Run == "as given" && base.GEX == l.Levels.GEX && base.Regime == l.Regime &&
			base.ZeroGamma == l.Levels.ZeroGamma && base.CallWall == l.Levels.CallWall && base.PutWall == l.Levels.PutWall && base.GEX.OK() && base.ZeroGamma.OK()
		if !same || d.Sensitivity.Breakeven.String() != l.Totals.Breakeven.String() {
			t.Errorf("%+v: base %+v, levels %+v", o, base, l.Levels)
		}
	}
}

// TestSensitivityRuns: every run is what the command line gives for the same setting, and one that equals the settings given
// is not repeated.
func TestSensitivityRuns(t *testing.T) {
	c := makeChain(100, variedLegs())
	for i := range c.Volume {
		c.Volume[i] = float64(10 * (i + 1))
	}
	b, d := varied(t, c, Options{})
	want := map[string]Options{
		"sign 1,-0.8": {Sign: "1,-0.8"}, "sign 0.5,-1": {Sign: "0.5,-1"}, "sign short": {Sign: "short"}, "sign column": {Sign: "column"},
		"position oi+volume": {Weight: "oi+volume"}, "position volume": {Weight: "volume"},
	}
	for name, o := range want {
		group, run, _ := strings.Cut(name, " ")
		r := runNamed(d, group, run)
		if r == nil {
			t.Fatalf("no run %s", name)
		}
		other, err := NewBook(c, b.surface, o)
		if err != nil {
			t.Fatal(err)
		}
		l := BuildKeys(other).Levels
		if r.GEX != l.GEX || !sameNumber(r.CallWall, l.CallWall) || !sameNumber(r.PutWall, l.PutWall) || r.ZeroGamma.OK() != l.ZeroGamma.OK() {
			t.Errorf("%s: %+v, want %+v", name, r, l)
		}
	}
	for _, absent := range [][2]string{{"sign", "naive"}, {"position", "oi"}, {"volatility", "file"}, {"carry", "flat"}, {"clock", "trading"}} {
		if runNamed(d, absent[0], absent[1]) != nil {
			t.Errorf("%v repeats the base", absent)
		}
	}
	for _, present := range [][2]string{{"volatility", "auto"}, {"carry", "implied"}, {"carry", "flat 0,0"}, {"carry", "rate +1"}, {"clock", "calendar"}, {"time", "-15m"}} {
		if runNamed(d, present[0], present[1]) == nil {
			t.Errorf("no run %v", present)
		}
	}
	if _, only := varied(t, c, Options{}, "position"); len(only.Sensitivity.Runs) != 3 || only.Sensitivity.Runs[0].Group != report.GroupBase {
		t.Errorf("position alone: %+v", only.Sensitivity.Runs)
	}
	if _, other := varied(t, c, Options{Sign: "1,-0.8"}); runNamed(other, "sign", "naive") == nil || runNamed(other, "sign", "1,-0.8") != nil {
		t.Error("the given sign is repeated, or naive is not tried")
	}
}

// TestSensitivityFailures: a run that cannot be made keeps its row and its reason, and counts nowhere.
func TestSensitivityFailures(t *testing.T) {
	_, d := varied(t, makeChain(100, variedLegs()), Options{})
	r := runNamed(d, "position", "volume")
	if r == nil || r.Failed != "the file has no volumes" || r.GEX.OK() {
		t.Fatalf("volume: %+v", r)
	}
	if d.Sensitivity.BandOf(report.QuantityGEX, "position") != nil {
		t.Error("failed runs make a band")
	}
	done := 0
	for _, r := range d.Sensitivity.Runs {
		if r.Failed == "" {
			done++
		}
	}
	for _, w := range d.Sensitivity.Walls {
		if w.Of != done || w.Agree < 1 {
			t.Errorf("%+v of %d runs", w, done)
		}
	}
}

// TestBandsNeverNarrow: a run more widens a band or leaves it; one without a flip opens it; short and long count in none.
func TestBandsNeverNarrow(t *testing.T) {
	none := report.None()
	run := func(group, name string, gex, zero report.Number) report.Run {
		return report.Run{Group: group, Run: name, GEX: gex, ZeroGamma: zero}
	}
	base := run(report.GroupBase, "as given", 5, 100)
	runs := []report.Run{base}
	before := map[string]report.Band{}
	failed := run("carry", "implied", none, none)
	failed.Failed = "no quotes"
	for _, more := range []report.Run{
		run("sign", "1,-0.8", 7, 98), run("carry", "flat", 4, 101), run("carry", "flat 0,0", 4.5, 100.5), run("sign", "0.5,-1", -3, 104),
		run("volatility", "file", 5.5, none), run("sign", "short", -50, none), failed, run("clock", "calendar", 5, 100),
	} {
		runs = append(runs, more)
		for _, b := range bandsOf(runs, report.QuoteSE{ZeroGamma: none, GEX: none}) {
			key := b.Quantity + " " + b.Group
			old, had := before[key]
			if had && (b.Low > old.Low || b.High < old.High || old.Open && !b.Open) {
				t.Errorf("after %s: %s went from %+v to %+v", more.Run, key, old, b)
			}
			before[key] = b
		}
	}
	for key, want := range map[string]report.Band{
		"gex sign":               {Low: -3, High: 7},
		"zero_gamma sign":        {Low: 98, High: 104},
		"zero_gamma sign_fifth":  {Low: 98, High: 100},
		"zero_gamma sign_half":   {Low: 100, High: 104},
		"zero_gamma conventions": {Low: 100, High: 101, Open: true},
		"zero_gamma volatility":  {Low: 100, High: 100, Open: true},
		"gex conventions":        {Low: 4, High: 5.5},
	} {
		if b := before[key]; b.Low != want.Low || b.High != want.High || b.Open != want.Open {
			t.Errorf("%s: %+v, want %+v", key, b, want)
		}
	}
	runs[0].ZeroGamma = none
	for _, b := range bandsOf(runs, report.QuoteSE{ZeroGamma: none, GEX: none}) {
		if b.Quantity == report.QuantityFlip {
			t.Errorf("a base without a flip has %+v", b)
		}
	}
}

func TestVerdict(t *testing.T) {
	run := func(group, name string, gex report.Number) report.Run {
		return report.Run{Group: group, Run: name, GEX: gex}
	}
	base := run(report.GroupBase, "as given", 5)
	for _, c := range []struct {
		why       string
		runs      []report.Run
		breakeven report.Number
		want      report.Verdict
	}{
		{"all agree", []report.Run{base, run("sign", "1,-0.8", 7), run("carry", "flat", 1)}, 1.3, report.Firm},
		{"the break-even is near 1", []report.Run{base, run("carry", "flat", 1)}, 1.25, report.BySign},
		{"short is no assumption that counts", []report.Run{base, run("sign", "short", -90)}, 1.3, report.Firm},
		{"only a sign", []report.Run{base, run("sign", "0.5,-1", -7), run("carry", "flat", 1)}, 1.3, report.BySign},
		{"carry, too", []report.Run{base, run("sign", "0.5,-1", -7), run("carry", "flat", -1)}, 1.3, report.Open},
		{"failed runs say nothing", []report.Run{base, run("carry", "flat", report.None())}, 0.5, report.Firm},
		{"calls only", []report.Run{base}, report.None(), report.Firm},
		{"no GEX", []report.Run{run(report.GroupBase, "as given", report.None())}, report.None(), ""},
	} {
		if got := verdict(c.runs, c.breakeven); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

// TestFlipDerivatives: they are the finite differences of the flip.
func TestFlipDerivatives(t *testing.T) {
	flip := func(legs []leg, rate float64) float64 {
		d := BuildKeys(makeBook(t, 100, rate, 0.01, legs, Options{Sign: "naive"}))
		return float64(d.Levels.ZeroGamma)
	}
	legs := variedLegs()
	change := func(of func(*leg)) []leg {
		out := slices.Clone(legs)
		for i := range out {
			of(&out[i])
		}
		return out
	}
	const h = 1e-4
	_, d := varied(t, makeChain(100, legs), Options{})
	got := d.Sensitivity.Derivatives
	near(t, "volatility", float64(got.PerVolPoint), (flip(change(func(l *leg) { l.sigma += h }), 0.03)-flip(change(func(l *leg) { l.sigma -= h }), 0.03))/(2*h)*0.01, 1e-5, 0)
	near(t, "rate", float64(got.PerRatePoint), (flip(legs, 0.03+h)-flip(legs, 0.03-h))/(2*h)*0.01, 1e-5, 0)
	near(t, "puts", float64(got.PerPutPct), (flip(change(func(l *leg) { l.oi *= 1 + where(l.put, h) }), 0.03)-flip(change(func(l *leg) { l.oi *= 1 - where(l.put, h) }), 0.03))/(2*h)*0.01, 1e-5, 0)
	near(t, "calls", float64(got.PerCallPct), -float64(got.PerPutPct), 1e-9, 0)
	if !got.PerHour.OK() {
		t.Error("no derivative by time")
	}
	_, none := varied(t, makeChain(100, legs), Options{Sign: "long"})
	if n := none.Sensitivity.Derivatives; n.PerVolPoint.OK() || n.PerRatePoint.OK() || n.PerPutPct.OK() || n.PerHour.OK() || none.Sensitivity.QuoteSE.ZeroGamma.OK() {
		t.Errorf("without a flip: %+v", n)
	}
}

// noiseStrikes are those of nudged.
var noiseStrikes = []float64{88, 91, 94, 97, 100, 103, 106, 109, 112}

// nudged returns what makes the books of quotes that are exact but for a nudge of those of one strike, -1 for none. The strike at 97 has
// no quotes and is interpolated.
func nudged(t *testing.T, sigma func(i int, strike float64) float64, o Options) func(strike int, by float64) *Book {
	t.Helper()
	const rate, yield = 0.03, 0.01
	var legs []leg
	for i, k := range noiseStrikes {
		s := sigma(i, k)
		legs = append(legs, leg{false, k, 0.1, s, float64(100 + 37*i), 1}, leg{true, k, 0.1, s, float64(400 - 31*i), -1})
	}
	v := vol.Options{Exercise: "european", IV: "quote", Carry: "flat", Rate: series.Constant(rate), Yield: yield}
	c := makeChain(100, legs)
	price := bookFrom(t, c, vol.Options{IV: "file", Carry: "flat", Rate: v.Rate, Yield: yield}, Options{})
	fair := priceOf(price)
	return func(strike int, by float64) *Book {
		for k, i := range price.row {
			c.Bid[i], c.Ask[i] = fair[k]-0.01, fair[k]+0.01
			if noiseStrikes[k/2] == 97 {
				c.Bid[i], c.Ask[i] = math.NaN(), math.NaN()
			}
			if k/2 == strike {
				c.Bid[i], c.Ask[i] = c.Bid[i]+by, c.Ask[i]+by
			}
		}
		return bookFrom(t, c, v, o)
	}
}

// TestQuoteNoise: the error grows with the width of one quote as the flip moves with its volatility, and strikes between
// quoted ones move with them, as a fit of other quotes shows.
func TestQuoteNoise(t *testing.T) {
	quote := nudged(t, func(i int, _ float64) float64 { return 0.2 + 0.001*float64((i-4)*(i-4)) }, Options{})
	const h = 1e-5
	variance, gexVariance := 0.0, 0.0
	for n := range noiseStrikes {
		up, down := BuildKeys(quote(n, h)).Levels, BuildKeys(quote(n, -h)).Levels
		slope, gex := float64(up.ZeroGamma-down.ZeroGamma)/(2*h), float64(up.GEX-down.GEX)/(2*h)
		u := 0.02 / (2 * math.Sqrt(3))
		variance += slope * u * slope * u
		gexVariance += gex * u * gex * u
	}
	b := quote(-1, 0)
	around := b.around(float64(BuildKeys(b).Levels.ZeroGamma))
	se := b.quoteSE(&around)
	near(t, "standard error of the flip", float64(se.ZeroGamma), math.Sqrt(variance), 1e-3, 0)
	near(t, "standard error of GEX", float64(se.GEX), math.Sqrt(gexVariance), 1e-3, 0)
}

// TestAsOfAnotherTime: what settles between the two times is expired later and live earlier.
func TestAsOfAnotherTime(t *testing.T) {
	c := makeChain(100, []leg{{false, 100, hours(0.2), 0.2, 10, 1}, {false, 100, 0.1, 0.2, 10, 1}})
	b := bookFrom(t, c, vol.Options{IV: "file", Carry: "flat"}, Options{})
	later := asOf(b.chain, 15*time.Minute)
	if later.Out[0] != chain.Expired || later.Out[1] != chain.Live || c.Out[0] != chain.Live {
		t.Errorf("a quarter of an hour later: %v", later.Out)
	}
	b.chain = later
	if back := asOf(b.chain, -15*time.Minute); back.Out[0] != chain.Live || !back.AsOf.Equal(c.AsOf) {
		t.Errorf("and back: %v", back.Out)
	}
}

// priceOf returns the prices of the contracts of a book.
func priceOf(b *Book) []float64 {
	g := kernel.Greeks{Price: make([]float64, len(b.row))}
	b.batch.GreeksTo(&g, b.Spot)
	return g.Price
}

// TestSlopeOfSmallPrices: a flip may be below 1, and 0 is none.
func TestSlopeOfSmallPrices(t *testing.T) {
	b := makeBook(t, 0.5, 0.04, 0, []leg{{false, 0.55, 30 * aDay, 0.5, 20, 1}, {true, 0.45, 30 * aDay, 0.5, 30, -1}}, Options{})
	if s := b.around(0.5).slope; math.IsNaN(s) {
		t.Error("no slope at 0.5")
	}
	if s := b.around(0).slope; !math.IsNaN(s) {
		t.Errorf("a slope of %g at no flip", s)
	}
}
