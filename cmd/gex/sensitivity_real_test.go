package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/reftest"
	"gex/internal/report"
)

// conventionsChains are the chains of the table of sensitivities in docs/conventions.md.
var conventionsChains = []struct{ label, file string }{
	{"SPX 2022-02-05", "SPX_2022-02-05_2009ET_full.csv"},
	{"SPX 2022-12-12", "SPX_2022-12-12_2030ET_full_0DTE_gflows-example.csv"},
	{"SPX 2023-09-14", "SPX_2023-09-14_1631ET_full_0DTE.csv"},
	{"SPX 2024-01-07", "SPX_2024-01-07_1052ET_full_published-gex.csv"},
	{"SPY 2025-05-01", "SPY_2025-05-01_0828ET_premarket.csv"},
	{"QQQ 2023-06-12", "QQQ_2023-06-12_1635ET_quoted-name.csv"},
}

// TestConventionsTableOfSensitivities: the table in docs/conventions.md is what the program says of these files, and the page
// says what follows from it: the sign matters several times as much as volatilities, forwards and clocks.
func TestConventionsTableOfSensitivities(t *testing.T) {
	if testing.Short() {
		t.Skip("no time for real chains")
	}
	dir := filepath.Join(reftest.Chains(t), "cboe-quotes")
	page, err := os.ReadFile(filepath.Join(top, "docs", "conventions.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range conventionsChains {
		var stdout, stderr bytes.Buffer
		if code := run([]string{"sensitivity", "-f", "json", filepath.Join(dir, c.file)}, strings.NewReader(""), &stdout, &stderr); code != fault.Done {
			t.Fatalf("%s: exit %d: %s", c.file, code, &stderr)
		}
		var d struct {
			Spot        float64
			Sensitivity struct {
				Verdict   string
				Breakeven float64 `json:"breakeven_put_per_call"`
				Runs      []struct {
					GEX  float64
					Zero float64 `json:"zero_gamma"`
				}
				Bands []struct {
					Quantity, Group string
					Low, High       float64
				}
			}
		}
		if err := json.Unmarshal(stdout.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		band := func(quantity, group string) (low, high float64) {
			for _, b := range d.Sensitivity.Bands {
				if b.Quantity == quantity && b.Group == group {
					return b.Low, b.High
				}
			}
			return math.NaN(), math.NaN()
		}
		width := func(group string) float64 {
			low, high := band(report.QuantityFlip, group)
			return 100 * (high - low) / d.Spot
		}
		base := d.Sensitivity.Runs[0]
		low, high := band(report.QuantityGEX, report.BandFifth)
		verdict, stated := tableRow(t, string(page), c.label)
		found := []float64{base.Zero, d.Sensitivity.Breakeven, width(report.BandConventions), width(report.GroupPosition), width(report.BandFifth), width(report.BandHalf),
			base.GEX / 1e9, low / 1e9, high / 1e9}
		// The page rounds; the last digit of a fit is not what it is about.
		within := []float64{0.15, 0.01, 0.02, 0.02, 0.02, 0.04, 0.15, 0.15, 0.15}
		if len(stated) != len(found) || verdict != d.Sensitivity.Verdict {
			t.Fatalf("%s: the page has %q, %v, want %q, %.2f", c.label, verdict, stated, d.Sensitivity.Verdict, found)
		}
		for i, x := range found {
			if !(math.Abs(stated[i]-x) <= within[i]) {
				t.Errorf("%s, number %d: the page has %v, the program finds %.3f", c.label, i+1, stated[i], x)
			}
		}
		if conventions, fifth, half := width(report.BandConventions), width(report.BandFifth), width(report.BandHalf); conventions > 1 || fifth < 2*conventions || half < 5*conventions {
			t.Errorf("%s: conventions %.2f%%, signs %.2f%% and %.2f%% of spot", c.label, conventions, fifth, half)
		}
	}
}

// tableRow returns the verdict and the numbers of a row of the table.
func tableRow(t *testing.T, page, label string) (verdict string, numbers []float64) {
	t.Helper()
	_, rest, has := strings.Cut(page, "\n| "+label+" | `")
	if !has {
		t.Fatalf("docs/conventions.md has no row %s", label)
	}
	rest, _, _ = strings.Cut(rest, "\n")
	verdict, rest, _ = strings.Cut(rest, "`")
	for _, text := range numberInRow.FindAllString(strings.ReplaceAll(rest, ",", ""), -1) {
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, x)
	}
	return verdict, numbers
}

var numberInRow = regexp.MustCompile(`[-+]?[0-9]+\.[0-9]+`)
