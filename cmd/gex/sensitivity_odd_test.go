package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/sample"
)

// longHead is the header of the made-up chains below, in the layout long.
const longHead = "underlying,spot,quote_time,root,expiration,strike,type,bid,ask,open_interest,volume,iv,multiplier\n"

// oddChains are chains that have little of what a sensitivity is about, and what is then absent.
var oddChains = []struct {
	name, rows string
	flags      []string
	breakeven  bool // there is one
	flip       bool
}{
	{"calls alone", `XYZ,100,2025-11-19T16:00:00-05:00,XYZ,2025-12-19,95,C,,,300,5,0.3,100
XYZ,100,2025-11-19T16:00:00-05:00,XYZ,2025-12-19,105,C,,,200,5,0.28,100
`, nil, false, false},
	{"puts alone", `XYZ,100,2025-11-19T16:00:00-05:00,XYZ,2025-12-19,95,P,,,300,5,0.3,100
XYZ,100,2025-11-19T16:00:00-05:00,XYZ,2025-12-19,105,P,,,200,5,0.28,100
`, nil, false, false},
	{"one strike", `XYZ,100,2025-11-19T16:00:00-05:00,XYZ,2025-12-19,100,C,,,300,5,0.3,100
XYZ,100,2025-11-19T16:00:00-05:00,XYZ,2025-12-19,100,P,,,200,5,0.3,100
`, nil, true, false},
	{"one strike whose sides cancel", `XYZ,100,2025-11-19T16:00:00-05:00,XYZ,2025-12-19,100,C,,,200,5,0.3,100
XYZ,100,2025-11-19T16:00:00-05:00,XYZ,2025-12-19,100,P,,,200,5,0.3,100
`, nil, true, false},
	{"no flip", `XYZ,100,2025-11-19T16:00:00-05:00,XYZ,2025-12-19,100,C,,,900,5,0.3,100
XYZ,100,2025-11-19T16:00:00-05:00,XYZ,2025-12-19,99,P,,,2,5,0.3,100
`, []string{"--range", "2%"}, true, false},
	{"nobody holds any", `XYZ,100,2025-11-19T16:00:00-05:00,XYZ,2025-12-19,95,P,,,0,5,0.3,100
XYZ,100,2025-11-19T16:00:00-05:00,XYZ,2025-12-19,105,C,,,0,5,0.28,100
`, nil, false, false},
	{"today's alone", `SPX,6700,2025-11-19T11:00:00-05:00,SPXW,2025-11-19,6690,P,,,3000,5,0.15,100
SPX,6700,2025-11-19T11:00:00-05:00,SPXW,2025-11-19,6710,C,,,4000,5,0.15,100
`, nil, true, true},
	{"minutes before the close", `SPX,6700,2025-11-19T15:52:00-05:00,SPXW,2025-11-19,6698,P,,,3000,5,0.09,100
SPX,6700,2025-11-19T15:52:00-05:00,SPXW,2025-11-19,6702,C,,,2900,5,0.09,100
`, nil, true, true},
	{"the monthly alone", `SPX,6700,2025-11-19T11:00:00-05:00,SPX,2025-11-21,6600,P,,,3000,5,0.2,100
SPX,6700,2025-11-19T11:00:00-05:00,SPX,2025-11-21,6800,C,,,4000,5,0.2,100
`, nil, true, true},
	{"coins", `BTC,92000,2025-11-19T11:00:00Z,BTC,2025-11-28,90000,P,,,900,5,0.5,1
BTC,92000,2025-11-19T11:00:00Z,BTC,2025-11-28,95000,C,,,150,5,0.48,1
BTC,92000,2025-11-19T11:00:00Z,BTC,2025-12-26,100000,C,,,250,5,0.45,1
`, nil, true, true},
	{"rupees", `NIFTY,24600,2025-08-06T15:30:00+05:30,NIFTY,2025-08-14,24500,P,,,7000,5,0.11,75
NIFTY,24600,2025-08-06T15:30:00+05:30,NIFTY,2025-08-14,24800,C,,,9000,5,0.1,75
NIFTY,24600,2025-08-06T15:30:00+05:30,NIFTY,2025-08-28,25000,C,,,9000,5,0.12,75
`, nil, true, true},
}

// unreal are the words of numbers that are none.
var unreal = regexp.MustCompile(`(?i)\b(nan|[-+]?inf(inity)?)\b`)

// sensitivityPages returns what gex sensitivity writes of a file in every format of text.
func sensitivityPages(t *testing.T, formats []string, args ...string) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for _, format := range formats {
		stdout, stderr, code := runGex(t, append([]string{"sensitivity", "--wrong", "20%", "--runs", "-f", format}, args...)...)
		if code != fault.Done {
			t.Fatalf("%s: exit %d: %s", format, code, stderr)
		}
		if word := unreal.FindString(stdout); word != "" {
			t.Errorf("%s holds %s:\n%s", format, word, stdout)
		}
		pages[format] = stdout
	}
	noWider(t, "table", pages["table"], 80)
	return pages
}

