package gex

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/report"
)

// scanStep is the part of spot between two spots of a scan, a hundredth of a step of the ladder.
const scanStep = 1e-5

// sideScan is e, counted outward, on one side of spot at many spots: from the definitions, with the trades of flows, and with none of
// what the cascade finds its places by.
type sideScan struct {
	sign       float64
	spots, out []float64 // out: with the triggers at the spot itself gone off
	before     []float64 // with only those nearer to spot gone off
}

// scanSide scans one side of a book at 100 within a part of spot.
func scanSide(d dealing, o CascadeOptions, impact impactRule, sign, within float64) *sideScan {
	s := &sideScan{sign: sign}
	for j := range int(math.Round(within/scanStep)) + 1 {
		s.spots = append(s.spots, 100*(1+float64(sign*scanStep)*float64(j)))
	}
	for _, x := range o.Triggers {
		if sign*(x.Level-100) > 0 && sign*(x.Level-s.spots[len(s.spots)-1]) < 0 {
			s.spots = append(s.spots, x.Level)
		}
	}
	slices.SortFunc(s.spots, func(a, b float64) int { return int(math.Copysign(1, sign*(a-b))) })
	s.spots = slices.Compact(s.spots)
	for j, q := range d.trades(s.spots) {
		x := s.spots[j]/100 - 1
		q += 100 * o.FundsPerPct * x
		gone := q
		for _, t := range o.Triggers {
			if sign*(t.Level-100) > 0 && sign*(s.spots[j]-t.Level) >= 0 {
				gone += t.USD
				if s.spots[j] != t.Level {
					q += t.USD
				}
			}
		}
		s.out, s.before = append(s.out, sign*(x-impact.of(gone))), append(s.before, sign*(x-impact.of(q)))
	}
	return s
}

// rests compares where shocks rest: none farther out than the scan finds, and where one rests nearer, e is the shock there.
func (s *sideScan) rests(t *rapid.T, list []report.Shock, at func(spot float64) float64, tol float64) {
	for _, x := range list {
		if float64(x.ShockPct)*s.sign < 0 {
			continue
		}
		size := math.Abs(float64(x.ShockPct)) / 100
		first := slices.IndexFunc(s.out, func(y float64) bool { return y >= size })
		is := func() bool { return math.Abs(at(float64(x.Spot))*s.sign-size) <= tol }
		switch {
		case first < 0 && x.Spot.OK() && !is():
			t.Fatalf("%v%% rests at %v, and the scan finds no rest", x.ShockPct, x.Spot)
		case first < 0:
		case !x.Spot.OK() || s.sign*(float64(x.Spot)-s.spots[first]) > 100*tol:
			t.Fatalf("%v%% rests at %v, beyond %v where the scan finds it", x.ShockPct, x.Spot, s.spots[first])
		case s.sign*(float64(x.Spot)-s.spots[max(first-1, 0)]) < -100*tol && !is():
			t.Fatalf("%v%% rests at %v, before %v, and e is %v there", x.ShockPct, x.Spot, s.spots[max(first-1, 0)], at(float64(x.Spot)))
		}
	}
}

// pockets compares air pockets: e exceeds that of the edge nowhere inside, and all that the scan skips is inside of one.
func (s *sideScan) pockets(t *rapid.T, list []report.Pocket, tol float64) {
	most := 0.0
	for j, spot := range s.spots {
		inside := func(slack float64) func(report.Pocket) bool {
			return func(p report.Pocket) bool {
				return (p.Side == "up") == (s.sign > 0) && s.sign*(spot-float64(p.From)) > -slack && (!p.To.OK() || s.sign*(float64(p.To)-spot) > -slack)
			}
		}
		if i := slices.IndexFunc(list, inside(-1e-9)); i >= 0 && s.out[j] > s.sign*float64(list[i].ShockPct)/100+tol {
			t.Fatalf("%v%% rests at %v, inside the pocket %+v", 100*s.sign*s.out[j], spot, list[i])
		}
		if s.out[j] < most-tol && !slices.ContainsFunc(list, inside(1e-9)) {
			t.Fatalf("nothing rests at %v, and no pocket of %+v holds it", spot, list)
		}
		most = max(most, s.out[j])
	}
}

