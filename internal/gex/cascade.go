package gex

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/fault"
	"gex/internal/report"
)

// CascadeOptions are the choices behind a cascade; the zero value of each field is its
// default.
type CascadeOptions struct {
	Shocks      []float64 // outside shocks, percent of spot; nil: DefaultShocks
	Impact      Impact    // none: only what needs none is computed
	StopWithin  float64   // times the shock, within which it must stop; 0: 2
	FundsPerPct float64   // κ, currency that leveraged funds trade with a move of 1%: Σ L(L−1) A (1 − offset)/100
	Triggers    []Trigger // in any order
}

// DefaultShocks are the outside shocks of the table, in percent of spot.
var DefaultShocks = []float64{-5, -3, -2, -1, -0.5, 0.5, 1, 2, 3, 5}

// defaultStop is how far a shock may go, in times of itself, to count as absorbed.
const defaultStop = 2

// Check refuses choices that make no sense, as fault.Usage.
func (o *CascadeOptions) Check(adv float64) error {
	for _, x := range o.Shocks {
		if !(x > -100) || math.IsInf(x, 0) {
			return fault.New(fault.Usage, "shocks are percent, above -100", "a shock of %g%% leaves no spot", x)
		}
	}
	if o.StopWithin != 0 && !(o.StopWithin > 1) || math.IsInf(o.StopWithin, 0) {
		return fault.New(fault.Usage, "a number above 1, such as 2", "a shock cannot stop within %g times itself", o.StopWithin)
	}
	for _, t := range o.Triggers {
		if !(t.Level > 0) || math.IsInf(t.Level, 0) || math.IsNaN(t.USD) || math.IsInf(t.USD, 0) {
			return fault.New(fault.Usage, "levels are prices above 0, amounts are dollars", "a trigger of %g at %g makes no sense", t.USD, t.Level)
		}
	}
	return o.Impact.check(adv)
}

// BuildCascade is the document of gex cascade: where outside shocks come to rest when
// dealers, funds and triggers trade with the move (docs/theory.md 7.6). The options have
// passed Check.
func BuildCascade(b *Book, o CascadeOptions) *report.CascadeDocument {
	c, f, warnings := b.cascade(o)
	d := &report.CascadeDocument{About: b.about(), Regime: b.regimeOf(f), Cascade: *c}
	d.Warnings = append(d.Warnings, warnings...)
	return d
}

// CascadeOf is the cascade alone, for documents that have more, with its warnings.
func CascadeOf(b *Book, o CascadeOptions) (*report.Cascade, []report.Warning) {
	c, _, warnings := b.cascade(o)
	return c, warnings
}

// cascade computes it, and returns what it was found on, too.
func (b *Book) cascade(o CascadeOptions) (*report.Cascade, *feedback, []report.Warning) {
	if o.Shocks == nil {
		o.Shocks = DefaultShocks
	}
	o.StopWithin = cmp.Or(o.StopWithin, defaultStop)
	ladder, funds, beside := b.alongside(&o)
	impact, missing := b.impact(o.Impact)
	triggers, gone := splitTriggers(o.Triggers, b.Spot)
	f := newFeedback(b, o, triggers)
	c := &report.Cascade{
		Impact: impact.record(), StopWithin: report.Number(o.StopWithin), Local: report.None(),
		PocketFree: report.PocketFree{Down: b.known(f.pocketFree(-1)), Up: b.known(f.pocketFree(1))},
	}
	var sides [2]*path                    // without an impact: nil
	if impact.given() && len(b.row) > 0 { // otherwise nothing is known of the dealers
		sides = [2]*path{f.path(-1, impact), f.path(1, impact)}
		c.Local = f.local(impact)
		c.Pockets = slices.Concat(sides[0].pockets(), sides[1].pockets())
		if c.Pockets == nil {
			c.Pockets = []report.Pocket{}
		}
		c.Curve = f.curve(impact)
	}
	shock := func(pct float64) report.Shock {
		s := f.shock(pct, o.StopWithin, sides)
		s.Absorb = b.known(float64(s.Absorb))
		return s
	}
	for _, pct := range o.Shocks {
		c.Shocks = append(c.Shocks, shock(pct))
	}
	var odd []report.Warning
	c.Scenarios, c.Expected, odd = b.scenarioShocks(f, o, triggers, impact, sides)
	c.Triggers, c.Ladder, c.Funds = f.reached(sides), ladder, funds
	if funds != nil {
		c.FundsPct = new(report.Number(o.FundsPerPct))
	}
	return c, f, slices.Concat(beside, odd, b.cascadeWarnings(f, missing, gone))
}

