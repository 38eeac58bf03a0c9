package vol

import (
	"errors"
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/fault"
	"gex/internal/market"
)

// ErrNoSpot is the cause of the error of a chain without a spot when none is given.
var ErrNoSpot = errors.New("no spot price")

// ErrNoImpliedSpot is that of a spot that the quotes do not determine.
var ErrNoImpliedSpot = errors.New("no quotes that determine a spot")

// noSpot returns the error of a chain without a spot; a spot that was read but is
// quoted too wide is mentioned.
func (f *fitter) noSpot() error {
	why := ""
	for _, n := range f.c.Notes {
		if n.Code == "spot-wide" {
			why = ": " + n.Message
		}
	}
	return fault.New(fault.Input, "give one, such as "+fault.Setting("spot")+" 6712.5, or "+fault.Setting("spot")+" implied to take the quotes'", "%w%s", ErrNoSpot, why)
}

// flatCarry gives every expiry the user's rate, of a curve that of its tenor, and
// yield, 0 by default: F = S e^{(r−q)T} at the file's spot or the one given, with T at
// as_of and T_q at the quotes. Quotes are not read for it (docs/theory.md 1.1).
func (f *fitter) flatCarry() error {
	f.s.Spot, f.s.SpotSource = f.c.Spot, "file"
	if f.o.Spot == "value" {
		f.s.Spot, f.s.SpotSource = f.o.SpotAt, "flag"
	}
	if !isPrice(f.s.Spot) {
		return f.noSpot()
	}
	for x := range f.all {
		q := &f.all[x]
		e := f.expiry(x)
		grow := q.r - f.o.carryCost() // a fraction a year
		e.Yield, e.ForwardBy = f.o.carryCost(), "flat"
		if q.live {
			e.Forward = f.s.Spot * kernel.Exp(grow*e.Years)
			q.forward = f.s.Spot * kernel.Exp(grow*q.years)
			e.QuoteForward = q.forward
		}
	}
	f.fitAmerican()
	return nil
}

// expiry starts the entry of expiry x with the fields that both kinds of carry share: T
// from as_of, T_q, no forward yet.
func (f *fitter) expiry(x int) *Expiry {
	q := &f.all[x]
	f.s.Expiries[x] = Expiry{
		Years: f.years(x), Rate: q.r, Forward: math.NaN(), ATMVol: math.NaN(),
		QuoteTime: q.at, QuoteYears: q.years, QuoteForward: math.NaN(), Age: 1, Scale: 1, Pairs: len(q.pairs), VolRatio: math.NaN(),
	}
	return &f.s.Expiries[x]
}

// years returns T of expiry x, from as_of to settlement, ACT/365.
func (f *fitter) years(x int) float64 { return market.Years(f.c.AsOf, f.all[x].Settlement) }

// impliedCarry finds rate, forwards, gap and spot from the quotes (docs/theory.md 3.3
// to 3.7). An expiry without a forward of its own takes the line of the others, F_q =
// quotes' spot · e^{slope·T_q}. From there,
//
//	F = F_q · S/quotes' spot        q = r − ln(F/S)/T
func (f *fitter) impliedCarry() error {
	if f.o.Rate == nil {
		f.inferRate()
	}
	f.fitAmerican()
	findForwards(f.all)
	f.dropForwards()
	if err := f.findSpot(); err != nil {
		return err
	}
	shift := f.s.Spot / f.s.QuoteSpot // e^{−a} when S is the file's, 1 when it is the quotes'
	if f.root().OffFutures {
		shift = 1 // a quoted future does not follow a spot that is given
	}
	for x := range f.all {
		q := &f.all[x]
		e := f.expiry(x)
		if !q.live {
			continue
		}
		e.ForwardBy = q.source
		if math.IsNaN(q.forward) {
			// No quotes of its own: the carry of the others, with its own rate on a curve.
			slope := f.gap.slope + (q.r - f.s.Rate)
			q.forward = f.s.QuoteSpot * kernel.Exp(slope*q.years)
			if g := f.am.grown(x); g > 0 {
				q.forward = g * f.s.QuoteSpot / f.am.spot
			}
			e.ForwardBy = "carry"
		}
		e.QuoteForward = q.forward
		// Moving spot moves the forward in proportion: carry ln(F/S) is kept.
		e.Forward = q.forward * shift
		e.Yield = e.Rate - kernel.Log(e.Forward/f.s.Spot)/e.Years
	}
	f.judgeYields()
	return nil
}

