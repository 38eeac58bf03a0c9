package main

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/reftest"
)

// realFiles are the real files of vendors; the test is skipped where there are none.
func realFiles(t *testing.T) []string {
	t.Helper()
	if testing.Short() {
		t.Skip("no time for real chains")
	}
	return filesIn(t, reftest.Chains(t))
}

// refused is what a file that cannot be used is answered with: one line that says why, and one that says what to do.
var refused = regexp.MustCompile(`^gex: [^\n]+: [^\n]+\ngex: hint: [^\n]+\n$`)

// doubtedChains are the real files with a serious warning, and its code: NVDA's still lists strikes from before its split of
// 2024, and MSFT's has puts alone.
var doubtedChains = map[string]string{
	"NVDA_2026-02-13_c1150ET_0DTE.csv": "strike-basis",
	"MSFT_2021-05-17_TDA-chains.json":  "one-sided",
}

// TestRealChains reports, checks and walks every real file there is through flows: it is understood or refused in words,
// and never breaks the program.
func TestRealChains(t *testing.T) {
	paths := realFiles(t)
	for _, path := range paths {
		for verb, last := range map[string]string{"report": "COVERAGE", "check": "OUTLIERS", "flows": "SPOT AND TIME", "levels": "OUTLOOK"} {
			t.Run(verb+"/"+filepath.Base(path), func(t *testing.T) {
				var stdout, stderr bytes.Buffer
				code := run([]string{verb, path}, strings.NewReader(""), &stdout, &stderr)
				noWider(t, verb, stdout.String(), 80)
				switch {
				case code == fault.Done:
					if !strings.Contains(stdout.String(), last) {
						t.Errorf("the page is cut short:\n%s", stdout.String())
					}
				case verb == "check" && code == fault.No && doubtedChains[filepath.Base(path)] != "":
					if want := "(" + doubtedChains[filepath.Base(path)] + ")\n"; !strings.HasSuffix(stderr.String(), want) || !strings.Contains(stdout.String(), last) {
						t.Errorf("no doubt about %s: %s", want, stderr.String())
					}
				case code != fault.Input || !refused.MatchString(stderr.String()) || !strings.HasPrefix(stderr.String(), "gex: "+path+":"):
					t.Errorf("exit %d: %s", code, stderr.String())
				}
			})
		}
	}
}

// TestHintsReadRealChains follows the hint that each refused file is given, until it is read.
func TestHintsReadRealChains(t *testing.T) {
	realFiles(t)
	for _, c := range []struct {
		file, hint string
		flags      []string
	}{
		{"cboe-scraped/SPX_March_2019_multi-quotedate_subset.csv", "--quote-date", []string{"--quote-date", "2019-03-01"}},
		{"cboe-datashop/SPX_2016-01_EODCalcs_padded-quotes_sample.csv", "--quote-date", []string{"--quote-date", "2016-01-06"}},
		{"historicaloptiondata/SPXW_2018_BOM_CRLF_multi-quotedate.csv.gz", "--quote-date", []string{"--quote-date", "2018-01-02"}},
		{"historicaloptiondata/SPX_2017_subset_with-dte.csv", "--quote-date", []string{"--quote-date", "2017-01-03"}},
		{"cboe-quotes/SPY_2023-06-04_1515ET_garbled-date.csv", "--as-of", []string{"--as-of", "2023-06-04 15:15"}},
		{"nse/NIFTY_2025-08-06_processed.csv", "--as-of", []string{"--as-of", "2025-08-06"}},
		{"barchart/$spx-options-exp-2022-12-07-weekly-near-the-money-stacked-12-03-2022.csv", "--spot implied", []string{"--spot", "implied"}},
		{"other/SPY_2015-01-05_spaced-headers_OCC-padded.csv", "--spot implied", []string{"--spot", "implied"}},
		{"other/NVDA-2026-02-13.csv", "--as-of", []string{"--as-of", "2026-02-12", "--spot", "185"}},
		{"thinkorswim/2023-11-08-StockAndOptionQuoteForSPY.csv", "with open interest", nil},
	} {
		path := filepath.Join(reftest.Chains(t), filepath.FromSlash(c.file))
		stderr, code := quietly("levels", path)
		if code != fault.Input || !strings.Contains(stderr, c.hint) {
			t.Errorf("%s: exit %d, and no word of %s: %s", c.file, code, c.hint, stderr)
		}
		if c.flags == nil {
			continue
		}
		if stderr, code := quietly(append([]string{"levels", "--quiet", path}, c.flags...)...); code != fault.Done && !strings.Contains(stderr, "no contract with a position can be priced") { // both its contracts are without quotes
			t.Errorf("%s %s: exit %d: %s", c.file, c.flags, code, stderr)
		}
	}
}
