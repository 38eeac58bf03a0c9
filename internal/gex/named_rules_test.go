package gex

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
)

// TestExpectedByHand: means by the probabilities of the user and of the market, the probability of short gamma, and the scenario
// with the largest trade of either sign, the first of equals.
func TestExpectedByHand(t *testing.T) {
	rows := []report.ScenarioFlow{
		{Name: "down", Probability: 0.25, MarketProbability: 0.5, MovePct: -2, GEX: -1, Flow: report.Flow{USD: -8}},
		{Name: "up", Probability: 0.5, MarketProbability: 0.25, MovePct: 1, GEX: 0.5, Flow: report.Flow{USD: 8}},
		{Name: "far", Probability: 0.25, MarketProbability: 0.25, MovePct: 4, GEX: -0.25, Flow: report.Flow{USD: 2}},
	}
	d := &desk{}
	if got, want := *d.expected(rows, "2025-11-20"), (report.ExpectedFlow{USD: 2.5, MovePct: 1, ProbabilityShort: 0.5, MarketProbabilityShort: 0.75, Largest: "down", MarketExpiry: "2025-11-20"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	rows[1].USD = 8.5
	if got := d.expected(rows, "").Largest; got != "up" {
		t.Errorf("the largest is %s", got)
	}
	rows[2].USD = -9
	if got := d.expected(rows, "").Largest; got != "far" {
		t.Errorf("the largest is %s", got)
	}
}

// TestScenarioRow: a row has its distance to the walls as they are now, its time where it has one, and the unwind in currency at
// its spot.
func TestScenarioRow(t *testing.T) {
	b := withScenarios(t, oddsBook(t, skewedSmile), "name,move,days\nnow,-2,0\nlater,1.5,1\ndated,1,2025-11-21\n")
	call, put := b.walls(b.binned(b.byStrike(b.expiries)))
	f := BuildFlows(b).Flows
	for i, move := range []float64{-2, 1.5, 1} {
		s, spot := f.Scenarios[i], b.Spot*(1+move/100)
		near(t, "spot", float64(s.Spot), spot, 1e-12, 0)
		near(t, "call wall", float64(s.CallWallPct), 100*(float64(call)/spot-1), 1e-9, 0)
		near(t, "put wall", float64(s.PutWallPct), 100*(float64(put)/spot-1), 1e-9, 0)
		near(t, "unwind", float64(s.UnwindUSD), float64(s.Unwind)*spot, 1e-12, 0)
		if s.At.IsZero() != (i == 0) || s.Days.OK() != (i < 2) {
			t.Errorf("%s: at %v, %v days", s.Name, s.At, s.Days)
		}
	}
	if f.Scenarios[2].Unwind == 0 || f.Scenarios[0].Unwind != 0 {
		t.Errorf("unwinds %v and %v", f.Scenarios[0].Unwind, f.Scenarios[2].Unwind)
	}
	for _, w := range BuildFlows(b).Warnings {
		if w.Code == "scenario-arbitrage" {
			t.Error(w)
		}
	}
}

// TestTwinsFirst: of two with the lowest move neither has odds, whatever comes after them.
func TestTwinsFirst(t *testing.T) {
	f := BuildFlows(withScenarios(t, oddsBook(t, skewedSmile), "name,move\na,-1\nb,-1\nc,1\n")).Flows
	if s := f.Scenarios; s[0].MarketProbability.OK() || s[1].MarketProbability.OK() || !s[2].MarketProbability.OK() {
		t.Errorf("%v %v %v", s[0].MarketProbability, s[1].MarketProbability, s[2].MarketProbability)
	}
}

// TestInstantOf: a minute of a date, in the zone of the venue; its close without one; nothing at as_of itself.
func TestInstantOf(t *testing.T) {
	b := oddsBook(t, skewedSmile)
	date := market.DateOf(b.AsOf).AddDays(1)
	for _, c := range []struct {
		when market.When
		want time.Time
		ok   bool
	}{
		{market.When{Date: date, Second: 10*3600 + 30*60 + 1}, b.venue().At(date, 10, 30), true},
		{market.When{Date: date, Second: 1}, b.venue().At(date, 0, 0), true},
		{market.When{Date: date, Second: 59*60 + 1}, b.venue().At(date, 0, 59), true},
		{market.When{Date: date, Second: 3601}, b.venue().At(date, 1, 0), true},
		{market.When{Date: date}, b.venue().Close(date), true},
		{market.When{Time: b.AsOf}, time.Time{}, true},
		{market.When{Time: b.AsOf.Add(time.Second)}, b.AsOf.Add(time.Second), true},
		{market.When{Time: b.AsOf.Add(-time.Second)}, b.AsOf.Add(-time.Second), false},
		{market.When{}, time.Time{}, true},
	} {
		if got, ok := b.instantOf(&series.Scenario{At: c.when}); !got.Equal(c.want) || ok != c.ok {
			t.Errorf("%+v: %v, %v, want %v", c.when, got, ok, c.want)
		}
	}
	b.opt.Scenarios = &series.Scenarios{List: []series.Scenario{{Name: "gone", Move: math.NaN(), Spot: 1e-15}}}
	if err := b.nameScenarios(); fault.Of(err).Code != fault.Input || !strings.Contains(err.Error(), "leaves nothing of spot") {
		t.Errorf("%v", err)
	}
}

// TestThereUnderARule: in a scenario each contract has the volatility that it has at that spot by the rule of the book, and the
// scenario's points on top; forwards go with spot, the volatility at the money with the points and the beta. Its smile goes
// through its volatilities.
func TestThereUnderARule(t *testing.T) {
	for _, o := range []Options{{}, {Beta: -0.7}, {VolRule: "sticky-moneyness"}, {VolRule: "ssr=1.5", Beta: 0.4}, {VolRule: "ssr=2"}} {
		b := underRule(t, 0.5, o)
		for _, s := range []named{{move: -3}, {move: 4}, {}} {
			s.Scenario = &series.Scenario{Vol: 2}
			there := b.there(s)
			spot := 100 * (1 + s.move/100)
			near(t, "spot", there.Spot, spot, 1e-14, 0)
			for _, e := range b.expiries {
				before, after := b.surface.Expiries[e.of], there.surface.Expiries[e.of]
				near(t, "forward", after.Forward, before.Forward*spot/100, 1e-12, 0)
				near(t, "at the money", after.ATMVol, before.ATMVol+(2+o.Beta*s.move)/100, 1e-12, 0)
				for k := e.lo; k < e.hi; k++ {
					near(t, "volatility", there.sigma[k], b.volAt(k, e, spot)+0.02, 1e-12, 0)
					if b.rule.ssr != 1 {
						near(t, "smile", there.now.smiles[e.of].At(math.Log(b.strike[k])), there.sigma[k], 1e-9, 0)
					}
				}
			}
		}
		// A day later, nothing is scaled twice.
		s := named{Scenario: &series.Scenario{}, at: b.AsOf.Add(24 * time.Hour)}
		there := b.there(s)
		for _, e := range there.expiries {
			for k := e.lo; k < e.hi; k++ {
				near(t, "volatility a day later", there.volAt(k, e, there.Spot), there.sigma[k], 1e-14, 0)
				if b.rule.ssr != 1 {
					near(t, "smile a day later", there.now.smiles[e.of].At(math.Log(b.strike[k])), there.sigma[k], 1e-9, 0)
				}
			}
		}
	}
}

// TestHorizonAt: the first expiry that settles at an instant or after it, of those that have a time and a volatility.
func TestHorizonAt(t *testing.T) {
	day := 1.0 / 365
	var legs []leg
	for _, years := range []float64{10 * day, 20 * day, 30 * day} {
		for _, k := range []float64{95, 100, 105} {
			legs = append(legs, leg{false, k, years, 0.2, 10, 1}, leg{true, k, years, 0.2, 10, 1})
		}
	}
	b := makeBook(t, 100, 0, 0, legs, Options{})
	at := func(when time.Time) int {
		h := b.horizonAt(when)
		if h == nil {
			return -1
		}
		return slices.IndexFunc(b.chain.Expiries, func(e chain.Expiry) bool { return e.Settlement.Equal(h.expiry.Settlement) })
	}
	second := b.chain.Expiries[1].Settlement
	for when, want := range map[time.Time]int{b.AsOf: 0, second: 1, second.Add(time.Second): 2, second.Add(-time.Second): 1, second.AddDate(1, 0, 0): -1} {
		if got := at(when); got != want {
			t.Errorf("from %v: expiry %d, want %d", when, got, want)
		}
	}
	fits := b.surface.Expiries
	years := fits[0].Years
	fits[0].Years = 0
	if got := at(b.AsOf); got != 1 {
		t.Errorf("the first has settled: expiry %d", got)
	}
	fits[0].Years, fits[0].ATMVol, fits[1].ATMVol = years, 0, math.NaN()
	if got := at(b.AsOf); got != 2 {
		t.Errorf("two have no volatility: expiry %d", got)
	}
	if h := b.horizons(); len(h) == 0 || !h[0].expiry.Settlement.Equal(b.chain.Expiries[2].Settlement) {
		t.Errorf("horizons %+v", h)
	}
}

// TestMonthlyHorizon: the monthly is marked, and nothing else.
func TestMonthlyHorizon(t *testing.T) {
	b := oddsBook(t, skewedSmile)
	date := b.nextMonthly()
	for _, h := range b.horizons() {
		if h.monthly != (h.expiry.Date == date) {
			t.Errorf("%v is the monthly: %v", h.expiry.Date, h.monthly)
		}
	}
	if len(b.horizons()) != 2 {
		t.Errorf("%d horizons", len(b.horizons()))
	}
}

// TestOpenedByHand: what became open interest, over the volume, of contracts that both files have with known numbers and that were asked
// for, by bucket; a contract of twice the size counts twice.
func TestOpenedByHand(t *testing.T) {
	venue := market.LookupRoot("SPX").Venue
	nan := math.NaN()
	monday := market.Date{Year: 2025, Month: 11, Day: 17}
	tuesday := monday.AddDays(1)
	before := &Held{Date: monday, venue: venue, contracts: []heldContract{
		{1, 10, 8, 1, ZeroDTE, true}, {2, 10, 0, 1, ZeroDTE, true}, {3, 10, 5, 1, ZeroDTE, true}, {5, 20, 10, 1, ZeroDTE, true}, {6, nan, 10, 1, ZeroDTE, true}, {7, 1, nan, 1, ZeroDTE, true}, {9, 4, 0.25, 2, OneDTE, true}, {11, 4, 100, 1, ZeroDTE, false}, {12, 1, 7, 1, OneDTE, true},
	}}
	after := &Held{Date: tuesday, venue: venue, contracts: []heldContract{
		{1, 14, 1, 1, ZeroDTE, true}, {2, 13, 1, 1, ZeroDTE, true}, {4, 99, 1, 1, ZeroDTE, true}, {5, 15, 1, 1, ZeroDTE, true}, {6, 5, 1, 1, ZeroDTE, true}, {7, 5, 1, 1, ZeroDTE, true}, {8, 99, 1, 1, ZeroDTE, true}, {9, 4.125, 1, 2, ZeroDTE, true}, {11, 9, 1, 1, ZeroDTE, true},
	}}
	share, rows := before.Opened(after)
	near(t, "share", float64(share), (4+3+0.25)/(8+0+10+0.5), 1e-15, 0)
	want := []report.Opened{{Bucket: ZeroDTE.String(), Volume: 18, Opened: 7, Share: 7 / 18.}, {Bucket: OneDTE.String(), Volume: 0.5, Opened: 0.25, Share: 0.5}}
	if !slices.Equal(rows, want) {
		t.Errorf("%+v, want %+v", rows, want)
	}
	small := &Held{Date: monday, venue: venue, contracts: []heldContract{{9, 4, 0.25, 2, OneDTE, true}}}
	if share, rows := small.Opened(after); share != 0.5 || len(rows) != 1 {
		t.Errorf("of half a contract: %v, %+v", share, rows)
	}
	for _, c := range []*Held{{Date: monday, contracts: before.contracts}, {Date: tuesday, venue: venue, contracts: before.contracts}, {Date: monday, venue: venue, contracts: before.contracts[1:2]}, {Date: monday, venue: venue}} {
		if share, rows := c.Opened(after); share.OK() || rows != nil {
			t.Errorf("%+v: %v, %+v", c, share, rows)
		}
	}
	one := &Held{Date: tuesday, venue: venue, contracts: []heldContract{{1, 14, 1, 1, ZeroDTE, true}}}
	if share, _ := before.Opened(one); share != 0.5 {
		t.Errorf("of one contract: %v", share)
	}
}
