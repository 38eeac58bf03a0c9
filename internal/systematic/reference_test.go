package systematic

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"gex/internal/reftest"
	"gex/internal/report"
	"gex/internal/series"
)

type exact = reftest.Number

// referencePrices are those of the reference cases.
func referencePrices(t testing.TB) *series.Prices {
	t.Helper()
	p, err := series.ReadPrices(bytes.NewReader(reftest.Read(t, "prices.csv")), "prices.csv", series.PriceOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func expected(t *testing.T, name string, to any) {
	t.Helper()
	var in struct{}
	reftest.Case(t, "trend.json", name, &in, to)
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*max(1, math.Abs(want))) {
		t.Errorf("%s: %.15g, want %.15g", what, got, want)
	}
}

const (
	levelTolerance    = 1e-10
	positionTolerance = 1e-9
)

func TestReferenceAverages(t *testing.T) {
	p := referencePrices(t).Closes()
	var want map[string]struct {
		Value, Signal exact
		FlipsAt       exact `json:"flips_at"`
	}
	expected(t, "sma_levels", &want)
	for _, n := range DefaultAverages {
		w, r := want["sma"+strconv.Itoa(n)], average{n}
		near(t, r.name(), r.value(p), float64(w.Value), levelTolerance)
		near(t, r.name()+" signal", r.signal(p), float64(w.Signal), 0)
		near(t, r.name()+" flips", r.flips(p, 1, 0), float64(w.FlipsAt), levelTolerance)
	}
}

func TestReferenceCrosses(t *testing.T) {
	p := referencePrices(t).Closes()
	var want map[string]struct {
		Fast, Slow, Signal exact
		FlipsAt            exact `json:"flips_at"`
	}
	expected(t, "cross_levels", &want)
	for _, c := range DefaultCrosses {
		r := cross{c[0], c[1]}
		w := want[strings.TrimPrefix(r.name(), "cross ")]
		near(t, r.name()+" fast", mean(p, r.a), float64(w.Fast), levelTolerance)
		near(t, r.name(), r.value(p), float64(w.Slow), levelTolerance)
		near(t, r.name()+" signal", r.signal(p), float64(w.Signal), 0)
		near(t, r.name()+" flips", r.flips(p, 1, 0), float64(w.FlipsAt), levelTolerance)
	}
}

func TestReferenceHeldLevels(t *testing.T) {
	p := referencePrices(t).Closes()
	var want map[string]map[string]*exact
	expected(t, "held_levels", &want)
	rules := (&Options{Averages: DefaultAverages, Crosses: DefaultCrosses}).rules()
	compared := 0
	for _, days := range held {
		for _, r := range rules {
			name := strings.NewReplacer("average ", "sma", "cross ", "", "momentum ", "momentum").Replace(r.name())
			w, has := want[strconv.Itoa(days)][name]
			if !has {
				continue
			}
			compared++
			got := r.flips(p, days, 0)
			if w == nil {
				if !math.IsNaN(got) {
					t.Errorf("%s held for %d days: %g, want none", r.name(), days, got)
				}
				continue
			}
			near(t, r.name(), got, float64(*w), levelTolerance)
		}
	}
	if compared != 30 {
		t.Errorf("compared %d levels", compared)
	}
}

func TestReferenceMomentum(t *testing.T) {
	p := referencePrices(t).Closes()
	var want struct {
		Months map[string]struct {
			Ret, Signal exact
			FlipsAt     exact `json:"flips_at"`
		} `json:"-"`
		Blend exact
	}
	expected(t, "tsmom_levels", &want)
	var rows map[string]any
	expected(t, "tsmom_levels", &rows)
	for _, h := range months {
		w, r := rows[strconv.Itoa(h)].(map[string]any), momentum{h}
		number := func(key string) float64 {
			switch x := w[key].(type) {
			case string:
				f, _ := strconv.ParseFloat(x, 64)
				return f
			case float64:
				return x
			}
			return math.NaN()
		}
		near(t, r.name(), p[len(p)-1]/r.value(p)-1, number("ret"), levelTolerance)
		near(t, r.name()+" signal", r.signal(p), number("signal"), 0)
		near(t, r.name()+" flips", r.flips(p, 1, 0), number("flips_at"), levelTolerance)
	}
	near(t, "blend", signalOf("momentum", p), float64(want.Blend), levelTolerance)
}

func TestReferenceBreakouts(t *testing.T) {
	p := referencePrices(t).Closes()
	var want map[string]struct{ High, Low exact }
	expected(t, "breakout_levels", &want)
	for _, h := range []int{20, 50, 100} {
		w := want[strconv.Itoa(h)]
		near(t, "high", breakout{h, true}.value(p), float64(w.High), levelTolerance)
		near(t, "low", breakout{h, false}.value(p), float64(w.Low), levelTolerance)
		near(t, "flips at the high", breakout{h, true}.flips(p, 1, -1), float64(w.High), levelTolerance)
		near(t, "flips at the low", breakout{h, false}.flips(p, 1, 1), float64(w.Low), levelTolerance)
	}
}

func TestReferencePairs(t *testing.T) {
	p := referencePrices(t).Closes()
	var rows map[string]any
	expected(t, "baz", &rows)
	for _, r := range pairs {
		w := rows[strings.TrimPrefix(r.name(), "pair ")].(map[string]any)
		number := func(key string) float64 {
			f, err := strconv.ParseFloat(w[key].(string), 64)
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
		y, z := r.scaled(p)
		near(t, r.name(), r.value(p), number("x"), levelTolerance)
		near(t, r.name()+" y", y, number("y"), positionTolerance)
		near(t, r.name()+" z", z, number("z"), positionTolerance)
		near(t, r.name()+" u", r.response(p), number("u"), positionTolerance)
		near(t, r.name()+" flips", r.flips(p, 1, 0), number("flips_at"), levelTolerance)
	}
	signal, _ := strconv.ParseFloat(rows["signal"].(string), 64)
	near(t, "signal", signalOf("pairs", p), signal, positionTolerance)
}

func TestReferencePositions(t *testing.T) {
	var want struct {
		Variance exact `json:"daily_variance"`
		Vol      exact
		Leverage exact
		Momentum exact `json:"position_tsmom"`
		Cross    exact `json:"position_cross"`
	}
	expected(t, "position", &want)
	p := referencePrices(t).Closes()
	v := variance(returns(p), decay)
	near(t, "variance", v/float64(want.Variance), 1, positionTolerance)
	near(t, "volatility", annual(v), float64(want.Vol), positionTolerance)
	near(t, "leverage", leverage(DefaultTargets, annual(v), TrendCap), float64(want.Leverage), positionTolerance)
	d := build(t, Options{})
	near(t, "momentum", float64(d.Systematic.Trend.Models[0].Position), float64(want.Momentum), positionTolerance)
	near(t, "cross", float64(d.Systematic.Trend.Models[1].Position), float64(want.Cross), positionTolerance)
}

// build makes the document of the reference prices.
func build(t testing.TB, o Options) *report.SystematicDocument {
	t.Helper()
	d, err := Build(referencePrices(t), o, Parts{Trend: true, Volatility: true, Funds: true}, noMap)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestReferenceTapes(t *testing.T) {
	var want struct {
		Rows []struct {
			Days, Sigmas   int
			Close, Vol     exact
			Momentum       exact `json:"tsmom"`
			Cross          exact
			FlowOfMomentum exact `json:"flow_tsmom"`
			FlowOfCross    exact `json:"flow_cross"`
		}
	}
	expected(t, "tapes", &want)
	models := build(t, Options{}).Systematic.Trend.Models
	if len(want.Rows) != 10 {
		t.Fatal(len(want.Rows))
	}
	for i, w := range want.Rows {
		m, c := models[0].Tapes[i], models[1].Tapes[i]
		if m.Days != w.Days || m.Sigmas != w.Sigmas {
			t.Fatalf("tape %d: %+v", i, m)
		}
		near(t, "close", float64(m.Close), float64(w.Close), positionTolerance)
		near(t, "volatility", float64(m.Vol), float64(w.Vol), positionTolerance)
		near(t, "momentum", float64(m.Position), float64(w.Momentum), positionTolerance)
		near(t, "cross", float64(c.Position), float64(w.Cross), positionTolerance)
		near(t, "flow of momentum", float64(m.Flow), float64(w.FlowOfMomentum), positionTolerance)
		near(t, "flow of cross", float64(c.Flow), float64(w.FlowOfCross), positionTolerance)
	}
}

func TestReferenceShortHistory(t *testing.T) {
	var in struct{ Closes []float64 }
	var want struct {
		Value   exact `json:"sma3"`
		FlipsAt exact `json:"sma3_flips_at"`
	}
	reftest.Case(t, "trend.json", "short_history", &in, &want)
	row := read(average{3}, in.Closes)
	near(t, "average 3", float64(row.Value), float64(want.Value), levelTolerance)
	near(t, "flips", float64(row.FlipsAt), float64(want.FlipsAt), levelTolerance)
	for _, r := range []rule{average{20}, momentum{21}} {
		if row := read(r, in.Closes); row.Value.OK() || row.Signal.OK() || row.FlipsAt.OK() || row.AwayPct.OK() {
			t.Errorf("%s: %+v", r.name(), row)
		}
	}
}

// volCase is a case of volatility control.
type volCase struct {
	Weight      exact
	SellsBeyond exact `json:"sells_beyond_move"`
	Rows        []struct {
		Move, Weight, Flow exact
		Short              exact `json:"vol_short"`
		Long               exact `json:"vol_long"`
		Days21             exact `json:"vol_21"`
		Days63             exact `json:"vol_63"`
	}
}

// compare compares weights, flows and thresholds, and asserts each threshold just at it and above.
func (w *volCase) compare(t *testing.T, name string, c *controller) {
	t.Helper()
	now := c.weight(c.now())
	near(t, name+" weight", now, float64(w.Weight), positionTolerance)
	beyond := c.sellsBeyond()
	near(t, name+" sells beyond", beyond, float64(w.SellsBeyond), levelTolerance)
	for _, r := range w.Rows {
		square := float64(r.Move * r.Move)
		weight := c.weight(c.variance(square, 1))
		near(t, name+" weight after", weight, float64(r.Weight), positionTolerance)
		near(t, name+" flow", weight-now, float64(r.Flow), positionTolerance)
		for i, vol := range []exact{r.Short + r.Days21, r.Long + r.Days63} {
			near(t, name+" volatility", annual(c.estimates[i].after(square, 1)), float64(vol), positionTolerance)
		}
	}
	if at := c.weight(c.variance(beyond*beyond*(1-1e-9), 1)); at < now*(1-1e-12) {
		t.Errorf("%s: sells at the threshold: %.15g after %.15g", name, at, now)
	}
	if above := c.weight(c.variance(beyond*beyond*(1+1e-6), 1)); !(above < now) {
		t.Errorf("%s: does not sell above the threshold", name)
	}
}

func TestReferenceVolatilityControl(t *testing.T) {
	for _, name := range []string{"volctl_short_rules", "volctl_long_rules", "volctl_capped"} {
		var in struct {
			Short       exact `json:"vol_short"`
			Long        exact `json:"vol_long"`
			Lambdas     []exact
			Target, Cap exact
		}
		var want volCase
		reftest.Case(t, "letf_vol.json", name, &in, &want)
		c := &controller{targets: []float64{float64(in.Target)}, cap: float64(in.Cap)}
		for i, vol := range []exact{in.Short, in.Long} {
			c.estimates = append(c.estimates, estimate{decay: float64(in.Lambdas[i]), now: float64(vol*vol) / tradingYear})
		}
		want.compare(t, name, c)
	}
}

func TestReferenceVolatilityWindows(t *testing.T) {
	var in struct {
		Windows     []exact
		Target, Cap exact
	}
	var want volCase
	reftest.Case(t, "letf_vol.json", "volctl_rolling", &in, &want)
	var r []float64
	for i := range 63 {
		r = append(r, float64((37*i)%101-50)/5000)
	}
	c := &controller{targets: []float64{float64(in.Target)}, cap: float64(in.Cap)}
	for _, w := range in.Windows {
		e, ok := newEstimate(float64(w), r)
		if !ok {
			t.Fatal(w)
		}
		c.estimates = append(c.estimates, e)
	}
	want.compare(t, "volctl_rolling", c)
}

// TestReferencePandas: signals with their levels, positions, tapes and volatility control as pandas makes them of the reference
// prices, where levels are found by bisection (testdata/with_pandas.py).
func TestReferencePandas(t *testing.T) {
	text, err := os.ReadFile("testdata/pandas.json")
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Signals []struct {
			Name   string
			Signal float64
			Flips  [3]*float64
		}
		Models []struct {
			Model    string
			Position float64
			Tapes    []float64
		}
		Volatility []struct {
			Windows             []float64
			Target, Cap, Weight float64
			Vols, Moves, Paths  []float64
			SellsBeyond         float64   `json:"sells_beyond_move"`
			DropOff             []float64 `json:"drop_off"`
		}
	}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	trend := build(t, Options{}).Systematic.Trend
	byName := map[string]report.TrendSignal{}
	for _, s := range trend.Signals {
		byName[s.Name] = s
	}
	if len(want.Signals) != 14 || len(want.Models) != 3 || len(want.Volatility) != 2 {
		t.Fatalf("%d signals, %d models, %d times volatility control", len(want.Signals), len(want.Models), len(want.Volatility))
	}
	for _, w := range want.Signals {
		s := byName[w.Name]
		near(t, w.Name, float64(s.Signal), w.Signal, 0)
		for i, got := range []report.Number{s.FlipsAt, s.FlipsAt5, s.FlipsAt21} {
			if w.Flips[i] == nil {
				if got.OK() {
					t.Errorf("%s held for %d days: %v, want none", w.Name, held[i], got)
				}
				continue
			}
			near(t, fmt.Sprintf("%s held for %d days", w.Name, held[i]), float64(got), *w.Flips[i], levelTolerance)
		}
	}
	for i, w := range want.Models {
		m := trend.Models[i]
		near(t, w.Model, float64(m.Position), w.Position, positionTolerance)
		for k, position := range w.Tapes {
			near(t, fmt.Sprintf("%s after tape %d", w.Model, k), float64(m.Tapes[k].Position), position, positionTolerance)
		}
	}
	for _, w := range want.Volatility {
		v := build(t, Options{Windows: w.Windows, Targets: []float64{w.Target}, Cap: w.Cap}).Systematic.Volatility
		near(t, "weight", float64(v.Weight), w.Weight, positionTolerance)
		near(t, "sells beyond", float64(v.SellsBeyond), w.SellsBeyond, 1e-8)
		for i, vol := range w.Vols {
			near(t, "volatility", float64(v.Vols[i]), vol, positionTolerance)
		}
		for i, weight := range w.Moves {
			near(t, fmt.Sprintf("weight after %v%%", v.Moves[i].MovePct), float64(v.Moves[i].Weight), weight, positionTolerance)
		}
		for i, weight := range w.Paths {
			near(t, fmt.Sprintf("weight after %d days of %v%%", v.Paths[i].Days, v.Paths[i].DailyMovePct), float64(v.Paths[i].Weight), weight, positionTolerance)
		}
		if len(v.DropOff) != len(w.DropOff) {
			t.Fatalf("%d returns leave, want %d", len(v.DropOff), len(w.DropOff))
		}
		for i, vol := range w.DropOff {
			near(t, "volatility without the return of "+v.DropOff[i].Date, float64(v.DropOff[i].VolAfter), vol, positionTolerance)
		}
	}
}
