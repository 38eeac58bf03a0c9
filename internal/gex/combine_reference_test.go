package gex

import (
	"encoding/json"
	"slices"
	"testing"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/reftest"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/vol"
)

// combinedCase is one entry of combined.json.
type combinedCase struct {
	Name   string
	Inputs struct {
		Chains   []combinedChain
		Contract struct{ Price decimal }
		Step     decimal
		Level    decimal
		Axis     decimal `json:"axis_spot"`
		Price    decimal
		Gap      decimal `json:"spy_gap"`
	}
	Expected json.RawMessage
}

// combinedChain is a member of one.
type combinedChain struct {
	Name string
	Spot decimal
	Book []struct {
		Type                           string
		Strike, Years, IV, Rate, Yield decimal
		Qty                            decimal `json:"dealer_qty"`
		YieldOf                        decimal `json:"yield_"`
		Multiplier                     decimal
	}
}

func combinedNamed(t *testing.T, name string) *combinedCase {
	t.Helper()
	var all []*combinedCase
	if err := json.Unmarshal(reftest.Read(t, "combined.json"), &all); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(c *combinedCase) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("no case %q", name)
	}
	return all[i]
}

// part is the member as a chain with its fit, options on a future off a quoted one.
func (m *combinedChain) part(t *testing.T) Part {
	t.Helper()
	var legs []leg
	for _, row := range m.Book {
		legs = append(legs, leg{row.Type == "P", float64(row.Strike), float64(row.Years), float64(row.IV), float64(row.Qty), 1})
	}
	c := namedChain(m.Name, float64(m.Spot), legs)
	for i := range c.Multiplier {
		c.Multiplier[i] = float64(m.Book[0].Multiplier)
	}
	return fitted(t, c, float64(m.Book[0].Rate), float64(m.Book[0].YieldOf))
}

// namedChain is a chain of an underlying; one whose options are on futures has the spot as the price of all of them.
func namedChain(name string, spot float64, legs []leg) *chain.Chain {
	c := makeChain(spot, legs)
	c.Underlying, c.Root = name, market.LookupRoot(name)
	for i := range c.Expiries {
		c.Expiries[i].Root = c.Root
		if c.Root.OffFutures {
			c.Expiries[i].Future = spot
		}
	}
	for i := range c.OpenInterest {
		c.OpenInterest[i] = max(c.OpenInterest[i], -c.OpenInterest[i])
	}
	return c
}

// fitted is a part of a book with its own volatilities, in one file.
func fitted(t testing.TB, c *chain.Chain, rate, yield float64) Part {
	t.Helper()
	o := vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(rate), Yield: yield}
	if c.Root.OffFutures {
		o.Carry = "implied"
	}
	s, err := vol.Fit(c, o)
	if err != nil {
		t.Fatal(err)
	}
	return Part{Chain: c, Surface: s, Files: []string{c.Underlying + ".csv"}}
}

