package gex

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/bs"
	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/vol"
)

// TestOptionBounds: both sides of what options may be.
func TestOptionBounds(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		o  Options
		ok bool
	}{
		{Options{}, true}, {Options{Range: 0.001}, true}, {Options{Range: 0.999}, true}, {Options{Range: 1}, false}, {Options{Range: -0.1}, false}, {Options{Range: 1.5}, false}, {Options{Range: nan}, false},
		{Options{Beta: 100}, true}, {Options{Beta: -100}, true}, {Options{Beta: 100.01}, false}, {Options{Beta: -100.01}, false}, {Options{Beta: nan}, false}, {Options{Beta: inf}, false},
		{Options{ADV: 0.5}, true}, {Options{ADV: 1e12}, true}, {Options{ADV: -0.5}, false}, {Options{ADV: nan}, false}, {Options{ADV: inf}, false}, {Options{ADV: -inf}, false},
		{Options{Moves: []float64{-99.99, 400}}, true}, {Options{Moves: []float64{1, -100}}, false}, {Options{Moves: []float64{-100.5}}, false}, {Options{Moves: []float64{inf}}, false}, {Options{Moves: []float64{nan}}, false},
		{Options{Weight: "volume"}, true}, {Options{Weight: "x"}, false}, {Options{Wall: "side"}, true}, {Options{Wall: "x"}, false}, {Options{Unit: "point"}, true}, {Options{Unit: "x"}, false},
		{Options{Exclude: []string{"0dte", "OPEN"}}, true}, {Options{Exclude: []string{"2dte"}}, false}, {Options{VolRule: "x"}, false},
	} {
		if err := c.o.validate(); (err == nil) != c.ok {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
	o := Options{Exclude: []string{"0dte", "OPEN"}}
	if err := o.validate(); err != nil || o.Sign != "naive" || o.Weight != "oi" || o.Wall != "net" || o.Unit != "pct" || o.Range != 0.2 || len(o.Moves) != 15 || strings.Join(o.Exclude, " ") != "0DTE open" {
		t.Errorf("defaults %+v, %v", o, err)
	}
}

// TestVolRuleTexts: names, and ratios up to ten either way.
func TestVolRuleTexts(t *testing.T) {
	for text, want := range map[string]float64{"": 1, "sticky-strike": 1, "sticky-moneyness": 0, "ssr=1.5": 1.5, "ssr=10": 10, "ssr=-10": -10, "ssr=0": 0} {
		if got, err := ParseVolRule(text); err != nil || got != want {
			t.Errorf("%q: %g, %v", text, got, err)
		}
	}
	for _, text := range []string{"ssr=10.01", "ssr=-10.01", "ssr=", "ssr", "1.5", "ssr=x", "ssr=NaN", "ssr=Inf", "sticky"} {
		if got, err := ParseVolRule(text); err == nil {
			t.Errorf("%q: %g", text, got)
		}
	}
	for want, o := range map[string]Options{
		"sticky strike: every contract keeps its volatility":                                                                   {},
		"sticky moneyness: the smile moves with spot":                                                                          {VolRule: "sticky-moneyness"},
		"skew-stickiness ratio 1.5: the smile follows spot by -0.5 of its move":                                                {VolRule: "ssr=1.5"},
		"sticky strike: every contract keeps its volatility; volatilities move -0.8 points per 1% of spot":                     {Beta: -0.8},
		"sticky strike: every contract keeps its volatility; volatilities move +1 points per 1% of spot":                       {Beta: 1},
		"skew-stickiness ratio 0.25: the smile follows spot by 0.75 of its move; volatilities move +0.5 points per 1% of spot": {VolRule: "ssr=0.25", Beta: 0.5},
	} {
		if got := o.ruleWords(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestContractTexts: a symbol with a multiplier above nothing, or one that is known.
func TestContractTexts(t *testing.T) {
	for text, want := range map[string]market.Future{"X=0.5": {Symbol: "X", Multiplier: 0.5}, "X=1": {Symbol: "X", Multiplier: 1}, "ES=5": {Symbol: "ES", Multiplier: 5}} {
		if got, err := ParseContract(text); err != nil || got != want {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	if got, err := ParseContract("ES"); err != nil || got.Multiplier != 50 {
		t.Errorf("ES: %+v, %v", got, err)
	}
	for _, text := range []string{"X=0", "X=-5", "X=Inf", "X=-Inf", "X=NaN", "X=", "=5", "X", ""} {
		if got, err := ParseContract(text); err == nil {
			t.Errorf("%q: %+v", text, got)
		}
	}
	future := func(o Options, underlying string) string {
		f, err := o.future(market.LookupRoot(underlying), market.Date{Year: 2025, Month: 11, Day: 20})
		if err != nil {
			return "refused"
		}
		return fmt.Sprint(f.Symbol, " ", f.Multiplier)
	}
	for _, c := range []struct {
		o          Options
		underlying string
		want       string
	}{
		{Options{}, "SPX", "ES 50"}, {Options{}, "AAPL", " 0"}, {Options{}, "NIFTY", "NIFTY 75"}, {Options{Contract: "NIFTY=75"}, "NIFTY", "NIFTY 75"}, {Options{Contract: "ES"}, "NIFTY", "refused"},
		{Options{}, "BTC", "BTC-PERPETUAL 10"}, {Options{Contract: "BTC-PERPETUAL"}, "BTC", "BTC-PERPETUAL 10"}, {Options{Contract: "BTC-PERPETUAL"}, "ETH", "refused"}, {Options{Contract: "BTC-PERPETUAL"}, "SPX", "refused"}, {Options{Contract: "SOL-PERPETUAL"}, "SOL", "refused"}, {Options{}, "OESX", "FESX 10"}, {Options{}, "ODAX", "FDAX 25"}, {Options{}, "HSI", "HSI 50"}, {Options{}, "GC", "GC 100"}, {Options{}, "VIX", " 0"},
		{Options{Contract: "MGC=10"}, "GC", "MGC 10"}, {Options{Contract: "X=1"}, "AAPL", "refused"}, {Options{Contract: "MES"}, "SPX", "MES 5"}, {Options{Contract: "ES"}, "SPY", "refused"},
		{Options{Contract: "ES", Map: Mapping{Symbol: "ES", Price: 6700}}, "SPY", "ES 50"}, {Options{Map: Mapping{Symbol: "ES", Price: 6700}}, "SPY", "ES 50"},
		{Options{Map: Mapping{Symbol: "NOSUCH", Price: 6700}}, "SPX", "ES 50"}, {Options{Contract: "X=0"}, "SPX", "refused"},
	} {
		if got := future(c.o, c.underlying); got != c.want {
			t.Errorf("%+v of %s: %s, want %s", c.o, c.underlying, got, c.want)
		}
	}
}

// TestNextMonthly: the third Friday of the trade date's month until it is over, then that of the next.
func TestNextMonthly(t *testing.T) {
	for day, want := range map[market.Date]market.Date{
		{Year: 2025, Month: 11, Day: 3}: {Year: 2025, Month: 11, Day: 21}, {Year: 2025, Month: 11, Day: 21}: {Year: 2025, Month: 11, Day: 21},
		{Year: 2025, Month: 11, Day: 24}: {Year: 2025, Month: 12, Day: 19}, {Year: 2025, Month: 12, Day: 31}: {Year: 2026, Month: 1, Day: 16},
		{Year: 2026, Month: 1, Day: 30}: {Year: 2026, Month: 2, Day: 20}, {Year: 2025, Month: 8, Day: 31}: {Year: 2025, Month: 9, Day: 19},
		{Year: 2026, Month: 2, Day: 28}: {Year: 2026, Month: 3, Day: 20},
	} {
		if got := (&Book{chain: &chain.Chain{Underlying: "SPX"}, TradeDate: day}).nextMonthly(); got != want {
			t.Errorf("from %s: %s, want %s", day, got, want)
		}
	}
}

// TestLaterToday: noon, 14:00, 15:30 and the close, those that are ahead and before the close.
func TestLaterToday(t *testing.T) {
	day, half := market.Date{Year: 2025, Month: 11, Day: 18}, market.Date{Year: 2025, Month: 11, Day: 28}
	for _, c := range []struct {
		trade market.Date
		asOf  time.Time
		want  string
	}{
		{day, day.At(9, 0), "12:00 14:00 15:30 16:00"}, {day, day.At(12, 0), "14:00 15:30 16:00"}, {day, day.At(15, 29), "15:30 16:00"}, {day, day.At(15, 30), "16:00"},
		{day, day.At(16, 0), ""}, {day, day.AddDays(-1).At(18, 0), "12:00 14:00 15:30 16:00"}, {half, half.At(9, 0), "12:00 13:00"}, {half, half.At(12, 30), "13:00"},
	} {
		var got []string
		for _, l := range (&Book{TradeDate: c.trade, AsOf: c.asOf, chain: &chain.Chain{Underlying: "SPX"}}).checkpoints() {
			got = append(got, l.at.Format("15:04"))
			if l.scope != "close" && l.label != l.at.Format("15:04") || l.scope == "close" && l.label != "after the close" {
				t.Errorf("%+v", l)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("from %s: %v, want %s", c.asOf, got, c.want)
		}
	}
}

// TestOutlook: rows without today's expiries and without the monthly where there are any and something is left, and later ones for what has not
// settled by then: at 14:00 the rest is as volatile, and nearer to its end.
func TestOutlook(t *testing.T) {
	c := makeChain(100, []leg{{false, 101, hours(4), 0.2, 20, 1}, {false, 102, hours(53), 0.2, 40, 1}, {true, 98, hours(53), 0.25, 30, -1}})
	c.Underlying = "SPX"
	for x := range c.Expiries {
		c.Expiries[x].Root = market.LookupRoot("SPXW")
	}
	c.AsOf = testAsOf.Add(time.Hour) // noon; the first expiry settles at 15:00
	b := onCalendar(t, c, Options{})
	rows := map[string]report.Outlook{}
	var order []string
	for _, o := range BuildLevels(b).Outlook {
		rows[o.Scope], order = o, append(order, o.Scope)
	}
	if got := strings.Join(order, " "); got != "now without_today 14:00 15:30 close" {
		t.Fatalf("rows %s", got)
	}
	gamma := func(put bool, k, h, sigma float64) float64 {
		return bs.Option{Right: bs.Call, Spot: 100, Strike: k, Years: hours(h), Rate: handRate, Yield: handYield, Vol: sigma}.Gamma() * 100 * 100 * 100 * 0.01
	}
	today, later := func(h float64) float64 { return 20 * gamma(false, 101, h, 0.2) }, func(h float64) float64 { return 40*gamma(false, 102, h, 0.2) - 30*gamma(true, 98, h, 0.25) }
	for scope, want := range map[string]float64{
		"now": today(3) + later(52), "without_today": later(52), "14:00": today(1) + later(50), "15:30": later(48.5), "close": later(48),
	} {
		near(t, scope, float64(rows[scope].GEX), want, 1e-9, 0)
	}
	cut := makeChain(100, []leg{{false, 101, hours(4), 0.2, 20, 1}})
	cut.Underlying, cut.AsOf = "SPX", c.AsOf
	cut.Expiries[0].Root = market.LookupRoot("SPXW")
	order = nil
	for _, o := range BuildLevels(onCalendar(t, cut, Options{})).Outlook {
		order = append(order, o.Scope)
	}
	if got := strings.Join(order, " "); got != "now 14:00" {
		t.Errorf("of today's alone: %s", got)
	}
}

// TestShareOfToday: what settles later today, as a part of gross exposure; absent where nothing does.
func TestShareOfToday(t *testing.T) {
	b := dayBook(t, Options{})
	r := Build(b)
	today := 0.0
	for _, row := range Contracts(b) {
		if row.Bucket == "0DTE" {
			today += math.Abs(float64(row.GEX))
		}
	}
	near(t, "share", float64(Summarize(b).Share0DTE), today/float64(r.Totals.GrossGEX), 1e-12, 0)
	if s := Summarize(dayBook(t, Options{DTE: &[2]int{1, 500}})).Share0DTE; s.OK() {
		t.Errorf("without today: %v", s)
	}
}

// TestLinearLine: minus the dollars of delta a point times the points of a move, at today's spot.
func TestLinearLine(t *testing.T) {
	r := BuildPlot(handBook(t, []leg{{false, 104, 0.3, 0.25, 10, 1}}, Options{Moves: []float64{-2, 0.5}}))
	perPoint := 1000 * 100 * bs.Option{Right: bs.Call, Spot: 100, Strike: 104, Years: 0.3, Rate: handRate, Yield: handYield, Vol: 0.25}.Gamma()
	near(t, "-2 %", float64(r.Linear[0].USD), 2*perPoint, 1e-9, 0)
	near(t, "0.5%", float64(r.Linear[1].USD), -0.5*perPoint, 1e-9, 0)
	if r.Curve != nil {
		t.Errorf("a curve that was not requested: %v", r.Curve)
	}
	page := BuildPage(handBook(t, []leg{{false, 104, 0.3, 0.25, 10, 1}}, Options{Moves: []float64{-2, 0.5}, Curve: []float64{1}}))
	if len(page.Curve) != 1 || len(page.Flows.Spot) != 2 || len(page.Linear) != 1 || page.Linear[0].MovePct != 1 {
		t.Errorf("%+v", page.Flows)
	}
}

// TestNarrows: contracts whose total volatility is below two steps of the ladder, 0.002, and that carry a position: where
// their strike is at the forward, and as high as S²·0.01·w/(S·s·sqrt(2 pi)) there.
func TestNarrows(t *testing.T) {
	const years, rate = 0.01, 0.05
	of := func(s float64) float64 { return s / math.Sqrt(years) }
	r := rate
	c := makeChain(100, []leg{{false, 95, years, of(0.001999), 3, 1}, {true, 97, years, of(0.002001), 3, 1}, {false, 99, years, of(0.001), 0, 1}, {true, 104, years, of(0.0005), 2, -1}})
	b := bookFrom(t, c, vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(r)}, Options{Sign: "column"})
	x := b.surface.Expiries[0].Years // whole seconds
	got := b.spikes(b.expiries)
	if len(got) != 2 {
		t.Fatalf("%+v", got)
	}
	for i, want := range []struct{ k, s, w float64 }{{95, 0.001999, 300}, {104, 0.0005, 200}} {
		at, s := want.k*math.Exp(-rate*x), want.s*math.Sqrt(x/years)
		near(t, "center", got[i].center, math.Log(at), 1e-12, 0)
		near(t, "width", got[i].s, s, 1e-12, 0)
		near(t, "peak", got[i].peak, want.w*at*at*0.01/(at*s*math.Sqrt(2*math.Pi)), 1e-10, 0)
	}
	if out := b.spikes(nil); len(out) != 0 {
		t.Errorf("of nothing: %v", out)
	}
}

// TestReach: a spike is felt within six widths of its center, by a tenth more than its peak, in every interval that it touches.
func TestReach(t *testing.T) {
	var xs []float64
	for _, l := range []float64{4, 4.1, 4.2, 4.3, 4.4, 4.5} {
		xs = append(xs, math.Exp(l))
	}
	for _, c := range []struct {
		spikes []spike
		want   []float64
	}{
		{[]spike{{4.25, 0.001, 10}}, []float64{0, 0, 11, 0, 0}},
		{[]spike{{4.25, 0.01, 10}}, []float64{0, 11, 11, 11, 0}}, // from 4.19 to 4.31
		{[]spike{{4.25, 0.008, 10}}, []float64{0, 0, 11, 0, 0}},  // from 4.202 to 4.298
		{[]spike{{4.25, 0.001, 10}, {4.31, 0.002, 20}}, []float64{0, 0, 33, 22, 0}},
		{[]spike{{4.02, 0.01, 10}}, []float64{11, 0, 0, 0, 0}}, {[]spike{{4.48, 0.01, 10}}, []float64{0, 0, 0, 0, 11}},
		{[]spike{{3.99, 0.005, 10}}, []float64{11, 0, 0, 0, 0}}, {[]spike{{4.25, 0.1, 1}}, []float64{1.1, 1.1, 1.1, 1.1, 1.1}},
	} {
		got := reach(c.spikes, xs)
		for j := range c.want {
			if math.Abs(got[j]-c.want[j]) > 1e-12 || len(got) != len(c.want) {
				t.Errorf("%v: %v, want %v", c.spikes, got, c.want)
				break
			}
		}
	}
}

// TestBells: the bound of an interval is what each spike within six widths has there at the most, by a tenth more.
func TestBells(t *testing.T) {
	xs := []float64{math.Exp(4), math.Exp(4.01), math.Exp(4.03), math.Exp(4.04)}
	spikes := []spike{{4.005, 0.004, 10}, {4.0101, 0.001, 3}, {4.035, 0.003, 7}, {4.0399, 0.02, 1}}
	got := bells(spikes, xs)
	for j := range got {
		lo, hi, want := math.Log(xs[j]), math.Log(xs[j+1]), 0.0
		for _, n := range spikes {
			if lo > n.center+6*n.s || hi < n.center-6*n.s {
				continue
			}
			most := 0.0
			for i := range 10001 {
				d := (lo + (hi-lo)*float64(i)/10000 - n.center) / n.s
				most = max(most, n.peak*math.Exp(-d*d/2))
			}
			want += 1.1 * most
		}
		if math.Abs(got[j]-want) > 1e-4*want {
			t.Errorf("interval %d: %v, want %v", j, got[j], want)
		}
	}
	if len(got) != 3 {
		t.Errorf("%d intervals", len(got))
	}
}

// TestBoundOfMovingSmiles: no contract has more gamma between two points than its bound, where volatilities follow spot either.
func TestBoundOfMovingSmiles(t *testing.T) {
	for _, exercise := range []string{"european", "american"} {
		for _, rule := range []string{"sticky-strike", "sticky-moneyness"} {
			for _, held := range []float64{98, 100, 102} {
				var legs []leg
				for _, l := range []leg{{true, 98, hours(0.8), 0.4, 0, 1}, {true, 100, hours(0.8), 0.2, 0, 1}, {true, 102, hours(0.8), 0.1, 0, 1}} {
					if l.strike == held {
						l.oi = 1000
					}
					legs = append(legs, l)
				}
				b := bookFrom(t, makeChain(100, legs), vol.Options{IV: "file", Exercise: exercise, Carry: "flat", Rate: series.Constant(0.05)}, Options{VolRule: rule})
				spikes := b.narrower(b.expiries, 0.01)
				if len(spikes) != 1 {
					t.Fatalf("%d spikes", len(spikes))
				}
				var xs []float64
				for d := -6.0; d <= 6; d += 0.25 {
					xs = append(xs, math.Exp(spikes[0].center+d*spikes[0].s))
				}
				gs, bound := b.gexAt(b.bySpot(b.expiries, nil), xs), b.bound(spikes, xs)
				for j := range bound {
					if most := max(math.Abs(gs[j]), math.Abs(gs[j+1])); most > bound[j] {
						t.Errorf("%s, %s, strike %v, interval %d: %v, bound %v", exercise, rule, held, j, most, bound[j])
					}
				}
			}
		}
	}
}

// TestWithin: points half a width apart from six below a center to six above it, those in an interval alone, and no two of
// different spikes within a quarter of the least width.
func TestWithin(t *testing.T) {
	logs := func(xs []float64) (out []float64) {
		for _, x := range xs {
			out = append(out, math.Log(x))
		}
		return out
	}
	const s = 0.001
	all := logs(within([]spike{{4.6, s, 1}}, math.Exp(4.5), math.Exp(4.7)))
	if len(all) != 25 {
		t.Fatalf("%d points", len(all))
	}
	for i, l := range all {
		near(t, "point", l, 4.6+float64(i-12)*s/2, 1e-13, 0)
	}
	upper := logs(within([]spike{{4.6, s, 1}}, math.Exp(4.6001), math.Exp(4.6016)))
	if len(upper) != 3 || math.Abs(upper[0]-4.6005) > 1e-12 || math.Abs(upper[2]-4.6015) > 1e-12 {
		t.Errorf("%v", upper)
	}
	if far := within([]spike{{4.6, s, 1}}, math.Exp(4.607), math.Exp(4.7)); len(far) != 0 {
		t.Errorf("beyond: %v", far)
	}
	for _, c := range []struct {
		second spike
		want   int
	}{
		{spike{4.6 + s/5, s, 1}, 25},       // a fifth beside: none of it is far enough from the first
		{spike{4.6 + 0.3*s, s, 1}, 26},     // 0.3 beside: the first point, and then all of the second, 0.2 before the next of the first
		{spike{4.6, s / 2, 1}, 25 + 6 + 6}, // half as wide: at quarters to three widths, where those of the first go on
	} {
		if got := within([]spike{{4.6, s, 1}, c.second}, math.Exp(4.5), math.Exp(4.7)); len(got) != c.want {
			t.Errorf("%v beside: %d points, want %d", c.second, len(got), c.want)
		}
	}
	if !slices.IsSorted(all) {
		t.Error("they do not ascend")
	}
}

// TestRefineAsks: points are added only where spikes are larger than the exposure at an end of their interval.
func TestRefineAsks(t *testing.T) {
	const years = 0.01
	b := makeBook(t, 100, 0, 0, []leg{{false, 100.05, years, 0.00003 / math.Sqrt(years), 1, 1}}, Options{})
	peak := b.spikes(b.expiries)[0].peak
	xs := []float64{99.9, 100, 100.1, 100.2}
	for _, c := range []struct {
		gs   []float64
		more bool
	}{
		{[]float64{9e9, 1.099 * peak, 9e9, 9e9}, true}, {[]float64{9e9, 1.101 * peak, 9e9, 9e9}, false}, {[]float64{9e9, 9e9, -1.099 * peak, 9e9}, true},
		{[]float64{0, 1.101 * peak, 1.101 * peak, 0}, false}, {[]float64{0, -1.101 * peak, 1.099 * peak, 0}, true},
	} {
		points, gex := b.refine(b.batch, b.expiries, xs, c.gs)
		if len(points) > len(xs) != c.more || len(points) != len(gex) || !slices.IsSorted(points) {
			t.Errorf("%v: %d points", c.gs, len(points))
		}
	}
}

// TestMerge: two ascending lists in one, each value with its point.
func TestMerge(t *testing.T) {
	for _, c := range []struct{ a, b, want []float64 }{
		{[]float64{1, 3}, []float64{2, 4}, []float64{1, 2, 3, 4}}, {[]float64{1, 2}, nil, []float64{1, 2}}, {nil, []float64{1}, []float64{1}}, {[]float64{5}, []float64{1, 2}, []float64{1, 2, 5}},
		{[]float64{1, 2}, []float64{2, 3}, []float64{1, 2, 2, 3}},
	} {
		ga, gb := make([]float64, len(c.a)), make([]float64, len(c.b))
		for i, x := range c.a {
			ga[i] = 10 * x
		}
		for i, x := range c.b {
			gb[i] = 10 * x
		}
		xs, gs := merge(c.a, ga, c.b, gb)
		if !slices.Equal(xs, c.want) || len(gs) != len(xs) {
			t.Errorf("%v and %v: %v", c.a, c.b, xs)
		}
		for i, x := range xs {
			if gs[i] != 10*x {
				t.Errorf("%v and %v: %v", c.a, c.b, gs)
			}
		}
	}
}

// TestCurves: delta, vanna and charm over the whole ladder are those of the textbook at every rung, in dollars, per point
// and per day.
func TestCurves(t *testing.T) {
	b := handBook(t, []leg{{false, 104, 0.3, 0.25, 10, 1}, {true, 97, 0.3, 0.3, 20, -1}}, Options{})
	p := BuildProfile(b).Profile
	years := b.surface.Expiries[0].Years
	for j, x := range p.Spot {
		call := bs.Option{Right: bs.Call, Spot: float64(x), Strike: 104, Years: years, Rate: handRate, Yield: handYield, Vol: 0.25}
		put := bs.Option{Right: bs.Put, Spot: float64(x), Strike: 97, Years: years, Rate: handRate, Yield: handYield, Vol: 0.3}
		near(t, "gex", float64(p.GEX[j]), (1000*call.Gamma()-2000*put.Gamma())*float64(x*x)*0.01, 1e-9, 1)
		near(t, "dex", float64(p.DEX[j]), (1000*call.Delta()-2000*put.Delta())*float64(x), 1e-9, 1)
		near(t, "vex", float64(p.VEX[j]), (1000*call.Vanna()-2000*put.Vanna())*float64(x)*0.01, 1e-9, 1)
		near(t, "cex", float64(p.CEX[j]), (1000*call.Charm()-2000*put.Charm())*float64(x)/365, 1e-9, 1)
	}
}

// TestOneShare: a position of a single share trades as any other.
func TestOneShare(t *testing.T) {
	b := handBook(t, []leg{{false, 101, 0.3, 0.25, 0.01, 1}, {false, 103, 0.3, 0.25, 0.02, 1}, {false, 105, 0.3, 0.25, 0, 1}}, Options{Moves: []float64{2}})
	change := func(k float64) float64 { return delta(false, 102, k, 0.3, 0.25) - delta(false, 100, k, 0.3, 0.25) }
	near(t, "shares", float64(Build(b).Flows.Spot[0].Shares), -change(101)-2*change(103), 1e-8, 0)
}
