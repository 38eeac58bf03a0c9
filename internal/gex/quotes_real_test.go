package gex

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"gex/internal/reftest"
	"gex/internal/report"
	"gex/internal/vol"
)

// TestRealQuotes holds the default fit, from quotes alone, against values computed by an independent program.
func TestRealQuotes(t *testing.T) {
	reftest.Chains(t)
	for _, c := range []struct {
		file      string
		gex, flip float64 // $B, points
		also      func(t *testing.T, r *report.Report)
	}{
		{spx2025Nov, 6.708, 6691.63, func(t *testing.T, r *report.Report) {
			if r.Levels.CallWall != 6750 || r.Levels.PutWall != 6680 || r.Coverage.Used != 462 || r.Coverage.Contracts != 462 {
				t.Errorf("walls %v, %v; %d of %d used", r.Levels.CallWall, r.Levels.PutWall, r.Coverage.Used, r.Coverage.Contracts)
			}
		}},
		{spy2025May, 1.8165, 555.95, func(t *testing.T, r *report.Report) {
			about(t, "gap %", float64(r.Carry.Gap)*100, -0.7095, 4)
			about(t, "quote spot", float64(r.Carry.QuoteSpot), 556.3985, 4)
			about(t, "spot", float64(r.Spot), 560.36, 2)
			warned(t, r, "gap")
		}},
		{spx2024Jan, -11.113, 4717.43, func(t *testing.T, r *report.Report) {
			about(t, "rate %", float64(r.Carry.Rate)*100, 5.324, 3)
			if r.Carry.RateSource != "parity" {
				t.Errorf("rate from %s", r.Carry.RateSource)
			}
		}},
		{spx2022Dec, -1.5457, 3995.22, func(t *testing.T, r *report.Report) {
			// Its 22 quotes are far from the money; the file and the expiries beside it say 0.228.
			about(t, "volatility at the money of 2023-11-17", float64(atmOf(t, r, "2023-11-17")), 0.228, 3)
			if notCovered(r) {
				t.Error("the file's volatilities cover every expiry's money")
			}
			about(t, "gap %", float64(r.Carry.Gap)*100, -0.081, 3)
			if r.Carry.GapSource != "file_delta" {
				t.Errorf("gap from %s", r.Carry.GapSource)
			}
		}},
		{spx2022Feb, -19.334, 4581.05, func(*testing.T, *report.Report) {}},
		{qqq2023Jun, 0.8042, 354.25, func(*testing.T, *report.Report) {}},
		{ndx2023May, 2.8269, 12995.34, func(*testing.T, *report.Report) {}},
		{spx2023Sep, 22.128, 4490.17, func(t *testing.T, r *report.Report) {
			about(t, "spot", float64(r.Spot), 4509.896, 3)
			about(t, "file spot", float64(r.FileSpot), 4505.10, 2)
			if r.SpotSource != "implied" {
				t.Errorf("spot from %s", r.SpotSource)
			}
		}},
	} {
		t.Run(c.file, func(t *testing.T) {
			r := buildReal(t, c.file, vol.Options{Exercise: "european"}, Options{}) // as the program that the figures are from reads them
			about(t, "gex, $B", float64(r.Totals.GEX)/1e9, c.gex, decimals(c.gex))
			about(t, "flip", float64(r.Levels.ZeroGamma), c.flip, 2)
			c.also(t, r)
		})
	}
}

// decimals are those of a figure of five digits.
func decimals(x float64) int {
	if math.Abs(x) >= 10 {
		return 3
	}
	return min(4, len(strconv.FormatFloat(math.Abs(x), 'f', -1, 64))-2)
}

// atmOf is the volatility at the money of an expiry.
func atmOf(t *testing.T, r *report.Report, date string) report.Number {
	t.Helper()
	for _, e := range r.Expiries {
		if e.Expiry == date {
			return e.ATMVol
		}
	}
	t.Fatalf("no expiry %s", date)
	return 0
}

func notCovered(r *report.Report) bool {
	return slices.ContainsFunc(r.Warnings, func(w report.Warning) bool { return w.Code == "money-not-covered" })
}

// about fails unless got rounds to want at so many decimals.
func about(t *testing.T, what string, got, want float64, decimals int) {
	t.Helper()
	if !(math.Abs(got-want) <= 0.5000001*math.Pow10(-decimals)) {
		t.Errorf("%s = %.7f, want %.*f", what, got, decimals, want)
	}
}

func warned(t *testing.T, r *report.Report, code string) {
	t.Helper()
	if !slices.ContainsFunc(r.Warnings, func(w report.Warning) bool { return w.Code == code }) {
		t.Errorf("no warning %q in %v", code, r.Warnings)
	}
}
