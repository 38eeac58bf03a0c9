package gex

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/reftest"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/vol"
)

func readReal(t testing.TB, name string, o chain.Options) *chain.Chain {
	t.Helper()
	f, err := os.Open(filepath.Join(reftest.Chains(t), "cboe-quotes", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	o.Name = name
	file, err := chain.Read(f, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(file.Chains) != 1 {
		t.Fatalf("%s has %d underlyings", name, len(file.Chains))
	}
	return file.Chains[0]
}

// bookReal fits and signs a real file.
func bookReal(t testing.TB, name string, v vol.Options, o Options) *Book {
	t.Helper()
	return bookFrom(t, readReal(t, name, chain.Options{}), v, o)
}

func buildReal(t testing.TB, name string, v vol.Options, o Options) *report.Report {
	t.Helper()
	return Build(bookReal(t, name, v, o))
}

const (
	spx2022Feb = "SPX_2022-02-05_2009ET_full.csv"
	spx2022Dec = "SPX_2022-12-12_2030ET_full_0DTE_gflows-example.csv"
	spx2023Sep = "SPX_2023-09-14_1631ET_full_0DTE.csv"
	spx2024Jan = "SPX_2024-01-07_1052ET_full_published-gex.csv"
	spx2025Nov = "SPX_2025-11-20_0952ET_0DTE-expiry-only_locale-es.csv"
	spy2025May = "SPY_2025-05-01_0828ET_premarket.csv"
	qqq2023Jun = "QQQ_2023-06-12_1635ET_quoted-name.csv"
	ndx2023May = "NDX_2023-05-26_1718ET_unquoted-date.csv"
)

// flat is the file's volatilities under a flat carry.
func flat(r, q float64) vol.Options {
	return vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(r), Yield: q}
}

// TestRealFlat holds totals and flips of real files under flat carry against values computed by an independent program.
func TestRealFlat(t *testing.T) {
	for _, c := range []struct {
		file      string
		r, q      float64
		gex, flip float64 // $B, index points
	}{
		{spx2024Jan, 0.045, 0.013, -14.433433, 4722.97245},
		{spx2022Dec, 0.045, 0.013, -0.739361, 3994.31118},
		{spx2022Feb, 0.045, 0.013, -16.012140, 4575.14601},
		{spx2024Jan, 0, 0, -20.696249, 4734.44154},
	} {
		r := buildReal(t, c.file, flat(c.r, c.q), Options{})
		if math.Abs(float64(r.Totals.GEX)/1e9-c.gex) > 5e-7 || math.Abs(float64(r.Levels.ZeroGamma)-c.flip) > 5e-6 {
			t.Errorf("%s: gex %.6fB, want %.6f; flip %.5f, want %.5f", c.file, r.Totals.GEX/1e9, c.gex, r.Levels.ZeroGamma, c.flip)
		}
		if len(r.Levels.Flips) != 1 {
			t.Errorf("%s: flips %v, want one", c.file, r.Levels.Flips)
		}
	}
}

func TestRealWalls(t *testing.T) {
	for wall, want := range map[string][2]report.Number{"net": {4900, 4500}, "side": {4800, 4600}} {
		l := buildReal(t, spx2024Jan, flat(0.045, 0.013), Options{Wall: wall}).Levels
		if l.CallWall != want[0] || l.PutWall != want[1] {
			t.Errorf(fault.Setting("wall")+" %s: %v and %v, want %v", wall, l.CallWall, l.PutWall, want)
		}
	}
}

// TestRealCoverage: contracts used and left out are the contracts of the file, open interest likewise, on every file.
func TestRealCoverage(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(reftest.Chains(t), "cboe-quotes", "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, path := range files {
		name := filepath.Base(path)
		o := chain.Options{}
		if name == "SPY_2023-06-04_1515ET_garbled-date.csv" {
			o.AsOf = market.When{Time: time.Date(2023, 6, 4, 15, 15, 0, 0, market.NewYork)}
		}
		c := readReal(t, name, o)
		for _, v := range []vol.Options{flat(0.04, 0.013), {}} {
			checkCoverage(t, name, c, Build(bookFrom(t, c, v, Options{})).Coverage)
		}
	}
}

func checkCoverage(t *testing.T, name string, c *chain.Chain, cov report.Coverage) {
	t.Helper()
	n, oi := cov.Used, float64(cov.OpenInterestUsed)
	for _, l := range cov.LeftOut {
		n += l.Contracts
		oi += float64(l.OpenInterest)
	}
	if n != cov.Contracts || oi != float64(cov.OpenInterest) {
		t.Errorf("%s: %+v does not add up", name, cov)
	}
	if want := 2 * c.Rows; cov.Contracts != want {
		t.Errorf("%s: %d contracts in %d two-sided rows", name, cov.Contracts, c.Rows)
	}
}

// TestRealDayMoves holds the day's move of real files against values computed by an independent program, to the digits it
// gives.
func TestRealDayMoves(t *testing.T) {
	for _, c := range []struct {
		file string
		want float64
		off  float64
	}{
		{spx2024Jan, 27.8, 0.05}, {spx2022Dec, 105, 0.5}, {spx2023Sep, 25.6, 0.05}, {spx2022Feb, 57.8, 0.05},
		{spx2025Nov, 64.4, 0.05}, {spy2025May, 8.2, 0.05}, {qqq2023Jun, 5.76, 0.005}, {ndx2023May, 200, 0.5},
	} {
		if got := buildReal(t, c.file, vol.Options{}, Options{}).DayMove; !(math.Abs(float64(got)-c.want) <= c.off) {
			t.Errorf("%s: a day's move of %v, want %g", c.file, got, c.want)
		}
	}
}
