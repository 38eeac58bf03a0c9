package vol

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gex/internal/chain"
	"gex/internal/fault"
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
			return fault.New(fault.Input, "one of "+strings.Join(c.known, ", "), "%s %q is not known", c.name, *c.value)
		}
	}
	if o.Spot == "value" && !price(o.SpotAt) {
		return fault.New(fault.Input, "give one such as "+fault.Setting("spot")+" 6712.5", "spot %g is no price", o.SpotAt)
	}
	if o.Carry == "flat" && o.Spot == "implied" {
		return fault.New(fault.Input, "leave "+fault.Setting("carry")+" flat away, or give "+fault.Setting("spot")+" a price", "%s implied needs the quotes' forwards", fault.Setting("spot"))
	}
	return nil
}

func price(x float64) bool { return x > 0 && !math.IsInf(x, 0) }

// words states the assumptions for the report: in a few words before the colon, which is what a page has room for.
func (f *fitter) words() {
	f.s.IVWords, f.s.CarryWords, f.s.ClockWords = f.ivWords(), f.carryWords(), f.s.clock.String()
	if f.o.IV == "file" {
		f.s.ClockWords = "the file's volatilities are taken as annual on ACT/365 from as_of"
	}
}

func (f *fitter) ivWords() string {
	if f.o.IV == "file" {
		return "from the file: each leg's own column"
	}
	var by [Interpolated + 1]int
	for _, s := range f.s.Source {
		by[s]++
	}
	const solved = "solved from each strike's out-of-the-money leg; thin expiries take the other leg"
	switch {
	case f.o.IV == "quote":
		return "from quotes alone: " + solved + "; the rest interpolated"
	case by[FromFile] > by[FromQuote]+by[FromOtherLeg]:
		return "from the file, few quotes: the out-of-the-money leg's column where quotes tell nothing; the rest interpolated"
	}
	return "from quotes: " + solved + ", then the file's; the rest interpolated"
}

func (f *fitter) carryWords() string {
	if f.o.Carry == "flat" {
		return fmt.Sprintf("flat with r = %g and q = %g: F = S e^((r-q)T)", f.s.Rate, f.o.Yield)
	}
	by := map[string]int{}
	for _, e := range f.s.Expiries {
		by[e.ForwardBy]++
	}
	switch most := max(by["future"], by["parity"], by["file_delta"], by["carry"]); most {
	case 0: // nothing lives
	case by["future"]:
		return "from futures: each expiry's forward is the future that the file quotes"
	case by["parity"]:
		return "from parity: each expiry's forward from its calls and puts near the money"
	case by["file_delta"]:
		return "from the file's deltas: few quotes pair up, so each expiry's forward is the one its call deltas speak of"
	}
	return "grown from spot: few expiries have quotes or deltas that give a forward, the others follow from them"
}

// note adds a warning.
func (f *fitter) note(code, format string, args ...any) {
	f.s.Warnings = append(f.s.Warnings, chain.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
}
