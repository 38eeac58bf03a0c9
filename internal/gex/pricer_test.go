package gex

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

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
	o := vol.Options{Exercise: exercise}
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