// reaches compares the shocks that reach the levels of triggers, and the levels that they fall with.
func (s *sideScan) reaches(t *rapid.T, list []report.Trigger, tol float64) {
	for _, x := range list {
		n := slices.Index(s.spots, float64(x.Level))
		if n < 0 {
			continue
		}
		most := s.before[n]
		for _, y := range s.out[:n] {
			most = max(most, y)
		}
		for _, y := range s.before[:n] { // e just before a level on the way
			most = max(most, y)
		}
		// Between two spots of the scan e may be larger.
		if got := s.sign * float64(x.ShockPct) / 100; !(got >= most-tol && got <= most+1e-4*(1+most)) {
			t.Fatalf("%v%% reaches %v, and the scan needs %v%%", x.ShockPct, x.Level, 100*s.sign*most)
		}
		if with := float64(x.FallsWith); x.FallsWith.OK() {
			i := slices.IndexFunc(list, func(o report.Trigger) bool { return o.Level == report.Number(with) })
			if i < 0 || s.sign*(with-float64(x.Level)) >= 0 || list[i].ShockPct != x.ShockPct {
				t.Fatalf("%+v falls with %+v", x, list)
			}
		}
	}
}

// scanned draws a book, of contracts anywhere or of a few at spot near their end, and cascade options, the impact of some next to
// the one at which a fold begins. Where volatilities follow spot, the smile has no corners: variance is
// linear in ln K, as between strikes.
func scanned(t *rapid.T, o Options) (*Book, CascadeOptions) {
	legs := randomLegs(t)
	if rapid.Bool().Draw(t, "near") {
		legs = nearLegs(t)
	}
	if o.VolRule != "" {
		ends := map[leg]bool{}
		for _, l := range legs {
			ends[leg{strike: 50, years: l.years}], ends[leg{strike: 170, years: l.years}] = true, true
		}
		for _, years := range allYears {
			for _, strike := range []float64{50, 170} {
				if l := (leg{strike: strike, years: years}); ends[l] {
					legs = append(legs, l)
				}
			}
		}
		for i := range legs {
			legs[i].sigma = math.Sqrt(0.04 - 0.06*math.Log(legs[i].strike/100))
		}
	}
	o.Sign, o.ADV = "column", 1e9
	b := bookOf(t, legs, 100, o)
	if b.whole.gross == 0 {
		t.Skip("no exposure")
	}
	c := drawCascade(t, b.whole.gross)
	f := newFeedback(b, CascadeOptions{StopWithin: 2, FundsPerPct: c.FundsPerPct}, nil)
	free := max(f.pocketFree(-1), f.pocketFree(1)) // where a fold begins
	if free == 0 {
		free = b.whole.gross
	}
	switch rule := (impactRule{c.Impact, 1}); {
	case c.Impact.Kind == report.ImpactSqrt:
		rule.Prefactor = usualPrefactor
		b.opt.ADV = 100 * free * rule.slope(0) * math.Exp(rapid.Float64Range(-4, 0.1).Draw(t, "volume"))
	case rapid.Bool().Draw(t, "delicate"):
		c.Impact.USDPerPct = free * (1 - rapid.SampledFrom([]float64{-0.01, 0.001, 0.01, 0.1}).Draw(t, "below"))
	}
	return b, c
}

// allYears are those that randomLegs and nearLegs draw from.
var allYears = []float64{60. / 31536000, 600. / 31536000, 1800. / 31536000, 0.002, 0.02, 0.2, 1.5}

// nearLegs draws contracts within 4% of spot, minutes to days from their end.
func nearLegs(t *rapid.T) []leg {
	var legs []leg
	seen := map[leg]bool{}
	for range rapid.IntRange(1, 12).Draw(t, "contracts") {
		l := leg{
			put: rapid.Bool().Draw(t, "put"), strike: float64(rapid.IntRange(960, 1040).Draw(t, "tenths")) / 10,
			years: rapid.SampledFrom(allYears[:5]).Draw(t, "years"),
		}
		if seen[l] {
			continue
		}
		seen[l] = true
		l.sigma, l.oi = rapid.Float64Range(0.03, 1.2).Draw(t, "sigma"), float64(rapid.IntRange(0, 5000).Draw(t, "oi"))
		l.dealer = rapid.SampledFrom([]float64{1, -1}).Draw(t, "dealer")
		legs = append(legs, l)
	}
	return legs
}

