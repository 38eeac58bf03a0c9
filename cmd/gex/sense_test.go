package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/sample"
)

// table is a chain file in the layout long as cells, the header first.
type table [][]string

// sampled is a sample as a table.
func sampled(t *testing.T, o sample.Options) table {
	t.Helper()
	o.Layout = "long"
	var out bytes.Buffer
	if err := sample.Write(&out, o); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// with returns a copy in which every row was given to change, with its cells by column.
func (c table) with(change func(row map[string]*string)) table {
	out := table{c[0]}
	for _, cells := range c[1:] {
		cells = slices.Clone(cells)
		row := map[string]*string{}
		for j, name := range c[0] {
			row[name] = &cells[j]
		}
		change(row)
		out = append(out, cells)
	}
	return out
}

// times returns a change that multiplies columns.
func times(factor float64, columns ...string) func(map[string]*string) {
	return func(row map[string]*string) {
		for _, name := range columns {
			if x, err := strconv.ParseFloat(*row[name], 64); err == nil {
				*row[name] = strconv.FormatFloat(x*factor, 'g', 12, 64)
			}
		}
	}
}

// exchanged returns a change that swaps two columns.
func exchanged(a, b string) func(map[string]*string) {
	return func(row map[string]*string) { *row[a], *row[b] = *row[b], *row[a] }
}

// blanked returns a change that empties columns of one side.
func blanked(side string, columns ...string) func(map[string]*string) {
	return func(row map[string]*string) {
		for _, name := range columns {
			if *row["type"] == side {
				*row[name] = ""
			}
		}
	}
}

// both returns a change that makes two.
func both(a, b func(map[string]*string)) func(map[string]*string) {
	return func(row map[string]*string) {
		a(row)
		b(row)
	}
}

// nthTimes returns a change of one row alone: that of the number nth, counted from 0, of those that pass.
func nthTimes(nth int, factor float64, column string, pass func(map[string]*string) bool) func(map[string]*string) {
	n := 0
	return func(row map[string]*string) {
		if !pass(row) {
			return
		}
		if n++; n == nth+1 {
			times(factor, column)(row)
		}
	}
}

// outcome is how gex answers a file.
type outcome struct {
	code    int
	stderr  string
	gex     float64
	serious []string
}

func (c table) report(t *testing.T, flags ...string) outcome {
	t.Helper()
	path := filepath.Join(t.TempDir(), "chain.csv")
	var text bytes.Buffer
	if err := csv.NewWriter(&text).WriteAll(c); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	o := outcome{code: run(append([]string{"report", "-f", "json", path}, flags...), strings.NewReader(""), &stdout, &stderr), gex: math.NaN()}
	o.stderr = stderr.String()
	if o.code != fault.Done {
		return o
	}
	var doc struct {
		Totals   struct{ Gex *float64 }
		Warnings []report.Warning
	}
	if err := json.Unmarshal(stdout.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Totals.Gex != nil {
		o.gex = *doc.Totals.Gex
	}
	for _, w := range report.SeriousAmong(doc.Warnings) {
		o.serious = append(o.serious, w.Code)
	}
	var checked bytes.Buffer
	code := run(append([]string{"check", "-f", "json", path}, flags...), strings.NewReader(""), &checked, new(bytes.Buffer))
	if want := len(o.serious) > 0; (code == fault.No) != want {
		t.Errorf("check ends with %d, serious warnings of the report are %q", code, o.serious)
	}
	code = run(append([]string{"report", "--strict", path}, flags...), strings.NewReader(""), new(bytes.Buffer), new(bytes.Buffer))
	if want := len(o.serious) > 0 || strings.Contains(o.stderr, "is not"); (code == fault.No) != want {
		t.Errorf("--strict ends with %d, serious warnings of the report are %q", code, o.serious)
	}
	return o
}

// senseSamples are chains of different kinds and sizes.
var senseSamples = map[string]sample.Options{
	"index": {Seed: 3, Contracts: 1200},
	"fund":  {Seed: 5, Underlying: "SPY", Contracts: 900},
	"stock": {Seed: 7, Underlying: "XYZ", Contracts: 400},
	"small": {Seed: 11, Underlying: "ABC", Contracts: 120},
}

// TestSoundSamplesAreNotDoubted: what is right has no serious warning.
func TestSoundSamplesAreNotDoubted(t *testing.T) {
	sound := maps.Clone(senseSamples)
	sound["cheap"] = sample.Options{Seed: 31, Underlying: "VIX", Contracts: 1000, Spot: 20} // options near the money cost a few ticks
	for name, o := range sound {
		for seed := range uint64(6) {
			o.Seed += seed
			if got := sampled(t, o).report(t); got.code != fault.Done || len(got.serious) > 0 {
				t.Errorf("%s, seed %d: exit %d, serious %q: %s", name, o.Seed, got.code, got.serious, got.stderr)
			}
		}
	}
}

// TestNonsenseIsNoHeadline: a chain in which a column is of another scale, or another column, is refused, or has a serious
// warning, or gives the answer of the sound one.
func TestNonsenseIsNoHeadline(t *testing.T) {
	nearMoney := func(row map[string]*string) bool {
		k, _ := strconv.ParseFloat(*row["strike"], 64)
		s, _ := strconv.ParseFloat(*row["spot"], 64)
		return math.Abs(k/s-1) < 0.02
	}
	far := func(row map[string]*string) bool {
		k, _ := strconv.ParseFloat(*row["strike"], 64)
		s, _ := strconv.ParseFloat(*row["spot"], 64)
		return k/s > 1.1
	}
	oldBasis := func(row map[string]*string) {
		if k, _ := strconv.ParseFloat(*row["strike"], 64); math.Mod(k, 2) == 0 {
			times(4, "strike", "bid", "ask", "last")(row)
		}
	}
	quotes := []string{"bid", "ask", "last"}
	for what, change := range map[string]func() func(map[string]*string){
		"spot times 10":           func() func(map[string]*string) { return times(10, "spot") },
		"spot times 4":            func() func(map[string]*string) { return times(4, "spot") },
		"spot times 1.5":          func() func(map[string]*string) { return times(1.5, "spot") },
		"half of spot":            func() func(map[string]*string) { return times(0.5, "spot") },
		"an eighth of spot":       func() func(map[string]*string) { return times(0.125, "spot") },
		"a tenth of spot":         func() func(map[string]*string) { return times(0.1, "spot") },
		"premiums in rupees":      func() func(map[string]*string) { return times(83, quotes...) },
		"premiums in euros":       func() func(map[string]*string) { return times(0.86, quotes...) },
		"premiums times 0.4":      func() func(map[string]*string) { return times(0.4, quotes...) },
		"premiums in cents":       func() func(map[string]*string) { return times(100, quotes...) },
		"premiums of a lot":       func() func(map[string]*string) { return times(10, quotes...) },
		"premiums a part of spot": func() func(map[string]*string) { return times(1e-4, quotes...) },
		"volatilities in percent": func() func(map[string]*string) { return times(100, "iv") },
		"calls are puts":          func() func(map[string]*string) { return exchangedSides },
		"bid is ask":              func() func(map[string]*string) { return exchanged("bid", "ask") },
		"open interest is delta":  func() func(map[string]*string) { return exchanged("open_interest", "delta") },
		"no put has an ask":       func() func(map[string]*string) { return blanked("P", "ask") },
		"no call has a bid":       func() func(map[string]*string) { return blanked("C", "bid") },
		"an open interest times 1e6, near": func() func(map[string]*string) {
			return nthTimes(3, 1e6, "open_interest", nearMoney)
		},
		"an open interest times 1e4, near": func() func(map[string]*string) {
			return nthTimes(2, 1e4, "open_interest", nearMoney)
		},
		"an open interest times 1e6, far": func() func(map[string]*string) {
			return nthTimes(1, 1e6, "open_interest", far)
		},
		"half of the strikes before a split": func() func(map[string]*string) { return oldBasis },
		"volatilities times 1e-4, no quotes": func() func(map[string]*string) {
			return both(times(1e-4, "iv"), func(row map[string]*string) { *row["bid"], *row["ask"] = "", "" })
		},
		"volatilities of a bisection, no quotes": func() func(map[string]*string) {
			n := 0
			return func(row map[string]*string) {
				n++
				*row["bid"], *row["ask"] = "0", "0"
				*row["iv"] = fmt.Sprintf("%.10f", 1e-5+(1-1e-5)/math.Pow(2, float64(1+n%7)))
			}
		},
		"volatilities of 2%, no quotes": func() func(map[string]*string) {
			return func(row map[string]*string) { *row["bid"], *row["ask"], *row["delta"], *row["iv"] = "", "", "", "2.1" }
		},
		"open interest beyond the world": func() func(map[string]*string) { return times(1e8, "open_interest") },
		"multiplier of a billion":        func() func(map[string]*string) { return times(1e7, "multiplier") },
	} {
		for name, o := range senseSamples {
			t.Run(what+"/"+name, func(t *testing.T) {
				sound := sampled(t, o)
				want := sound.report(t)
				got := sound.with(change()).report(t)
				same := math.Abs(got.gex-want.gex) <= 0.01*math.Abs(want.gex)
				t.Logf("exit %d, GEX %g of %g, serious %q: %s", got.code, got.gex, want.gex, got.serious, got.stderr)
				if got.code != fault.Input && len(got.serious) == 0 && !same {
					t.Errorf("GEX is %g, and nothing says that it may be wrong; the sound chain's is %g", got.gex, want.gex)
				}
			})
		}
	}
}

// exchangedSides makes puts of calls, with the quotes as they are.
func exchangedSides(row map[string]*string) {
	*row["type"] = map[string]string{"C": "P", "P": "C"}[*row["type"]]
	*row["iv"], *row["delta"], *row["gamma"] = "", "", ""
}