// root returns the entry of the chain's underlying in the table of roots.
func (f *fitter) root() market.Root { return f.c.Of() }

// findSpot fits the gap between the quotes' spot and the file's, and decides at which
// spot everything is evaluated. Options on futures have no gap: their forward is the
// future, not a function of spot.
func (f *fitter) findSpot() error {
	base := f.base()
	if f.root().OffFutures {
		f.gap = gap{slope: f.s.Rate - f.o.carryCost(), source: "futures"}
	} else if f.am != nil && f.am.live {
		f.gap = f.am.sessionGap(base)
	} else {
		f.gap = findGap(f.c.Underlying, f.all, base, f.s.Rate, f.o.carryCost(), f.o.Dividends, f.am)
	}
	f.s.GapSource, f.s.Used = f.gap.source, f.gap.used
	f.s.QuoteTime = earliest(f.all)
	if !isPrice(f.c.Spot) && f.o.Spot != "value" {
		return f.spotWithoutFile()
	}
	return f.spotBeside(base)
}

// base is the spot from which the gap is counted: the file's, else the given one, else
// 1; the gap is then the logarithm of the quotes' spot itself.
func (f *fitter) base() float64 {
	switch {
	case isPrice(f.c.Spot):
		return f.c.Spot
	case f.o.Spot == "value":
		return f.o.SpotAt
	}
	return 1
}

// spotBeside chooses between the file's spot, the quotes' S e^a and a given one; base
// is the file's, or the given one where the file has none. By default the quotes' is
// taken only where the file's is frozen (docs/theory.md 3.6).
func (f *fitter) spotBeside(base float64) error {
	s := f.s
	// A gap that noise or unknown carry explains is not corrected for, unless the user
	// asks for the quotes' spot.
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

// inSession reports whether the file was made in the session, judged at as_of less the
// delay: a last price is as delayed as the quotes in the same file.
func (f *fitter) inSession() bool { return f.root().Venue.MadeInSession(f.c.AsOf, f.delay) }

// frozen reports whether the file's spot is that of the last close while its options
// trade: a cash index outside its session.
func (f *fitter) frozen() bool {
	return f.gap.used > 0 && f.root().SpotFreezes && !f.inSession()
}

// unknownCarry is how far rate − yield may be from the true carry, a fraction a year,
// where the forwards do not determine it: an unknown dividend yield. unknownRate is the
// same where the rate is unknown too (docs/theory.md 3.5).
const unknownCarry, unknownRate = 0.03, 0.06

// noGap reports whether the gap may be noise or carry, and is taken as 0: in session
// when |a| ≤ max(0.1%, 2 standard errors); and where the slope is not that of the
// forwards, when |a| ≤ 3% a year · T_q (6% where the rate is unknown).
func (f *fitter) noGap() bool {
	g, away := &f.gap, math.Abs(f.gap.a)
	if f.am != nil && f.am.live {
		return false // sessionGap has judged it
	}
	if f.inSession() && away <= max(gapNoise, 2*g.se) {
		return true
	}
	carry := unknownCarry
	if f.s.RateSource == "none" || f.rateUnidentified {
		carry = unknownRate
	}
	return !g.fitted && away <= carry*g.years
}

// spotWithoutFile sets the spot of a file without one, when none is given: the quotes',
// if the user asks for it, else an error. With base 1 it is e^a.
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

// noImpliedSpot returns the error of a spot that the quotes do not determine.
func (f *fitter) noImpliedSpot() error {
	err := fault.New(fault.Input, "give one, such as "+fault.Setting("spot")+" 6712.5", "no expiry of %s within 10 days has quotes that determine a spot", f.c.Underlying)
	err.Err = ErrNoImpliedSpot
	return err
}
