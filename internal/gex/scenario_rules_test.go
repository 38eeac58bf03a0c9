package gex

import (
	"math"
	"testing"
	"time"

	"gex/internal/bs"
	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/vol"
)

// The rate and the yield of the hand-made books of this file.
const handRate, handYield = 0.03, 0.01

// delta is that of the scalar textbook.
func delta(put bool, spot, strike, years, sigma float64) float64 {
	right := bs.Call
	if put {
		right = bs.Put
	}
	return bs.Option{Right: right, Spot: spot, Strike: strike, Years: years, Rate: handRate, Yield: handYield, Vol: sigma}.Delta()
}

// handBook prices legs with their own volatilities, r and q of this file.
func handBook(t testing.TB, legs []leg, o Options) *Book {
	t.Helper()
	return makeBook(t, 100, handRate, handYield, legs, o)
}

// skewVol is a smile whose variance is a straight line in ln K, lower above: sigma(K)² = 0.04 - 0.1 ln(K/100).
func skewVol(k float64) float64 { return math.Sqrt(0.04 - 0.1*math.Log(k/100)) }

// skewBook holds 70 calls at 100 and -40 puts at 95 on that smile, which strikes without a position carry on from 60 to 160.
func skewBook(t testing.TB, o Options) *Book {
	t.Helper()
	var legs []leg
	for k := 60.0; k <= 160; k += 5 {
		if k > 145 {
			break // the line reaches 0 at 149
		}
		call, put := leg{false, k, 0.25, skewVol(k), 0, 1}, leg{true, k, 0.25, skewVol(k), 0, -1}
		switch k {
		case 100:
			call.oi = 70
		case 95:
			put.oi = 40
		}
		legs = append(legs, call, put)
	}
	return handBook(t, legs, o)
}

// TestVolRuleSlides: when ln spot moves by l the smile follows by (1-R)l. On a line in variance the volatility at K is then
// that of the line at ln K - (1-R)l, so for a skew that falls with K every volatility rises with spot under sticky moneyness,
// stays under sticky strike, and falls where R is above 1; beta adds points on top. Dealers trade minus the change of
// delta, here of the scalar textbook, and of it the volatility's part is the change at today's spot.
func TestVolRuleSlides(t *testing.T) {
	for _, c := range []struct {
		rule string
		ssr  float64
		beta float64
	}{
		{"", 1, 0}, {"sticky-strike", 1, 0}, {"sticky-moneyness", 0, 0}, {"ssr=0.5", 0.5, 0}, {"ssr=1.5", 1.5, 0}, {"ssr=2", 2, 0},
		{"ssr=-0.5", -0.5, 0}, {"sticky-strike", 1, -0.8}, {"sticky-moneyness", 0, -0.8},
	} {
		for _, move := range []float64{-4, 3} {
			flow := BuildFlows(skewBook(t, Options{VolRule: c.rule, Beta: c.beta, Moves: []float64{move}})).Flows.Spot[0]
			after, slide := 100*(1+move/100), (1-c.ssr)*math.Log(1+move/100)
			vol := func(k float64) float64 { return skewVol(k*math.Exp(-slide)) + c.beta*move/100 }
			change := func(spot float64, vol func(float64) float64) float64 {
				return 7000*(delta(false, spot, 100, 0.25, vol(100))-delta(false, 100, 100, 0.25, skewVol(100))) -
					4000*(delta(true, spot, 95, 0.25, vol(95))-delta(true, 100, 95, 0.25, skewVol(95)))
			}
			near(t, c.rule+" shares", float64(flow.Shares), -change(after, vol), 1e-9, 1)
			near(t, c.rule+" US$", float64(flow.USD), -change(after, vol)*after, 1e-9, 1)
			near(t, c.rule+" spot alone", float64(flow.Attribution.Spot), -change(after, skewVol), 1e-9, 1)
			near(t, c.rule+" volatility alone", float64(flow.Attribution.Vol), -change(100, vol), 1e-9, 1)
			near(t, c.rule+" cross", float64(flow.Attribution.Cross), change(after, skewVol)+change(100, vol)-change(after, vol), 1e-9, 1)
			if rises := delta(false, 100, 130, 0.25, vol(130)) > delta(false, 100, 130, 0.25, skewVol(130)); c.beta == 0 && c.ssr != 1 && rises != ((1-c.ssr)*move > 0) {
				t.Errorf("%s at %g%%: the test's own skew has the wrong sign", c.rule, move)
			}
		}
	}
}

