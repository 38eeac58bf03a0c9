package gex

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gex/internal/reftest"
	"gex/internal/report"
)

// cascadeInputs are the inputs of a case of cascade.json.
type cascadeInputs struct {
	Spot decimal
	Book []struct {
		Type       string
		Strike     decimal
		Years      decimal
		IV         decimal
		Qty        decimal `json:"dealer_qty"`
		Rate       decimal
		Yield      decimal `json:"yield_"`
		Multiplier decimal
	}
	USDPerPct  decimal `json:"usd_per_pct"`
	GEX        decimal `json:"gex_1pct"`
	Funds      decimal `json:"funds_1pct"`
	Shock      decimal
	StopWithin decimal `json:"stop_within"`
	Prefactor  decimal
	SigmaD     decimal `json:"sigma_d"`
	ADV        decimal `json:"adv_usd"`
	Q0         decimal
	Reference  decimal `json:"reference_usd"`
	Multiplier decimal
	MarketCap  decimal `json:"market_cap"`
	Triggers   []struct{ Level, USD decimal }
}

// cascadeCase reads the inputs and the expected values of one case.
func cascadeCase(t *testing.T, name string, expected any) (in cascadeInputs) {
	t.Helper()
	reftest.Case(t, "cascade.json", name, &in, expected)
	return in
}

// book is the book of a case.
func (in cascadeInputs) book(t *testing.T, o Options) *Book {
	t.Helper()
	var legs []leg
	for _, r := range in.Book {
		if r.Multiplier != 100 {
			t.Fatalf("a multiplier of %v", r.Multiplier)
		}
		legs = append(legs, leg{r.Type == "P", float64(r.Strike), float64(r.Years), float64(r.IV), math.Abs(float64(r.Qty)), math.Copysign(1, float64(r.Qty))})
	}
	return makeBook(t, float64(in.Spot), float64(in.Book[0].Rate), float64(in.Book[0].Yield), legs, o)
}

// options are those of a case, with the shocks of a test, in percent.
func (in cascadeInputs) options(shocks ...float64) CascadeOptions {
	o := CascadeOptions{Shocks: shocks, FundsPerPct: float64(in.Funds), StopWithin: float64(in.StopWithin)}
	switch {
	case in.USDPerPct > 0:
		o.Impact = Impact{Kind: report.ImpactLinear, USDPerPct: float64(in.USDPerPct)}
	case in.SigmaD > 0:
		o.Impact = Impact{Kind: report.ImpactSqrt, Prefactor: float64(in.Prefactor), SigmaD: float64(in.SigmaD)}
	}
	for _, x := range in.Triggers {
		o.Triggers = append(o.Triggers, Trigger{Level: float64(x.Level), USD: float64(x.USD)})
	}
	return o
}

func TestReferenceCascadeRest(t *testing.T) {
	for _, name := range []string{"reprice_rest_down", "reprice_rest_up"} {
		var want struct {
			GEX   decimal `json:"gex_1pct"`
			Local decimal `json:"local_amplification"`
			Spot  decimal
			Move  decimal `json:"total_return"`
			Amp   decimal `json:"amplification"`
			USD   decimal `json:"dealer_usd"`

			Shares decimal `json:"dealer_shares"`
		}
		in := cascadeCase(t, name, &want)
		b := in.book(t, Options{})
		c := BuildCascade(b, in.options(100*float64(in.Shock))).Cascade
		s := c.Shocks[0]
		near(t, name+" spot", float64(s.Spot), float64(want.Spot), 1e-10, 0)
		near(t, name+" move", float64(s.MovePct), 100*float64(want.Move), 1e-9, 0)
		near(t, name+" amplification", float64(s.Amplification), float64(want.Amp), 1e-9, 0)
		near(t, name+" dealers", float64(s.DealerUSD), float64(want.USD), 1e-9, 0)
		near(t, name+" shares", float64(s.DealerUSD/s.Spot), float64(want.Shares), 1e-9, 0)
		near(t, name+" GEX", float64(b.whole.net()), float64(want.GEX), 1e-10, 0)
		near(t, name+" local", float64(c.Local), float64(want.Local), 1e-10, 0)
		// The same from gex flows, at that move.
		flow := b.desk().flowsAfter([]float64{100 * float64(want.Move)}, false)[0]
		near(t, name+" flows", float64(flow.USD), float64(want.USD), 1e-9, 0)
		near(t, name+" shares of flows", float64(flow.Shares), float64(want.Shares), 1e-9, 0)
		if len(c.Pockets) != 0 {
			t.Errorf("%s has pockets %v", name, c.Pockets)
		}
	}
}

