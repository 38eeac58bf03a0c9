package main

import (
	"encoding/json"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/require"
)

// TestLimitsAreConditions: every flag that is short for a condition stands for one that can be read, about the check alone,
// and is not in the help.
func TestLimitsAreConditions(t *testing.T) {
	flags := (&checkOptions{}).requireFlags()
	for _, l := range limits() {
		l.most = new(0.125)
		c, err := require.Parse(l.text())
		if err != nil || c.NeedsReport() || !c.Uses(l.key) {
			t.Errorf("--%s is %s: %v", l.flag, l.text(), err)
		}
		if f := flags.Lookup(l.flag); f == nil || !f.Hidden {
			t.Errorf("--%s is in the help, or is no flag", l.flag)
		}
	}
}

// TestLimitsFail: a limit that is passed is a condition that fails and, for programs, a failure under the name of its flag;
// one that is reached is neither.
func TestLimitsFail(t *testing.T) {
	type checked struct {
		report.Check
		Requirements []struct{ OK bool } `json:"requirements"`
	}
	check := func(args ...string) (checked, string, int) {
		t.Helper()
		stdout, stderr, code := runGex(t, append([]string{"check", "-f", "json"}, args...)...)
		var c checked
		if err := json.Unmarshal([]byte(stdout), &c); err != nil {
			t.Fatal(err)
		}
		return c, stderr, code
	}
	plain, _, _ := check(spxFile)
	at := map[string]report.Number{
		"max-gap": plain.SpotGap, "max-left-out": plain.LeftOut, "max-crossed": plain.Crossed, "max-delta": plain.Vendor.Delta.Median,
		"max-gamma": plain.Vendor.Gamma.Median,
	}
	for flag, value := range at {
		if !value.OK() {
			continue
		}
		c, _, code := check("--quiet", "--"+flag, value.String(), spxFile)
		if code != fault.Done || len(c.Failed) > 0 || len(c.Requirements) != 1 || !c.Requirements[0].OK {
			t.Errorf("--%s %s: exit %d, %+v", flag, value, code, c.Requirements)
		}
		if value == 0 {
			continue
		}
		c, _, code = check("--quiet", "--"+flag, (value * 0.999).String(), spxFile)
		if code != fault.No || len(c.Failed) != 1 || c.Failed[0].Flag != flag || c.Failed[0].Value != value || c.Requirements[0].OK {
			t.Errorf("--%s below %s: exit %d, %+v", flag, value, code, c.Failed)
		}
	}
	const minutes = 15
	c, stderr, code := check("--max-age", "14m", "--max-outliers", "1000", spxFile)
	if plain.AgeMinutes == minutes && (code != fault.No || len(c.Failed) != 1 || c.Failed[0].Flag != "max-age" || c.Failed[0].Value != minutes) {
		t.Errorf("exit %d, %+v", code, c.Failed)
	}
	for _, says := range []string{
		"gex: --max-age is deprecated and will go: give --require 'age_minutes <= 14",
		"gex: --max-outliers is deprecated and will go: give --require 'outlier_count <= 1000",
	} {
		if !strings.Contains(stderr, says+"'\n") {
			t.Errorf("no %q in %q", says, stderr)
		}
	}
}