// TestSpotVolGrid: a parallel move of volatility comes on top of the move of spot, whatever the rule.
func TestSpotVolGrid(t *testing.T) {
	for _, rule := range []string{"sticky-strike", "sticky-moneyness"} {
		for _, f := range BuildFlows(skewBook(t, Options{VolRule: rule})).Flows.SpotVol {
			l, points := math.Log(float64(f.Spot)/100), float64(f.VolPoints)/100
			if rule == "sticky-strike" {
				l = 0
			}
			vol := func(k float64) float64 { return skewVol(k*math.Exp(-l)) + points }
			want := 0.0
			for _, x := range []leg{{false, 100, 0.25, 0, 7000, 1}, {true, 95, 0.25, 0, 4000, -1}} {
				want -= x.oi * x.dealer * (delta(x.put, float64(f.Spot), x.strike, x.years, vol(x.strike)) - delta(x.put, 100, x.strike, x.years, skewVol(x.strike)))
			}
			near(t, rule, float64(f.Shares), want, 1e-9, 1)
			if f.MovePct == 0 {
				near(t, rule+", volatility alone", float64(f.Attribution.Vol), want, 1e-9, 1e-3)
			}
		}
	}
}

// TestVolFloor: no scenario takes a volatility below 1%, and one that is below already stays where it is. From 20%
// and 0.5%, -3 points per 1% over a rise of 10% is 30 points less: 1% and 0.5%.
func TestVolFloor(t *testing.T) {
	for _, c := range []struct{ sigma, beta, want float64 }{
		{0.20, -3, 0.01}, {0.20, -1.9, 0.01}, {0.20, -1.8, 0.02}, {0.005, -3, 0.005}, {0.005, 0.03, 0.008}, {0.01, -1, 0.01},
	} {
		b := handBook(t, []leg{{false, 109, 0.25, c.sigma, 50, 1}}, Options{Beta: c.beta, Moves: []float64{10}})
		want := -5000 * (delta(false, 110, 109, 0.25, c.want) - delta(false, 100, 109, 0.25, c.sigma))
		near(t, "shares", float64(BuildFlows(b).Flows.Spot[0].Shares), want, 1e-9, 1e-3)
	}
	for _, c := range []struct{ v, before, want float64 }{
		{0.2, 0.3, 0.2}, {0.011, 0.3, 0.011}, {0.009, 0.3, 0.01}, {-0.2, 0.3, 0.01}, {0.003, 0.005, 0.005}, {0.007, 0.005, 0.007}, {-1, 0.01, 0.01},
	} {
		if got := atLeast(c.v, c.before); got != c.want {
			t.Errorf("%g, before %g: %g, want %g", c.v, c.before, got, c.want)
		}
	}
}

// TestVolLadder: each step adds its points to every volatility: from -5 to 5 with 2 and 1 between.
func TestVolLadder(t *testing.T) {
	list := BuildFlows(handBook(t, []leg{{false, 105, 0.25, 0.2, 50, 1}}, Options{})).Flows.Vol
	want := []float64{-5, -2, -1, 1, 2, 5}
	if len(list) != len(want) {
		t.Fatalf("%d steps", len(list))
	}
	for i, f := range list {
		trade := -5000 * (delta(false, 100, 105, 0.25, 0.2+want[i]/100) - delta(false, 100, 105, 0.25, 0.2))
		near(t, "shares", float64(f.Shares), trade, 1e-9, 1e-3)
		near(t, "all of it volatility", float64(f.Attribution.Vol), trade, 1e-9, 1e-3)
		if float64(f.VolPoints) != want[i] {
			t.Errorf("step %d: %v points, want %g", i, f.VolPoints, want[i])
		}
	}
}