func TestReferenceCascadeAbsorb(t *testing.T) {
	for _, name := range []string{"absorb_month", "absorb_0dte"} {
		var want struct {
			Rows []struct {
				Shock decimal
				USD   decimal `json:"usd_per_pct"`
				At    decimal `json:"at_spot"`
			}
			Free decimal `json:"pocket_free_above_usd_per_pct"`
			At   decimal `json:"at_spot"`
		}
		in := cascadeCase(t, name, &want)
		var shocks []float64
		for _, r := range want.Rows {
			shocks = append(shocks, 100*float64(r.Shock))
		}
		b := in.book(t, Options{})
		c := BuildCascade(b, in.options(shocks...)).Cascade
		f := newFeedback(b, CascadeOptions{StopWithin: float64(in.StopWithin)}, nil)
		for i, r := range want.Rows {
			near(t, name+" absorb", float64(c.Shocks[i].Absorb), float64(r.USD), 1e-9, 0)
			// It is what the place named needs, and a hundredth of a percent nearer needs no less.
			need := func(spot float64) float64 {
				n := f.at(spot)
				return f.total(n) / (100 * (n.x - float64(r.Shock)))
			}
			near(t, name+" absorb there", need(float64(r.At)), float64(r.USD), 1e-9, 0)
			if need(float64(r.At)*1.0001) < float64(r.USD) {
				t.Errorf("%s: %v%% needs less before %v", name, r.Shock, r.At)
			}
		}
		near(t, name+" pocket free", float64(c.PocketFree.Down), float64(want.Free), 1e-9, 0)
		rise := func(spot float64) float64 { return f.risingAt(spot).rise / 100 }
		near(t, name+" rise there", rise(float64(want.At)), float64(want.Free), 1e-9, 0)
		for _, beside := range []float64{0.9999, 1.0001} {
			if rise(float64(want.At)*beside) > float64(want.Free) {
				t.Errorf("%s rises more beside %v", name, want.At)
			}
		}
		if c.Impact != nil || c.Pockets != nil || c.Curve != nil || c.Local.OK() || c.Shocks[0].Spot.OK() {
			t.Errorf("%s: there is more than can be known without an impact: %+v", name, c)
		}
	}
}

func TestReferenceCascadePocket(t *testing.T) {
	var want struct {
		From  decimal `json:"from_spot"`
		To    decimal `json:"to_spot"`
		Shock decimal `json:"shock_needed"`
		USD   decimal `json:"dealer_usd_at_far_side"`
		Less  decimal `json:"rest_for_shock_just_smaller"`
		More  decimal `json:"rest_for_shock_just_larger"`
	}
	in := cascadeCase(t, "air_pocket", &want)
	const just = 1e-6
	b := in.book(t, Options{})
	c := BuildCascade(b, in.options(100*(float64(want.Shock)+just), 100*(float64(want.Shock)-just))).Cascade
	i := slices.IndexFunc(c.Pockets, func(p report.Pocket) bool { return p.From < report.Number(in.Spot) })
	if i < 0 {
		t.Fatal("no pocket")
	}
	p := c.Pockets[i]
	near(t, "edge", float64(p.From), float64(want.From), 1e-9, 0)
	near(t, "far side", float64(p.To), float64(want.To), 1e-9, 0)
	near(t, "shock", float64(p.ShockPct), 100*float64(want.Shock), 1e-9, 0)
	near(t, "dealers at the far side", b.newDealers().trades([]float64{float64(p.To)})[0], float64(want.USD), 1e-9, 0)
	near(t, "rest just before", float64(c.Shocks[0].Spot), float64(want.Less), 1e-10, 0)
	near(t, "rest just beyond", float64(c.Shocks[1].Spot), float64(want.More), 1e-10, 0)
}

