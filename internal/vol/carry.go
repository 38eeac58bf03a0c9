package vol

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/market"
)

// noSpot is the error of a chain without a price to start from.
func (f *fitter) noSpot() error {
	return &Error{"no spot price for " + f.c.Underlying, "give one, such as --spot 6712.5, or --spot implied to take the quotes'"}
}

// flatCarry gives every expiry the same rate and yield: F = S e^{(r-q)T}, at the file's spot or the one given.
func (f *fitter) flatCarry() error {
	f.s.RateSource = "flag"
	if f.o.Rate != nil {
		f.s.Rate = *f.o.Rate
	}
	f.s.Spot, f.s.SpotSource = f.c.Spot, "file"
	if f.o.Spot == "value" {
		f.s.Spot, f.s.SpotSource = f.o.SpotAt, "flag"
	}
	if !price(f.s.Spot) {
		return f.noSpot()
	}
	grow := f.s.Rate - f.o.Yield
	for x := range f.all {
		q := &f.all[x]
		e := f.expiry(x)
		e.Yield, e.ForwardBy = f.o.Yield, "flat"
		if q.live {
			e.Forward = f.s.Spot * kernel.Exp(grow*e.Years)
			q.forward = f.s.Spot * kernel.Exp(grow*q.years)
			e.QuoteForward = q.forward
		}
	}
	return nil
}

// expiry starts the entry of expiry x with what every carry shares.
func (f *fitter) expiry(x int) *Expiry {
	q := &f.all[x]
	f.s.Expiries[x] = Expiry{
		Years: market.Years(f.c.AsOf, q.Settlement), Rate: f.s.Rate, Forward: math.NaN(), ATMVol: math.NaN(),
		QuoteTime: q.at, QuoteYears: q.years, QuoteForward: math.NaN(), Age: 1, Pairs: len(q.pairs), Clocks: math.NaN(),
	}
	return &f.s.Expiries[x]
}

// impliedCarry finds rate, forwards, gap and spot from the quotes.
func (f *fitter) impliedCarry() error {
	f.findRate()
	findForwards(f.all, f.s.Rate)
	if err := f.findSpot(); err != nil {
		return err
	}
	shift := kernel.Log(f.s.Spot / f.s.QuoteSpot) // from the quotes' spot to ours
	for x := range f.all {
		q := &f.all[x]
		e := f.expiry(x)
		if !q.live {
			continue
		}
		e.ForwardBy = q.source
		if math.IsNaN(q.forward) {
			q.forward = f.s.QuoteSpot * kernel.Exp(f.gap.slope*q.years)
			e.ForwardBy = "carry"
		}
		e.QuoteForward = q.forward
		e.Forward = q.forward * kernel.Exp(shift)
		e.Yield = e.Rate - kernel.Log(e.Forward/f.s.Spot)/e.Years
	}
	return nil
}

func (f *fitter) findRate() {
	if f.o.Rate != nil {
		f.s.Rate, f.s.RateSource = *f.o.Rate, "flag"
	} else if r, ok := impliedRate(f.all); ok {
		f.s.Rate, f.s.RateSource = r, "parity"
	} else {
		f.s.RateSource = "none"
	}
}

// findSpot places the quotes' spot against the file's and decides at which everything is evaluated.
func (f *fitter) findSpot() error {
	base := f.c.Spot
	if !price(base) {
		return f.spotWithoutFile()
	}
	f.gap = findGap(f.all, base, f.s.Rate, f.o.Yield, f.o.Dividends)
	if len(f.all) > 0 && f.all[0].Root.OffFutures {
		f.gap.a, f.gap.used, f.gap.source, f.gap.warning = 0, 0, "futures", ""
	}
	s := f.s
	s.Gap, s.GapSource, s.Used = f.gap.a, f.gap.source, f.gap.used
	s.QuoteSpot = base * kernel.Exp(f.gap.a)
	if len(f.all) > 0 {
		s.QuoteTime = earliest(f.all)
	}
	s.Spot, s.SpotSource = base, "file"
	switch {
	case f.o.Spot == "value":
		s.Spot, s.SpotSource = f.o.SpotAt, "flag"
	case f.o.Spot == "implied", f.o.Spot == "auto" && f.frozen():
		s.Spot, s.SpotSource = s.QuoteSpot, "implied"
	}
	return nil
}

// frozen reports whether the file's spot stands still while options are quoted: a cash index outside its session.
func (f *fitter) frozen() bool {
	return len(f.all) > 0 && f.gap.used > 0 && f.all[0].Root.Kind == market.Index && !market.InSession(f.c.AsOf)
}

// spotWithoutFile serves a file without a spot: the quotes' own, when the user asks for it, or a given one.
func (f *fitter) spotWithoutFile() error {
	s := f.s
	f.gap = findGap(f.all, 1, s.Rate, f.o.Yield, f.o.Dividends)
	if f.gap.used > 0 {
		s.QuoteSpot = kernel.Exp(f.gap.a)
		s.QuoteTime = earliest(f.all)
		s.GapSource, s.Used = f.gap.source, f.gap.used
	}
	switch {
	case f.o.Spot == "value":
		s.Spot, s.SpotSource = f.o.SpotAt, "flag"
		if f.gap.used == 0 {
			s.QuoteSpot = s.Spot
		}
		s.Gap = kernel.Log(s.QuoteSpot / s.Spot)
	case f.o.Spot == "implied" && f.gap.used > 0:
		s.Spot, s.SpotSource, s.Gap = s.QuoteSpot, "implied", 0
	case f.o.Spot == "implied":
		return &Error{"no spot price for " + f.c.Underlying + " and no quotes to imply one", "give one, such as --spot 6712.5"}
	default:
		return f.noSpot()
	}
	return nil
}
