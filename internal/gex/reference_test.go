package gex

import (
	"encoding/json"
	"testing"

	"gex/internal/reftest"
	"gex/internal/report"
)

// referenceCase is one entry of gex_cases.json; numbers in expected are strings of many digits.
type referenceCase struct {
	Name   string
	Inputs struct {
		S, R, Q float64
		Rows    []struct {
			Type                  string
			K, T, Sigma, OI, Mult float64
			DealerSign            float64 `json:"dealer_sign"`
		}
		Strikes []float64
		PutOI   []float64 `json:"put_oi"`
		CallOI  []float64 `json:"call_oi"`

		USD        decimal
		Multiplier float64
	}
	Expected json.RawMessage
}

func (c *referenceCase) book(t *testing.T, o Options) *Book {
	t.Helper()
	spot := c.Inputs.S
	if spot == 0 {
		spot = 100
	}
	var legs []leg
	for _, r := range c.Inputs.Rows {
		legs = append(legs, leg{r.Type == "P", r.K, r.T, r.Sigma, r.OI, r.DealerSign})
	}
	for i, k := range c.Inputs.Strikes {
		legs = append(legs, leg{false, k, 0.1, 0.2, c.Inputs.CallOI[i], 1}, leg{true, k, 0.1, 0.2, c.Inputs.PutOI[i], -1})
	}
	return makeBook(t, spot, c.Inputs.R, c.Inputs.Q, legs, o)
}

func (c *referenceCase) expect(t *testing.T, into any) {
	t.Helper()
	if err := json.Unmarshal(c.Expected, into); err != nil {
		t.Fatal(err)
	}
}

type decimal = reftest.Number

// referenceCases reads the cases of one name.
func referenceCases(t *testing.T, name string) []*referenceCase {
	t.Helper()
	var all []*referenceCase
	if err := json.Unmarshal(reftest.Read(t, "gex_cases.json"), &all); err != nil {
		t.Fatal(err)
	}
	var named []*referenceCase
	for _, c := range all {
		if c.Name == name {
			named = append(named, c)
		}
	}
	if named == nil {
		t.Fatalf("the reference has no case %q", name)
	}
	return named
}

const referenceTol = 1e-9

func TestReferenceSingles(t *testing.T) {
	for _, name := range []string{"single_C_naive", "single_P_naive"} {
		for _, c := range referenceCases(t, name) {
			var want struct {
				GEX   decimal `json:"gex_1pct"`
				Point decimal `json:"gex_point"`
				Gamma decimal `json:"gamma_shares"`
				DEX   decimal `json:"dex"`
				VEX   decimal `json:"vex_1volpt"`
				CEX   decimal `json:"cex_day"`
			}
			c.expect(t, &want)
			got := Build(c.book(t, Options{Sign: "naive"})).Totals
			near(t, name+" gex", float64(got.GEX), float64(want.GEX), referenceTol, 0)
			near(t, name+" per point", float64(got.GEXPerPoint), float64(want.Point), referenceTol, 0)
			near(t, name+" dex", float64(got.DEX), float64(want.DEX), referenceTol, 0)
			near(t, name+" vex", float64(got.VEX), float64(want.VEX), referenceTol, 0)
			near(t, name+" cex", float64(got.CEX), float64(want.CEX), referenceTol, 0)
			shares := Build(c.book(t, Options{Unit: "shares"})).Totals.GEX
			near(t, name+" shares", float64(shares), float64(want.Gamma), referenceTol, 0)
		}
	}
}

func TestReferenceFlips(t *testing.T) {
	for name, directions := range map[string][]report.Direction{
		"flip_two_strikes":             {report.NegToPos},
		"flip_three_strikes_two_roots": {report.PosToNeg, report.NegToPos},
		"flip_no_root":                 nil,
	} {
		for _, c := range referenceCases(t, name) {
			var want struct {
				Roots []decimal `json:"zero_gamma_roots"`
			}
			c.expect(t, &want)
			checkFlips(t, name, Build(c.book(t, Options{})).Levels, want.Roots, directions)
		}
	}
}

func checkFlips(t *testing.T, name string, got report.Levels, want []decimal, directions []report.Direction) {
	t.Helper()
	if len(got.Flips) != len(want) {
		t.Fatalf("%s: flips %v, want %v", name, got.Flips, want)
	}
	if (len(want) > 0) != got.ZeroGamma.OK() {
		t.Errorf("%s: zero gamma %v beside %d flips", name, got.ZeroGamma, len(want))
	}
	for i, w := range want {
		near(t, name, float64(got.Flips[i].Spot), float64(w), 1e-10, 0)
		if got.Flips[i].Direction != directions[i] {
			t.Errorf("%s: flip %d goes %s, want %s", name, i, got.Flips[i].Direction, directions[i])
		}
	}
}