// TestDefaultMoves: 5% either way in whole percents, and halves and quarters next to spot.
func TestDefaultMoves(t *testing.T) {
	want := []float64{-5, -4, -3, -2, -1, -0.5, -0.25, 0, 0.25, 0.5, 1, 2, 3, 4, 5}
	list := BuildFlows(handBook(t, []leg{{false, 105, 0.25, 0.2, 50, 1}}, Options{})).Flows
	for i, f := range list.Spot {
		if len(list.Spot) != len(want) || float64(f.MovePct) != want[i] || math.Abs(float64(f.Spot)-100-want[i]) > 1e-12 {
			t.Fatalf("%d: %v%% to %v", i, f.MovePct, f.Spot)
		}
	}
	grid := map[float64]int{}
	for _, f := range list.SpotVol {
		grid[float64(f.MovePct)]++
	}
	for _, move := range []float64{-5, -3, -2, -1, 0, 1, 2, 3, 5} {
		if grid[move] != 5 {
			t.Errorf("%d points at %g%%, want 5", grid[move], move)
		}
	}
	if len(grid) != 9 {
		t.Errorf("moves %v", grid)
	}
}

// TestPayoffDelta: in the money one, out of it nothing, at the strike a half; puts with the other sign.
func TestPayoffDelta(t *testing.T) {
	for _, c := range []struct {
		right        chain.Right
		spot, strike float64
		want         float64
	}{
		{chain.Call, 100.01, 100, 1}, {chain.Call, 100, 100, 0.5}, {chain.Call, 99.99, 100, 0}, {chain.Call, 102, 100, 1},
		{chain.Put, 100.01, 100, 0}, {chain.Put, 100, 100, -0.5}, {chain.Put, 99.99, 100, -1}, {chain.Put, 98, 100, -1},
	} {
		if got := payoffDelta(c.right, c.spot, c.strike); got != c.want {
			t.Errorf("%s %g at %g: %g, want %g", c.right, c.strike, c.spot, got, c.want)
		}
	}
}

// closeChain is SPX at 100 at 11:00 of a trading day with what settles at its open (already past), its close, and a week
// later: calls at and beside spot.
func closeChain() *chain.Chain {
	hour := 1.0 / yearHours
	c := makeChain(100, []leg{
		{false, 100, 5 * hour, 0.2, 10, 1}, {false, 101, 5 * hour, 0.2, 20, 1}, {true, 102, 5 * hour, 0.2, 30, -1},
		{false, 103, 7*24*hour + 5*hour, 0.2, 40, 1},
	})
	c.Underlying = "SPX"
	for x := range c.Expiries {
		c.Expiries[x].Root = market.LookupRoot("SPXW")
	}
	return c
}

// onCalendar fits a chain of these tests so that variance ages by the calendar and volatility stays.
func onCalendar(t testing.TB, c *chain.Chain, o Options) *Book {
	t.Helper()
	r := handRate
	o.Sign = "column"
	return bookFrom(t, c, vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(r), Yield: handYield, Clock: market.Calendar}, o)
}

// TestCloseFlow: until the close dealers trade minus what the delta of each contract that settles then changes by: to 1/2 at
// the strike, to nothing for the call above, to -1 for the put in the money. The week's call takes no part.
func TestCloseFlow(t *testing.T) {
	const years = 5.0 / yearHours
	b := onCalendar(t, closeChain(), Options{})
	f := Build(b).Flows.Close
	if f == nil {
		t.Fatal("nothing settles at the close")
	}
	call := func(k float64) float64 { return delta(false, 100, k, years, 0.2) }
	put := delta(true, 100, 102, years, 0.2)
	want := -1000*(0.5-call(100)) - 2000*(0-call(101)) + 3000*(-1-put)
	near(t, "shares", float64(f.Shares), want, 1e-9, 1)
	near(t, "US$", float64(f.USD), want*100, 1e-9, 1)
	near(t, "all of it time", float64(f.Attribution.Time), want, 1e-9, 1)
	// In cash the hedge of what has settled is left over: 1000 · 1/2 of the call, -3000 · -1 of the put.
	near(t, "unwind", float64(f.Unwind), 500+3000, 1e-12, 0)
	near(t, "unwind US$", float64(f.UnwindUSD), 350000, 1e-12, 0)
	if f.At.Format("15:04") != "16:00" {
		t.Errorf("at %v", f.At)
	}
}