// regimeOf is the regime at spot, by the gamma of the nodes where that is known.
func (b *Book) regimeOf(f *feedback) report.Regime {
	l := b.newLadder()
	var gex []float64
	if f.smooth {
		for _, n := range f.nodes {
			if n.rung {
				gex = append(gex, n.gamma)
			}
		}
		gex = b.scaled(gex, l.spots)
	} else {
		gex = b.wholeProfile(l)
	}
	flips, _ := b.flips(b.bySpot(b.expiries, nil), b.expiries, l, gex)
	return b.regime(float64(b.known(b.whole.net())), flips)
}

// splitTriggers separates the triggers at spot, which have gone off already.
func splitTriggers(all []Trigger, spot float64) (ahead, gone []Trigger) {
	for _, t := range all {
		if t.Level == spot {
			gone = append(gone, t)
		} else {
			ahead = append(ahead, t)
		}
	}
	return ahead, gone
}

// sideOf returns the index of a path: 0 below spot, 1 above.
func sideOf(x float64) int {
	if x > 0 {
		return 1
	}
	return 0
}

// shock is the row of an outside shock in percent.
func (f *feedback) shock(pct, within float64, sides [2]*path) report.Shock {
	none := report.None()
	s := report.Shock{
		ShockPct: report.Number(pct), Absorb: report.Number(f.absorb(pct/100, within)), Spot: none, MovePct: none, Amplification: none,
		DealerUSD: none, FundsUSD: none, TriggersUSD: none,
	}
	p := sides[sideOf(pct)]
	if p == nil {
		return s
	}
	at, ok := p.rest(p.sign * pct / 100)
	if !ok {
		return s
	}
	s.Spot, s.MovePct, s.DealerUSD = report.Number(at.spot), report.Number(100*at.x), report.Number(at.dealer)
	s.FundsUSD, s.TriggersUSD = report.Number(f.fundsAt(at.x)), report.Number(at.fired)
	if pct != 0 {
		s.Amplification = report.Number(100 * at.x / pct)
	}
	s.Fired = p.firedBy(at.stretch)
	return s
}

// curve is the shock that lets spot rest at each spot of the ladder.
func (f *feedback) curve(impact impactRule) *report.ShockCurve {
	c := &report.ShockCurve{}
	for _, n := range f.nodes {
		if !n.rung {
			continue
		}
		fired := 0.0
		for _, t := range f.triggers {
			if t.firedAt(n.spot, f.spot) {
				fired += t.USD
			}
		}
		c.Spot = append(c.Spot, report.Number(n.spot))
		c.ShockPct = append(c.ShockPct, report.Number(100*(n.x-impact.of(f.total(n)+fired))))
	}
	return c
}

// firedAt reports whether a trigger has gone off once spot is at a price.
func (t Trigger) firedAt(price, spot float64) bool {
	if t.Level < spot {
		return price <= t.Level
	}
	return price >= t.Level
}

// reached are the triggers, those below spot first, each side from spot outward, with
// the shock that brings spot there.
func (f *feedback) reached(sides [2]*path) []report.Trigger {
	out := []report.Trigger{}
	levels := make([]float64, len(f.triggers))
	for i, t := range f.triggers {
		levels[i] = t.Level
	}
	dealers := f.dealers.trades(levels)
	for i, t := range f.triggers {
		row := report.Trigger{
			Level: report.Number(t.Level), USD: report.Number(t.USD), Label: report.Text(t.Label), AwayPct: report.Number(100 * (t.Level/f.spot - 1)),
			ShockPct: report.None(), DealerUSD: report.Number(dealers[i]), FallsWith: report.None(),
		}
		if p := sides[sideOf(t.Level-f.spot)]; p != nil {
			row.ShockPct, row.FallsWith = p.reach(t.Level)
		}
		out = append(out, row)
	}
	return out
}

// cascadeWarnings are those about the cascade alone.
func (b *Book) cascadeWarnings(f *feedback, missing bool, gone []Trigger) []report.Warning {
	var out []report.Warning
	if missing {
		out = append(out, report.Warning{Code: "no-impact", Message: "no expiry beyond a day has a volatility, so there is no daily one for the impact: set " + fault.Setting("sigma-d")})
	}
	if len(gone) > 0 {
		out = append(out, report.Warning{Code: "trigger-fired", Message: counted(len(gone), "trigger") + " at spot: gone off already, and left out"})
	}
	return append(out, b.sizeWarning(f)...)
}
