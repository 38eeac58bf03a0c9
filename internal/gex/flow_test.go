package gex

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/vol"
)

// calendarBook prices legs whose variance runs off by the calendar, as the reference does.
func calendarBook(t testing.TB, spot, r, q float64, legs []leg, o Options) *Book {
	t.Helper()
	c := makeChain(spot, legs)
	s, err := vol.Fit(c, vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(r), Yield: q, Clock: market.Calendar})
	if err != nil {
		t.Fatal(err)
	}
	o.Sign = "column"
	b, err := NewBook(c, s, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (c *referenceCase) legs() []leg {
	var legs []leg
	for _, r := range c.Inputs.Rows {
		legs = append(legs, leg{r.Type == "P", r.K, r.T, r.Sigma, r.OI, r.DealerSign})
	}
	return legs
}

func TestReferenceFlowScenarios(t *testing.T) {
	c := referenceCases(t, "flow_table")[0]
	var want struct {
		Vol []struct {
			Points float64 `json:"dvol_pts"`
			Shares decimal `json:"dealer_trade_index_units"`
		} `json:"vol_sticky_strike_parallel"`
		Time []struct {
			Days   float64
			Shares decimal `json:"dealer_trade_index_units"`
		}
		Beta []struct {
			Move   float64 `json:"move_pct"`
			Beta   float64 `json:"beta_volpts_per_pct"`
			Shares decimal `json:"dealer_trade_index_units"`
		} `json:"spot_vol_beta"`
	}
	c.expect(t, &want)
	d := calendarBook(t, c.Inputs.S, c.Inputs.R, c.Inputs.Q, c.legs(), Options{}).desk()
	for _, w := range want.Vol {
		near(t, "vol", d.alone(adjustment{points: w.Points}), float64(w.Shares), referenceTol, 0)
	}
	for _, w := range want.Time {
		at := d.AsOf.Add(time.Duration(w.Days * 24 * float64(time.Hour)))
		near(t, "time", d.alone(adjustment{at: at}), float64(w.Shares), referenceTol, 0)
	}
	for _, w := range want.Beta {
		d := calendarBook(t, c.Inputs.S, c.Inputs.R, c.Inputs.Q, c.legs(), Options{Beta: w.Beta, Moves: []float64{w.Move}}).desk()
		near(t, "beta", float64(d.spotFlows(false)[0].Shares), float64(w.Shares), referenceTol, 0)
	}
}

func TestReferenceFutures(t *testing.T) {
	c := referenceCases(t, "flow_table")[0]
	var want struct {
		Spot []struct {
			Move float64 `json:"move_pct"`
			ES   decimal `json:"es_contracts_at_new_spot"`
			MES  decimal `json:"mes_contracts"`
		}
	}
	c.expect(t, &want)
	legs := c.legs()
	for _, w := range want.Spot {
		for contract, futures := range map[string]decimal{"ES=50": w.ES, "MES=5": w.MES} {
			ch := makeChain(c.Inputs.S, legs)
			ch.Underlying = "SPX"
			b := bookFrom(t, ch, flat(c.Inputs.R, c.Inputs.Q), Options{Sign: "column", Contract: contract, Moves: []float64{w.Move}})
			near(t, contract, float64(b.desk().spotFlows(false)[0].Futures), float64(futures), referenceTol, 1e-6)
		}
	}
}

// TestFlowIdentities: parts add up to the flow, effects and cross term to the flow, and nothing moves nothing.
func TestFlowIdentities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := Options{
			Sign: "column", Moves: []float64{-3, -1, 0, 0.5, 1, 4},
			VolRule: rapid.SampledFrom([]string{"sticky-strike", "sticky-moneyness", "ssr=1.5"}).Draw(t, "rule"),
			Beta:    rapid.SampledFrom([]float64{0, -1}).Draw(t, "beta"),
		}
		r := BuildFlows(bookOf(t, randomLegs(t), 100, o))
		scale := 0.0
		check := func(what string, f report.Flow) {
			scale = math.Max(scale, math.Abs(float64(f.Shares)))
			a := f.Attribution
			tol := 1e-9 * (math.Abs(float64(f.Shares)) + math.Abs(float64(a.Spot)) + math.Abs(float64(a.Vol)) + math.Abs(float64(a.Time)) + 1)
			if sum := float64(a.Spot + a.Vol + a.Time + a.Cross); math.Abs(sum-float64(f.Shares)) > tol {
				t.Fatalf("%s: effects add up to %g, flow is %g", what, sum, f.Shares)
			}
			sum := 0.0
			for _, p := range f.Parts {
				sum += float64(p.Shares)
			}
			if f.Parts != nil && math.Abs(sum-float64(f.Shares)) > tol {
				t.Fatalf("%s: parts add up to %g, flow is %g", what, sum, f.Shares)
			}
		}
		for _, f := range r.Flows.Spot {
			check("spot", f.Flow)
			if f.MovePct == 0 && (f.Shares != 0 || f.Attribution != report.Attribution{}) {
				t.Fatalf("no move trades %+v", f)
			}
		}
		for _, by := range []string{"bucket", "root", "type"} {
			for _, f := range r.Flows.Spot {
				sum, shares := 0.0, 0
				for _, s := range r.Flows.Breakdown {
					if s.By == by && s.MovePct == f.MovePct {
						sum, shares = sum+float64(s.Shares), shares+1
					}
				}
				if shares > 0 && math.Abs(sum-float64(f.Shares)) > 1e-9*(scale+1) {
					t.Fatalf("by %s at %v%%: %g, flow is %g", by, f.MovePct, sum, f.Shares)
				}
				if wanted := f.MovePct == 1 || f.MovePct == -1; len(r.Flows.Breakdown) > 0 && wanted != (shares > 0) {
					t.Fatalf("%d shares by %s at %v%%", shares, by, f.MovePct)
				}
			}
		}
		for _, f := range r.Flows.Vol {
			check("vol", f.Flow)
		}
		for _, f := range r.Flows.Time {
			check("time", f.Flow)
		}
		for _, f := range append(r.Flows.SpotVol, r.Flows.SpotTime...) {
			check("grid", f.Flow)
		}
		last := r.Flows.ToClose[len(r.Flows.ToClose)-1]
		for _, f := range r.Flows.Time {
			if f.Label == "close" && math.Abs(float64(f.Shares-last.Total)) > 1e-9*(math.Abs(float64(last.Total))+1) {
				t.Fatalf("to the close %v, by half hours %v", f.Shares, last.Total)
			}
		}
	})
}