func (c *combinedCase) book(t *testing.T, o Options) *Book {
	t.Helper()
	var parts []Part
	for i := range c.Inputs.Chains {
		parts = append(parts, c.Inputs.Chains[i].part(t))
	}
	o.Sign = "column"
	b, err := Combine("SPX", parts, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestReferenceCombinedFlip(t *testing.T) {
	c := combinedNamed(t, "flip")
	var want struct {
		Chains []struct {
			Name       string
			Ratio, GEX decimal
			ZeroOnAxis decimal `json:"zero_gamma_on_axis"`
		}
		GEX  decimal
		Zero decimal `json:"zero_gamma"`
		SPY  decimal `json:"spy_level"`
		ES   decimal `json:"es_level"`
	}
	if err := json.Unmarshal(c.Expected, &want); err != nil {
		t.Fatal(err)
	}
	r := Build(c.book(t, Options{}))
	near(t, "gex", float64(r.Totals.GEX), float64(want.GEX), referenceTol, 0)
	near(t, "zero gamma", float64(r.Levels.ZeroGamma), float64(want.Zero), referenceTol, 0)
	if len(r.Members) != len(want.Chains) || !r.Combined {
		t.Fatalf("members %+v", r.Members)
	}
	for i, m := range want.Chains {
		got := r.Members[i]
		if got.Underlying != m.Name {
			t.Errorf("member %d is %s, want %s", i, got.Underlying, m.Name)
		}
		near(t, m.Name+" ratio", float64(got.Ratio), float64(m.Ratio), referenceTol, 0)
		near(t, m.Name+" gex", float64(got.GEX), float64(m.GEX), referenceTol, 0)
		near(t, m.Name+" zero gamma", float64(got.ZeroGamma), float64(m.ZeroOnAxis), referenceTol, 0)
	}
	for i, level := range []decimal{want.SPY, want.ES} {
		near(t, r.Mapped.Members[i].Symbol, float64(r.Mapped.Members[i].Levels.ZeroGamma), float64(level), referenceTol, 0)
	}
}

// TestReferenceCombinedUnits: points and shares of different prices do not add, so GEX in them is that in dollars at the axis's
// price.
func TestReferenceCombinedUnits(t *testing.T) {
	c := combinedNamed(t, "flip")
	var want struct{ GEX decimal }
	if err := json.Unmarshal(c.Expected, &want); err != nil {
		t.Fatal(err)
	}
	axis := float64(c.Inputs.Chains[0].Spot)
	for unit, over := range map[string]float64{"point": axis / 100, "shares": axis * axis / 100} {
		near(t, unit, float64(Build(c.book(t, Options{Unit: unit})).Totals.GEX), float64(want.GEX)/over, referenceTol, 0)
	}
}

func TestReferenceCombinedFlows(t *testing.T) {
	c := combinedNamed(t, "flows")
	var want struct {
		Rows []struct {
			Move  decimal `json:"move_pct"`
			USD   []decimal
			Total decimal `json:"total_usd"`
			ES    decimal
		}
	}
	if err := json.Unmarshal(c.Expected, &want); err != nil {
		t.Fatal(err)
	}
	o := Options{}
	for _, row := range want.Rows {
		o.Moves = append(o.Moves, float64(row.Move))
	}
	flows := BuildFlows(c.book(t, o)).Flows.Spot
	for i, row := range want.Rows {
		near(t, "usd", float64(flows[i].USD), float64(row.Total), referenceTol, 0)
		near(t, "ES", float64(flows[i].Futures), float64(row.ES), referenceTol, 0)
		byRoot := map[string]float64{}
		for _, p := range flows[i].Parts {
			byRoot[p.Root] += float64(p.Shares) * float64(flows[i].Spot)
		}
		for n, usd := range row.USD {
			near(t, c.Inputs.Chains[n].Name, byRoot[c.Inputs.Chains[n].Name], float64(usd), referenceTol, 0)
		}
	}
}

func TestReferenceCombinedStrikes(t *testing.T) {
	c := combinedNamed(t, "strikes")
	var want struct {
		Rows  []struct{ Strike, GEX decimal }
		Call  decimal `json:"call_wall"`
		Put   decimal `json:"put_wall"`
		Total decimal
	}
	if err := json.Unmarshal(c.Expected, &want); err != nil {
		t.Fatal(err)
	}
	d := BuildStrikes(c.book(t, Options{Bin: float64(c.Inputs.Step)}))
	if len(d.Strikes) != len(want.Rows) {
		t.Fatalf("%d strikes, want %d: %+v", len(d.Strikes), len(want.Rows), d.Strikes)
	}
	total := 0.0
	for i, row := range want.Rows {
		near(t, "strike", float64(d.Strikes[i].Strike), float64(row.Strike), referenceTol, 0)
		near(t, "gex", float64(d.Strikes[i].GEX), float64(row.GEX), referenceTol, 0)
		sum := 0.0
		for _, m := range d.Strikes[i].Members {
			sum += float64(m.GEX)
		}
		near(t, "members", sum, float64(row.GEX), referenceTol, 0)
		total += float64(d.Strikes[i].GEX)
	}
	near(t, "total", total, float64(want.Total), referenceTol, 0)
	near(t, "call wall", float64(d.Levels.CallWall), float64(want.Call), referenceTol, 0)
	near(t, "put wall", float64(d.Levels.PutWall), float64(want.Put), referenceTol, 0)
}

func TestReferenceCombinedMapping(t *testing.T) {
	c := combinedNamed(t, "mapping")
	var want struct{ Ratio, Offset decimal }
	if err := json.Unmarshal(c.Expected, &want); err != nil {
		t.Fatal(err)
	}
	for rule, level := range map[string]decimal{"ratio": want.Ratio, "offset": want.Offset} {
		m := Mapping{Symbol: "ES", Price: float64(c.Inputs.Price), By: rule}
		near(t, rule, float64(m.price(float64(c.Inputs.Axis))(report.Number(c.Inputs.Level))), float64(level), referenceTol, 0)
	}
}

// TestReferenceCombinedStale: a member whose spot is of another minute moves the flip, which is why one is warned about.
func TestReferenceCombinedStale(t *testing.T) {
	c := combinedNamed(t, "stale_member")
	var want struct {
		Zero decimal `json:"zero_gamma"`
	}
	if err := json.Unmarshal(c.Expected, &want); err != nil {
		t.Fatal(err)
	}
	c.Inputs.Chains[1].Spot *= 1 + c.Inputs.Gap
	near(t, "zero gamma", float64(Build(c.book(t, Options{})).Levels.ZeroGamma), float64(want.Zero), referenceTol, 0)
}