func TestReferenceCascadeTriggers(t *testing.T) {
	var want struct {
		Reach []struct {
			Level decimal
			USD   decimal
			Shock decimal `json:"shock_needed"`
		}
		Ladder []struct {
			Shock    decimal
			Spot     decimal
			Fired    []decimal
			Triggers decimal `json:"triggers_usd"`
			Dealers  decimal `json:"dealer_usd"`
		}
	}
	in := cascadeCase(t, "triggers_reprice", &want)
	var shocks []float64
	for _, r := range want.Ladder {
		shocks = append(shocks, 100*float64(r.Shock))
	}
	c := BuildCascade(in.book(t, Options{}), in.options(shocks...)).Cascade
	for i, r := range want.Reach {
		near(t, "level", float64(c.Triggers[i].Level), float64(r.Level), 0, 0)
		near(t, "amount", float64(c.Triggers[i].USD), float64(r.USD), 0, 0)
		near(t, "reach", float64(c.Triggers[i].ShockPct), 100*float64(r.Shock), 1e-9, 0)
	}
	for i, r := range want.Ladder {
		s := c.Shocks[i]
		near(t, "rest", float64(s.Spot), float64(r.Spot), 1e-10, 0)
		near(t, "triggers", float64(s.TriggersUSD), float64(r.Triggers), 0, 0)
		near(t, "dealers", float64(s.DealerUSD), float64(r.Dealers), 1e-9, 0)
		if len(s.Fired) != len(r.Fired) {
			t.Errorf("%v fired, want %v", s.Fired, r.Fired)
			continue
		}
		for k := range r.Fired {
			near(t, "fired", float64(s.Fired[k]), float64(r.Fired[k]), 0, 0)
		}
	}
}

// straightDealers trade −GEX for every percent, at any distance.
type straightDealers struct{ spot, gex float64 }

func (d straightDealers) trades(spots []float64) []float64 {
	var out []float64
	for _, s := range spots {
		out = append(out, -100*d.gex*(s/d.spot-1))
	}
	return out
}

func (d straightDealers) at(spots []float64) tradesAt {
	t := tradesAt{usd: d.trades(spots)}
	for i, q := range t.usd { // dQ/dx = (Q/P − Γ P) S = −100 GEX
		t.gamma = append(t.gamma, (q/spots[i]+100*d.gex/d.spot)/spots[i])
	}
	return t
}

func (d straightDealers) rungs(spots []float64) tradesAt { return d.at(spots) }

// straight is the feedback of such a book.
func (in cascadeInputs) straight(spot float64) *feedback {
	f := &feedback{spot: spot, half: 0.2, kappa: float64(in.Funds), dealers: straightDealers{spot, float64(in.GEX)}, smooth: true}
	f.lay(CascadeOptions{Shocks: DefaultShocks, StopWithin: 2}, in.options().Triggers, ladder{})
	return f
}

func TestReferenceCascadeLinear(t *testing.T) {
	for _, name := range []string{"linear_short", "linear_long", "linear_unstable", "linear_funds"} {
		var want struct {
			Amp      *decimal `json:"amplification"`
			Move     *decimal `json:"total_return"`
			Dealers  *decimal `json:"dealer_usd"`
			Funds    *decimal `json:"funds_usd"`
			Critical decimal  `json:"critical_usd_per_pct"`
		}
		in := cascadeCase(t, name, &want)
		f := in.straight(100)
		impact := impactRule{in.options().Impact, 0}
		s := f.shock(100*float64(in.Shock), 2, [2]*path{f.path(-1, impact), f.path(1, impact)})
		near(t, name+" critical", f.pocketFree(-1), float64(want.Critical), 1e-9, 1)
		if want.Amp == nil {
			if f.local(impact).OK() || s.Spot.OK() || s.Amplification.OK() || s.Fired != nil {
				t.Errorf("%s rests: %+v", name, s)
			}
			continue
		}
		near(t, name+" local", float64(f.local(impact)), float64(*want.Amp), 1e-12, 0)
		near(t, name+" amplification", float64(s.Amplification), float64(*want.Amp), 1e-10, 0)
		near(t, name+" move", float64(s.MovePct), 100*float64(*want.Move), 1e-10, 0)
		near(t, name+" dealers", float64(s.DealerUSD), float64(*want.Dealers), 1e-10, 0)
		near(t, name+" funds", float64(s.FundsUSD), float64(*want.Funds), 1e-10, 1)
	}
}

