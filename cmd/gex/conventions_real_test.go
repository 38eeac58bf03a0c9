package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/reftest"
)

// TestConventionsTablesOfRealChains: the tables of docs/conventions.md on a gap and on early exercise are what the program says of
// these files. The message has the row as it should be.
func TestConventionsTablesOfRealChains(t *testing.T) {
	if testing.Short() {
		t.Skip("no time for real chains")
	}
	dir := reftest.Chains(t)
	page, err := os.ReadFile(filepath.Join(top, "docs", "conventions.md"))
	if err != nil {
		t.Fatal(err)
	}
	demand := func(row string) {
		t.Helper()
		if row = strings.ReplaceAll(row, "-", "−"); !strings.Contains(strings.ReplaceAll(string(page), "-", "−"), "\n"+row+"\n") {
			t.Errorf("docs/conventions.md has no row\n%s", row)
		}
	}
	for _, c := range []struct{ reading, flags string }{
		{"quotes and spot of one minute | `--carry flat --rate 0.045 --yield 0.013`", "--carry flat --rate 0.045 --yield 0.013"},
		{"the gap found and closed (the default) |", ""},
		{"everything at the quotes' own spot | `--spot implied`", "--spot implied"},
	} {
		r := readReal(t, filepath.Join(dir, "cboe-quotes", "SPY_2025-05-01_0828ET_premarket.csv"), strings.Fields(c.flags)...)
		demand(fmt.Sprintf("| %s | %+.2f | %.2f | ±%.2f |", c.reading, r.Totals.GEX/1e9, r.Levels.Zero, r.Levels.Move.Sigma))
	}
	for _, c := range []struct{ label, file string }{
		{"SPY, 11 Feb 2026", "yfinance/SPY_2026-02-11_c1300ET_0DTE.csv"},
		{"QQQ, 12 Jun 2023", "cboe-quotes/QQQ_2023-06-12_1635ET_quoted-name.csv"},
		{"NVDA, 13 Feb 2026", "yfinance/NVDA_2026-02-13_c1150ET_0DTE.csv"},
	} {
		var r [3]realReport
		for i, exercise := range []string{"european", "auto", "american"} {
			r[i] = readReal(t, filepath.Join(dir, filepath.FromSlash(c.file)), "--exercise", exercise)
		}
		first := fmt.Sprintf("%s | none → %.2f", c.label, 100*r[1].Carry.Rate)
		if r[0].Carry.Source != "none" {
			t.Errorf("%s: the European reading has a rate", c.label)
		}
		listed := 0
		for i, e := range r[1].Expiries {
			if !realDates[c.label+" "+e.Expiry] {
				continue
			}
			listed++
			was := r[0].Expiries[i]
			if was.Expiry != e.Expiry {
				t.Fatalf("%s: expiries %s and %s", c.label, was.Expiry, e.Expiry)
			}
			demand(fmt.Sprintf("| %s | %s | %.2f → %.2f | %.2f → %.2f | %.2f → %.2f |", first, e.Expiry, was.Forward, e.Forward,
				100*was.Yield, 100*e.Yield, 100*was.Vol, 100*e.Vol))
			first = "|"
		}
		if listed != 3 {
			t.Errorf("%s: %d of 3 expiries", c.label, listed)
		}
		size := func(x realReport) string { // four digits, in billions
			gross := x.Totals.Gross / 1e9
			return fmt.Sprintf("%.*f", 3-int(math.Log10(gross)), gross)
		}
		demand(fmt.Sprintf("| %s | %.3f → %.3f → %.3f | %s → %s → %s | %.2f → %.2f → %.2f |", c.label, r[0].Totals.GEX/1e9, r[1].Totals.GEX/1e9, r[2].Totals.GEX/1e9,
			size(r[0]), size(r[1]), size(r[2]), r[0].Levels.Zero, r[1].Levels.Zero, r[2].Levels.Zero))
	}
}

// realDates are the expiries in the table on early exercise.
var realDates = map[string]bool{
	"SPY, 11 Feb 2026 2026-03-20": true, "SPY, 11 Feb 2026 2026-09-18": true, "SPY, 11 Feb 2026 2027-12-17": true,
	"QQQ, 12 Jun 2023 2023-07-21": true, "QQQ, 12 Jun 2023 2023-12-15": true, "QQQ, 12 Jun 2023 2025-06-20": true,
	"NVDA, 13 Feb 2026 2026-03-20": true, "NVDA, 13 Feb 2026 2026-09-18": true, "NVDA, 13 Feb 2026 2027-12-17": true,
}

// realReport is what the tables take from a report.
type realReport struct {
	Carry struct {
		Rate   float64
		Source string `json:"rate_source"`
	}
	Totals struct {
		GEX   float64
		Gross float64 `json:"gross_gex"`
	}
	Levels struct {
		Zero float64                 `json:"zero_gamma"`
		Move struct{ Sigma float64 } `json:"expected_move"`
	}
	Expiries []struct {
		Expiry         string
		Forward, Yield float64
		Vol            float64 `json:"atm_vol"`
	}
}

func readReal(t *testing.T, file string, flags ...string) (r realReport) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args := append([]string{"report", "-f", "json", "--config", "none", file}, flags...)
	if code := run(args, strings.NewReader(""), &stdout, &stderr); code != fault.Done {
		t.Fatalf("%s: exit %d: %s", file, code, &stderr)
	}
	if err := json.Unmarshal(stdout.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return r
}
