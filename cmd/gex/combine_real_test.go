package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/reftest"
)

// TestCombineRealChains: real files of two days are refused, and two of one underlying and day are one member that says how far apart
// they are.
func TestCombineRealChains(t *testing.T) {
	dir := filepath.Join(reftest.Chains(t), "cboe-quotes")
	combine := func(axis string, files ...string) (code int, stdout, stderr string) {
		var out, errs bytes.Buffer
		args := []string{"levels", "--format", "json", "--combine", axis}
		for _, name := range files {
			args = append(args, filepath.Join(dir, name))
		}
		code = run(args, strings.NewReader(""), &out, &errs)
		return code, out.String(), errs.String()
	}
	code, _, stderr := combine("NDX", "QQQ_2023-06-12_1635ET_quoted-name.csv", "NDX_2023-05-26_1718ET_unquoted-date.csv")
	if code != fault.Input || !strings.Contains(stderr, "QQQ is of trade date 2023-06-12 and NDX of 2023-05-30") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	code, stdout, stderr := combine("SPY", "SPY_2025-05-01_0828ET_premarket.csv", "SPY_2025-05-01_1649ET_0DTE.csv")
	if code != fault.Done || strings.Count(stdout, `"zero_gamma_own"`) != 1 || !strings.Contains(stdout, `"code": "as-of-apart"`) ||
		!strings.Contains(stdout, "8 h 21 min after SPY_2025-05-01_0828ET_premarket.csv") {
		t.Errorf("exit %d: %s%s", code, stderr, stdout)
	}
}