func TestReferenceCascadeLinearTriggers(t *testing.T) {
	var want struct {
		Rounds []decimal
		Spot   decimal
		Move   decimal `json:"total_return"`
	}
	in := cascadeCase(t, "triggers_linear", &want)
	impact := impactRule{in.options().Impact, 0}
	rest := func(in cascadeInputs) report.Shock {
		f := in.straight(float64(in.Spot))
		return f.shock(100*float64(in.Shock), 2, [2]*path{f.path(-1, impact), f.path(1, impact)})
	}
	s := rest(in)
	near(t, "spot", float64(s.Spot), float64(want.Spot), 1e-11, 0)
	near(t, "move", float64(s.MovePct), 100*float64(want.Move), 1e-10, 0)
	// Round by round: without triggers, then with those that the round before reached.
	all := in.Triggers
	in.Triggers = nil
	for i, want := range want.Rounds {
		at := rest(in).Spot
		near(t, fmt.Sprint("round ", i), float64(at), float64(want), 1e-11, 0)
		in.Triggers = nil
		for _, x := range all {
			if x.Level >= decimal(at) {
				in.Triggers = append(in.Triggers, x)
			}
		}
	}
	if !slices.Equal(s.Fired, report.Prices{6770, 6725}) {
		t.Errorf("%v fired", s.Fired)
	}
}

func TestReferenceCascadeConversions(t *testing.T) {
	var want struct {
		Secant decimal `json:"secant_sqrt"`
		One    decimal `json:"sqrt_for_one_pct"`

		Inelastic decimal
	}
	in := cascadeCase(t, "impact_conversions", &want)
	r := impactRule{Impact{Kind: report.ImpactSqrt, Prefactor: float64(in.Prefactor), SigmaD: float64(in.SigmaD)}, float64(in.ADV)}
	// Without q₀, of large orders: I(Q) + Y σ_d √q₀ at |Q| + q₀ V is that of |Q| + q₀ V alone.
	plain := func(q float64) float64 {
		return r.of(q-nearlyLinear*r.adv) + r.scale()*math.Sqrt(nearlyLinear)
	}
	near(t, "1% by the square root", plain(float64(want.One)), 0.01, 1e-12, 0)
	large := float64(in.Reference)
	near(t, "secant", large/(100*plain(large)), float64(want.Secant), 1e-12, 0)
	// A dollar adds the multiplier to the market's value: so much moves it 1%.
	inelastic := impactRule{Impact{Kind: report.ImpactLinear, USDPerPct: float64(want.Inelastic)}, 0}
	near(t, "inelastic", inelastic.of(large), float64(in.Multiplier)*large/float64(in.MarketCap), 1e-12, 0)
}

func TestReferenceCascadeSqrt(t *testing.T) {
	var want struct {
		Spot       decimal
		Move       decimal `json:"total_return"`
		USD        decimal `json:"dealer_usd"`
		Equivalent decimal `json:"equivalent_usd_per_pct"`
	}
	in := cascadeCase(t, "sqrt_reprice", &want)
	c := BuildCascade(in.book(t, Options{ADV: float64(in.ADV)}), in.options(100*float64(in.Shock))).Cascade
	s := c.Shocks[0]
	if decimal(c.Impact.Q0) != in.Q0 || decimal(c.Impact.ADV) != in.ADV || decimal(c.Impact.Prefactor) != in.Prefactor || decimal(c.Impact.SigmaD) != in.SigmaD {
		t.Errorf("the impact is %+v", c.Impact)
	}
	near(t, "spot", float64(s.Spot), float64(want.Spot), 1e-10, 0)
	near(t, "move", float64(s.MovePct), 100*float64(want.Move), 1e-9, 0)
	near(t, "dealers", float64(s.DealerUSD), float64(want.USD), 1e-9, 0)
	// The linear impact that makes the same of it.
	linear := Impact{Kind: report.ImpactLinear, USDPerPct: float64(want.Equivalent)}
	near(t, "the same by a linear impact", impactRule{linear, 0}.of(float64(want.USD)), float64(want.Move)-float64(in.Shock), 1e-9, 0)
}
