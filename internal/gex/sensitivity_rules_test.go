package gex

import (
	"math"
	"strings"
	"testing"

	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/vol"
)

// TestRunOf: the zero gamma of a run is the flip nearest to that of the base in |ln|, of two as near the run's own; without a flip
// of the base the run's own.
func TestRunOf(t *testing.T) {
	levels := func(zero float64, flips ...float64) *report.Levels {
		l := report.NoLevels()
		l.ZeroGamma = report.Number(zero)
		for _, f := range flips {
			l.Flips = append(l.Flips, report.Flip{Spot: report.Number(f)})
		}
		return &l
	}
	for _, c := range []struct {
		why         string
		group       string
		flip        float64
		l           *report.Levels
		zero, moved float64
	}{
		{"the nearest", "carry", 100, levels(90, 80, 90, 99, 103), 99, -1},
		{"above", "carry", 100, levels(90, 90, 102), 102, 2},
		{"of 50 and 200 the run's own", "carry", 100, levels(50, 50, 200), 50, -50},
		{"and the other way round", "carry", 100, levels(200, 50, 200), 200, 100},
		{"in ln: 50.1 is nearer than 200", "carry", 100, levels(200, 50.1, 200), 50.1, -49.9},
		{"the base keeps its own", report.GroupBase, 100, levels(90, 80, 90, 99), 90, -10},
		{"below 1", "carry", 0.5, levels(0.4, 0.4, 0.55), 0.55, 0.05},
		{"a base without a flip", "carry", math.NaN(), levels(90, 80, 90), 90, math.NaN()},
		{"without a flip", "carry", 100, levels(math.NaN()), math.NaN(), math.NaN()},
	} {
		r := runOf(c.group, "x", c.flip, c.l)
		if !sameNumber(r.ZeroGamma, report.Number(c.zero)) || r.Moved.OK() == math.IsNaN(c.moved) || r.Moved.OK() && math.Abs(float64(r.Moved)-c.moved) > 1e-12 {
			t.Errorf("%s: %v, moved %v", c.why, r.ZeroGamma, r.Moved)
		}
	}
}

