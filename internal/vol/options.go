package vol

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/series"
)

// validate fills in defaults. It refuses unknown names, a spot that is not a positive
// number, and a spot implied by quotes under a flat carry, which does not read them.
func (o *Options) validate() error {
	for _, c := range []struct {
		name  string
		value *string
		known []string
	}{{"iv", &o.IV, IVs}, {"carry", &o.Carry, Carries}, {"exercise", &o.Exercise, Exercises}, {"spot", &o.Spot, append(slices.Clone(Spots), "value")}} {
		if *c.value == "" {
			*c.value = c.known[0]
		}
		if !slices.Contains(c.known, *c.value) {
			return fault.New(fault.Input, "one of "+strings.Join(c.known, ", "), "%s %q is not known", c.name, *c.value)
		}
	}
	if o.Spot == "value" && !isPrice(o.SpotAt) {
		return fault.New(fault.Input, "give one such as "+fault.Setting("spot")+" 6712.5", "spot %g is not a price", o.SpotAt)
	}
	if o.Carry == "flat" && o.Spot == "implied" {
		return fault.New(fault.Input, "drop "+fault.Setting("carry")+" flat, or give "+fault.Setting("spot")+" a price", "%s implied needs the quotes' forwards", fault.Setting("spot"))
	}
	return nil
}

// carryCost returns what the user says that a share costs beside the rate, yield and
// borrow, a fraction a year.
func (o *Options) carryCost() float64 {
	if o.Borrow != nil {
		return o.Yield + *o.Borrow
	}
	return o.Yield
}

// OffFutures returns the options for a chain in a combined book: futures that its options price off and that its file gives are
// its forwards under a flat carry, too, where a chain alone takes the rate and the yield.
func (o Options) OffFutures(c *chain.Chain) Options {
	if o.Carry != "flat" || !c.Of().OffFutures || !slices.ContainsFunc(c.Expiries, func(e chain.Expiry) bool { return isPrice(e.Future) }) {
		return o
	}
	if o.Carry = "implied"; o.Rate == nil {
		o.Rate = series.Constant(0)
	}
	return o
}

// isPrice reports whether x can be a price: finite and above zero.
func isPrice(x float64) bool { return x > 0 && !math.IsInf(x, 0) }

// stateAssumptions writes the assumptions of the fit for the report. The text before
// the colon is the short form.
func (f *fitter) stateAssumptions() {
	f.s.IVAssumption, f.s.CarryAssumption, f.s.ClockAssumption = f.ivAssumption(), f.carryAssumption()+f.rateAssumption(), f.s.clock.String()
	f.s.ExerciseAssumption = f.exerciseAssumption()
	if f.o.IV == "file" {
		f.s.ClockAssumption = "the file's volatilities are taken as annual on ACT/365 from as_of"
	}
}

// ivAssumption says where the volatilities come from, by the source of most of them.
func (f *fitter) ivAssumption() string {
	if f.o.IV == "file" {
		return "from the file: each leg's own column"
	}
	file, quote := 0, 0
	for _, s := range f.s.Source {
		if s == FromFile {
			file++
		}
		if s == FromQuote || s == FromOtherLeg {
			quote++
		}
	}
	const solved = "solved from each strike's out-of-the-money leg; thin expiries take the other leg"
	switch {
	case f.o.IV == "quote":
		return "from quotes alone: " + solved + "; the rest interpolated"
	case file > quote:
		return "from the file, few quotes: the out-of-the-money leg's column where quotes tell nothing; the rest interpolated"
	}
	return "from quotes: " + solved + ", then the file's; the rest interpolated"
}

// carryAssumption says where the forwards come from, by the source of most of them.
func (f *fitter) carryAssumption() string {
	if f.o.Carry == "flat" {
		if f.s.RateSource == "curve" {
			return fmt.Sprintf("flat with r by tenor and q = %g: F = S e^((r-q)T)", f.o.Yield)
		}
		return fmt.Sprintf("flat with r = %g and q = %g: F = S e^((r-q)T)", f.s.Rate, f.o.Yield)
	}
	by := map[string]int{}
	for _, e := range f.s.Expiries {
		by[e.ForwardBy]++
	}
	switch most := max(by["future"], by["parity"], by["file_delta"], by["carry"]); most {
	case 0: // every expiry is settled
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

// AtRate returns the options with one rate for all tenors, a fraction a year.
func (o Options) AtRate(rate float64) Options {
	o.Rate = series.Constant(rate)
	return o
}

// Shifted returns the options with a fraction a year added to the rates given, or to the
// one that a fit found where none are.
func (o Options) Shifted(found, by float64) Options {
	if o.Rate == nil {
		return o.AtRate(found + by)
	}
	o.Rate = o.Rate.Shifted(by)
	return o
}
