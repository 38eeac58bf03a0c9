package main

import (
	"bytes"
	"encoding/json"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/report"
)

// coinColumns names the columns of the files of coin prices.
const coinColumns = "underlying=instrument,spot=underlying_price,expiration=expiry,strike=strike,type=type,bid=best_bid,ask=best_ask,iv=mark_iv,open_interest=open_interest"

// senseCases are made-up files in which something cannot be, and what becomes of each: an error, a serious warning, or the
// right number, computed apart from gex.
var senseCases = []struct {
	file    string
	flags   []string
	refused string  // in the error; "": not refused
	serious string  // code; "": none
	gex     float64 // total; 0: not compared, NaN: none
	within  float64
}{
	{file: "split-10.csv", refused: `different share bases: the quotes trade around 1211\.74, 10 times as much`},
	{file: "split-10.csv", flags: []string{"--spot", "implied"}, gex: 3.138e8, within: 0.01},
	{file: "split-10.csv", flags: []string{"--spot", "1209"}, gex: 3.138e8, within: 0.01},
	{file: "split-10.csv", flags: []string{"--spot", "12.09"}, refused: `given spot 12\.09 .* 100 times as much`},
	{file: "reverse-split-8.csv", refused: `different share bases: .* 0\.125 times as much`},
	{file: "reverse-split-8.csv", flags: []string{"--spot", "3"}, gex: 1.372e5, within: 0.01},
	{file: "split-mixed-10.csv", serious: "strike-basis", gex: 3.1379e7, within: 0.01},
	{file: "split-mixed-4.csv", serious: "strike-basis", gex: 4.4841e7, within: 0.01},
	{file: "last-x10.csv", refused: `0\.1 times as much`},
	{file: "last-x10.csv", flags: []string{"--spot", "6700"}, gex: 4.046e9, within: 0.01},
	{file: "last-x01.csv", refused: `10 times as much`},
	{file: "last-x01.csv", flags: []string{"--spot", "implied"}, gex: 3.955e9, within: 0.01},
	{file: "coin-premiums.csv", flags: []string{"--columns", coinColumns, "--as-of", "2025-11-20T15:00:00Z"}, refused: "premiums are in coins"},
	{file: "coin-premiums-eth.csv", flags: []string{"--columns", coinColumns, "--as-of", "2025-11-20T15:00:00Z"}, refused: "premiums are in coins"},
	{
		file:  "coin-premiums.csv",
		flags: []string{"--columns", coinColumns, "--as-of", "2025-11-20T15:00:00Z", "--iv", "file", "--carry", "flat"},
		gex:   1.05748e8, within: 0.025,
	},
	{file: "yahoo-premarket.csv", flags: []string{"--spot", "600"}, refused: "can be priced .*placeholder"},
	{file: "yahoo-premarket.csv", flags: []string{"--spot", "600", "--iv", "file"}, refused: "can be priced .*placeholder"},
	{file: "iv-low-percent.csv", serious: "iv-unit"},
	{file: "iv-low-percent.csv", flags: []string{"--iv-unit", "percent"}, gex: 1.04981e8, within: 0.02},
	{file: "iv-low-percent.csv", flags: []string{"--iv-unit", "fraction"}},
	{file: "premiums-other-currency.csv", refused: "call less put falls by 0.398 per point of strike"},
	{file: "oi-is-delta.csv", serious: "oi-fraction"},
	{file: "oi-1e9.csv", serious: "oi-suspect", gex: 2.58059e8, within: 0.01},
	{file: "oi-x1000.csv", serious: "oi-suspect"},
	{file: "no-put-ask.csv", serious: "quotes-one-sided"},
	{file: "underlying-wide.csv", flags: []string{"--input-format", "cboe-eodquotes"}, refused: `no spot price: SPY is quoted 500 to 600\.02, too wide`},
	{file: "underlying-wide.csv", flags: []string{"--input-format", "cboe-eodquotes", "--spot", "implied"}, gex: 3.11779e8, within: 0.04},
	{file: "underlying-wide-2.csv", flags: []string{"--input-format", "cboe-eodquotes", "--spot", "240"}, gex: 8.62547e7, within: 0.04},
	{file: "control-gap-12.csv"},
	{file: "control-rate-30.csv", gex: 1.5795e9, within: 0.01},
	{file: "control-rate-neg.csv", gex: 2.34013e9, within: 0.01},
}

// TestSense: nonsense is an error, or left out with a serious warning, and every way out that an error names works.
func TestSense(t *testing.T) {
	for _, c := range senseCases {
		t.Run(c.file+" "+strings.Join(c.flags, " "), func(t *testing.T) {
			path := filepath.Join(top, "testdata", "faults", "sense-checks", c.file)
			var stdout, stderr bytes.Buffer
			code := run(append([]string{"report", "-f", "json", path}, c.flags...), strings.NewReader(""), &stdout, &stderr)
			_, checked := quietly(append([]string{"check", path}, c.flags...)...)
			_, strict := quietly(append([]string{"levels", "--strict", path}, c.flags...)...)
			if c.refused != "" {
				if code != fault.Input || checked != fault.Input && checked != fault.No || strict != fault.Input || !regexp.MustCompile(c.refused).MatchString(stderr.String()) {
					t.Errorf("exit %d, check %d, --strict %d: %s", code, checked, strict, stderr.String())
				}
				return
			}
			var r struct {
				Totals   struct{ Gex *float64 }
				Warnings []report.Warning
			}
			if err := json.Unmarshal(stdout.Bytes(), &r); err != nil || code != fault.Done {
				t.Fatalf("exit %d, %v: %s", code, err, stderr.String())
			}
			serious := report.SeriousAmong(r.Warnings)
			if c.serious == "" && len(serious) > 0 || c.serious != "" && !slices.ContainsFunc(serious, func(w report.Warning) bool { return w.Code == c.serious }) {
				t.Errorf("serious warnings %v, want %q", serious, c.serious)
			}
			want := fault.Done
			if c.serious != "" {
				want = fault.No
			}
			if checked != want || strict != want {
				t.Errorf("check ends with %d, --strict with %d, want %d", checked, strict, want)
			}
			switch got := r.Totals.Gex; {
			case c.gex == 0:
			case math.IsNaN(c.gex) != (got == nil):
				t.Errorf("GEX %v, want %g", got, c.gex)
			case got != nil && math.Abs(*got/c.gex-1) > c.within:
				t.Errorf("GEX %g, want %g", *got, c.gex)
			}
		})
	}
}