func TestReferenceDefinitionsCompared(t *testing.T) {
	c := referenceCases(t, "flip_definitions_compared")[0]
	var want struct {
		Net       decimal            `json:"net_gex_1pct"`
		PerStrike map[string]decimal `json:"per_strike"`
		Roots     []decimal          `json:"repriced_roots"`
		HVL       decimal            `json:"hvl_cumulative_argmin"`
		CallWall  decimal            `json:"call_wall"`
		PutWall   decimal            `json:"put_wall"`
		Abs       decimal            `json:"abs_gamma_strike"`
	}
	c.expect(t, &want)
	got := Build(c.book(t, Options{}))
	near(t, "net", float64(got.Totals.GEX), float64(want.Net), referenceTol, 0)
	checkFlips(t, c.Name, got.Levels, want.Roots, []report.Direction{report.NegToPos})
	if len(got.Strikes) != len(want.PerStrike) {
		t.Fatalf("%d strikes, want %d", len(got.Strikes), len(want.PerStrike))
	}
	for _, s := range got.Strikes {
		near(t, "strike "+s.Strike.String(), float64(s.GEX), float64(want.PerStrike[s.Strike.String()]), referenceTol, 0)
	}
	for what, pair := range map[string][2]float64{
		"call wall": {float64(got.Levels.CallWall), float64(want.CallWall)},
		"put wall":  {float64(got.Levels.PutWall), float64(want.PutWall)},
		"abs gamma": {float64(got.Levels.AbsGamma), float64(want.Abs)},
		"hvl":       {float64(got.Levels.HVL), float64(want.HVL)},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s = %g, want %g", what, pair[0], pair[1])
		}
	}
}

func TestReferenceSpotFlows(t *testing.T) {
	c := referenceCases(t, "flow_table")[0]
	var want struct {
		Delta decimal `json:"dealer_delta_index_units"`
		Spot  []struct {
			Move   float64 `json:"move_pct"`
			Shares decimal `json:"dealer_trade_index_units"`
			USD    decimal `json:"dealer_trade_usd_at_new_spot"`
			Side   string
		}
	}
	c.expect(t, &want)
	var moves []float64
	for _, w := range want.Spot {
		moves = append(moves, w.Move)
	}
	r := Build(c.book(t, Options{Moves: moves}))
	near(t, "delta", float64(r.Totals.DEX)/c.Inputs.S, float64(want.Delta), referenceTol, 0)
	for i, w := range want.Spot {
		got := r.Flows.Spot[i]
		near(t, "shares", float64(got.Shares), float64(w.Shares), referenceTol, 0)
		near(t, "usd", float64(got.USD), float64(w.USD), referenceTol, 0)
		if side := map[string]report.Side{"buy": report.Buy, "sell": report.Sell, "flat": report.Still}[w.Side]; got.Side != side {
			t.Errorf("move %g: side %s, want %s", w.Move, got.Side, side)
		}
	}
}

func TestReferenceCharmToClose(t *testing.T) {
	c := referenceCases(t, "charm_to_close")[0]
	var want struct {
		Shares decimal `json:"dealer_trade_index_units"`
	}
	c.expect(t, &want)
	b := c.book(t, Options{})
	at := b.venue().NextClose(b.AsOf)
	// The case is 90 minutes before a settlement; the book is made to settle at the close it is asked about.
	for i := range b.chain.Expiries {
		b.chain.Expiries[i].Settlement = at
	}
	near(t, "shares", float64(b.desk().closeFlow().Shares), float64(want.Shares), referenceTol, 0)
}

func TestReferenceMaxPain(t *testing.T) {
	for _, name := range []string{"max_pain", "max_pain_single", "max_pain_flat"} {
		for _, c := range referenceCases(t, name) {
			var want struct {
				MaxPain decimal `json:"max_pain"`
			}
			c.expect(t, &want)
			if got := Build(c.book(t, Options{})).Levels.MaxPain; float64(got) != float64(want.MaxPain) {
				t.Errorf("%s = %v, want %v", name, got, want.MaxPain)
			}
		}
	}
}
