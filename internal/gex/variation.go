package gex

import (
	"cmp"
	"math"
	"slices"
	"time"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/vol"
)

// variation is one assumption that differs from those given, and the book under it, in the
// memory of another.
type variation struct {
	group, name string
	book        func(reuse *memory) (*Book, error)

	// The profile of that book on the base's ladder, where it follows from the base's:
	// repricing shares what does not change.
	profile func(*sharedProfile, *Book) []float64
}

// reason returns why a run failed.
func reason(err error) string { return fault.Spell(fault.Of(err).What, fault.AsFlag) }

// fifthOff and halved are the weights of calls and puts that are varied.
var (
	fifthOff = []string{"1,-0.8", "0.8,-1"}
	halved   = []string{"1,-0.5", "0.5,-1"}
)

// timeShift is how much earlier and later as_of is taken.
const timeShift = 15 * time.Minute

// variations returns the runs of the groups, in order, without those that equal what was
// given.
func (b *Book) variations(v Variations) []variation {
	var out []variation
	for _, g := range []struct {
		name string
		of   func(vol.Options) []variation
	}{
		{report.GroupSign, b.signs}, {report.GroupPosition, b.weights}, {report.GroupVolatility, b.vols}, {report.GroupCarry, b.carries},
		{report.GroupClock, b.clocks}, {report.GroupExercise, b.exercises}, {report.GroupContracts, b.withoutSome}, {report.GroupTime, b.times},
	} {
		if !v.has(g.name) {
			continue
		}
		for _, x := range g.of(v.Vol) {
			x.group = g.name
			out = append(out, x)
		}
	}
	return out
}

// with returns the book with other options, on the same surface.
func (b *Book) with(name string, change func(*Options)) variation {
	return variation{name: name, book: func(reuse *memory) (*Book, error) {
		o := b.opt
		o.TradeDate, o.memory = b.TradeDate, reuse
		change(&o)
		if o.Sign != b.opt.Sign {
			o.members = o.members.signed(o.Sign)
		}
		return NewBook(b.chain, b.surface, o)
	}}
}

// signs are the runs about who is long what.
func (b *Book) signs(vol.Options) []variation {
	names := slices.Concat(fifthOff, halved, []string{"short", "long"})
	if anyOf(b.chain.DealerQty) {
		names = append(names, "column")
	}
	if !sameSign("naive", b.opt.Sign) {
		names = append([]string{"naive"}, names...)
	}
	var out []variation
	for _, name := range names {
		if !sameSign(name, b.opt.Sign) {
			x := b.with(name, func(o *Options) { o.Sign = name })
			x.profile = b.bySide(name)
			out = append(out, x)
		}
	}
	return out
}

// sameSign reports whether two signs are one rule: naive is 1,-1.
func sameSign(a, b string) bool {
	callA, putA, ruledA, errA := signRule(a)
	callB, putB, ruledB, errB := signRule(b)
	return errA == nil && errB == nil && ruledA == ruledB && callA == callB && putA == putB
}

// weights are the runs about what counts as held. Under the sign "column" the file says
// what dealers hold, and none differs.
func (b *Book) weights(vol.Options) []variation {
	if isColumn(b.opt.Sign) {
		return nil
	}
	var out []variation
	for _, name := range []string{"oi", "oi+volume", "volume"} {
		switch {
		case name == b.opt.Weight:
		case name != "oi" && !b.hasVolume:
			out = append(out, variation{name: name, book: func(*memory) (*Book, error) {
				return nil, fault.New(fault.Input, "", "the file has no volumes")
			}})
		default:
			out = append(out, b.with(name, func(o *Options) { o.Weight = name }))
		}
	}
	return out
}

// vols are the runs about the source of volatilities.
func (b *Book) vols(given vol.Options) []variation {
	var out []variation
	for _, name := range []string{"auto", "file"} {
		switch {
		case name == given.IV || name == "auto" && given.IV == "":
		case name == "file" && !anyOf(b.chain.IV):
			out = append(out, variation{name: name, book: func(*memory) (*Book, error) {
				return nil, fault.New(fault.Input, "", "the file has no volatilities")
			}})
		default:
			out = append(out, b.refitted(name, given, func(o *vol.Options, _ Part) { o.IV = name }))
		}
	}
	return out
}

// ratePoint is one point of rate, a fraction a year.
const ratePoint = 0.01