// TestVerdictBounds: break-evens from 0.8 to 1.25 are near the naive sign, and short and long count in no other group.
func TestVerdictBounds(t *testing.T) {
	base := report.Run{Group: report.GroupBase, GEX: -5}
	for breakeven, want := range map[report.Number]report.Verdict{
		0.8: report.BySign, 0.79: report.Firm, 1.25: report.BySign, 1.26: report.Firm, 1: report.BySign, 0.5: report.Firm, 2: report.Firm,
	} {
		if got := verdict([]report.Run{base, {Group: "carry", GEX: -0.1}}, breakeven); got != want {
			t.Errorf("%v: %s", breakeven, got)
		}
	}
	for _, c := range []struct {
		group, run string
		gex        report.Number
		want       report.Verdict
	}{
		{report.GroupSign, "long", 9, report.Firm}, {report.GroupSign, "short", 9, report.Firm}, {report.GroupSign, "column", 9, report.BySign},
		{report.GroupCarry, "short", 9, report.Open}, {report.GroupCarry, "flat", 0, report.Open}, {report.GroupSign, "naive", 0, report.BySign},
	} {
		if got := verdict([]report.Run{base, {Group: c.group, Run: c.run, GEX: c.gex}}, 2); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

// TestVerdictOfSmallBooks: the sign of GEX counts, not its size.
func TestVerdictOfSmallBooks(t *testing.T) {
	for _, gex := range [][2]report.Number{{0.5, 5}, {5, 0.5}, {-0.5, -5}, {-5, -0.5}} {
		if got := verdict([]report.Run{{Group: report.GroupBase, GEX: gex[0]}, {Group: report.GroupCarry, GEX: gex[1]}}, 2); got != report.Firm {
			t.Errorf("%v: %s", gex, got)
		}
	}
}

// TestPerContract: the mean |GEX| of the contracts of one side at a strike, of any size; of none, and of those without gamma, none.
func TestPerContract(t *testing.T) {
	b := &Book{columns: columns{strike: []float64{100, 100, 100, 105}, put: []bool{false, true, false, false}}, gex: []float64{-0.25, 7, 0.125, 0}, count: []float64{0.25, 1, 0.5, 3}}
	near(t, "calls at 100", b.perContract(100, chain.Call), 0.5, 0, 0)
	near(t, "puts at 100", b.perContract(100, chain.Put), 7, 0, 0)
	for _, none := range []float64{b.perContract(105, chain.Call), b.perContract(105, chain.Put), b.perContract(110, chain.Call)} {
		if !math.IsNaN(none) {
			t.Errorf("%g a contract of nothing", none)
		}
	}
}

// TestSensitivityOfOneContract: one contract is a book, whose runs have its GEX and its wall, those of the smile, too.
func TestSensitivityOfOneContract(t *testing.T) {
	legs := []leg{{false, 104, 0.1, 0.2, 100, 1}}
	b, d := varied(t, makeChain(100, legs), Options{}, report.GroupSmile)
	if len(d.Sensitivity.Runs) != 2 {
		t.Errorf("%d runs of the smile", len(d.Sensitivity.Runs))
	}
	_, d = varied(t, makeChain(100, legs), Options{}, report.GroupCarry)
	for _, r := range d.Sensitivity.Runs {
		if r.Failed != "" || !(r.GEX > 0) || r.CallWall != 104 {
			t.Errorf("%+v of %d contract", r, len(b.row))
		}
	}
	if len(d.Sensitivity.Runs) < 2 {
		t.Errorf("%d runs of the carry", len(d.Sensitivity.Runs))
	}
}

// TestMarginOfWalls: 1 − the runner-up's value over the wall's, and their difference over the mean |GEX| of a contract of the wall's
// side at the runner-up.
func TestMarginOfWalls(t *testing.T) {
	b := makeBook(t, 100, 0, 0, []leg{
		{false, 104, 0.1, 0.2, 100, 1}, {false, 108, 0.1, 0.2, 50, 1}, {false, 108, 0.2, 0.2, 30, 1}, {true, 108, 0.1, 0.2, 10, -1},
	}, Options{Wall: "gross"})
	gex := func(i int) float64 { return math.Abs(b.gex[i]) }
	at := map[string]int{}
	for i := range b.gex {
		key := "call"
		if b.right(i) == chain.Put {
			key = "put"
		}
		if b.strike[i] == 104 {
			key += "104"
		} else if _, has := at[key]; has {
			key += "later"
		}
		at[key] = i
	}
	first, near1, later := gex(at["call104"]), gex(at["call"]), gex(at["calllater"])
	strikes := b.byStrike(b.expiries)
	call, put := b.wallValues()
	a := b.marginOf("call_wall", strikes, chain.Call, call)
	if a.Wall != "call_wall" || a.Strike != 104 || a.RunnerUp != 108 {
		t.Fatalf("%+v", a)
	}
	near(t, "margin", float64(a.Margin), 1-(near1+later)/first, 1e-12, 0)
	near(t, "contracts", float64(a.Contracts), (first-near1-later)/((near1+later)/80), 1e-12, 0)
	// The only put has no runner-up, and a book without puts no wall.
	if a := b.marginOf("put_wall", strikes, chain.Put, put); a.Strike != 108 || a.RunnerUp.OK() || a.Margin.OK() || a.Contracts.OK() {
		t.Errorf("%+v", a)
	}
	if a := b.marginOf("put_wall", nil, chain.Put, put); a.Strike.OK() || a.RunnerUp.OK() || a.Margin.OK() {
		t.Errorf("%+v", a)
	}
	if x := b.perContract(104, chain.Put); !math.IsNaN(x) {
		t.Errorf("puts at 104: %g", x)
	}
}

// TestAgreementCounts: runs that did not fail and have the same wall, of all that did not fail.
func TestAgreementCounts(t *testing.T) {
	b := makeBook(t, 100, 0, 0, []leg{{false, 104, 0.1, 0.2, 100, 1}, {true, 96, 0.1, 0.2, 90, -1}}, Options{})
	none := report.None()
	runs := []report.Run{
		{GEX: 5, CallWall: 104, PutWall: 96}, {GEX: 5, CallWall: 104, PutWall: 95}, {GEX: 5, CallWall: 103, PutWall: none},
		{GEX: none, CallWall: 104, PutWall: 96}, {GEX: 5, CallWall: 104, PutWall: 96, Failed: "x"},
	}
	got := b.agreement(b.byStrike(b.expiries), runs)
	if len(got) != 2 || got[0].Agree != 2 || got[0].Of != 3 || got[1].Agree != 1 || got[1].Of != 3 || got[1].Wall != "put_wall" {
		t.Errorf("%+v", got)
	}
}

// TestWrongSigns: E = (1 − 2p) Σ g, Var = 4p(1 − p) Σ g² of strikes with 3, 1 and −2; P(GEX > 0) = N(E/√Var).
func TestWrongSigns(t *testing.T) {
	strikes := []strike{{k: 1}, {k: 2}, {k: 3}}
	for i, g := range []float64{3, 1, -2} {
		strikes[i].gex[0] = g
	}
	w := wrongSigns(strikes, 0.1)
	near(t, "mean", float64(w.Mean), 0.8*2, 1e-12, 0)
	near(t, "sd", float64(w.SD), math.Sqrt(0.36*14), 1e-12, 0)
	near(t, "positive", float64(w.Positive), 0.5*math.Erfc(-1.6/math.Sqrt(0.36*14)/math.Sqrt2), 1e-12, 0)
	if w.P != 0.1 {
		t.Errorf("p %v", w.P)
	}
	w = wrongSigns(strikes, 0.9)
	near(t, "mostly wrong", float64(w.Mean), -1.6, 1e-12, 0)
	near(t, "positive", float64(w.Positive), 0.5*math.Erfc(1.6/math.Sqrt(0.36*14)/math.Sqrt2), 1e-12, 0)
	for i := range strikes { // a tenth of that is as likely
		strikes[i].gex[0] /= 10
	}
	near(t, "positive, of a tenth", float64(wrongSigns(strikes, 0.1).Positive), 0.5*math.Erfc(-1.6/math.Sqrt(0.36*14)/math.Sqrt2), 1e-12, 0)
	for p, want := range map[float64]report.Number{0: 1, 1: 0} { // sure: 0.2, or −0.2
		if w := wrongSigns(strikes, p); w.SD != 0 || w.Positive != want {
			t.Errorf("p %g: %+v", p, w)
		}
	}
	if wrongSigns(strikes, math.NaN()) != nil {
		t.Error("without a probability")
	}
	if w := wrongSigns(nil, 0); w.Positive != 0 {
		t.Errorf("nothing is positive: %+v", w)
	}
}

// TestImpliedYield: of the live expiry nearest to 30 days that has a yield, 0 when there is none.
func TestImpliedYield(t *testing.T) {
	for _, c := range []struct{ days, yields, want []float64 }{
		{[]float64{28, 33}, []float64{0.01, 0.02}, []float64{0.01}}, {[]float64{27.95, 32.02}, []float64{0.01, 0.02}, []float64{0.02}},
		{[]float64{0, 300}, []float64{0.01, 0.02}, []float64{0.02}}, {[]float64{-3, 300}, []float64{0.01, 0.02}, []float64{0.02}},
		{[]float64{30, 300, 700}, []float64{math.NaN(), 0.02, 0.03}, []float64{0.02}}, {[]float64{0}, []float64{0.01}, []float64{0}}, {nil, nil, []float64{0}},
	} {
		s := &vol.Surface{}
		for i, days := range c.days {
			s.Expiries = append(s.Expiries, vol.Expiry{Years: days / 365, Yield: c.yields[i]})
		}
		if got := impliedYield(s); got != c.want[0] {
			t.Errorf("%v days with %v: %g, want %g", c.days, c.yields, got, c.want[0])
		}
	}
}

// TestSameSign: two spellings of one rule, whether it is named or given as weights; positions of the file are no weights of 0.
func TestSameSign(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"naive", "1,-1", true}, {"short", "-1,-1", true}, {"long", "1,1", true}, {"naive", "naive", true}, {"0.5,-0.5", "0.5,-0.5", true}, {"column", "column", true},
		{"naive", "short", false}, {"1,0", "1,-1", false}, {"0,-1", "1,-1", false}, {"column", "0,0", false}, {"naive", "x", false}, {"x", "naive", false}, {"x", "x", false},
	} {
		if got := sameSign(c.a, c.b); got != c.same {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

// TestCarryRuns: which other carries are tried: the one that was not given, none at all where there is any, and other rates.
func TestCarryRuns(t *testing.T) {
	legs := []leg{{false, 104, 0.1, 0.2, 100, 1}, {true, 96, 0.1, 0.2, 100, -1}}
	for _, c := range []struct {
		carry, source string
		rate, yield   float64
		want          string
	}{
		{"flat", "", 0, 0, "implied, rate +1, rate -1"}, {"flat", "", 0.03, 0, "implied, flat 0,0, rate +1, rate -1"}, {"flat", "", 0, 0.01, "implied, flat 0,0, rate +1, rate -1"},
		{"flat", "curve", 0, 0, "implied, flat 0,0, rate +1, rate -1"}, {"", "", 0, 0, "flat, flat 0,0, rate +1, rate -1"}, {"implied", "", 0.03, 0, "flat, flat 0,0, rate +1, rate -1"},
	} {
		b := makeBook(t, 100, c.rate, c.yield, legs, Options{})
		b.surface.Rate, b.surface.RateSource = c.rate, c.source
		var names []string
		for _, v := range b.carries(vol.Options{Carry: c.carry, Yield: c.yield}) {
			names = append(names, v.name)
		}
		if got := strings.Join(names, ", "); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
