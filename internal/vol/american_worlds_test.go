package vol_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/vol"
)

// world is what is known of a chain of American options: rate, borrow, dividends, and by expiry forward and volatility at the
// money, linear in total variance between strikes.
type world struct {
	Rate, Borrow float64
	Dividends    []struct {
		Date   string
		Amount float64
	}
	Expiries []struct {
		Expiry              string
		Years, Forward, Vol float64
	}
}

const worldsFolder = "../../testdata/reference/worlds"

func worlds(t *testing.T) map[string]world {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(worldsFolder, "worlds.json"))
	if err != nil {
		t.Fatal(err)
	}
	var w map[string]world
	if err := json.Unmarshal(raw, &w); err != nil {
		t.Fatal(err)
	}
	return w
}

func fitWorld(t *testing.T, file string, o vol.Options) (*chain.Chain, *vol.Surface) {
	t.Helper()
	r, err := os.Open(filepath.Join(worldsFolder, file+".csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	f, err := chain.Read(r, chain.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := vol.Fit(f.Chains[0], o)
	if err != nil {
		t.Fatal(err)
	}
	return f.Chains[0], s
}

// given are the dividends of a world as a user gives them.
func (w world) given(t *testing.T) (out []vol.Dividend) {
	t.Helper()
	for _, d := range w.Dividends {
		date, err := market.ParseDate(d.Date)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, vol.Dividend{Date: date, Amount: d.Amount})
	}
	return out
}

// compareWorld fails where forwards to a year are off by more than so many basis points, or volatilities at the money by more
// than a fraction of them.
func compareWorld(t *testing.T, w world, c *chain.Chain, s *vol.Surface, points, part float64) {
	t.Helper()
	for _, e := range w.Expiries {
		x := slices.IndexFunc(c.Expiries, func(x chain.Expiry) bool { return x.Date.String() == e.Expiry })
		if e.Years > 1 {
			continue
		}
		got := s.Expiries[x]
		if off := 1e4 * (got.Forward/e.Forward - 1); !(math.Abs(off) <= points) {
			t.Errorf("%s: forward %.6g, true %.6g: %+.2f bp", e.Expiry, got.Forward, e.Forward, off)
		}
		if off := got.ATMVol/e.Vol - 1; !(math.Abs(off) <= part) {
			t.Errorf("%s: volatility %.5g, true %.5g: %+.2f%%", e.Expiry, got.ATMVol, e.Vol, 100*off)
		}
	}
}

// TestWorlds: chains of American options whose truth is known, of exact prices and of prices in whole cents.
func TestWorlds(t *testing.T) {
	for name, w := range worlds(t) {
		for _, rounded := range []bool{false, true} {
			file, points, part, rate := name, 5.0, 0.003, 0.001
			if rounded {
				file, points, part, rate = name+".rounded", 15, 0.015, 0.003
			}
			if name == "extomorrow" { // the first expiry has puts alone
				part *= 2
				part = max(part, 0.01)
				rate = 0.003
			}
			t.Run(file, func(t *testing.T) {
				c, s := fitWorld(t, file, vol.Options{Dividends: w.given(t)})
				compareWorld(t, w, c, s, points, part)
				if math.Abs(s.Rate-w.Rate) > rate || s.Gap != 0 {
					t.Errorf("rate %.5f, true %.5f; gap %g", s.Rate, w.Rate, s.Gap)
				}
				for _, x := range s.Warnings {
					if x.Code == "dividend-missing" || x.Code == "rate-not-identified" || x.Code == "premium-scale" {
						t.Errorf("%s: %s", x.Code, x.Message)
					}
				}
			})
		}
	}
}

// TestWorldsUntold: without the dividends those with built-in dates and those that pay none hold, and the others warn.
func TestWorldsUntold(t *testing.T) {
	for name, w := range worlds(t) {
		for _, file := range []string{name, name + ".rounded"} {
			c, s := fitWorld(t, file, vol.Options{})
			missing := slices.ContainsFunc(s.Warnings, func(x chain.Warning) bool { return x.Code == "dividend-missing" })
			pays := len(w.Dividends) > 0 && name != "spy"
			if missing != pays {
				t.Errorf("%s: dividend-missing %v", file, missing)
			}
			if s.Gap != 0 {
				t.Errorf("%s: gap %g", file, s.Gap)
			}
			if !pays {
				compareWorld(t, w, c, s, 15, 0.009)
			}
			if name == "spy" && !strings.Contains(s.ExerciseAssumption, "8 built-in ex-dates of 0.28") {
				t.Errorf("%s: %s", file, s.ExerciseAssumption)
			}
		}
	}
}

// TestEuropeanReading: american roots that are read as European keep the bias that early exercise gives them, and European
// roots are the same either way.
func TestEuropeanReading(t *testing.T) {
	w := worlds(t)["htb"]
	c, s := fitWorld(t, "htb", vol.Options{Exercise: "european"})
	x := slices.IndexFunc(c.Expiries, func(x chain.Expiry) bool { return x.Date.String() == w.Expiries[7].Expiry })
	if off := s.Expiries[x].Forward/w.Expiries[7].Forward - 1; off < 0.02 {
		t.Errorf("forward off by %g", off)
	}
	for i := range c.Expiries {
		c.Expiries[i].Root.European = true
	}
	a, err := vol.Fit(c, vol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := vol.Fit(c, vol.Options{Exercise: "european"})
	if err != nil || !slices.Equal(a.Vol, b.Vol) || a.Rate != b.Rate || a.ExerciseAssumption != "" {
		t.Errorf("rates %g and %g, %v", a.Rate, b.Rate, err)
	}
}

// TestBorrowAndRateGiven: what the user says takes the place of what the quotes would say.
func TestBorrowAndRateGiven(t *testing.T) {
	borrow := 0.3
	w := worlds(t)["htb"]
	c, s := fitWorld(t, "htb", vol.Options{Borrow: &borrow})
	compareWorld(t, w, c, s, 5, 0.003)
}
