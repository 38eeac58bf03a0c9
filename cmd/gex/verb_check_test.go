package main

import (
	"testing"

	"gex/internal/gex"
	"gex/internal/report"
)

// TestFailuresNameFlags: whoever reads what failed must find the flag in the help.
func TestFailuresNameFlags(t *testing.T) {
	none := new(-1.0)
	c := &report.Check{}
	c.TradeDate = "2025-11-20"
	gex.Limits{Gap: none, LeftOut: none, Age: none, Crossed: none, Delta: none, Gamma: none, Outliers: none}.Judge(c)
	flags := (&checkOptions{}).limitFlags()
	known := 0
	for _, f := range c.Failed {
		if flags.Lookup(f.Flag) == nil {
			t.Errorf("gex check has no flag --%s", f.Flag)
		}
		known++
	}
	if !flags.HasFlags() || known != 7 {
		t.Errorf("%d limits failed, want 7", known)
	}
}