// TestSmallFlowsAreExposures: to second order a small move trades -GEX x move, a point -VEX, a day -CEX.
func TestSmallFlowsAreExposures(t *testing.T) {
	legs := []leg{
		{true, 92, 0.05, 0.30, 900, -1}, {true, 98, 0.05, 0.25, 1400, -1}, {false, 103, 0.05, 0.2, 700, 1},
		{true, 90, 0.4, 0.28, 500, -1}, {false, 110, 0.4, 0.19, 1500, 1},
	}
	b := calendarBook(t, 100, 0.04, 0.013, legs, Options{})
	totals := Build(b).Totals
	d := b.desk()
	for _, c := range []struct {
		what      string
		trade     func(h float64) float64 // US$ at today's spot
		per, step float64                 // exposure for one unit, and the unit
	}{
		{"spot", func(h float64) float64 { return d.ladder(adjustment{}, []float64{100 * (1 + h/100)})[0].shares() * 100 }, float64(totals.GEX), 0.1},
		{"vol", func(h float64) float64 { return d.alone(adjustment{points: h}) * 100 }, float64(totals.VEX), 0.1},
		{"time", func(h float64) float64 {
			return d.alone(adjustment{at: b.AsOf.Add(time.Duration(h * 24 * float64(time.Hour)))}) * 100
		}, float64(totals.CEX), 0.05},
	} {
		err1 := c.trade(c.step) + c.per*c.step
		err2 := c.trade(c.step/2) + c.per*c.step/2
		if math.Abs(err1) > 0.1*math.Abs(c.per*c.step) {
			t.Errorf("%s: trade %g, exposure says %g", c.what, c.trade(c.step), -c.per*c.step)
		}
		if ratio := err1 / err2; !(ratio > 3.5 && ratio < 4.6) {
			t.Errorf("%s: the error falls by %.2f when the move is halved, want 4 (second order)", c.what, ratio)
		}
	}
}

func TestInstants(t *testing.T) {
	thursday := market.Date{Year: 2025, Month: 11, Day: 20}
	label := func(at time.Time) (out []string) {
		for _, i := range (&Book{AsOf: at, chain: &chain.Chain{Underlying: "SPX"}}).timeSteps() {
			out = append(out, i.label+" "+i.at.Format("Mon 15:04"))
		}
		return out
	}
	for _, c := range []struct {
		at   time.Time
		want []string
	}{
		{thursday.At(10, 0), []string{"+30 min Thu 10:30", "+1 h Thu 11:00", "+2 h Thu 12:00", "+4 h Thu 14:00", "close Thu 16:00", "next open Fri 09:30",
			"next close Fri 16:00", "close +2 days Mon 16:00", "close +5 days Fri 13:00"}},
		{thursday.At(8, 25), []string{"open Thu 09:30", "close Thu 16:00", "next close Fri 16:00", "close +2 days Mon 16:00", "close +5 days Fri 13:00"}},
		{thursday.At(16, 0), []string{"open Fri 09:30", "close Fri 16:00", "next close Mon 16:00", "close +2 days Tue 16:00", "close +5 days Mon 16:00"}},
	} {
		got := label(c.at)
		if len(got) != len(c.want) {
			t.Fatalf("%s: %v", c.at, got)
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: %s, want %s", c.at, got[i], c.want[i])
			}
		}
	}
}

// TestRealFlow: beyond the flip the linear rule has the wrong sign.
func TestRealFlow(t *testing.T) {
	r := buildReal(t, spx2024Jan, flat(0.045, 0.013), Options{Moves: []float64{2}})
	about(t, "linear, $B", -2*float64(r.Totals.GEX)/1e9, 28.9, 1)
	about(t, "reprice, $B", float64(r.Flows.Spot[0].USD)/1e9, -23.555, 3)
}

func TestReferenceFuturesOfDollars(t *testing.T) {
	for _, c := range referenceCases(t, "es_equivalent") {
		var want struct{ ES decimal }
		c.expect(t, &want)
		spx := &Book{opt: Options{}, Spot: c.Inputs.S, future: market.Future{Symbol: "ES", Multiplier: c.Inputs.Multiplier}}
		d := &desk{Book: spx, parts: []part{{bucket: OneDTE}}}
		f := d.flow(trade{parts: []float64{float64(c.Inputs.USD) / c.Inputs.S}}, c.Inputs.S)
		near(t, "es", float64(f.Futures), float64(want.ES), referenceTol, 0)
	}
}
