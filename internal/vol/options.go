package vol

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gex/internal/chain"
)

// settle fills in defaults and refuses what it does not know.
func (o *Options) settle() error {
	for _, c := range []struct {
		name  string
		value *string
		known []string
	}{{"iv", &o.IV, IVs}, {"carry", &o.Carry, Carries}, {"spot", &o.Spot, append(slices.Clone(Spots), "value")}} {
		if *c.value == "" {
			*c.value = c.known[0]
		}
		if !slices.Contains(c.known, *c.value) {
			return &Error{fmt.Sprintf("%s %q is not known", c.name, *c.value), "one of " + strings.Join(c.known, ", ")}
		}
	}
	if o.Spot == "value" && !price(o.SpotAt) {
		return &Error{fmt.Sprintf("spot %g is no price", o.SpotAt), "give one such as --spot 6712.5"}
	}
	if o.Carry == "flat" && o.Spot == "implied" {
		return &Error{"--spot implied needs the quotes' forwards", "leave --carry flat away, or give --spot a price"}
	}
	return nil
}

func price(x float64) bool { return x > 0 && !math.IsInf(x, 0) }

// words states the assumptions for the report.
func (f *fitter) words() {
	f.s.IVWords = map[string]string{
		"auto":  "auto: solved from the quotes of each strike's out-of-the-money leg; thin expiries take the other leg, then the file's; the rest interpolated",
		"quote": "quote: solved from the quotes of each strike's out-of-the-money leg; thin expiries take the other leg; the rest interpolated",
		"file":  "file: each leg's own column",
	}[f.o.IV]
	if f.o.Carry == "flat" {
		f.s.CarryWords = fmt.Sprintf("flat: F = S e^((r-q)T) with r = %g, q = %g", f.s.Rate, f.o.Yield)
	} else {
		f.s.CarryWords = "implied: each expiry's forward from put-call parity near the money"
	}
	f.s.ClockWords = f.o.clock(f.c).String()
	if f.o.IV == "file" {
		f.s.ClockWords = "the file's volatilities are taken as annual on ACT/365 from as_of"
	}
}

// note adds a warning.
func (f *fitter) note(code, format string, args ...any) {
	f.s.Warnings = append(f.s.Warnings, chain.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
}
