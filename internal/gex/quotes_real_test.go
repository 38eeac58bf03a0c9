package gex

import (
	"math"
	"slices"
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
		gex, flip float64 // $bn, points
		also      func(t *testing.T, r *report.Report)
	}{
		{spx2025Nov, 6.7172, 6690.694, func(t *testing.T, r *report.Report) {
			if r.Levels.CallWall != 6750 || r.Levels.PutWall != 6680 || r.Coverage.Used != 462 || r.Coverage.Contracts != 462 {
				t.Errorf("walls %v, %v; %d of %d used", r.Levels.CallWall, r.Levels.PutWall, r.Coverage.Used, r.Coverage.Contracts)
			}
		}},
		{spy2025May, 1.8134, 555.950, func(t *testing.T, r *report.Report) {
			about(t, "gap %", float64(r.Carry.Gap)*100, -0.7095, 4)
			about(t, "quote spot", float64(r.Carry.QuoteSpot), 556.3985, 4)
			about(t, "spot", float64(r.Spot), 560.36, 2)
			warned(t, r, "gap")
		}},
		{spx2024Jan, -11.2358, 4717.899, func(t *testing.T, r *report.Report) {
			about(t, "rate %", float64(r.Carry.Rate)*100, 5.324, 3)
			if r.Carry.RateSource != "parity" {
				t.Errorf("rate from %s", r.Carry.RateSource)
			}
		}},
		{spx2022Dec, -1.5623, 3995.307, func(t *testing.T, r *report.Report) {
			about(t, "gap %", float64(r.Carry.Gap)*100, -0.081, 3)
			if r.Carry.GapSource != "file_delta" {
				t.Errorf("gap from %s", r.Carry.GapSource)
			}
		}},
		{spx2023Sep, 21.9198, 4490.253, func(t *testing.T, r *report.Report) {
			about(t, "spot", float64(r.Spot), 4509.896, 3)
			about(t, "file spot", float64(r.FileSpot), 4505.10, 2)
			if r.SpotSource != "implied" {
				t.Errorf("spot from %s", r.SpotSource)
			}
		}},
	} {
		t.Run(c.file, func(t *testing.T) {
			r := buildReal(t, c.file, vol.Options{}, Options{})
			about(t, "gex bn", float64(r.Totals.GEX)/1e9, c.gex, 4)
			about(t, "flip", float64(r.Levels.ZeroGamma), c.flip, 3)
			c.also(t, r)
		})
	}
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
