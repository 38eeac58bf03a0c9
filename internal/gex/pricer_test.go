package gex

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/vol"
)

// truth is GEX, gross GEX and the flip of a world by American or European greeks.
type truth struct{ GEX, Gross, Flip float64 }

// worldOf fits a chain of American options whose truth is known, with its dividends.
func worldOf(t *testing.T, name, exercise string) (b *Book, american, european truth) {
	t.Helper()
	const folder = "../../testdata/reference/worlds"
	raw, err := os.ReadFile(filepath.Join(folder, "worlds.json"))
	if err != nil {
		t.Fatal(err)
	}
	var worlds map[string]struct {
		Dividends []struct {
			Date   string
			Amount float64
		}
		American, European truth
	}
	if err := json.Unmarshal(raw, &worlds); err != nil {
		t.Fatal(err)
	}
	o := vol.Options{Exercise: exercise, Clock: market.Calendar}
	for _, d := range worlds[name].Dividends {
		date, err := market.ParseDate(d.Date)
		if err != nil {
			t.Fatal(err)
		}
		o.Dividends = append(o.Dividends, vol.Dividend{Date: date, Amount: d.Amount})
	}
	r, err := os.Open(filepath.Join(folder, name+".csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	f, err := chain.Read(r, chain.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return bookFrom(t, f.Chains[0], o, Options{}), worlds[name].American, worlds[name].European
}

// TestGreeksOfWorlds: European greeks by default and American ones when asked for are those of the truth, within half a percent
// of gross and five basis points of the flip.
func TestGreeksOfWorlds(t *testing.T) {
	for _, name := range []string{"htb", "hirate", "ex7", "divstock", "extomorrow"} {
		for _, exercise := range []string{"auto", "american"} {
			b, american, want := worldOf(t, name, exercise)
			if exercise == "american" {
				want = american
			}
			d := BuildKeys(b)
			if off := (float64(d.Totals.GEX) - want.GEX) / want.Gross; !(math.Abs(off) <= 0.005) {
				t.Errorf("%s %s: GEX %.6g, true %.6g: %+.2f%% of gross", name, exercise, d.Totals.GEX, want.GEX, 100*off)
			}
			if off := 1e4 * (float64(d.Levels.ZeroGamma)/want.Flip - 1); !(math.Abs(off) <= 5) {
				t.Errorf("%s %s: flip %.6g, true %.6g: %+.1f bp", name, exercise, d.Levels.ZeroGamma, want.Flip, off)
			}
		}
	}
}

// TestAmericanProfile: the profile at spot is the total, and gamma is the change of delta.
func TestAmericanProfile(t *testing.T) {
	b, _, _ := worldOf(t, "htb", "american")
	if len(b.batch.early) == 0 {
		t.Fatal("no contract has American greeks")
	}
	l := b.newLadder()
	if at, total := b.profile(b.batch, l)[-l.from], b.whole.net(); math.Abs(at-total) > 1e-9*b.whole.gross {
		t.Errorf("profile at spot %g, total %g", at, total)
	}
	for _, x := range []float64{0.9, 1, 1.1} {
		spot, h := x*b.Spot, 1e-3*b.Spot
		d := b.batch.DeltaTo(nil, []float64{spot - h, spot + h})
		slope, gamma := (d[1]-d[0])/(2*h), b.batch.GammaTo(nil, []float64{spot})[0]
		if math.Abs(slope-gamma) > 2e-3*b.whole.gross/(b.Spot*b.Spot*0.01) {
			t.Errorf("at %g: delta rises by %g, gamma is %g", spot, slope, gamma)
		}
	}
	// The slope of gamma is its difference, within the noise of a curve with kinks.
	for _, x := range []float64{0.9, 1, 1.1} {
		spot, h := x*b.Spot, slopeStep*x*b.Spot
		low, _ := b.batch.GammaSlope(spot - h)
		high, _ := b.batch.GammaSlope(spot + h)
		if _, slope := b.batch.GammaSlope(spot); math.Abs(slope-(high-low)/(2*h)) > 1e-3*math.Abs(slope) {
			t.Errorf("at %g: gamma rises by %g, its slope is %g", spot, (high-low)/(2*h), slope)
		}
	}
	// Exercised contracts are stock.
	stock := 0
	for _, c := range Contracts(b) {
		if c.Gamma == 0 && math.Abs(float64(c.Delta)) == 1 && c.Charm == 0 {
			stock++
		}
	}
	if stock == 0 {
		t.Error("no contract is past its boundary")
	}
}

// TestAmericanExposuresAreDerivatives: GEX, VEX and CEX are the changes of the American delta that DEX holds, on the same
// book, with spot, volatility and calendar time; the dates of dividends stand.
func TestAmericanExposuresAreDerivatives(t *testing.T) {
	for _, name := range []string{"htb", "hirate", "ex7", "divstock"} {
		b, _, _ := worldOf(t, name, "american")
		european, _, _ := worldOf(t, name, "auto")
		d := b.desk()
		delta := func(a adjustment, spot float64) float64 {
			sum := 0.0
			for _, part := range d.deltas(scene{a, []float64{spot}})[0] {
				sum += part[0]
			}
			return sum
		}
		got, plain := b.otherSum(), european.otherSum()
		// Contracts whose boundary lies within a step jump: a few of hundreds.
		check := func(what string, got, want, plain, tol float64) {
			t.Logf("%s %s: %.6g, change of delta %.6g, European %.6g", name, what, got, want, plain)
			if !(math.Abs(got-want) <= tol*math.Abs(want)) {
				t.Errorf("%s %s: %.6g, delta changes by %.6g", name, what, got, want)
			}
		}
		s := b.Spot
		check("dex", got.dex, delta(adjustment{}, s)*s, plain.dex, 1e-9)
		h := 2e-5 * s
		check("gex", b.whole.net(), (delta(adjustment{}, s+h)-delta(adjustment{}, s-h))/(2*h)*s*s*0.01, european.whole.net(), 0.01)
		const points = 0.01
		check("vex", got.vex, (delta(adjustment{points: points}, s)-delta(adjustment{points: -points}, s))/(2*points)*s, plain.vex, 0.01)
		hour := func(n int) float64 { return delta(adjustment{at: b.AsOf.Add(time.Duration(n) * time.Hour / 4)}, s) }
		perDay := (-3*hour(0) + 4*hour(1) - hour(2)) / 2 * 4 * 24
		check("cex", got.cex, perDay*s, plain.cex, 0.02)
	}
}

// TestExerciseNow: the contracts past their boundary are counted, as many as are stock with American greeks, with their part of
// gross GEX; filters count in them, and a book that cannot be exercised early has no such number.
func TestExerciseNow(t *testing.T) {
	b, _, _ := worldOf(t, "hirate", "american")
	stock, interest := 0, 0.0
	for _, c := range Contracts(b) {
		if c.Gamma == 0 && math.Abs(math.Abs(float64(c.Delta))-1) < 1e-6 {
			stock++
			interest += float64(c.OpenInterest)
		}
	}
	got := Build(b)
	now := got.Coverage.Exercise
	if now == nil || now.Contracts != stock || float64(now.OpenInterest) != interest || now.GEXShare != 0 || stock < 50 {
		t.Errorf("%+v, and %d contracts with %g open interest are stock", now, stock, interest)
	}
	if !strings.HasSuffix(got.Conventions.Exercise, strconv.Itoa(stock)+" contracts that are best exercised now count as stock") {
		t.Error(got.Conventions.Exercise)
	}
	auto, _, _ := worldOf(t, "hirate", "auto")
	r := Build(auto)
	if e := r.Coverage.Exercise; e.Contracts != stock || !(e.GEXShare > 0.03 && e.GEXShare < 0.05) {
		t.Errorf("%+v of European greeks", e)
	}
	if !strings.HasSuffix(r.Conventions.Exercise, "count with their European gamma") {
		t.Error(r.Conventions.Exercise)
	}
	european, _, _ := worldOf(t, "hirate", "european")
	if r := Build(european); r.Coverage.Exercise != nil || strings.Contains(r.Conventions.Exercise, "exercised now") {
		t.Errorf("%+v %s", r.Coverage.Exercise, r.Conventions.Exercise)
	}
}
