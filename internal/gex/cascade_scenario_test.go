package gex

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gex/internal/report"
	"gex/internal/series"
)

// TestScenariosInACascade: one that is a move alone is the shock of that move.
func TestScenariosInACascade(t *testing.T) {
	o := CascadeOptions{Impact: linear(200e9), Shocks: []float64{-2, 1}}
	c := BuildCascade(alongsideBook(t, "", "", "name,move,vol,days\ndown,-2,0,0\nup,1,,\n"), o).Cascade
	for i, s := range c.Scenarios {
		if s.Name != []report.Text{"down", "up"}[i] || s.Probability.OK() || !s.GEX.OK() {
			t.Errorf("%+v", s)
		}
		s.Name = ""
		if diff := cmp.Diff(fmt.Sprintf("%+v", c.Shocks[i]), fmt.Sprintf("%+v", s.Shock)); diff != "" {
			t.Error(diff)
		}
	}
	if len(c.Scenarios) != 2 || c.Expected.MovePct.OK() {
		t.Errorf("%+v, %+v", c.Scenarios, c.Expected)
	}
}

// TestScenarioRests: where a scenario rests, dealers trade and hold what gex flows says of the scenario that ends there, and the
// move less the impact of all trades is the shock.
func TestScenarioRests(t *testing.T) {
	funds := "ticker,leverage,aum,underlying\nX,3,40bn,SPX\n"
	for _, rule := range []string{"", "sticky-moneyness"} {
		with := func(scenarios string) *Book {
			b := alongsideBook(t, "", funds, scenarios)
			o := b.opt
			o.VolRule = rule
			again, err := NewBook(b.chain, b.surface, o)
			if err != nil {
				t.Fatal(err)
			}
			return again
		}
		o := CascadeOptions{Impact: linear(300e9)}
		c := BuildCascade(with("name,probability,move,vol,days\ncalm,0.2,0,-2,0\ncrash,0.5,-3,8,1\nrally,0.3,2,-1,0.5\n"), o).Cascade
		text, moved, short := "name,move,vol,days\n", 0.0, 0.0
		for i, s := range c.Scenarios {
			text += fmt.Sprintf("%s,%.17g,%g,%g\n", s.Name, float64(s.MovePct), float64(s.VolPoints), float64(s.Days))
			if back := float64(s.MovePct - (s.DealerUSD+s.FundsUSD+s.TriggersUSD)/300e9); math.Abs(back-float64(s.ShockPct)) > 1e-8 {
				t.Errorf("%s: the move less the impact is %v, want %v", s.Name, back, s.ShockPct)
			}
			p := []float64{0.2, 0.5, 0.3}[i]
			moved += p * float64(s.MovePct)
			if s.GEX < 0 {
				short += p
			}
		}
		near(t, "expected move", float64(c.Expected.MovePct), moved, 1e-12, 0)
		near(t, "short", float64(c.Expected.ProbabilityShort), short, 1e-12, 0)
		near(t, "no rest", float64(c.Expected.ProbabilityNoRest), 0, 0, 0)
		flows := BuildFlows(with(text)).Flows.Scenarios
		for i, f := range flows {
			s := c.Scenarios[i]
			near(t, "dealers", float64(s.DealerUSD), float64(f.USD), 1e-9, 1)
			near(t, "GEX", float64(s.GEX), float64(f.GEX), 1e-9, 0)
			near(t, "vol effect", float64(s.Attribution.Vol), float64(f.Attribution.Vol), 1e-9, 1)
			near(t, "cross effect", float64(s.Attribution.Cross), float64(f.Attribution.Cross), 1e-6, 1)
			if s.Regime != f.Regime || s.ZeroGamma.OK() != f.ZeroGamma.OK() || s.At != f.At {
				t.Errorf("%+v, and flows says %+v", s, f)
			}
		}
		// What does not move spot still moves volatilities, which dealers trade on.
		if s := c.Scenarios[0]; s.MovePct == 0 || s.Amplification.OK() || s.Absorb.OK() {
			t.Errorf("%+v", s)
		}
	}
}