// carries are the runs about forwards: from parity, from a flat rate and yield, and with
// the rate a point higher and lower. Under implied carry a rate discounts and the
// forwards of parity stay; under a flat one they move.
func (b *Book) carries(given vol.Options) []variation {
	implied := given.Carry != "flat"
	add := func(name string, change func(*vol.Options, Part)) variation { return b.refitted(name, given, change) }
	// flat keeps the spot of the base, so that the carry alone differs.
	flat := func(o *vol.Options, p Part) {
		o.Carry, o.Dividends = "flat", nil
		if p.Surface.SpotSource == "implied" {
			o.Spot, o.SpotAt = "value", p.Surface.Spot
		}
	}
	var out []variation
	if !implied {
		out = append(out, add("implied", func(o *vol.Options, _ Part) { o.Carry = "implied" }))
	} else {
		out = append(out, add("flat", func(o *vol.Options, p Part) {
			flat(o, p)
			*o = o.Shifted(p.Surface.Rate, 0)
			o.Yield = impliedYield(p.Surface)
		}))
	}
	some := func(p Part) bool { return p.Surface.Rate != 0 || p.Surface.RateSource == "curve" }
	if implied || slices.ContainsFunc(b.parts(), some) || given.Yield != 0 {
		out = append(out, add("flat 0,0", func(o *vol.Options, p Part) {
			flat(o, p)
			*o = o.AtRate(0)
			o.Yield = 0
		}))
	}
	return append(out,
		add("rate +1", func(o *vol.Options, p Part) { *o = o.Shifted(p.Surface.Rate, ratePoint) }),
		add("rate -1", func(o *vol.Options, p Part) { *o = o.Shifted(p.Surface.Rate, -ratePoint) }))
}

// month is the horizon of the implied yield, years.
const month = 30.0 / 365

// impliedYield returns the yield, r − ln(F/S)/T, of the live expiry nearest to 30 days,
// the earlier of two; 0 when there is none. Nearer expiries divide noise by little time.
func impliedYield(s *vol.Surface) float64 {
	yield, away := 0.0, math.Inf(1)
	for _, e := range s.Expiries {
		if d := math.Abs(e.Years - month); e.Years > 0 && d < away && !math.IsNaN(e.Yield) {
			yield, away = e.Yield, d
		}
	}
	return yield
}

// clocks are the runs about how variance accrues over time.
func (b *Book) clocks(given vol.Options) []variation {
	var out []variation
	for _, clock := range []market.Clock{market.Trading, market.Calendar} {
		differs := func(p Part) bool {
			venue := p.Chain.Of().Venue
			own := venue.Clock(clock).String()
			return own == clock.String() && own != venue.Clock(given.Clock).String()
		}
		if slices.ContainsFunc(b.parts(), differs) {
			out = append(out, b.refitted(clock.String(), given, func(o *vol.Options, _ Part) { o.Clock = clock }))
		}
	}
	return out
}

// exercises are the runs about early exercise, of options that can be exercised early.
func (b *Book) exercises(given vol.Options) []variation {
	if !slices.ContainsFunc(b.parts(), func(p Part) bool { return p.Surface.ExerciseAssumption != "" }) {
		return nil
	}
	var out []variation
	for _, name := range vol.Exercises {
		if name != cmp.Or(given.Exercise, vol.Exercises[0]) {
			out = append(out, b.refitted(name, given, func(o *vol.Options, _ Part) { o.Exercise = name }))
		}
	}
	return out
}

// withoutSome are the runs without the expiries of the trade date and without the next
// monthly, where the book has them.
func (b *Book) withoutSome(vol.Options) []variation {
	var out []variation
	without := func(name string, change func(*Options)) {
		x := b.with(name, change)
		x.profile = lessDropped
		out = append(out, x)
	}
	if len(b.in(AtOpen)) > 0 || len(b.in(ZeroDTE)) > 0 {
		without("without open,0dte", func(o *Options) {
			o.Exclude = append(slices.Clone(o.Exclude), AtOpen.String(), ZeroDTE.String())
		})
	}
	monthly := b.nextMonthly()
	var others []market.Date
	for _, e := range b.expiries {
		if d := b.chain.Expiries[e.of].Date; d != monthly && !slices.Contains(others, d) {
			others = append(others, d)
		}
	}
	if slices.ContainsFunc(b.expiries, func(e expiry) bool { return b.chain.Expiries[e.of].Date == monthly }) {
		if len(others) == 0 {
			return append(out, variation{name: "without monthly", book: func(*memory) (*Book, error) {
				return nil, fault.New(fault.Input, "", "no other expiry")
			}})
		}
		without("without monthly", func(o *Options) { o.Expiries = others })
	}
	return out
}

// times are the runs as of another time; quotes keep their age.
func (b *Book) times(given vol.Options) []variation {
	return []variation{b.shifted("-15m", given, -timeShift), b.shifted("+15m", given, timeShift)}
}
