package gex

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
	"gex/internal/report"
)

// spxLegs are a small book around 6,700: naive, long calls above spot and short puts below it.
func spxLegs(scale float64) []leg {
	var legs []leg
	for _, years := range []float64{0.02, 0.08} {
		for k := 6500.0; k <= 6900; k += 25 {
			legs = append(legs, leg{true, k * scale, years, 0.15 + (6700-k)/6700, 1000 + 3*(6900-k), 1}, leg{false, k * scale, years, 0.15 + (6700-k)/6700, 1000 + 4*(k-6500), 1})
		}
	}
	return legs
}

func jsonOf(t *testing.T, document any) string {
	t.Helper()
	text, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestCombineFollower: a member that follows from the axis by the ratio of their prices has the axis's flip, and the book twice
// its exposure.
func TestCombineFollower(t *testing.T) {
	axis := fitted(t, namedChain("SPX", 6700, spxLegs(1)), 0.04, 0.013)
	alone, err := NewBook(axis.Chain, axis.Surface, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := Build(alone)
	for _, ratio := range []float64{0.1, 1 / 10.02214} {
		member := fitted(t, namedChain("SPY", 6700*ratio, spxLegs(ratio)), 0.04, 0.013)
		for i := range member.Chain.Multiplier {
			member.Chain.Multiplier[i] /= ratio
		}
		b, err := Combine("SPX", []Part{member, axis}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := Build(b)
		near(t, "zero gamma", float64(got.Levels.ZeroGamma), float64(want.Levels.ZeroGamma), 1e-9, 0)
		near(t, "own zero gamma", float64(got.Members[1].ZeroGammaOwn), float64(want.Levels.ZeroGamma)*ratio, 1e-9, 0)
		near(t, "call wall", float64(got.Levels.CallWall), float64(want.Levels.CallWall), 1e-9, 0)
		near(t, "gex", float64(got.Totals.GEX), 2*float64(want.Totals.GEX), 1e-9, 0)
		near(t, "vex", float64(got.Totals.VEX), 2*float64(want.Totals.VEX), 1e-9, 0)
		near(t, "cex", float64(got.Totals.CEX), 2*float64(want.Totals.CEX), 1e-9, 0)
		near(t, "flow", float64(got.Flows.Spot[0].USD), 2*float64(want.Flows.Spot[0].USD), 1e-9, 0)
		near(t, "max pain", float64(got.Levels.MaxPain), float64(want.Levels.MaxPain), 0, 0)
		near(t, "day move", float64(got.DayMove), float64(want.DayMove), 0, 0)
		if len(got.Expiries) != 2 || got.Expiries[0].Root != "SPX+SPY" {
			t.Errorf("expiries %+v", got.Expiries)
		}
		if c := got.Coverage; len(c.Members) != 2 || c.Members[0].Contracts+c.Members[1].Contracts != c.Contracts || c.Members[1].Used != 68 {
			t.Errorf("coverage %+v", c)
		}
	}
}

// TestCombineSums: strikes, expiries and buckets of a combined book add up to its total, whatever the grid.
func TestCombineSums(t *testing.T) {
	parts := []Part{
		fitted(t, namedChain("SPX", 6700, spxLegs(1)), 0.04, 0.013), fitted(t, namedChain("SPY", 668.52, spxLegs(0.1)), 0.04, 0.013),
		fitted(t, namedChain("ES", 6719.75, spxLegs(1)), 0.04, 0),
	}
	for _, bin := range []float64{0, 0.1, 7, 50} {
		b, err := Combine("SPX", parts, Options{Bin: bin})
		if err != nil {
			t.Fatal(err)
		}
		r, gross := Build(b), float64(Build(b).Totals.GrossGEX)
		near(t, "strikes", sumOf(r.Strikes, func(s report.Strike) report.Number { return s.GEX }), float64(r.Totals.GEX), 1e-12, gross)
		near(t, "dex", sumOf(r.Strikes, func(s report.Strike) report.Number { return s.DEX }), float64(r.Totals.DEX), 1e-12, gross)
		near(t, "call oi", sumOf(r.Strikes, func(s report.Strike) report.Number { return s.CallOI }), float64(r.Totals.CallOI), 1e-12, 0)
		near(t, "expiries", sumOf(r.Expiries, func(e report.Expiry) report.Number { return e.GEX }), float64(r.Totals.GEX), 1e-12, gross)
		near(t, "buckets", sumOf(r.Buckets, func(e report.Bucket) report.Number { return e.GEX }), float64(r.Totals.GEX), 1e-12, gross)
		near(t, "members", sumOf(r.Members, func(m report.Member) report.Number { return m.GEX }), float64(r.Totals.GEX), 1e-12, gross)
		near(t, "shares", sumOf(r.Members, func(m report.Member) report.Number { return m.Share }), 1, 1e-12, 0)
		near(t, "profile at spot", float64(r.Profile.GEX[223]), float64(r.Totals.GEX), 1e-12, gross)
		if bin == 0 {
			bin = 25 // the axis's most frequent step
		}
		for _, s := range r.Strikes {
			if line := float64(s.Strike) / bin; math.Abs(line-math.Round(line)) > 1e-9 {
				t.Fatalf("bin %g: strike %v", bin, s.Strike)
			}
		}
	}
}

// TestCombineOrder: the order of the parts changes nothing.
func TestCombineOrder(t *testing.T) {
	parts := []Part{
		fitted(t, namedChain("SPX", 6700, spxLegs(1)), 0.04, 0.013), fitted(t, namedChain("SPY", 668.52, spxLegs(0.1)), 0.04, 0.013),
		fitted(t, namedChain("ES", 6719.75, spxLegs(1)), 0.04, 0),
	}
	want := ""
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 2, 0}, {2, 0, 1}} {
		var list []Part
		for _, i := range order {
			list = append(list, parts[i])
		}
		b, err := Combine("SPX", list, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := jsonOf(t, Build(b))
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("order %v gives another report", order)
		}
	}
	b, err := Combine("es", parts, Options{})
	if err != nil {
		t.Fatal(err)
	}
	on := Build(b)
	if on.Underlying != "ES" || on.Members[0].Underlying != "ES" || on.Members[1].Underlying != "SPX" {
		t.Errorf("on ES: %s with %+v", on.Underlying, on.Members)
	}
	var spx report.Report
	if err := json.Unmarshal([]byte(want), &spx); err != nil {
		t.Fatal(err)
	}
	near(t, "gex on ES", float64(on.Totals.GEX), float64(spx.Totals.GEX), 1e-9, 0)
	near(t, "flip on ES", float64(on.Levels.ZeroGamma), float64(spx.Levels.ZeroGamma)*6719.75/6700, 1e-9, 0)
}

// TestCombineSigns: a member may have a sign of its own.
func TestCombineSigns(t *testing.T) {
	spx, spy := fitted(t, namedChain("SPX", 6700, spxLegs(1)), 0.04, 0.013), fitted(t, namedChain("SPY", 670, spxLegs(0.1)), 0.04, 0.013)
	gexOf := func(p Part, sign string) float64 {
		b, err := NewBook(p.Chain, p.Surface, Options{Sign: sign})
		if err != nil {
			t.Fatal(err)
		}
		return b.whole.net()
	}
	for sign, want := range map[string]float64{
		"SPY=short,naive": gexOf(spx, "naive") + gexOf(spy, "short"),
		"SPX=long":        gexOf(spx, "long") + gexOf(spy, "naive"),
		"spy=naive,1,-2":  gexOf(spx, "1,-2") + gexOf(spy, "naive"),
	} {
		b, err := Combine("SPX", []Part{spx, spy}, Options{Sign: sign})
		if err != nil {
			t.Fatal(err)
		}
		near(t, sign, b.whole.net(), want, 1e-12, 0)
		if later, err := b.after(b.AsOf.Add(time.Minute)); err != nil || later.opt.members == nil {
			t.Errorf("%s: a minute later %v", sign, err)
		}
		if words := BuildKeys(b).Conventions.Sign; !strings.HasPrefix(words, "by member: ") {
			t.Errorf("%s is said to be %s", sign, words)
		}
	}
}

// TestCombineRefuses: what does not belong together, and what to do about it.
func TestCombineRefuses(t *testing.T) {
	part := func(name string, spot float64) Part {
		return fitted(t, namedChain(name, spot, spxLegs(spot/6700)), 0.04, 0)
	}
	spx := part("SPX", 6700)
	tomorrow := part("SPY", 670)
	tomorrow.Chain.AsOf = tomorrow.Chain.AsOf.Add(24 * time.Hour)
	for _, c := range []struct {
		axis  string
		parts []Part
		sign  string
		want  string
		hint  string
	}{
		{"SPX", []Part{spx, part("AAPL", 230)}, "", "AAPL does not move with SPX", "XSP"},
		{"AAPL", []Part{part("AAPL", 230), spx}, "", "SPX does not move with AAPL", "no index or fund"},
		{"SPX", []Part{part("SPY", 670)}, "", "no file is of SPX", "SPY"},
		{"SPX", []Part{spx, part("SPY", 335)}, "", "different share basis: SPX at 6,700 is 20 times SPY at 335", "split"},
		{"SPX", []Part{spx, part("SPY", 635)}, "", "different share basis", "split"},
		{"SPX", []Part{spx, part("XSP", 650)}, "", "different share basis", "split"},
		{"SPX", []Part{spx, tomorrow}, "", "SPY is of trade date 2025-11-19 and SPX of 2025-11-18", "one trade date"},
		{"SPX", []Part{spx, part("SPY", 670)}, "IWM=short,naive", "no file is of IWM", "SPX, SPY"},
		{"SPX", []Part{spx, part("SPY", 670)}, "SPY=up,naive", `sign "up" is not known`, "naive"},
	} {
		_, err := Combine(c.axis, c.parts, Options{Sign: c.sign})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(fault.Of(err).Hint, c.hint) {
			t.Errorf("%s: %v (%+v)", c.want, err, fault.Of(err))
		}
	}
	for name, spot := range map[string]float64{"SPY": 640, "XSP": 660, "ES": 6950} { // within the tolerance of its kind
		if _, err := Combine("SPX", []Part{spx, part(name, spot)}, Options{}); err != nil {
			t.Errorf("%s at %g: %v", name, spot, err)
		}
	}
}

// TestCombineParts: two files of one underlying are one member on the strikes that they have. A contract of both is counted in the
// first, and times that are more than a quarter of an hour apart are reported.
func TestCombineParts(t *testing.T) {
	first, second := fitted(t, namedChain("SPY", 670, spxLegs(0.1)), 0.04, 0.013), namedChain("SPY", 672, spxLegs(0.1)[:20])
	second.AsOf = second.AsOf.Add(16 * time.Minute)
	other := fitted(t, second, 0.04, 0.013)
	other.Files = []string{"later.csv"}
	b, err := Combine("SPY", []Part{first, other}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := Build(b)
	if len(r.Members) != 1 || strings.Join(r.Members[0].Files, " ") != "SPY.csv later.csv" || !r.Combined || r.Mapped != nil {
		t.Errorf("members %+v, mapped %+v", r.Members, r.Mapped)
	}
	if len(r.Coverage.LeftOut) != 1 || r.Coverage.LeftOut[0].Reason != "duplicate" || r.Coverage.LeftOut[0].Contracts != 20 {
		t.Errorf("left out %+v", r.Coverage.LeftOut)
	}
	alone, err := NewBook(first.Chain, first.Surface, Options{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "gex", float64(r.Totals.GEX), float64(Build(alone).Totals.GEX), 0, 0)
	found := false
	for _, w := range r.Warnings {
		found = found || w.Code == "as-of-apart" && strings.Contains(w.Message, "later.csv") && strings.Contains(w.Message, "16 min after SPY.csv") && strings.Contains(w.Message, "+0.30%")
	}
	if !found {
		t.Errorf("warnings %+v", r.Warnings)
	}
	other.Chain.AsOf = first.Chain.AsOf.Add(15 * time.Minute)
	b, err = Combine("SPY", []Part{first, other}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range BuildKeys(b).Warnings {
		if w.Code == "as-of-apart" {
			t.Errorf("15 minutes: %s", w.Message)
		}
	}
}

// TestCombineGreeks: contracts are in the prices of their own underlying, whatever the axis, and their exposures those of the book.
func TestCombineGreeks(t *testing.T) {
	parts := []Part{
		fitted(t, namedChain("SPX", 6700, spxLegs(1)), 0.04, 0.013), fitted(t, namedChain("SPY", 668.52, spxLegs(0.1)), 0.04, 0.013),
	}
	b, err := Combine("SPX", parts, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := BuildGreeks(b).Contracts
	total := 0.0
	for _, p := range parts {
		alone, err := NewBook(p.Chain, p.Surface, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var own []report.Contract
		for _, c := range got {
			if c.Root == p.Chain.Underlying {
				own = append(own, c)
			}
		}
		want := BuildGreeks(alone).Contracts
		if len(own) != len(want) {
			t.Fatalf("%d contracts of %s, want %d", len(own), p.Chain.Underlying, len(want))
		}
		for i, w := range want {
			g := own[i]
			if s := p.Chain.Underlying; g.Member != s || g.File != s+".csv" || w.Member != "" || w.MemberSpot != 0 || w.File != "" {
				t.Fatalf("%+v is of %s %v in %s, and alone of %q", g, g.Member, g.MemberSpot, g.File, w.Member)
			}
			near(t, "gex by the own spot", float64(g.GEX), float64(g.Gamma*g.MemberSpot*g.MemberSpot*0.01*g.DealerQty*g.Multiplier), 1e-9, 1e-9)
			if g.Strike != w.Strike || g.Multiplier != w.Multiplier || g.Line != w.Line || g.Type != w.Type {
				t.Fatalf("%+v, want %+v", g, w)
			}
			for name, pair := range map[string][2]report.Number{
				"price": {g.Price, w.Price}, "delta": {g.Delta, w.Delta}, "gamma": {g.Gamma, w.Gamma}, "vega": {g.Vega, w.Vega},
				"theta": {g.Theta, w.Theta}, "vanna": {g.Vanna, w.Vanna}, "charm": {g.Charm, w.Charm}, "forward": {g.Forward, w.Forward},
				"gex": {g.GEX, w.GEX}, "dex": {g.DEX, w.DEX}, "vex": {g.VEX, w.VEX}, "cex": {g.CEX, w.CEX},
			} {
				near(t, p.Chain.Underlying+" "+name, float64(pair[0]), float64(pair[1]), 1e-9, 1e-9)
			}
			total += float64(g.GEX)
		}
	}
	near(t, "gex", total, float64(Build(b).Totals.GEX), 1e-9, 0)
}

// TestCombineOdds: odds are by the expiries of the axis, though one of a member settles first.
func TestCombineOdds(t *testing.T) {
	early := spxLegs(0.1)
	for i := range early {
		early[i].years /= 2
	}
	axis := fitted(t, namedChain("SPX", 6700, spxLegs(1)), 0.04, 0.013)
	b, err := Combine("SPX", []Part{fitted(t, namedChain("SPY", 670, early), 0.04, 0.013), axis}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if h := b.horizons(); len(h) == 0 || !h[0].expiry.Settlement.Equal(axis.Chain.Expiries[0].Settlement) {
		t.Errorf("horizons %+v", h)
	}
}
