package gex

import (
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
)

// TestMappedPrices: what cannot be the price of an instrument is refused: nothing, a known pair 15% off its usual ratio, any
// other beyond ten thousand times, and by points beyond a tenth of spot.
func TestMappedPrices(t *testing.T) {
	for _, c := range []struct {
		symbol, by string
		spot       float64
		price      float64
		ok         bool
	}{
		{"X", "", 100, 0, false}, {"X", "", 100, -5, false}, {"X", "", 100, math.Inf(1), false}, {"X", "", 100, math.Inf(-1), false}, {"X", "", 100, math.NaN(), false},
		{"X", "", 1, 0.5, true}, {"X", "", 1, 0.001, true}, {"", "", 100, 0, true},
		{"ES", "", 6700, 6700 * 1.1499, true}, {"ES", "", 6700, 6700 * 1.1501, false}, {"ES", "", 6700, 6700 * 0.8501, true}, {"ES", "", 6700, 6700 * 0.8499, false},
		{"SPY", "", 6700, 670 * 1.1499, true}, {"SPY", "", 6700, 670 * 0.8499, false},
		{"X", "", 1, 9999, true}, {"X", "", 1, 10001, false}, {"X", "", 9999, 1, true}, {"X", "", 10001, 1, false},
		{"X", "offset", 100, 109.99, true}, {"X", "offset", 100, 110.01, false}, {"X", "offset", 100, 90.01, true}, {"X", "offset", 100, 89.99, false},
		{"X", "ratio", 100, 120, true},
	} {
		if err := (Mapping{Symbol: c.symbol, Price: c.price, By: c.by}).check("SPX", c.spot); (err == nil) != c.ok {
			t.Errorf("%s at %g for a spot of %g by %q: %v", c.symbol, c.price, c.spot, c.by, err)
		}
	}
	if err := (Mapping{Symbol: "SPY", Price: 6700}).check("SPX", 6700); err == nil || !strings.Contains(err.Error(), "0.1 times SPX, which is at 6,700") {
		t.Errorf("%v", err)
	}
}

// TestKnownPairs: what a point of an index is to what trades on it. Pairs of two indices are not known.
func TestKnownPairs(t *testing.T) {
	for _, c := range []struct {
		to, from string
		want     float64
	}{
		{"ES", "SPX", 1}, {"MES", "SPXW", 1}, {"SPY", "SPX", 0.1}, {"SPX", "SPY", 10}, {"VOO", "SPX", 0.092}, {"IVV", "SPX", 0.1}, {"XSP", "SPX", 0.1}, {"ES", "^SPX", 1}, {"ES", "spx", 1},
		{"NQ", "NDX", 1}, {"MNQ", "NDXP", 1}, {"NQ", "QQQ", 41}, {"QQQ", "NDX", 1 / 41.0}, {"NDX", "XND", 100},
		{"RTY", "RUT", 1}, {"M2K", "RUTW", 1}, {"IWM", "RUT", 0.1}, {"MRUT", "RUT", 0.1}, {"YM", "DJX", 100}, {"MYM", "DIA", 100},
		{"NQ", "SPX", 0}, {"ES", "AAPL", 0}, {"X", "SPX", 0},
	} {
		if got := (Mapping{Symbol: c.to}).known(c.from); math.Abs(got-c.want) > 1e-12*c.want {
			t.Errorf("%s of %s: %g, want %g", c.to, c.from, got, c.want)
		}
	}
	for x, want := range map[float64]string{1: "", 0.1: "0.1 times ", 41: "41 times ", 1 / 41.0: "0.024 times ", 0.0996: "0.1 times "} {
		if got := factor(x); got != want {
			t.Errorf("%g: %q, want %q", x, got, want)
		}
	}
}