// TestSensitivityOfOddChains: with one side, one strike, one day, without a flip or a position, in coins and in rupees there is
// a page of 80 columns, no number that is none, and what cannot be known is null.
func TestSensitivityOfOddChains(t *testing.T) {
	for _, c := range oddChains {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "chain.csv")
			if err := os.WriteFile(path, []byte(longHead+c.rows), 0o600); err != nil {
				t.Fatal(err)
			}
			pages := sensitivityPages(t, []string{"table", "md", "csv", "json", "ndjson"}, append([]string{"--iv", "file", "--carry", "flat", "--rate", "0.04", path}, c.flags...)...)
			var d struct {
				Sensitivity struct {
					Breakeven *float64 `json:"breakeven_put_per_call"`
					Runs      []struct {
						Group, Run string
						Zero       *float64 `json:"zero_gamma"`
					}
					Derivatives map[string]*float64
					Bands       []struct{ Quantity string }
					Wrong       struct{ P *float64 }
				}
			}
			if err := json.Unmarshal([]byte(pages["json"]), &d); err != nil {
				t.Fatal(err)
			}
			s := d.Sensitivity
			if got := s.Breakeven != nil; got != c.breakeven {
				t.Errorf("a break-even: %v", got)
			}
			flip := s.Runs[0].Zero != nil
			if flip != c.flip {
				t.Errorf("a flip: %v", flip)
			}
			for name, x := range s.Derivatives {
				gone := name == "per_hour" && c.name == "minutes before the close"
				if (x != nil) != (flip && !gone) {
					t.Errorf("%s is %v with a flip: %v", name, x, flip)
				}
			}
			for _, b := range s.Bands {
				if b.Quantity == "zero_gamma" && !flip {
					t.Error("there is a band of no flip")
				}
			}
			if s.Wrong.P == nil || *s.Wrong.P != 0.2 {
				t.Errorf("wrong signs: %v", s.Wrong.P)
			}
			if rows := strings.Count(pages["csv"], "\n") - 1; rows != len(s.Runs) {
				t.Errorf("csv has %d rows of %d runs", rows, len(s.Runs))
			}
		})
	}
}

// TestSensitivityOfAMarket: several underlyings are a row each, whatever they lack.
func TestSensitivityOfAMarket(t *testing.T) {
	path := filepath.Join(t.TempDir(), "market.csv")
	text := longHead
	for _, i := range []int{0, 6, 9} {
		text += oddChains[i].rows
	}
	text += strings.ReplaceAll(oddChains[1].rows, "XYZ", "ABC")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	pages := sensitivityPages(t, []string{"table", "md", "csv", "ndjson"}, "--iv", "file", "--carry", "flat", path)
	for _, name := range []string{"XYZ", "SPX", "BTC", "ABC"} {
		if n := strings.Count(pages["table"], "\n "+name+" "); n != 1 {
			t.Errorf("%s has %d rows:\n%s", name, n, pages["table"])
		}
		if !strings.Contains(pages["csv"], "\n"+name+",") || strings.Count(pages["ndjson"], `"underlying":"`+name+`"`) != 1 {
			t.Errorf("csv or ndjson lacks %s", name)
		}
	}
}

// TestReweightedToTheBreakeven: with puts weighted by the break-even, GEX at spot is 0, whatever the sign was.
func TestReweightedToTheBreakeven(t *testing.T) {
	for _, o := range []sample.Options{{Seed: 3, Contracts: 600}, {Seed: 9, Underlying: "XYZ", Contracts: 200}} {
		path := filepath.Join(t.TempDir(), "chain.csv")
		var text strings.Builder
		if err := sample.Write(&text, o); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, sign := range []string{"naive", "1,-0.3", "short"} {
			ratio := strings.TrimSpace(firstOf(t, "levels", "-q", "--sign", sign, "--get", "breakeven_put_per_call", path))
			var d struct{ Totals struct{ Gex *float64 } }
			if err := json.Unmarshal([]byte(firstOf(t, "levels", "-q", "-f", "json", "--sign", "1,-"+ratio, path)), &d); err != nil {
				t.Fatal(err)
			}
			// The ratio is printed with 12 digits.
			if g := *d.Totals.Gex; !(g < 1e-10*totalGross(t, path) && g > -1e-10*totalGross(t, path)) {
				t.Errorf("%s: GEX at the break-even %s is %g", sign, ratio, g)
			}
		}
	}
}

// firstOf returns what a run prints, which has to end well.
func firstOf(t *testing.T, args ...string) string {
	t.Helper()
	stdout, stderr, code := runGex(t, args...)
	if code != fault.Done {
		t.Fatalf("%v: exit %d: %s", args, code, stderr)
	}
	return stdout
}

// totalGross is the gross GEX of a file.
func totalGross(t *testing.T, path string) float64 {
	t.Helper()
	var d struct {
		Totals struct {
			Gross float64 `json:"gross_gex"`
		}
	}
	if err := json.Unmarshal([]byte(firstOf(t, "levels", "-q", "-f", "json", path)), &d); err != nil {
		t.Fatal(err)
	}
	return d.Totals.Gross
}
