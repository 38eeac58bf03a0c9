package gex

import (
	"bytes"
	"math"
	"testing"

	"gex/internal/chain"
	"gex/internal/reftest"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/vol"
)

// twoFlat is how the reference fits its two contracts: volatilities of the file, and a flat carry.
func twoFlat() vol.Options {
	return vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(0.04), Yield: 0.013}
}

// twoContracts is the chain of the reference, read from its csv.
func twoContracts(t *testing.T) *chain.Chain {
	t.Helper()
	f, err := chain.Read(bytes.NewReader(reftest.Read(t, "sensitivity_two.csv")), chain.Options{Name: "sensitivity_two.csv"})
	if err != nil {
		t.Fatal(err)
	}
	c := f.Chains[0]
	return c
}

// vary builds the sensitivity of two contracts.
func vary(t *testing.T, c *chain.Chain, v vol.Options, o Options) (*Book, *report.SensitivityDocument) {
	t.Helper()
	b := bookFrom(t, c, v, o)
	return b, BuildSensitivity(b, Variations{Vol: v, Wrong: math.NaN()})
}

// adjusted gives the contracts the dealer quantities of the case, 40,000 calls and 30,000 puts.
func adjusted(c *chain.Chain) *chain.Chain {
	for i := range c.OpenInterest {
		c.OpenInterest[i] = 40000
		if c.Right[i] == chain.Put {
			c.OpenInterest[i] = 30000
		}
	}
	return c
}

func TestReferenceSignWeights(t *testing.T) {
	var want struct {
		Rows []struct {
			Call decimal `json:"call_weight"`
			Put  decimal `json:"put_weight"`
			GEX  decimal `json:"gex"`
			Zero decimal `json:"zero_gamma"`
		}
		Band [2]decimal
	}
	reftest.Case(t, "sensitivity.json", "sign_weights", &struct{}{}, &want)
	_, d := vary(t, adjusted(twoContracts(t)), twoFlat(), Options{})
	runs := map[string]report.Run{}
	for _, r := range d.Sensitivity.Runs {
		if r.Group == report.GroupSign || r.Group == report.GroupBase {
			runs[r.Run] = r
		}
	}
	for _, w := range want.Rows {
		name := report.Number(w.Call).String() + "," + (-report.Number(w.Put)).String()
		if name == "1,-1" {
			name = "as given"
		}
		r, has := runs[name]
		if !has {
			t.Fatalf("no run %s", name)
		}
		near(t, name+" gex", float64(r.GEX), float64(w.GEX), referenceTol, 0)
		near(t, name+" zero gamma", float64(r.ZeroGamma), float64(w.Zero), referenceTol, 0)
	}
	band := d.Sensitivity.BandOf(report.QuantityFlip, report.GroupSign)
	near(t, "low", float64(band.Low), float64(want.Band[0]), referenceTol, 0)
	near(t, "high", float64(band.High), float64(want.Band[1]), referenceTol, 0)
	if band.Open {
		t.Error("short and long open the band")
	}
}

// TestReferenceBreakevenWeight: reweighting puts to the break-even makes GEX 0, and spot the flip.
func TestReferenceBreakevenWeight(t *testing.T) {
	var want struct {
		Breakeven decimal `json:"breakeven_put_per_call"`
		Zero      decimal `json:"zero_gamma_there"`
	}
	reftest.Case(t, "sensitivity.json", "breakeven_weight", &struct{}{}, &want)
	_, d := vary(t, adjusted(twoContracts(t)), twoFlat(), Options{})
	near(t, "break-even", float64(d.Sensitivity.Breakeven), float64(want.Breakeven), referenceTol, 0)
	_, there := vary(t, adjusted(twoContracts(t)), twoFlat(), Options{Sign: "1,-" + d.Sensitivity.Breakeven.String()})
	near(t, "zero gamma there", float64(there.ZeroGamma), float64(want.Zero), referenceTol, 0)
	near(t, "GEX there over gross", float64(there.GEX/there.GrossGEX), 0, 1e-11, 1)
}

func TestReferenceFlipDerivatives(t *testing.T) {
	var want struct {
		Zero  decimal `json:"zero_gamma"`
		Slope decimal `json:"gex_slope_at_flip"`
		IV    decimal `json:"per_iv_point"`
		Rate  decimal `json:"per_rate_point"`
		Put   decimal `json:"per_put_oi_pct"`
		Call  decimal `json:"per_call_oi_pct"`
	}
	reftest.Case(t, "sensitivity.json", "flip_derivatives", &struct{}{}, &want)
	b, d := vary(t, adjusted(twoContracts(t)), twoFlat(), Options{})
	flip := float64(d.ZeroGamma)
	near(t, "zero gamma", flip, float64(want.Zero), referenceTol, 0)
	near(t, "slope", b.around(flip).slope*b.unit(flip), float64(want.Slope), referenceTol, 0)
	got := d.Sensitivity.Derivatives
	near(t, "per volatility point", float64(got.PerVolPoint), float64(want.IV), referenceTol, 0)
	near(t, "per rate point", float64(got.PerRatePoint), float64(want.Rate), referenceTol, 0)
	near(t, "per put", float64(got.PerPutPct), float64(want.Put), referenceTol, 0)
	near(t, "per call", float64(got.PerCallPct), float64(want.Call), referenceTol, 0)
}