// TestMappedReport: the report says by what levels were mapped, and maps those of today and of the outlook as well.
func TestMappedReport(t *testing.T) {
	build := func(m Mapping) *report.LevelsDocument {
		x := makeChain(100, wallLegs)
		x.Underlying = "SPX"
		return BuildLevels(bookOn(t, x, Options{Map: m}))
	}
	if build(Mapping{}).Mapped != nil {
		t.Error("nothing to map to, and mapped")
	}
	r := build(Mapping{Symbol: "ES", Price: 105})
	m := r.Mapped
	if m.By != "ratio" || m.Ratio != 1.05 || m.Offset.OK() || m.Symbol != "ES" || m.Price != 105 || len(m.Outlook) != len(r.Outlook) {
		t.Errorf("%+v", m)
	}
	near(t, "call wall", float64(m.Levels.CallWall), 1.05*float64(r.Levels.CallWall), 1e-14, 0)
	near(t, "straddle", float64(m.Levels.ExpectedMove.Straddle), 1.05*float64(r.Levels.ExpectedMove.Straddle), 1e-14, 0)
	near(t, "sigma", float64(m.Levels.ExpectedMove.Sigma), 1.05*float64(r.Levels.ExpectedMove.Sigma), 1e-14, 0)
	near(t, "outlook", float64(m.Outlook[0].CallWall), 1.05*float64(r.Outlook[0].CallWall), 1e-14, 0)
	if m = build(Mapping{Symbol: "ES", Price: 105, By: "offset"}).Mapped; m.By != "offset" || m.Ratio.OK() || m.Offset != 5 {
		t.Errorf("%+v", m)
	}
	for want, m := range map[string]Mapping{
		"": {}, "ES 6,712.25 for SPX 6,700, ratio 1.00183": {Symbol: "ES", Price: 6712.25},
		"ES 6,712.25 for SPX 6,700, offset +12.25": {Symbol: "ES", Price: 6712.25, By: "offset"}, "ES 6,690 for SPX 6,700, offset -10": {Symbol: "ES", Price: 6690, By: "offset"},
	} {
		if got := m.words("SPX", 6700); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestInFutures: a contract gains its multiplier a point, and that of the ratio where it is the instrument mapped to.
func TestInFutures(t *testing.T) {
	es := market.Future{Symbol: "ES", Multiplier: 50}
	for _, c := range []struct {
		m    Mapping
		want float64
	}{{Mapping{}, 50}, {Mapping{Symbol: "ES", Price: 105}, 52.5}, {Mapping{Symbol: "SPY", Price: 10}, 50}, {Mapping{Symbol: "ES", Price: 105, By: "offset"}, 50}} {
		b := &Book{Spot: 100, future: es, opt: Options{Map: c.m}}
		near(t, c.m.Symbol, b.inFutures(b.Spot), c.want, 1e-14, 0)
	}
}

// TestSmallestLevels: levels are of what is largest, however little it is, and absent of nothing.
func TestSmallestLevels(t *testing.T) {
	b := &Book{Spot: 100, opt: Options{Wall: "side"}}
	gross := func(s *strike) float64 { return s.gross }
	list := []strike{{k: 90, sums: sums{gross: 0.2}, side: [2]float64{0.1, 0.1}}, {k: 95, sums: sums{gross: 0.6}, side: [2]float64{0.5, 0.1}}}
	if got := b.highest(list, gross); got != 95 {
		t.Errorf("highest %v", got)
	}
	if got := b.highest(list, func(s *strike) float64 { return s.k - 95 }); got.OK() {
		t.Errorf("of nothing above nothing: %v", got)
	}
	if call, put := b.walls(list); call.OK() || put != 95 && put != 90 {
		t.Errorf("no strike at spot or above: call wall %v, put wall %v", call, put)
	}
	b.Spot = 80
	if call, put := b.walls(list); call != 95 || put.OK() {
		t.Errorf("no strike at spot or below: call wall %v, put wall %v", call, put)
	}
	if got := hvl(b, []strike{{k: 90}, {k: 95}}); got.OK() {
		t.Errorf("of no exposure: %v", got)
	}
	if got := hvl(b, []strike{{k: 90, sums: sums{gex: [2]float64{0.1, -0.2}, gross: 0.3}}, {k: 95, sums: sums{gex: [2]float64{0.1, -0.2}, gross: 0.3}}}); got != 95 {
		t.Errorf("of little: %v", got)
	}
}

// TestMaxPainCountsSize: a contract counts with its multiplier. 1 call at 90 of 10 shares and 2 puts at 110 of one pay
// 2·20 at 90 and 10·20 at 110.
func TestMaxPainCountsSize(t *testing.T) {
	c := makeChain(100, []leg{{false, 90, 0.1, 0.2, 1, 1}, {true, 110, 0.1, 0.2, 2, -1}})
	c.Multiplier[0], c.Multiplier[1] = 10, 1
	if got := Build(bookOn(t, c, Options{})).Levels.MaxPain; got != 90 {
		t.Errorf("max pain %v, want 90", got)
	}
	// Puts of one strike alone pay nothing at it.
	if got := Build(makeBook(t, 100, 0, 0, []leg{{true, 95, 0.1, 0.2, 2, -1}}, Options{})).Levels.MaxPain; got != 95 {
		t.Errorf("of one put %v, want 95", got)
	}
	if got := Build(makeBook(t, 100, 0, 0, []leg{{true, 95, 0.1, 0.2, 0, -1}}, Options{})).Levels.MaxPain; got.OK() {
		t.Errorf("of nothing %v", got)
	}
}

// TestCoinSteps: hours ahead until the next settlement, and whole days after it.
func TestCoinSteps(t *testing.T) {
	end := time.Date(2025, 11, 23, 8, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		hours float64 // before the settlement
		want  string
	}{
		{23.5, "+1 h 1h, +4 h 4h, +12 h 12h, settlement 23.5h, +1 day 47.5h, +2 days 71.5h, +5 days 143.5h"}, {12.5, "+1 h 1h, +4 h 4h, +12 h 12h, settlement 12.5h"},
		{12, "+1 h 1h, +4 h 4h, settlement 12h"}, {4, "+1 h 1h, settlement 4h"}, {1, "settlement 1h"}, {0.5, "settlement 0.5h, +1 day 24.5h"},
	} {
		at := end.Add(-time.Duration(c.hours * float64(time.Hour)))
		b := &Book{AsOf: at, chain: &chain.Chain{Underlying: "BTC", Expiries: []chain.Expiry{{Settlement: at}, {Settlement: end}, {Settlement: end.Add(48 * time.Hour)}}}}
		var got []string
		for _, i := range b.timeSteps() {
			got = append(got, i.label+" "+trim(i.at.Sub(at).Hours())+"h")
		}
		if !strings.HasPrefix(strings.Join(got, ", "), c.want) {
			t.Errorf("%g hours before: %v, want %s", c.hours, got, c.want)
		}
	}
}

// TestHalfHours: whole half hours after as-of, and the end.
func TestHalfHours(t *testing.T) {
	day := market.Date{Year: 2025, Month: 11, Day: 18}
	for _, c := range []struct {
		from, to string
		asOf     time.Time
		n        int
	}{
		{"11:30", "16:00", day.At(11, 10), 10}, {"11:30", "16:00", day.At(11, 0), 10}, {"11:30", "16:00", day.At(11, 29), 10}, {"12:00", "16:00", day.At(11, 30), 9},
		{"16:00", "16:00", day.At(15, 45), 1}, {"09:30", "16:00", day.At(8, 12), 14},
	} {
		list := (&Book{AsOf: c.asOf, chain: &chain.Chain{Underlying: "SPX"}}).halfHours(day.At(16, 0))
		if len(list) != c.n || list[0].Format("15:04") != c.from || list[len(list)-1].Format("15:04") != c.to {
			t.Errorf("from %s: %v", c.asOf, list)
		}
	}
}

// TestGrids: moves of spot at -5, -2, 0, 2 and 5 points of volatility, and at each instant of the ladder with volatilities as
// they are: by the textbook, on the calendar, where no volatility ages.
func TestGrids(t *testing.T) {
	hour := 1.0 / yearHours
	c := makeChain(100, []leg{{false, 103, 200 * hour, 0.2, 40, 1}, {true, 95, 200 * hour, 0.3, 25, -1}})
	c.Underlying = "SPX"
	for _, rule := range []string{"sticky-strike", "sticky-moneyness"} {
		r := BuildFlows(onCalendar(t, c, Options{VolRule: rule}))
		points := map[float64]int{}
		for _, f := range r.Flows.SpotVol {
			points[float64(f.VolPoints)]++
		}
		for _, p := range []float64{-5, -2, 0, 2, 5} {
			if points[p] != 9 || len(points) != 5 {
				t.Errorf("%d moves at %g points: %v", points[p], p, points)
			}
		}
		if len(r.Flows.SpotTime) != 9*len(r.Flows.Time) {
			t.Errorf("%d at %d instants", len(r.Flows.SpotTime), len(r.Flows.Time))
		}
		for _, f := range r.Flows.SpotTime {
			years, spot := (200-f.At.Sub(testAsOf).Hours())/yearHours, float64(f.Spot)
			vol := func(k, sigma float64) float64 { return sigma }
			if rule == "sticky-moneyness" { // variance linear in ln K between the two strikes, flat outside
				vol = func(k, sigma float64) float64 {
					at := func(k float64) float64 {
						u := math.Log(min(max(k, 95), 103)/95) / math.Log(103./95)
						return math.Sqrt(0.09 + u*(0.04-0.09))
					}
					return sigma + at(k*100/spot) - at(k)
				}
			}
			held := func(spot, years float64, vol func(k, sigma float64) float64) float64 {
				return 4000*delta(false, spot, 103, years, vol(103, 0.2)) - 2500*delta(true, spot, 95, years, vol(95, 0.3))
			}
			plain := func(k, sigma float64) float64 { return sigma }
			now := held(100, 200*hour, plain)
			near(t, f.Label, float64(f.Shares), now-held(spot, years, vol), 1e-8, 1)
			near(t, f.Label+": spot alone", float64(f.Attribution.Spot), now-held(spot, 200*hour, plain), 1e-8, 1)
			near(t, f.Label+": time alone", float64(f.Attribution.Time), now-held(100, years, plain), 1e-8, 1)
			near(t, f.Label+": volatility alone", float64(f.Attribution.Vol), now-held(100, 200*hour, vol), 1e-8, 1)
		}
	}
}

// TestFlowWords: futures are shares over what a contract gains a point, absent where there is none; sides are of any trade
// but none; what settles later today is separated from the rest.
func TestFlowWords(t *testing.T) {
	d := &desk{Book: &Book{Spot: 100, opt: Options{ADV: 0.5}}, parts: []part{{bucket: AtOpen}, {bucket: ZeroDTE}, {bucket: OneDTE}}}
	f := d.flow(trade{parts: []float64{3, 0.25, 7}}, 110)
	if f.Futures.OK() || f.USD0DTE != 27.5 || f.Shares != 10.25 || f.PctADV != 225500 {
		t.Errorf("%+v", f)
	}
	d.future = market.Future{Symbol: "X", Multiplier: 0.5}
	if f = d.flow(trade{parts: []float64{3, 0.25, 7}}, 110); f.Futures != 20.5 {
		t.Errorf("futures %v", f.Futures)
	}
	for shares, want := range map[float64]report.Side{0.5: report.Buy, -0.5: report.Sell, 0: report.Still, 7: report.Buy} {
		if got := side(shares); got != want {
			t.Errorf("%g: %s", shares, got)
		}
	}
}
