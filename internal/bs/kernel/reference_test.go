package kernel_test

import (
	"math"
	"testing"

	"gex/internal/bs"
	"gex/internal/bs/bstest"
	"gex/internal/bs/kernel"
)

// columns are the greeks of the batch with the textbook's function and the bound of the package comment.
var columns = []struct {
	name   string
	bound  float64 // ε × scale
	carry  float64 // ε × (|r| + |r−q|) × |delta|: the yield comes out of rate and carry, rounded
	column func(*kernel.Greeks) *[]float64
	scalar func(bs.Option) float64
}{
	{"price", 8, 0, func(g *kernel.Greeks) *[]float64 { return &g.Price }, bs.Option.Price},
	{"delta", 8, 0, func(g *kernel.Greeks) *[]float64 { return &g.Delta }, bs.Option.Delta},
	{"gamma", 8, 0, func(g *kernel.Greeks) *[]float64 { return &g.Gamma }, bs.Option.Gamma},
	{"vega", 8, 0, func(g *kernel.Greeks) *[]float64 { return &g.Vega }, bs.Option.Vega},
	{"theta", 8, 0, func(g *kernel.Greeks) *[]float64 { return &g.Theta }, bs.Option.Theta},
	{"vanna", 32, 0, func(g *kernel.Greeks) *[]float64 { return &g.Vanna }, bs.Option.Vanna},
	{"charm", 32, 2, func(g *kernel.Greeks) *[]float64 { return &g.Charm }, bs.Option.Charm},
}

// TestReference compares every greek of the batch with 60-digit values.
func TestReference(t *testing.T) {
	rows := bstest.Reference(t, "bsm_reference.csv")
	worst := make([]float64, len(columns))
	for _, row := range rows {
		o := row.Option(t)
		got := greeksOf(o)
		carry := (math.Abs(o.Rate) + math.Abs(o.Rate-o.Yield)) * math.Abs(row.Float(t, "delta"))
		for i, c := range columns {
			value, want := (*c.column(&got))[0], row.Float(t, c.name)
			unit := bstest.Epsilon * row.Float(t, c.name+"_scale")
			miss := math.Abs(value-want) - bstest.Underflow - bstest.Epsilon*c.carry*carry
			if !(miss <= c.bound*unit) {
				t.Errorf("row %s (%s): %s = %g, want %g ± %g", row["id"], row["tag"], c.name, value, want, c.bound*unit)
			}
			if miss > 0 {
				worst[i] = max(worst[i], miss/unit)
			}
		}
	}
	for i, c := range columns {
		t.Logf("%s: worst %.2f ε × scale, bound %g", c.name, worst[i], c.bound)
	}
}

// greeksOf returns all greeks of a batch of one option.
func greeksOf(o bs.Option) kernel.Greeks {
	b := kernel.New(
		[]kernel.Group{{Lo: 0, Hi: 1, Years: o.Years, Rate: o.Rate, Carry: (o.Rate - o.Yield) * o.Years}},
		[]float64{o.Strike}, []float64{o.Vol}, []bool{o.Right == bs.Put}, []float64{1})
	g := allGreeks(1)
	b.GreeksTo(&g, o.Spot)
	return g
}

// allGreeks returns columns for n contracts.
func allGreeks(n int) (g kernel.Greeks) {
	for _, c := range columns {
		*c.column(&g) = make([]float64, n)
	}
	return g
}
