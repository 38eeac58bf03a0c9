package gex

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/market"
	"gex/internal/reftest"
	"gex/internal/report"
	"gex/internal/series"
)

// scenariosOf reads scenarios from text.
func scenariosOf(t testing.TB, text string) *series.Scenarios {
	t.Helper()
	s, err := series.ReadScenarios(strings.NewReader(text), "s.csv")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// withScenarios returns a copy of a book with scenarios.
func withScenarios(t testing.TB, b *Book, text string) *Book {
	t.Helper()
	o := b.opt
	o.Scenarios = scenariosOf(t, text)
	other, err := NewBook(b.chain, b.surface, o)
	if err != nil {
		t.Fatal(err)
	}
	return other
}

// TestReferenceScenarios: trades, attribution, GEX and zero gamma there, the market's odds, and the means.
func TestReferenceScenarios(t *testing.T) {
	type contract struct {
		Strike float64
		OI     float64 `json:"open_interest"`
	}
	var in struct {
		Spot, Years, IV, Rate decimal
		Yield                 decimal `json:"yield_"`
		Put, Call             contract
	}
	var want struct {
		Rows []struct {
			Name        string
			Probability decimal
			Market      decimal `json:"market_probability"`
			Move        decimal `json:"move_pct"`
			Vol         decimal `json:"vol_points"`
			Days        float64
			Spot        decimal
			Shares, USD decimal
			Attribution struct{ Spot, Vol, Time, Cross decimal }
			GEX         decimal
			Zero        decimal `json:"zero_gamma"`
		}
		USD    decimal
		Short  decimal `json:"probability_short"`
		Market decimal `json:"market_probability_short"`
	}
	reftest.Case(t, "scenarios.json", "scenarios", &in, &want)
	text := "name,probability,move,vol,days\n"
	for _, w := range want.Rows {
		text += fmt.Sprintf("%s,%g,%g,%g,%g\n", w.Name, float64(w.Probability), float64(w.Move), float64(w.Vol), w.Days)
	}
	b := makeBook(t, float64(in.Spot), float64(in.Rate), float64(in.Yield), []leg{
		{true, in.Put.Strike, float64(in.Years), float64(in.IV), in.Put.OI, -1}, {false, in.Call.Strike, float64(in.Years), float64(in.IV), in.Call.OI, 1},
	}, Options{Sign: "naive", Scenarios: scenariosOf(t, text)})
	d := BuildFlows(b)
	for i, w := range want.Rows {
		got := d.Flows.Scenarios[i]
		for name, pair := range map[string][2]float64{
			"spot": {float64(got.Spot), float64(w.Spot)}, "shares": {float64(got.Shares), float64(w.Shares)}, "usd": {float64(got.USD), float64(w.USD)},
			"by spot": {float64(got.Attribution.Spot), float64(w.Attribution.Spot)}, "by vol": {float64(got.Attribution.Vol), float64(w.Attribution.Vol)},
			"by time": {float64(got.Attribution.Time), float64(w.Attribution.Time)}, "cross": {float64(got.Attribution.Cross), float64(w.Attribution.Cross)},
			"gex": {float64(got.GEX), float64(w.GEX)}, "zero gamma": {float64(got.ZeroGamma), float64(w.Zero)},
			"probability": {float64(got.Probability), float64(w.Probability)}, "market": {float64(got.MarketProbability), float64(w.Market)},
		} {
			near(t, w.Name+" "+name, pair[0], pair[1], referenceTol, 0)
		}
		if short := got.GEX < 0; short != (got.Regime == report.ShortGamma) {
			t.Errorf("%s: %s with GEX of %g", w.Name, got.Regime, got.GEX)
		}
	}
	e := d.Flows.Expected
	near(t, "expected usd", float64(e.USD), float64(want.USD), referenceTol, 0)
	near(t, "probability short", float64(e.ProbabilityShort), float64(want.Short), referenceTol, 0)
	near(t, "market probability short", float64(e.MarketProbabilityShort), float64(want.Market), referenceTol, 0)
	if e.Largest != "crash" {
		t.Errorf("the largest trade is in %q", e.Largest)
	}
}

// skewedSmile is a smile with a skew.
func skewedSmile(k float64) float64 {
	return 0.15 + 2*math.Pow(math.Log(k/6800), 2) - 0.4*math.Log(k/6700)
}

// TestScenarioWithoutAMoveTradesNothing, and keeps what dealers hold.
func TestScenarioWithoutAMoveTradesNothing(t *testing.T) {
	for _, rule := range []Options{{}, {VolRule: "sticky-moneyness"}, {Beta: -1}} {
		b := oddsBook(t, skewedSmile)
		b.opt.VolRule, b.opt.Beta = rule.VolRule, rule.Beta
		b = withScenarios(t, b, "name,move,vol,days\nnothing,0,0,0\nat its spot,0%,,\n")
		levels := BuildLevels(b)
		for _, f := range BuildFlows(b).Flows.Scenarios {
			if f.Shares != 0 || f.USD != 0 || f.Side != report.Still || f.Unwind != 0 || f.At.IsZero() == false {
				t.Errorf("%+v", f)
			}
			near(t, "gex", float64(f.GEX), float64(levels.Totals.GEX), 1e-12, 0)
			near(t, "zero gamma", float64(f.ZeroGamma), float64(levels.Levels.ZeroGamma), 1e-9, 0)
			if f.Regime != levels.Regime {
				t.Errorf("%s, and %s of the levels", f.Regime, levels.Regime)
			}
		}
	}
}

// TestScenariosAgreeWithLadders: without volatility and time a scenario is a row of the spot ladder, with a time alone a row of the
// time ladder, under every volatility rule.
func TestScenariosAgreeWithLadders(t *testing.T) {
	for _, rule := range []Options{{}, {VolRule: "sticky-moneyness"}, {VolRule: "ssr=1.5", Beta: -0.5}} {
		b := oddsBook(t, skewedSmile)
		b.opt.VolRule, b.opt.Beta = rule.VolRule, rule.Beta
		b = withScenarios(t, b, "name,move,spot,as_of\ndown,-3,,\nup,2,,\nby price,,6365,\nclose,0,,2025-11-19\nfriday,0,,2025-11-21T16:00:00-05:00\n")
		d := BuildFlows(b)
		spot := map[report.Number]report.SpotFlow{}
		for _, f := range d.Flows.Spot {
			spot[f.MovePct] = f
		}
		at := map[string]report.TimeFlow{}
		for _, f := range d.Flows.Time {
			at[f.At.In(market.NewYork).Format("2006-01-02 15:04")] = f
		}
		s := d.Flows.Scenarios
		for i, move := range []report.Number{-3, 2, -5} {
			near(t, s[i].Name+" shares", float64(s[i].Shares), float64(spot[move].Shares), 1e-11, 0)
			near(t, s[i].Name+" usd", float64(s[i].USD), float64(spot[move].USD), 1e-11, 0)
			near(t, s[i].Name+" by vol", float64(s[i].Attribution.Vol), float64(spot[move].Attribution.Vol), 1e-9, 1)
		}
		for i, when := range map[int]string{3: "2025-11-19 16:00", 4: "2025-11-21 16:00"} {
			w, has := at[when]
			if !has {
				t.Fatalf("no row of %s", when)
			}
			near(t, s[i].Name+" shares", float64(s[i].Shares), float64(w.Shares), 1e-11, 0)
			near(t, s[i].Name+" by time", float64(s[i].Attribution.Time), float64(w.Attribution.Time), 1e-11, 0)
			near(t, s[i].Name+" unwind", float64(s[i].Unwind), float64(w.Unwind), 1e-11, 1)
		}
		if s[4].GEX.OK() || s[4].Regime != "" || !s[3].GEX.OK() {
			t.Errorf("after the last expiry GEX is %g, %q", s[4].GEX, s[4].Regime)
		}
		for _, f := range s {
			near(t, f.Name+": effects", float64(f.Attribution.Spot+f.Attribution.Vol+f.Attribution.Time+f.Attribution.Cross), float64(f.Shares), 1e-12, 1)
		}
		if s[0].MarketProbability.OK() || d.Flows.Expected.USD.OK() || d.Flows.Expected.MarketExpiry != "" {
			t.Errorf("scenarios of several dates have odds: %+v", d.Flows.Expected)
		}
	}
}

// TestScenarioIsTheBookThere: GEX, regime and zero gamma of a scenario are those of a chain that is made there.
func TestScenarioIsTheBookThere(t *testing.T) {
	legs := []leg{{true, 95, 0.1, 0.2, 40, -1}, {false, 105, 0.1, 0.25, 30, 1}, {true, 99, 0.02, 0.3, 10, 1}}
	b := makeBook(t, 100, 0.04, 0.01, legs, Options{Scenarios: scenariosOf(t, "name,move,vol\nup,4,3\ndown,-6,-2\n")})
	for _, f := range BuildFlows(b).Flows.Scenarios {
		moved := append([]leg(nil), legs...)
		for i := range moved {
			moved[i].sigma += float64(f.VolPoints) / 100
		}
		levels := BuildLevels(makeBook(t, float64(f.Spot), 0.04, 0.01, moved, Options{}))
		near(t, f.Name+" gex", float64(f.GEX), float64(levels.Totals.GEX), 1e-11, 0)
		if f.ZeroGamma.OK() != levels.Levels.ZeroGamma.OK() || f.Regime != levels.Regime {
			t.Errorf("%s: %g, %s, want %g, %s", f.Name, f.ZeroGamma, f.Regime, levels.Levels.ZeroGamma, levels.Regime)
		}
		if f.ZeroGamma.OK() {
			near(t, f.Name+" zero gamma", float64(f.ZeroGamma), float64(levels.Levels.ZeroGamma), 1e-9, 0)
		}
	}
}

// TestExpectationIsLinear: the mean trade of mixed probabilities is the mix of the means, and certainty is the row itself.
func TestExpectationIsLinear(t *testing.T) {
	b := oddsBook(t, skewedSmile)
	mean := func(p ...float64) report.ExpectedFlow {
		text := "name,move,vol,probability\n"
		for i, row := range []string{"a,2,-1", "b,-2,3", "c,-7,10"} {
			text += fmt.Sprintf("%s,%.17g\n", row, p[i])
		}
		return *BuildFlows(withScenarios(t, b, text)).Flows.Expected
	}
	one, other, mixed := mean(0.2, 0.5, 0.3), mean(0.6, 0, 0.4), mean(0.4, 0.25, 0.35)
	near(t, "usd", float64(mixed.USD), float64(one.USD+other.USD)/2, 1e-12, 0)
	near(t, "short", float64(mixed.ProbabilityShort), float64(one.ProbabilityShort+other.ProbabilityShort)/2, 1e-12, 1)
	near(t, "move", float64(mixed.MovePct), float64(one.MovePct+other.MovePct)/2, 1e-12, 1)
	row := BuildFlows(withScenarios(t, b, "name,move,vol\nb,-2,3\n")).Flows
	near(t, "certain", float64(mean(0, 1, 0).USD), float64(row.Scenarios[0].USD), 1e-12, 0)
	if row.Expected.USD.OK() || row.Expected.ProbabilityShort.OK() || !row.Expected.MarketProbabilityShort.OK() {
		t.Errorf("without probabilities: %+v", row.Expected)
	}
}

// TestMarketOdds: they are of the first PM expiry on or after the scenarios' date, add up to 1 whatever the smile and the order of the
// rows, and are those of the levels at the bounds.
func TestMarketOdds(t *testing.T) {
	b := oddsBook(t, skewedSmile)
	for rows, want := range map[string]string{
		"a,1,0\nb,-1,0\nc,-4,0\n":                            "2025-11-20",
		"a,1,1\nb,-1,1\nc,-4,1\n":                            "2025-11-20", // noon of Thursday
		"a,1,2\nb,-1,2\nc,-4,2\n":                            "2025-11-21",
		"a,-4,2\nb,1,2\nc,-1,2\n":                            "2025-11-21",
		"a,1,2025-11-20\nb,-1,2025-11-20\nc,-4,2025-11-20\n": "2025-11-20", // its close
	} {
		f := BuildFlows(withScenarios(t, b, "name,move,days\n"+rows)).Flows
		sum := 0.0
		for _, s := range f.Scenarios {
			sum += float64(s.MarketProbability)
		}
		if near(t, rows+"sum", sum, 1, 1e-12, 0); string(f.Expected.MarketExpiry) != want {
			t.Errorf("%q: odds of %s, want %s", rows, f.Expected.MarketExpiry, want)
		}
		h := b.horizonOf(map[string]int{"2025-11-20": 0, "2025-11-21": 1}[want])
		for _, s := range f.Scenarios {
			if s.MovePct == -4 {
				near(t, rows+"lowest", float64(s.MarketProbability), h.below(6700*(1-0.025)), 1e-12, 0)
			}
		}
	}
	for rows, null := range map[string][]bool{
		"a,1,10\nb,-1,10\n":        {true, true},        // no expiry as late
		"a,1,0\nb,-1,1\n":          {true, true},        // two dates
		"a,1,0\nb,1,0\nc,-1,0\n":   {true, true, false}, // one move twice
		"a,0,0\nb,-60,0\nc,-1,0\n": {false, true, true}, // a bound far below the strikes
		"a,0,0\n":                  {false},             // all of the line
	} {
		for i, s := range BuildFlows(withScenarios(t, b, "name,move,days\n"+rows)).Flows.Scenarios {
			if s.MarketProbability.OK() == null[i] {
				t.Errorf("%q: %s has %g", rows, s.Name, s.MarketProbability)
			}
		}
	}
	// A smile with arbitrage between the bounds: nothing is likelier than 0, and the report says so.
	bad := withScenarios(t, oddsBook(t, func(k float64) float64 { return 0.15 + where(k >= 6650 && k < 6700, 0.06) }), "name,move\na,-1.5\nb,-0.38\nc,0.08\n")
	d := BuildFlows(bad)
	least, warned := 1.0, false
	for _, s := range d.Flows.Scenarios {
		least = min(least, float64(s.MarketProbability))
	}
	for _, w := range d.Warnings {
		warned = warned || w.Code == "scenario-arbitrage"
	}
	if least != 0 || !warned {
		t.Errorf("least %g, %+v", least, d.Warnings)
	}
}

// TestTradingDaysAhead: from a close to the next closes, within a session to the same time of the next one, over weekends, holidays
// and half days, and by parts of the day's variance.
func TestTradingDaysAhead(t *testing.T) {
	const layout = "2006-01-02 15:04:05"
	for _, c := range []struct {
		from string
		days float64
		want string
	}{
		{"2025-11-19 16:00:00", 1, "2025-11-20 16:00:00"},
		{"2025-11-21 16:00:00", 1, "2025-11-24 16:00:00"},
		{"2025-11-26 16:00:00", 1, "2025-11-28 13:00:00"}, // over Thanksgiving to the half day
		{"2025-11-28 13:00:00", 1, "2025-12-01 16:00:00"},
		{"2025-11-19 10:52:00", 1, "2025-11-20 10:52:00"},
		{"2025-11-21 12:00:00", 2, "2025-11-25 12:00:00"},
		{"2025-11-19 16:00:00", 5, "2025-11-26 16:00:00"},
		{"2025-11-19 16:00:00", 0.5, "2025-11-20 11:42:00"}, // half of 8.6 h: 0.12 × 17.5 h, then 2.2 h
		{"2025-11-19 12:00:00", 0.5, "2025-11-19 18:30:00"}, // 4.3 h: 4 h, then 0.12 × 2.5 h
		{"2025-11-22 12:00:00", 1, "2025-11-25 00:00:00"},   // on Saturday the eight hours of Friday evening have passed
	} {
		from, err := time.ParseInLocation(layout, c.from, market.NewYork)
		if err != nil {
			t.Fatal(err)
		}
		b := oddsBook(t, skewedSmile)
		b.AsOf = from
		got := b.ahead(c.days).In(market.NewYork).Format(layout)
		if got != c.want {
			t.Errorf("%g days from %s: %s, want %s", c.days, c.from, got, c.want)
		}
	}
	b := oddsBook(t, skewedSmile)
	if !b.ahead(0).IsZero() {
		t.Error("0 days is a time")
	}
	at := b.AsOf
	for days := 0.1; days < 6; days += 0.1 {
		next := b.ahead(days)
		if !next.After(at) {
			t.Errorf("%g days is %s, after %s", days, next, at)
		}
		at = next
	}
}

// TestScenariosInThePast: errors name file, line and column.
func TestScenariosInThePast(t *testing.T) {
	b := oddsBook(t, skewedSmile)
	for text, want := range map[string]string{
		"name,move,as_of\nnow,1,2025-11-19T12:00:00-05:00\nlate,1,2025-11-18\n": `s.csv:3: as_of: "late" ends before the chain was made`,
		"name,move,days\nlate,1,2025-11-19 11:59\n":                             `s.csv:2: as_of: "late" ends before the chain was made`,
	} {
		o := b.opt
		o.Scenarios = scenariosOf(t, text)
		if _, err := NewBook(b.chain, b.surface, o); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
