package vol_test

import (
	"fmt"
	"testing"

	"gex/internal/sample"
	"gex/internal/vol"
)

// TestQuietFitIsTheSame: without warnings a fit is what it is with them.
func TestQuietFitIsTheSame(t *testing.T) {
	warned := 0
	for _, o := range []sample.Options{{Seed: 2, Contracts: 900}, {Seed: 5, Underlying: "XYZ", Contracts: 300}} {
		c, _, _ := roundTrip(t, o)
		c.AsOf = c.AsOf.AddDate(0, 0, 1) // quotes of yesterday, which is worth a warning
		for _, of := range []vol.Options{{}, {IV: "file"}, {Carry: "flat"}} {
			loud := fit(t, c, of)
			of.Quiet = true
			quiet := fit(t, c, of)
			if len(quiet.Warnings) > 0 {
				t.Errorf("%+v: %v", of, quiet.Warnings)
			}
			warned += len(loud.Warnings)
			loud.Warnings = nil
			if a, b := fmt.Sprintf("%+v", *loud), fmt.Sprintf("%+v", *quiet); a != b {
				t.Errorf("%+v: quiet it is\n%s\nand\n%s", of, b, a)
			}
		}
	}
	if warned == 0 {
		t.Error("no fit has a warning to leave out")
	}
}