// TestSettlementInCash: contracts on an index and on a coin pay cash, and the hedge is closed; on a stock or a fund shares
// are delivered against it, and nothing is left to trade.
func TestSettlementInCash(t *testing.T) {
	for _, c := range []struct {
		underlying, root string
		unwind           float64
	}{{"SPX", "SPXW", 3500}, {"XSP", "XSP", 3500}, {"SPY", "SPY", 0}, {"AAPL", "AAPL", 0}} {
		x := closeChain()
		x.Underlying = c.underlying
		for e := range x.Expiries {
			x.Expiries[e].Root = market.LookupRoot(c.root)
		}
		near(t, c.underlying, float64(Build(onCalendar(t, x, Options{})).Flows.Close.Unwind), c.unwind, 1e-12, 1e-9)
	}
	// coinBook's next settlement: calls at 101 and puts at 99 of 100 pay nothing; one in the money pays in cash as well.
	x := coinBook(t).chain
	for i := range x.Strike {
		if x.Right[i] == chain.Call {
			x.Strike[i] = 98
		}
	}
	b := bookOn(t, x, Options{Sign: "naive"})
	f := Build(b).Flows.Close
	near(t, "BTC", float64(f.Unwind), 10*b.chain.Multiplier[0], 1e-12, 0)
}

// TestUSDOfToday: usd_0dte is what the contracts settling later on the trade date trade, at the spot of the scenario.
// Those that settle at its open, or tomorrow, are no part of it.
func TestUSDOfToday(t *testing.T) {
	hour := 1.0 / yearHours
	c := makeChain(100, []leg{
		{false, 100, 22.5 * hour, 0.2, 10, 1}, // AM: 09:30
		{false, 101, 29 * hour, 0.2, 20, 1},   // PM: 16:00
		{false, 102, 53 * hour, 0.2, 40, 1},
	})
	c.Underlying, c.AsOf = "SPX", testAsOf.Add(7*time.Hour) // 18:00: the trade date is tomorrow
	for x, root := range []string{"SPX", "SPXW", "SPXW"} {
		c.Expiries[x].Root = market.LookupRoot(root)
	}
	b := onCalendar(t, c, Options{Moves: []float64{2}})
	r := BuildFlows(b)
	trade := func(k, hours, oi float64) float64 {
		years := (hours - 7) / yearHours
		return -100 * oi * (delta(false, 102, k, years, 0.2) - delta(false, 100, k, years, 0.2))
	}
	f := r.Flows.Spot[0]
	near(t, "US$ of today", float64(f.USD0DTE), 102*trade(101, 29, 20), 1e-9, 1)
	near(t, "US$", float64(f.USD), 102*(trade(100, 22.5, 10)+trade(101, 29, 20)+trade(102, 53, 40)), 1e-9, 1)
	for _, p := range f.Parts {
		want := map[string]float64{"open": trade(100, 22.5, 10), "0DTE": trade(101, 29, 20), "1DTE": trade(102, 53, 40)}[p.Bucket]
		near(t, p.Bucket, float64(p.Shares), want, 1e-9, 1)
	}
	for _, s := range r.Flows.Breakdown {
		if s.By == "bucket" && s.Name == "0DTE" {
			spot := 100 + float64(s.MovePct)
			years := 22.0 / yearHours
			want := -2000 * (delta(false, spot, 101, years, 0.2) - delta(false, 100, 101, years, 0.2))
			near(t, "breakdown", float64(s.Shares), want, 1e-9, 1)
			near(t, "breakdown US$", float64(s.USD), want*spot, 1e-9, 1)
		}
	}
}