// TestExpectedRest: what cannot happen counts nothing, what does not rest leaves no mean.
func TestExpectedRest(t *testing.T) {
	none := report.None()
	rows := []report.ScenarioShock{
		{Shock: report.Shock{Spot: 99, MovePct: -1, DealerUSD: -4}, Probability: 0.75, MarketProbability: 0.5, GEX: -1},
		{Shock: report.Shock{Spot: 104, MovePct: 4, DealerUSD: 8}, Probability: 0.25, MarketProbability: 0.5, GEX: 1},
		{Shock: report.Shock{Spot: none, MovePct: none, DealerUSD: none}, GEX: none},
	}
	if e := expectedRest(rows, "x"); e.MovePct != 0.25 || e.DealerUSD != -1 || e.ProbabilityShort != 0.75 || e.MarketProbabilityShort != 0.5 || e.ProbabilityNoRest != 0 {
		t.Errorf("%+v", e)
	}
	for gex, short := range map[report.Number]report.Number{0.5: 0.75, 0: 0.75, -0.5: 1} { // its sign counts
		rows[1].GEX = gex
		if e := expectedRest(rows, "x"); e.ProbabilityShort != short {
			t.Errorf("GEX of %v: short with %v", gex, e.ProbabilityShort)
		}
	}
	if e := expectedRest([]report.ScenarioShock{{Shock: report.Shock{Spot: 98, MovePct: -2, DealerUSD: 3}, Probability: 1, GEX: -1}}, "x"); e.MovePct != -2 || e.DealerUSD != 3 || e.ProbabilityShort != 1 {
		t.Errorf("what is certain: %+v", e)
	}
	rows[1].GEX = 1
	rows[1].Probability, rows[2].Probability = 0.125, 0.125
	if e := expectedRest(rows, "x"); e.MovePct.OK() || e.ProbabilityShort.OK() || e.ProbabilityNoRest != 0.125 || e.MarketProbabilityShort != 0.5 {
		t.Errorf("%+v", e)
	}
}

// TestScenarioMissesNoRest compares the rests of scenarios that change volatilities and end after contracts settle with a scan of
// spots.
func TestScenarioMissesNoRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		move := rapid.SampledFrom([]float64{-1.5, -0.5, 0, 0.5, 1}).Draw(t, "move")
		text := fmt.Sprintf("name,move,vol,days\ns,%g,%g,%g\n", move, rapid.SampledFrom([]float64{-3, 0, 5}).Draw(t, "vol"), rapid.SampledFrom([]float64{0, 0.02, 1}).Draw(t, "days"))
		list, err := series.ReadScenarios(strings.NewReader(text), "s.csv")
		if err != nil {
			t.Fatal(err)
		}
		b, o := scanned(t, Options{Range: 0.03, Scenarios: list})
		if b.scenarios[0].alone() {
			t.Skip("a move alone")
		}
		impact, _ := b.impact(o.Impact)
		row := BuildCascade(b, o).Cascade.Scenarios[0]
		d := b.desk()
		trades := stagedIn(d, &b.scenarios[0])
		q := trades.trades([]float64{100})[0]
		push := move/100 + impact.of(q)
		sign := math.Copysign(1, push)
		held := 0.0
		for _, w := range b.weight {
			held += 1e-14 * math.Abs(w) * 100
		}
		tol := 1e-8 + held*impact.slope(0)
		if math.Abs(push) < tol {
			t.Skip("which way is rounding")
		}
		s := scanSide(trades, o, impact, sign, 0.03)
		first := slices.IndexFunc(s.out, func(y float64) bool { return y >= sign*move/100 })
		if first < 0 {
			if row.Spot.OK() && sign*(float64(row.Spot)-100) < 0 {
				t.Fatalf("rests at %v, on the wrong side", row.Spot)
			}
			return
		}
		if !row.Spot.OK() || sign*(float64(row.Spot)-s.spots[first]) > 100*tol || sign*(float64(row.Spot)-100) < 0 {
			t.Fatalf("rests at %v, and the scan at %v", row.Spot, s.spots[first])
		}
		at := float64(row.Spot)
		if slices.Contains(s.spots, at) || sign*(at-s.spots[max(first-1, 0)]) >= -100*tol {
			return
		}
		x := at/100 - 1
		sum := trades.trades([]float64{at})[0] + 100*o.FundsPerPct*x + float64(row.TriggersUSD)
		if e := sign * (x - impact.of(sum)); math.Abs(e-sign*move/100) > tol {
			t.Fatalf("rests at %v, before %v, and e is %v", at, s.spots[first], sign*e)
		}
	})
}