// TestCascadeMissesNoFold compares rests, air pockets, what reaches triggers, absorb and pocket-free with a scan of spots a
// hundred times finer than the ladder, where strikes keep their volatilities and where volatilities follow spot.
func TestCascadeMissesNoFold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		within, opt := 0.1, Options{
			VolRule: rapid.SampledFrom([]string{"", "", "sticky-moneyness", "ssr=1.5"}).Draw(t, "rule"),
			Beta:    rapid.SampledFrom([]float64{0, 0, -1}).Draw(t, "beta"),
		}
		if opt.VolRule != "" || opt.Beta != 0 {
			within = 0.02
		}
		opt.Range = within
		b, o := scanned(t, opt)
		impact, _ := b.impact(o.Impact)
		c := BuildCascade(b, o).Cascade
		f := newFeedback(b, CascadeOptions{StopWithin: 2, FundsPerPct: o.FundsPerPct}, nil)
		held := 0.0 // what rounding of the delta can do to trades
		for _, w := range b.weight {
			held += 1e-14 * math.Abs(w) * 100
		}
		tol := 1e-8 + held*impact.slope(0)
		at := func(spot float64) float64 {
			x, q := spot/100-1, f.dealers.trades([]float64{spot})[0]
			q += 100 * o.FundsPerPct * x
			for _, tr := range o.Triggers {
				if tr.firedAt(spot, 100) {
					q += tr.USD
				}
			}
			return x - impact.of(q)
		}
		for _, sign := range []float64{-1, 1} {
			s := scanSide(f.dealers, o, impact, sign, within)
			if s.out[0] != 0 {
				t.Fatalf("e is %g at spot", s.out[0])
			}
			atLevel := slices.DeleteFunc(slices.Clone(c.Shocks), func(x report.Shock) bool {
				return slices.ContainsFunc(o.Triggers, func(tr Trigger) bool { return tr.Level == float64(x.Spot) })
			})
			s.rests(t, atLevel, at, tol)
			s.pockets(t, c.Pockets, tol)
			s.reaches(t, c.Triggers, tol)
			rise := 0.0
			for j := 0; j <= 500; j++ {
				rise = max(rise, f.risingAt(100*(1+sign*0.05*float64(j)/500)).rise/100)
			}
			got := float64(c.PocketFree.Down)
			if sign > 0 {
				got = float64(c.PocketFree.Up)
			}
			if got < rise*(1-1e-9)-held/1e-3 {
				t.Fatalf("pocket-free above %v, and the rise reaches %v", got, rise)
			}
		}
		for _, x := range c.Shocks {
			need := leastOver(f.dealers, o, float64(x.ShockPct)/100)
			if got := float64(x.Absorb); got < 0 || got > max(0, need)*(1+1e-9)+held/(100*math.Abs(float64(x.ShockPct))/40000) {
				t.Fatalf("absorb of %v%% is %v, and the scan needs %v", x.ShockPct, got, need)
			}
		}
	})
}

// leastOver is the least of Q/(100 (x − shock)) at 400 spots as far as twice the shock.
func leastOver(d dealing, o CascadeOptions, shock float64) float64 {
	var spots []float64
	for j := 1; j <= 400; j++ {
		spots = append(spots, 100*(1+shock*(1+float64(j)/400)))
	}
	need := math.Inf(1)
	for j, q := range d.trades(spots) {
		x := spots[j]/100 - 1
		q += 100 * o.FundsPerPct * x
		for _, tr := range o.Triggers {
			if tr.firedAt(spots[j], 100) {
				q += tr.USD
			}
		}
		need = min(need, q/(100*(x-shock)))
	}
	return need
}