// TestToClose: half hours to the close, each with what the contracts that settle then, those of an open and the rest
// trade in it; the steps add up, and the last leaves the payoff's delta.
func TestToClose(t *testing.T) {
	hour := 1.0 / yearHours
	c := makeChain(100, []leg{
		{false, 100, 5 * hour, 0.2, 10, 1}, {true, 101, 5 * hour, 0.2, 25, -1},
		{false, 102, 22.5 * hour, 0.2, 60, 1}, // AM: tomorrow 09:30
		{false, 103, 29 * hour, 0.2, 90, 1},   // PM: tomorrow 16:00
	})
	c.Underlying = "SPX"
	for x, root := range []string{"SPXW", "SPX", "SPXW"} {
		c.Expiries[x].Root = market.LookupRoot(root)
	}
	steps := BuildFlows(onCalendar(t, c, Options{})).Flows.ToClose
	if len(steps) != 10 || steps[0].At.Format("15:04") != "11:30" || steps[9].At.Format("15:04") != "16:00" {
		t.Fatalf("%d steps from %v", len(steps), steps[0].At)
	}
	// held is the delta of some contracts after hours from 11:00.
	held := func(after float64, legs ...leg) (sum float64) {
		for _, l := range legs {
			d := delta(l.put, 100, l.strike, (l.years-after)/yearHours, 0.2)
			if l.years == after { // settled: at the strike a half, the put at 101 in the money
				d = map[bool]float64{false: 0.5, true: -1}[l.put]
			}
			sum += 100 * l.oi * l.dealer * d
		}
		return sum
	}
	settling := []leg{{false, 100, 5, 0, 10, 1}, {true, 101, 5, 0, 25, -1}}
	am, rest := leg{false, 102, 22.5, 0, 60, 1}, leg{false, 103, 29, 0, 90, 1}
	for i, s := range steps {
		from, to := float64(i)/2, float64(i+1)/2
		trade := func(legs ...leg) float64 { return held(from, legs...) - held(to, legs...) }
		a, b, c := trade(settling...), trade(am), trade(rest)
		near(t, "settling", float64(s.Settling), a, 1e-8, 1)
		near(t, "AM", float64(s.AM), b, 1e-8, 1)
		near(t, "rest", float64(s.Rest), c, 1e-8, 1)
		near(t, "shares", float64(s.Shares), a+b+c, 1e-8, 1)
		near(t, "US$", float64(s.USD), 100*(a+b+c), 1e-8, 1)
		all := append([]leg{am, rest}, settling...)
		near(t, "total", float64(s.Total), held(0, all...)-held(to, all...), 1e-8, 1)
		if want := map[bool]report.Side{true: report.Buy, false: report.Sell}[a+b+c > 0]; s.Side != want {
			t.Errorf("%v: %s, want %s", s.At, s.Side, want)
		}
	}
}

// TestToCloseOfCoins: what knows no hours of New York walks to its next settlement when that is within a day, and not
// when it is later; stocks always have a close.
func TestToCloseOfCoins(t *testing.T) {
	steps := func(ahead time.Duration) int {
		c := coinBook(t).chain
		c.AsOf = c.Expiries[0].Settlement.Add(-ahead)
		return len(BuildFlows(bookOn(t, c, Options{})).Flows.ToClose)
	}
	for _, x := range []struct {
		ahead time.Duration
		want  int
	}{{24 * time.Hour, 48}, {24*time.Hour + time.Second, 0}, {25 * time.Hour, 0}, {12 * time.Hour, 24}, {10 * time.Minute, 1}} {
		if got := steps(x.ahead); got != x.want {
			t.Errorf("%s before the settlement: %d steps, want %d", x.ahead, got, x.want)
		}
	}
	c := closeChain()
	c.AsOf = time.Date(2025, 11, 15, 12, 0, 0, 0, market.NewYork) // Saturday: the next close is Monday's
	for x := range c.Expiries {
		c.Expiries[x].Settlement = c.Expiries[x].Settlement.AddDate(0, 0, 7)
	}
	list := BuildFlows(onCalendar(t, c, Options{})).Flows.ToClose
	if len(list) != 14 || list[0].At.Format("Mon 15:04") != "Mon 09:30" {
		t.Errorf("from Saturday: %d steps %+v", len(list), list)
	}
}
