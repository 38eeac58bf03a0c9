package vol

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/fault"
	"gex/internal/market"
)

// noSpot is the error of a chain without a price to start from.
func (f *fitter) noSpot() error {
	why := ""
	for _, n := range f.c.Notes {
		if n.Code == "spot-wide" {
			why = ": " + n.Message
		}
	}
	return fault.New(fault.Input, "give one, such as "+fault.Setting("spot")+" 6712.5, or "+fault.Setting("spot")+" implied to take the quotes'", "no spot price%s", why)
}

// flatCarry gives every expiry the same rate and yield: F = S e^{(r-q)T}, at the file's spot or the one given.
func (f *fitter) flatCarry() error {
	f.s.RateSource = "none"
	if f.o.Rate != nil {
		f.s.Rate, f.s.RateSource = *f.o.Rate, "flag"
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
		QuoteTime: q.at, QuoteYears: q.years, QuoteForward: math.NaN(), Age: 1, Scale: 1, Pairs: len(q.pairs), Clocks: math.NaN(),
	}
	return &f.s.Expiries[x]
}

// impliedCarry finds rate, forwards, gap and spot from the quotes.
func (f *fitter) impliedCarry() error {
	f.findRate()
	findForwards(f.all, f.s.Rate)
	f.dropForwards()
	if err := f.findSpot(); err != nil {
		return err
	}
	shift := f.s.Spot / f.s.QuoteSpot // from the quotes' spot to ours
	if f.root().OffFutures {
		shift = 1 // a future does not follow a spot that is given
	}
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
		e.Forward = q.forward * shift
		e.Yield = e.Rate - kernel.Log(e.Forward/f.s.Spot)/e.Years
	}
	return nil
}

// root is what the chain's underlying is.
func (f *fitter) root() market.Root { return market.LookupRoot(f.c.Underlying) }

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
	switch {
	case price(base):
	case f.o.Spot == "value":
		base = f.o.SpotAt
	default:
		base = 1 // a gap to it is the logarithm of the quotes' spot itself
	}
	if f.root().OffFutures {
		f.gap = gap{slope: f.s.Rate - f.o.Yield, source: "futures"}
	} else {
		f.gap = findGap(f.c.Underlying, f.all, base, f.s.Rate, f.o.Yield, f.o.Dividends)
	}
	f.s.GapSource, f.s.Used = f.gap.source, f.gap.used
	f.s.QuoteTime = earliest(f.all)
	if !price(f.c.Spot) && f.o.Spot != "value" {
		return f.spotWithoutFile()
	}
	return f.spotBeside(base)
}

// spotBeside chooses between the file's spot, the quotes' and a given one, which is the base where the file has none.
func (f *fitter) spotBeside(base float64) error {
	s := f.s
	if f.o.Spot != "implied" && f.noGap() {
		f.gap.a = 0
	}
	s.Gap = f.gap.a
	s.QuoteSpot = base * kernel.Exp(f.gap.a)
	s.Spot, s.SpotSource = base, "file"
	switch {
	case f.o.Spot == "value":
		s.Spot, s.SpotSource = f.o.SpotAt, "flag"
	case f.o.Spot == "implied" && f.gap.used == 0:
		return f.noImpliedSpot()
	case f.o.Spot == "implied", f.o.Spot == "auto" && f.frozen():
		s.Spot, s.SpotSource = s.QuoteSpot, "implied"
	}
	return nil
}

// inSession reports whether the file was made in the session: a last price is as delayed as the quotes beside it.
func (f *fitter) inSession() bool { return f.root().Venue.MadeInSession(f.c.AsOf, f.delay) }

// frozen reports whether the file's spot stands still while options are quoted: a cash index outside its session.
func (f *fitter) frozen() bool {
	return f.gap.used > 0 && f.root().SpotFreezes && !f.inSession()
}

// unknownCarry is how far rate less yield may be from the truth, a year: where there is a rate, a dividend yield that
// nothing tells; where there is none, a rate as well.
const unknownCarry, unknownRate = 0.03, 0.06

// noGap reports whether the gap is one of noise or of carry: in session when it is small, and when few expiries leave open
// how forwards grow, as long as that may be all.
func (f *fitter) noGap() bool {
	g, away := &f.gap, math.Abs(f.gap.a)
	if f.inSession() && away <= max(gapNoise, 2*g.se) {
		return true
	}
	carry := unknownCarry
	if f.s.RateSource == "none" {
		carry = unknownRate
	}
	return !g.fitted && away <= carry*g.years
}

// spotWithoutFile serves a file without a spot when none is given: the quotes' own, when the user asks for it.
func (f *fitter) spotWithoutFile() error {
	s := f.s
	implied := kernel.Exp(f.gap.a)
	switch {
	case f.o.Spot == "implied" && f.gap.used > 0:
		s.Spot, s.SpotSource, s.QuoteSpot, s.Gap = implied, "implied", implied, 0
	case f.o.Spot == "implied":
		return f.noImpliedSpot()
	default:
		return f.noSpot()
	}
	return nil
}

func (f *fitter) noImpliedSpot() error {
	return fault.New(fault.Input, "give one, such as "+fault.Setting("spot")+" 6712.5", "no expiry of %s within 10 days has quotes that tell a spot", f.c.Underlying)
}
