package main

import (
	"bytes"
	"encoding/json"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/report"
)

// fitCases are made-up files whose rate, spot or volatility few quotes tell. What is right was computed apart from gex.
var fitCases = []struct {
	file  string
	gex   float64 // 0: not compared
	rate  float64 // NaN: not compared
	spot  float64 // 0: not compared
	flips []float64
	atm   map[string]float64 // by expiry
}{
	// One expiry beyond two years.
	{file: "no-rate/spx-2027.csv", gex: 5.87883e8, rate: 0.04, flips: []float64{}},
	{file: "no-rate/spx-2028-flip.csv", gex: 9.1659e7, rate: 0.037, flips: []float64{5795.559}},
	// One of eight days, before the open: its carry is no gap.
	{file: "no-rate/spx-weekly-0800.csv", rate: math.NaN(), spot: 6700},
	{file: "no-rate/control-spx.csv", gex: 4.89724e9, rate: 0.04},
	// A file of 09:40, delayed by 15 minutes, whose last price is of the day before.
	{file: "stale-spot/spx-0940.csv", gex: 1.41944e10, rate: math.NaN(), spot: 6748.7},
	// One expiry is quoted for puts alone that are far from the money.
	{file: "thin-quotes/spx-january.csv", rate: math.NaN(), atm: map[string]float64{"2026-01-16": 0.16}},
}

// TestFitCases: what few quotes tell is not made up from them.
func TestFitCases(t *testing.T) {
	for _, c := range fitCases {
		t.Run(c.file, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			path := filepath.Join(top, "testdata", "faults", filepath.FromSlash(c.file))
			if code := run([]string{"report", "-f", "json", path}, strings.NewReader(""), &stdout, &stderr); code != fault.Done {
				t.Fatalf("exit %d: %s", code, stderr.String())
			}
			var r report.Report
			if err := json.Unmarshal(stdout.Bytes(), &r); err != nil {
				t.Fatal(err)
			}
			near := func(what string, got report.Number, want, within float64) {
				t.Helper()
				if !(math.Abs(float64(got)-want) <= within) {
					t.Errorf("%s %g, want %g within %g", what, got, want, within)
				}
			}
			if c.gex != 0 {
				near("GEX", r.Totals.GEX, c.gex, 0.02*c.gex)
			}
			if !math.IsNaN(c.rate) {
				near("rate", r.Carry.Rate, c.rate, 0.001)
			}
			if c.spot != 0 {
				near("spot", r.Spot, c.spot, 1e-4*c.spot)
			}
			if c.flips != nil {
				var counted []report.Number
				for _, f := range r.Levels.Flips {
					if !f.Negligible {
						counted = append(counted, f.Spot)
					}
				}
				if len(counted) != len(c.flips) {
					t.Fatalf("flips at %v, want %v", counted, c.flips)
				}
				for i, want := range c.flips {
					near("flip", counted[i], want, 0.003*want)
				}
			}
			for _, e := range r.Expiries {
				if want, ok := c.atm[e.Expiry]; ok {
					near("volatility at the money of "+e.Expiry, e.ATMVol, want, 0.04*want)
					delete(c.atm, e.Expiry)
				}
			}
			if len(c.atm) > 0 {
				t.Errorf("no expiry of %v", c.atm)
			}
		})
	}
}
