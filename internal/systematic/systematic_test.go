package systematic

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
)

var noMap gex.Mapping

// day is the nth weekday from 1 January 2020.
func day(n int) market.Date {
	d := market.Date{Year: 2020, Month: 1, Day: 1}
	return d.AddDays(n/5*7 + n%5) // a Wednesday: five days, two left out, wherever they fall
}

// file makes prices of closes.
func file(closes ...float64) *series.Prices {
	p := &series.Prices{Name: "p.csv"}
	for i, c := range closes {
		p.Bars = append(p.Bars, series.Bar{Date: day(i), Line: i + 2, Close: c})
	}
	return p
}

func flat(n int, price float64) []float64 {
	p := make([]float64, n)
	for i := range p {
		p[i] = price
	}
	return p
}

func documentOf(t testing.TB, o Options, closes ...float64) *report.SystematicDocument {
	t.Helper()
	d, err := Build(file(closes...), o, Parts{Trend: true, Volatility: true}, noMap)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestLevelsFlipSignals: after days at a close just below each level the signal is another than just above, and nowhere else on a
// grid around the last close, on histories of several lengths.
func TestLevelsFlipSignals(t *testing.T) {
	all := referencePrices(t).Closes()
	o := Options{}.withDefaults()
	flipped := map[string]int{}
	for _, end := range []int{400, 437, 501, 568, 644, 700} {
		p := all[:end]
		last := p[end-1]
		for _, r := range o.rules() {
			now := r.signal(p)
			for _, days := range held {
				if _, isBreakout := r.(breakout); isBreakout && days > 1 {
					continue
				}
				level := r.flips(p, days, now)
				after := func(x float64) float64 {
					path := p[:end:end]
					for range days {
						path = append(path, x)
					}
					return r.signal(path)
				}
				if math.Abs(level/last-1) < 0.5 {
					low, high := after(level*(1-1e-9)), after(level*(1+1e-9))
					if low == high {
						t.Errorf("%d closes, %s held %d days: %g on both sides of %.10g", end, r.name(), days, low, level)
					}
					flipped[strings.Fields(r.name())[0]]++
				}
				if _, isBreakout := r.(breakout); isBreakout {
					continue // the other extreme flips it, too: TestBreakouts
				}
				// The sign is one thing below the level and another above it, all the way.
				for i := -60; i <= 60; i++ {
					x := last * (1 + float64(i)/200)
					if math.Abs(x/level-1) < 1e-9 || days >= 21 && math.IsNaN(level) {
						continue
					}
					want := 1.0
					if x < level || math.IsNaN(level) {
						want = -1
					}
					if math.IsNaN(level) {
						continue
					}
					if got := after(x); got != want {
						t.Errorf("%d closes, %s held %d days: %g at %g, level %.10g", end, r.name(), days, got, x, level)
						break
					}
				}
			}
		}
	}
	for _, kind := range []string{"average", "cross", "momentum", "breakout", "pair"} {
		if flipped[kind] < 15 {
			t.Errorf("only %d levels of %s were compared", flipped[kind], kind)
		}
	}
}

// TestBreakouts: only the extreme that flips the signal is a level, and both before the first break.
func TestBreakouts(t *testing.T) {
	for _, c := range []struct {
		closes          []float64
		signal          float64
		highAt, lowAt   float64
		highest, lowest float64
	}{
		{[]float64{100, 100, 100, 100}, 0, 100, 100, 100, 100},
		{[]float64{100, 101, 99, 102}, 1, math.NaN(), 99, 102, 99},
		{[]float64{100, 101, 99, 98}, -1, 101, math.NaN(), 101, 98},
		{[]float64{100, 101, 99, 102, 101}, 1, math.NaN(), 99, 102, 99},        // the last break
		{[]float64{100, 101, 99}, math.NaN(), 101, 99, 101, 99},                // enough for the extremes alone
		{[]float64{100, 101, 99, 102, 101, 102}, 1, math.NaN(), 101, 102, 101}, // as high as the highest is no break
	} {
		high, low := read(breakout{3, true}, c.closes), read(breakout{3, false}, c.closes)
		for _, held := range []report.Number{high.FlipsAt5, high.FlipsAt21, low.FlipsAt5, low.FlipsAt21} {
			if held.OK() {
				t.Errorf("%v: a breakout is held", c.closes)
			}
		}
		for what, x := range map[string][2]float64{
			"signal": {float64(high.Signal), c.signal}, "signal of low": {float64(low.Signal), c.signal},
			"high at": {float64(high.FlipsAt), c.highAt}, "low at": {float64(low.FlipsAt), c.lowAt},
			"highest": {float64(high.Value), c.highest}, "lowest": {float64(low.Value), c.lowest},
		} {
			if x[0] != x[1] && !(math.IsNaN(x[0]) && math.IsNaN(x[1])) {
				t.Errorf("%v: %s is %g, want %g", c.closes, what, x[0], x[1])
			}
		}
	}
}

// TestEqualCloseAndAverage: no signal, and the level is the close itself, also where sums round.
func TestEqualCloseAndAverage(t *testing.T) {
	for _, price := range []float64{100, 6.1, 0.1, 6920.45} {
		for _, r := range (&Options{Averages: []int{20, 7}, Crosses: [][2]int{{5, 20}}}).rules() {
			row := read(r, flat(400, price))
			if row.Signal != 0 {
				t.Errorf("%s of %g: signal %g", r.name(), price, float64(row.Signal))
			}
			if !(math.Abs(float64(row.FlipsAt)/price-1) < 1e-9) {
				t.Errorf("%s of %g: flips at %v", r.name(), price, row.FlipsAt)
			}
		}
	}
}

// TestFlatPrices: no volatility is the cap, and every position is 0; volatility control holds its cap and sells beyond the move
// that takes it off.
func TestFlatPrices(t *testing.T) {
	d := documentOf(t, Options{}, flat(400, 100)...)
	for _, m := range d.Systematic.Trend.Models {
		if m.Position != 0 || len(m.Tapes) != 10 || m.Tapes[0].Flow != 0 {
			t.Errorf("%+v", m)
		}
	}
	if got := leverage([]float64{0.1}, 0, 2); got != 2 {
		t.Errorf("leverage %g", got)
	}
	v := d.Systematic.Volatility
	if v.Weight != 1.5 || v.Vols[0] != 0 {
		t.Errorf("%+v", v)
	}
	// V is (0.1/1.5)²/252; of 21 days r² = 21 V.
	if want := math.Sqrt(21*0.1*0.1/1.5/1.5/252) - float64(v.SellsBeyond); math.Abs(want) > 1e-12 {
		t.Errorf("sells beyond %v", v.SellsBeyond)
	}
}

// TestFarLevels: a level at or below zero, or more than 20% away, is none.
func TestFarLevels(t *testing.T) {
	p := append(flat(30, 100), 250, 260) // the average of 20 flips at 100 and a bit: far below
	row := read(average{20}, p)
	if !row.Value.OK() || row.Signal != 1 || row.FlipsAt.OK() || row.AwayPct.OK() {
		t.Errorf("%+v", row)
	}
	p = append(flat(100, 300), flat(16, 100)...)
	p = append(p, flat(4, 290)...)
	if level := (cross{5, 20}).flips(p, 1, 0); level > 0 {
		t.Fatalf("the level is %g, above zero", level)
	}
	if row := read(cross{5, 20}, p); row.FlipsAt.OK() {
		t.Errorf("%+v", row)
	}
	if row := read(cross{20, 120}, referencePrices(t).Closes()); row.FlipsAt.OK() || !row.FlipsAt5.OK() {
		t.Errorf("8,343.68 is 20.6%% away: %+v", row)
	}
}

// TestAwayIsOfTheNearest: of the three levels.
func TestAwayIsOfTheNearest(t *testing.T) {
	p := referencePrices(t).Closes()
	row, last := read(average{20}, p), p[len(p)-1]
	if want := 100 * (float64(row.FlipsAt5)/last - 1); row.FlipsAt21.OK() || math.Abs(float64(row.AwayPct)-want) > 1e-12 {
		t.Errorf("%+v", row)
	}
}

// TestShortHistory: what there are not enough closes for is absent, and said.
func TestShortHistory(t *testing.T) {
	for _, n := range []int{1, 2, 21, 22, 100, 253, 313, 314} {
		closes := flat(n, 100)
		for i := range closes {
			closes[i] += float64(i%7) / 3
		}
		d := documentOf(t, Options{}, closes...)
		trend := d.Systematic.Trend
		for i, need := range []int{253, 120, 384} {
			if i == 2 {
				need = 314
			}
			if trend.Models[i].Position.OK() != (n >= need) {
				t.Errorf("%d closes: the position of %s is %v", n, trend.Models[i].Model, trend.Models[i].Position)
			}
		}
		for _, s := range trend.Signals {
			kind, days, _ := strings.Cut(s.Name, " ")
			var of, slow int
			fmt.Sscanf(days, "%d/%d", &of, &slow)
			need := map[string]int{"average": of, "cross": slow, "momentum": of + 1, "breakout": of, "pair": 4 * slow}[kind]
			if s.Value.OK() != (n >= need) || kind != "breakout" && s.Signal.OK() != (n >= need) || n < need && (s.FlipsAt.OK() || s.AwayPct.OK()) {
				t.Errorf("%d closes: %+v", n, s)
			}
		}
		said := false
		for _, w := range d.Warnings {
			said = said || w.Code == "prices-short"
		}
		if said != (n < 384) {
			t.Errorf("%d closes: %v", n, d.Warnings)
		}
	}
}

// TestWindowLongerThanHistory: the window is absent, and the other rules.
func TestWindowLongerThanHistory(t *testing.T) {
	closes := make([]float64, 40)
	for i := range closes {
		closes[i] = 100 + float64(i%5)
	}
	v := documentOf(t, Options{}, closes...).Systematic.Volatility
	if !v.Vols[0].OK() || v.Vols[1].OK() || !v.Weight.OK() || len(v.DropOff) != 10 {
		t.Errorf("%+v", v)
	}
	v = documentOf(t, Options{}, closes[:10]...).Systematic.Volatility
	if v.Weight.OK() || v.SellsBeyond.OK() || len(v.Moves) != 0 {
		t.Errorf("%+v", v)
	}
}

// TestDropOff: the oldest returns of each window leave first, and zeros take their place.
func TestDropOff(t *testing.T) {
	closes := []float64{100}
	for i := range 70 {
		closes = append(closes, closes[i]*math.Exp(float64(i+1)/10000)) // the return of day i+1 is i+1 basis points
	}
	v := documentOf(t, Options{Windows: []float64{3, 21, 0.94}}, closes...).Systematic.Volatility
	if len(v.DropOff) != 3+10 {
		t.Fatalf("%+v", v.DropOff)
	}
	annualBp := func(squares float64, n int) float64 { return math.Sqrt(252*squares/float64(n)) / 1e4 }
	for i, want := range []struct{ bp, vol float64 }{{68, annualBp(69*69+70*70, 3)}, {69, annualBp(70*70, 3)}, {70, 0}} {
		row := v.DropOff[i]
		if row.Window != 3 || row.Date != day(68+i).String() || math.Abs(float64(row.ReturnPct)-want.bp/100) > 1e-9 || math.Abs(float64(row.VolAfter)-want.vol) > 1e-9 {
			t.Errorf("%+v, want %+v", row, want)
		}
	}
	if first := v.DropOff[3]; first.Window != 21 || first.Date != day(50).String() {
		t.Errorf("%+v", first)
	}
}

// TestLeavingReturnBuys: on the day on which a large return leaves the window, volatility control buys after a move of 1%, and sells
// only beyond that return.
func TestLeavingReturnBuys(t *testing.T) {
	closes := []float64{100}
	for _, r := range []float64{0.001, -0.03, 0.005, 0.005} {
		closes = append(closes, closes[len(closes)-1]*math.Exp(r))
	}
	v := documentOf(t, Options{Windows: []float64{3}}, closes...).Systematic.Volatility
	near(t, "sells beyond", float64(v.SellsBeyond), 0.03, 1e-12)
	for _, m := range v.Moves {
		if buys := math.Abs(float64(m.MovePct)) < 3; buys != (m.Flow > 1e-9) || !buys && math.Abs(float64(m.MovePct)) > 3 && m.Flow >= 0 {
			t.Errorf("%+v", m)
		}
	}
}

// TestSeveralTargets: flows are averaged, and the move beyond which all sell is the smallest of theirs.
func TestSeveralTargets(t *testing.T) {
	p := referencePrices(t).Closes()
	all := documentOf(t, Options{Targets: []float64{0.05, 0.1, 0.15}}, p...).Systematic
	var flow, least, position float64 = 0, 1, 0
	for _, target := range []float64{0.05, 0.1, 0.15} {
		one := documentOf(t, Options{Targets: []float64{target}}, p...).Systematic
		flow += float64(one.Volatility.Moves[0].Flow) / 3
		least = min(least, float64(one.Volatility.SellsBeyond))
		position += float64(one.Trend.Models[0].Position) / 3
	}
	near(t, "flow", float64(all.Volatility.Moves[0].Flow), flow, 1e-12)
	near(t, "threshold", float64(all.Volatility.SellsBeyond), least, 1e-12)
	near(t, "position", float64(all.Trend.Models[0].Position), position, 1e-12)
	if all.Volatility.Target.OK() || len(all.Volatility.Targets) != 3 {
		t.Errorf("%+v", all.Volatility.Targets)
	}
}

// TestPathsSellAsMovesDo: a path of one average move by both estimators, by hand.
func TestPathsByHand(t *testing.T) {
	closes := []float64{100}
	for range 63 {
		closes = append(closes, closes[len(closes)-1]*math.Exp(0.005))
	}
	v := documentOf(t, Options{Windows: []float64{21, 0.94}, Cap: 10}, closes...).Systematic.Volatility
	for _, p := range v.Paths {
		m := float64(p.DailyMovePct) / 100
		equal := (float64(p.Days)*m*m + float64(21-p.Days)*0.005*0.005) / 21
		kept := math.Pow(0.94, float64(p.Days))
		exponential := kept*0.005*0.005 + (1-kept)*m*m
		near(t, fmt.Sprint(p.Days, p.DailyMovePct), float64(p.Weight), min(0.1/math.Sqrt(252*max(equal, exponential)), 10), 1e-9)
	}
	if len(v.Paths) != 10 {
		t.Error(len(v.Paths))
	}
}

// TestTriggersAddUp: down to a level, and up to one, flows add up to what the model trades when the price closes just beyond it.
func TestTriggersAddUp(t *testing.T) {
	p := referencePrices(t).Closes()
	last := p[len(p)-1]
	for _, model := range Models {
		trend := documentOf(t, Options{Model: model, Capital: 100e9, Crosses: [][2]int{}}, p...).Systematic.Trend
		size := leverage(DefaultTargets, float64(trend.Vol), TrendCap)
		at := func(x float64) float64 { return signalOf(model, append(p[:len(p):len(p)], x)) }
		if none := len(trend.Triggers) == 0; none != (model == "cross") || trend.Triggers == nil {
			t.Errorf("%s: %v", model, trend.Triggers)
		}
		for _, side := range []float64{-1, 1} {
			total := 0.0
			for i := range trend.Triggers {
				g := trend.Triggers[i]
				if side < 0 {
					g = trend.Triggers[len(trend.Triggers)-1-i]
				}
				level := float64(g.Level)
				if (level-last)*side <= 0 {
					continue
				}
				total += float64(g.Flow)
				near(t, g.Label, total, (at(level*(1+side*1e-9))-at(last))*size, 1e-9)
				near(t, g.Label+" dollars", float64(g.USD), float64(g.Flow)*100e9, 1e-12)
				if model == "momentum" && side*float64(g.Flow) <= 0 {
					t.Errorf("%+v trades against the move", g)
				}
			}
		}
	}
	// By hand: momentum 252 is the one level below; below it one sign of three turns from 1 to -1.
	trend := documentOf(t, Options{}, p...).Systematic.Trend
	first := trend.Triggers[0]
	if first.Label != "momentum 252" || first.Level != 6498.8 || first.USD.OK() {
		t.Errorf("%+v", first)
	}
	near(t, "flow", float64(first.Flow), -2./3*1.6183087182912956, 1e-9)
}

// TestLargeSales: a week's sale beyond what desks report, or beyond the position by more than noise, is a warning; of a model for comparison only
// the first.
func TestLargeSales(t *testing.T) {
	tape := func(flow, usd report.Number) []report.Tape {
		return []report.Tape{{Days: 5, Sigmas: -2, Flow: flow, USD: usd}, {Days: 5, Sigmas: 2, Flow: 3, USD: 300e9}, {Days: 21, Flow: -9, USD: -900e9}}
	}
	for _, c := range []struct {
		position, flow, usd report.Number
		compared            bool // shown beside the model of the triggers
		want                string
	}{
		{1, -0.5, report.None(), false, ""},
		{1, -1, report.None(), false, ""},
		{0.498, -0.5, report.None(), false, ""},
		{1, -1.11, report.None(), false, "trend-turns"},
		{1, -1.11, report.None(), true, ""},
		{-1, -1.11, report.None(), false, ""},
		{1, -0.5, -59e9, false, ""},
		{1, -0.5, -61e9, false, "trend-sale"},
		{1, -0.5, -61e9, true, "trend-sale"},
		{1, -1.11, -61e9, false, "trend-sale"},
	} {
		got := ""
		for _, w := range largeSales(&report.TrendModel{Model: "cross", Position: c.position, Tapes: tape(c.flow, c.usd)}, !c.compared) {
			got = w.Code
		}
		if got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestAsOf: rows up to the date count, and a date before the first is an error.
func TestAsOf(t *testing.T) {
	p := file(1, 2, 3, 4)
	d, err := Build(p, Options{AsOf: day(2)}, Parts{Trend: true}, noMap)
	if err != nil || d.Spot != 3 || d.Closes != 3 || d.TradeDate != day(2).String() || d.First != day(0).String() {
		t.Errorf("%v %+v", err, d)
	}
	_, err = Build(p, Options{AsOf: market.Date{Year: 2019, Month: 12, Day: 31}}, Parts{Trend: true}, noMap)
	if err == nil || fault.Of(err).Code != fault.Input || err.Error() != "p.csv: no close up to 2019-12-31" || fault.HintOf(err) != "the first is of 2020-01-01" {
		t.Error(err)
	}
}

// TestMappedLevels: every price among signals and triggers, by ratio and by offset; a pair is a difference and stays.
func TestMappedLevels(t *testing.T) {
	p := referencePrices(t)
	last := p.Bars[len(p.Bars)-1].Close
	for by, want := range map[string]func(float64) float64{
		"":       func(x float64) float64 { return x * 7000 / last },
		"offset": func(x float64) float64 { return x + 7000 - last },
	} {
		d, err := Build(p, Options{Symbol: "SPX"}, Parts{Trend: true}, gex.Mapping{Symbol: "ES", Price: 7000, By: by})
		if err != nil {
			t.Fatal(err)
		}
		trend := d.Systematic.Trend
		for i, s := range trend.Signals {
			m := trend.Mapped.Signals[i]
			if s.FlipsAt.OK() {
				near(t, s.Name, float64(m.FlipsAt), want(float64(s.FlipsAt)), 1e-12)
			}
			if value := want(float64(s.Value)); strings.HasPrefix(s.Name, "pair") {
				if m.Value != s.Value {
					t.Errorf("%s: %v", s.Name, m.Value)
				}
			} else {
				near(t, s.Name, float64(m.Value), value, 1e-12)
			}
		}
		for i, h := range d.History {
			m := trend.Mapped.History[i]
			near(t, h.Date, float64(m.Close), want(float64(h.Close)), 1e-12)
			near(t, h.Date+" average", float64(m.Averages[1]), want(float64(h.Averages[1])), 1e-12)
		}
		if on := d.Elsewhere(); on.Spot != 7000 || math.Abs(float64(on.History[drawn-1].Close)-7000) > 1e-9 || d.Spot != report.Number(last) {
			t.Errorf("%v %v", on.Spot, d.Spot)
		}
		near(t, "trigger", float64(trend.Mapped.Triggers[0].Level), want(float64(trend.Triggers[0].Level)), 1e-12)
	}
	if _, err := Build(p, Options{Symbol: "SPX"}, Parts{Trend: true}, gex.Mapping{Symbol: "ES", Price: 700}); err == nil {
		t.Error("ES at a tenth of SPX is mapped to")
	}
}

// TestFunds: with a symbol those of others are left out, without one all count; their trade is of the last move.
func TestFunds(t *testing.T) {
	f, err := (*series.Funds)(nil).ReadFunds(strings.NewReader("ticker,leverage,aum,underlying,date\nTQQQ,3,2bn,NDX,2019-12-31\nSPXU,-3,1bn,SPX,2019-12-31\nUVXY,1.5,1bn,VIX,2019-12-31\nONE,1,1bn,,2019-12-31\nLATE,2,1bn,SPX,2020-02-01\n"), "f.csv")
	if err != nil {
		t.Fatal(err)
	}
	for symbol, want := range map[string]struct {
		perPct float64
		why    string
	}{
		"":    {240e6, ", , trades futures on volatility, a multiple of 1 trades nothing, no assets before 2020-01-03"},
		"SPX": {120e6, "on NDX, , trades futures on volatility, a multiple of 1 trades nothing, no assets before 2020-01-03"},
	} {
		d, err := Build(file(100, 100, 99), Options{Funds: f, Symbol: symbol}, Parts{Funds: true}, noMap)
		if err != nil {
			t.Fatal(err)
		}
		var why []string
		for _, r := range d.Systematic.Funds {
			why = append(why, string(r.Why))
		}
		if got := strings.Join(why, ", "); got != want.why {
			t.Errorf("%s: %q", symbol, got)
		}
		s := d.Systematic
		if float64(s.FundsPerPct) != want.perPct || math.Abs(float64(s.MovePct)+1) > 1e-12 || math.Abs(float64(s.FundsUSD)+want.perPct) > 1 {
			t.Errorf("%s: %v per 1%%, %v after %v", symbol, s.FundsPerPct, s.FundsUSD, s.MovePct)
		}
	}
}

// BenchmarkBuild is all of it, over 10,000 days.
func BenchmarkBuild(b *testing.B) {
	closes, x := []float64{100}, int64(7)
	for len(closes) < 10000 {
		x = (1103515245*x + 12345) % (1 << 31)
		closes = append(closes, closes[len(closes)-1]*(1+float64((x>>8)%2001-1000)/1e5))
	}
	p := file(closes...)
	for b.Loop() {
		if _, err := Build(p, Options{Capital: 1e11}, Parts{Trend: true, Volatility: true}, noMap); err != nil {
			b.Fatal(err)
		}
	}
}