func TestReferenceQuoteNoise(t *testing.T) {
	var in struct {
		Half struct{ Put, Call decimal } `json:"half_spread"`
	}
	var want struct {
		SE decimal `json:"flip_se"`
	}
	reftest.Case(t, "sensitivity.json", "quote_noise", &in, &want)
	c := adjusted(twoContracts(t))
	v := twoFlat()
	b := bookFrom(t, c, v, Options{})
	// Quotes around the price at the file's volatility.
	price := priceOf(b)
	for k, i := range b.row {
		half := float64(in.Half.Call)
		if c.Right[i] == chain.Put {
			half = float64(in.Half.Put)
		}
		c.Bid[i], c.Ask[i] = price[k]-half, price[k]+half
	}
	v.IV = "quote"
	_, d := vary(t, c, v, Options{})
	near(t, "standard error of the flip", float64(d.Sensitivity.QuoteSE.ZeroGamma), float64(want.SE), referenceTol, 0)
	band := d.Sensitivity.BandOf(report.QuantityFlip, report.BandQuotes)
	near(t, "width of the band", float64(band.High-band.Low), 2*float64(want.SE), 1e-8, 0)
}

func TestReferenceWallMargin(t *testing.T) {
	var in struct {
		Net []struct {
			Strike float64
			GEX    decimal
		} `json:"net_gex"`
		Per decimal `json:"runner_up_gex_per_contract"`
	}
	var want struct {
		CallWall  float64 `json:"call_wall"`
		RunnerUp  float64 `json:"runner_up"`
		Margin    decimal
		Contracts decimal `json:"contracts_that_overturn"`
		PutWall   float64 `json:"put_wall"`
		PutRunner float64 `json:"put_runner_up"`
		PutMargin decimal `json:"put_margin"`
	}
	reftest.Case(t, "sensitivity.json", "wall_margin", &in, &want)
	var rows [][3]float64
	b := &Book{Spot: 6700, opt: Options{Wall: "net"}}
	for _, n := range in.Net {
		call, put := math.Max(float64(n.GEX), 0), math.Min(float64(n.GEX), 0)
		rows = append(rows, [3]float64{n.Strike, call, put})
		// Calls of the strike, as many as give its GEX at the value of one.
		b.strike, b.put = append(b.strike, n.Strike), append(b.put, false)
		b.gex, b.count = append(b.gex, 1000*float64(in.Per)), append(b.count, 1000)
	}
	call, put := b.wallValues()
	got := b.marginOf("call_wall", strikesOf(rows...), chain.Call, call)
	near(t, "call wall", float64(got.Strike), want.CallWall, 0, 0)
	near(t, "runner-up", float64(got.RunnerUp), want.RunnerUp, 0, 0)
	near(t, "margin", float64(got.Margin), float64(want.Margin), referenceTol, 0)
	near(t, "contracts", float64(got.Contracts), float64(want.Contracts), referenceTol, 0)
	got = b.marginOf("put_wall", strikesOf(rows...), chain.Put, put)
	near(t, "put wall", float64(got.Strike), want.PutWall, 0, 0)
	near(t, "put runner-up", float64(got.RunnerUp), want.PutRunner, 0, 0)
	near(t, "put margin", float64(got.Margin), float64(want.PutMargin), referenceTol, 0)
	if got.Contracts.OK() {
		t.Errorf("%v puts overturn the wall where none is held", got.Contracts)
	}
}

func TestReferenceWrongSigns(t *testing.T) {
	var in struct {
		Net []decimal `json:"net_gex"`
		P   decimal
	}
	var want struct {
		Mean     decimal
		SD       decimal
		Positive decimal `json:"probability_positive"`
	}
	reftest.Case(t, "sensitivity.json", "wrong_signs", &in, &want)
	var rows [][3]float64
	for i, g := range in.Net {
		rows = append(rows, [3]float64{float64(i), float64(g), 0})
	}
	got := wrongSigns(strikesOf(rows...), float64(in.P))
	near(t, "mean", float64(got.Mean), float64(want.Mean), referenceTol, 0)
	near(t, "sd", float64(got.SD), float64(want.SD), referenceTol, 0)
	near(t, "probability", float64(got.Positive), float64(want.Positive), referenceTol, 0)
	if never := wrongSigns(strikesOf(rows...), 0); never.Positive != 1 || never.SD != 0 {
		t.Errorf("without wrong signs: %+v", never)
	}
	if wrongSigns(nil, math.NaN()) != nil {
		t.Error("there are wrong signs that nobody asked for")
	}
}
