package gex

import (
	"fmt"
	"math"
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

// twins are two bells of one width and of opposite weight whose sum changes sign at root, halfway between them in ln spot:
// both are s from it, and each is s²/2 below the logarithm of its strike.
func twins(root, s float64) []bump {
	k := root * math.Exp(s*s/2)
	return []bump{{k * math.Exp(-s), s, -1}, {k * math.Exp(s), s, 1}}
}

// TestRangeEnds: flips are looked for from 1-R to 1+R of spot, to the very ends, and nowhere beyond them. The ladder has
// the rungs e^{j/1000} within: from -223 = ⌈1000 ln 0.8⌉ to 182 = ⌊1000 ln 1.2⌋ for 20%, -105 to 95 for 10%.
func TestRangeEnds(t *testing.T) {
	for _, c := range []struct {
		opt       float64
		low, high float64
		from, to  float64
	}{{0, 80, 120, -0.223, 0.182}, {0.2, 80, 120, -0.223, 0.182}, {0.1, 90, 110, -0.105, 0.095}} {
		o := Options{Range: c.opt}
		p := Build(bumpBook(t, twins(100, 0.05), o)).Profile.Spot
		near(t, "first rung", float64(p[0]), 100*math.Exp(c.from), 1e-13, 0)
		near(t, "last rung", float64(p[len(p)-1]), 100*math.Exp(c.to), 1e-13, 0)
		if n := int(math.Round((c.to-c.from)*1000)) + 1; len(p) != n {
			t.Errorf("range %g: %d rungs, want %d", c.opt, len(p), n)
		}
		for _, x := range []struct {
			root float64
			want int
		}{{c.low - 0.004, 0}, {c.low + 0.004, 1}, {c.high - 0.004, 1}, {c.high + 0.004, 0}, {100.004, 1}} {
			flips := Build(bumpBook(t, twins(x.root, 0.05), o)).AllFlips()
			if len(flips) != x.want {
				t.Errorf("range %g, root at %g: %v", c.opt, x.root, flips)
			} else if x.want == 1 {
				near(t, "root", float64(flips[0].Spot), x.root, 1e-10, 0)
			}
		}
	}
}

// TestSignificanceBound: a stretch counts when it is higher than a ten thousandth of the highest. A short bell beside a
// high one is as high as its weight times its strike: 0.0099 and 0.0101 of 100 at 100 against 110 beside 1.
func TestSignificanceBound(t *testing.T) {
	for _, c := range []struct {
		part float64
		want int
	}{{0.99e-4, 0}, {1.01e-4, 1}} {
		bumps := []bump{{110, 0.005, 1}, {90, 0.005, -c.part * 110 / 90}}
		r, _ := bumpBook(t, bumps, Options{}).core()
		if len(r.Levels.Flips) != c.want || len(r.AllFlips()) != 1 {
			t.Errorf("%g of the peak: %v, negligible %v", c.part, r.Levels.Flips, r.Negligible)
		}
	}
}

// TestExpectedMoveIsStruckAtTheForward: the straddle is 2·e^{-rT}·F·(2N(s/2)-1) with s = sigma·sqrt T, and e^{-rT}·F =
// S·e^{-qT}; struck at spot it would be worth more by how far the forward is away. A standard deviation is S·s. The nearest
// expiry that settles in the afternoon is taken.
func TestExpectedMoveIsStruckAtTheForward(t *testing.T) {
	const r, q, years, sigma = 0.08, 0.01, 0.5, 0.16
	c := makeChain(100, []leg{
		{false, 100, 0.1, 0.5, 10, 1}, {true, 100, 0.1, 0.5, 10, -1},
		{false, 95, years, sigma, 10, 1}, {true, 95, years, sigma, 20, -1}, {false, 110, years, sigma, 30, 1}, {true, 110, years, sigma, 5, -1},
	})
	c.Underlying = "SPX"
	c.Expiries[0].Root, c.Expiries[1].Root = market.LookupRoot("SPX"), market.LookupRoot("SPXW")
	rate := r
	b := bookFrom(t, c, vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(rate), Yield: q}, Options{})
	m := Build(b).Levels.ExpectedMove
	if m == nil || m.Expiry != b.chain.Expiries[1].Date.String() {
		t.Fatalf("%+v", m)
	}
	s := sigma * math.Sqrt(years)
	near(t, "straddle", float64(m.Straddle), 2*100*math.Exp(-q*years)*math.Erf(s/2/math.Sqrt2), 1e-12, 0)
	near(t, "sigma", float64(m.Sigma), 100*s, 1e-12, 0)
	atSpot := bs.Option{Right: bs.Call, Spot: 100, Strike: 100, Years: years, Rate: r, Yield: q, Vol: sigma}.Price() +
		bs.Option{Right: bs.Put, Spot: 100, Strike: 100, Years: years, Rate: r, Yield: q, Vol: sigma}.Price()
	if math.Abs(atSpot-float64(m.Straddle)) < 0.2 {
		t.Errorf("struck at spot it is worth %g, too near to %v to distinguish", atSpot, m.Straddle)
	}
}

// codesOf are the codes of a book's warnings.
func codesOf(b *Book) string {
	var out []string
	for _, w := range Build(b).Warnings {
		out = append(out, w.Code)
	}
	return strings.Join(out, " ")
}

// TestLeftOutBound: more than a twentieth of the live contracts left out is too many: 2 of 40 are not more, 2 of 39 are.
// Those settled, and those that were not asked for, do not count.
func TestLeftOutBound(t *testing.T) {
	for _, c := range []struct {
		live, lost, unread int
		want               bool
	}{{40, 2, 0, false}, {39, 2, 0, true}, {39, 1, 1, false}, {38, 1, 1, true}, {38, 0, 2, false}, {37, 0, 2, true}, {40, 0, 0, false}, {39, 1, 0, false}} {
		var legs []leg
		for i := range c.live {
			legs = append(legs, leg{i%2 == 1, 91 + float64(i/2), 0.1, 0.2, 10, 1})
		}
		legs = append(legs, leg{false, 100, -0.01, 0.2, 10, 1}, leg{false, 99, -0.01, 0.2, 10, 1}, leg{false, 98, -0.01, 0.2, 10, 1}, leg{false, 98, 0.9, 0.2, math.NaN(), 1})
		x := makeChain(100, legs)
		x.Underlying = "SPY"
		for i := range 3 {
			x.Out[i] = chain.Expired
		}
		for i := range c.lost {
			x.OpenInterest[3+i] = math.NaN()
		}
		x.Unread = c.unread
		if got := codesOf(bookOn(t, x, Options{DTE: &[2]int{-30, 60}})) == "left-out"; got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// TestOneSided: a right of which nothing is used while there is some of the other is told, with whose levels are left.
func TestOneSided(t *testing.T) {
	call, put := leg{false, 101, 0.1, 0.2, 10, 1}, leg{true, 99, 0.1, 0.2, 10, -1}
	for _, c := range []struct {
		why  string
		legs []leg
		lose bool // what the file has of the other right
		want string
	}{
		{"both", []leg{call, put}, false, ""},
		{"one call", []leg{call}, false, "the file holds no puts: regime, flip and walls are those of calls only; the file may be one half of a chain and the puts in another"},
		{"one put", []leg{put}, false, "the file holds no calls: regime, flip and walls are those of puts only; the file may be one half of a chain and the calls in another"},
		{"a put left out", []leg{call, put}, true, "no put can be used (1 left out): regime, flip and walls are those of calls only"},
	} {
		x := makeChain(100, c.legs)
		x.Underlying = "SPY"
		if c.lose {
			x.OpenInterest[0], x.OpenInterest[1] = math.NaN(), 10
			if x.Right[0] != chain.Put {
				x.OpenInterest[0], x.OpenInterest[1] = 10, math.NaN()
			}
		}
		got := ""
		for _, w := range Build(bookOn(t, x, Options{})).Warnings {
			if w.Code == "one-sided" {
				got = w.Message
			}
		}
		if !strings.HasPrefix(got, c.want) || (got == "") != (c.want == "") || strings.Contains(got, "one half") != strings.Contains(c.want, "one half") {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

// TestStrikesEnd: every strike with a position on one side of spot warns; one at spot, or on either side, is not, and
// strikes without a position say nothing.
func TestStrikesEnd(t *testing.T) {
	for _, c := range []struct {
		strikes []float64
		held    []float64
		want    string
	}{
		{[]float64{90, 99.99}, []float64{1, 1}, "below spot 100, the highest is 99.99"},
		{[]float64{100.01, 110}, []float64{1, 1}, "above spot 100, the lowest is 100.01"},
		{[]float64{90, 100}, []float64{1, 1}, ""}, {[]float64{100, 110}, []float64{1, 1}, ""}, {[]float64{90, 110}, []float64{1, 1}, ""},
		{[]float64{90, 110}, []float64{1, 0}, "below spot 100, the highest is 90"}, {[]float64{90, 110}, []float64{0, 1}, "above spot 100, the lowest is 110"},
		{[]float64{90, 110}, []float64{0, 0}, ""}, {[]float64{90, 95}, []float64{0, 0}, ""},
	} {
		var legs []leg
		for i, k := range c.strikes {
			legs = append(legs, leg{false, k, 0.1, 0.2, c.held[i], 1}, leg{true, k, 0.1, 0.2, c.held[i], -1})
		}
		got := ""
		for _, w := range Build(makeBook(t, 100, 0, 0, legs, Options{})).Warnings {
			if w.Code == "strikes-end" {
				got = w.Message
			}
		}
		if !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%v held %v: %q, want %q", c.strikes, c.held, got, c.want)
		}
	}
}

// TestAssumedSize: an SPX book of more than $10B of gamma per 1%, of either sign, rests on the assumed sign; one whose
// dealers are known does not, and an index other than SPX is not judged by what SPX desks report. GEX a percent is
// gamma·oi·100·S²·0.01.
func TestAssumedSize(t *testing.T) {
	gamma := bs.Option{Right: bs.Call, Spot: 100, Strike: 100, Years: 0.1, Vol: 0.2}.Gamma()
	for _, c := range []struct {
		underlying, sign string
		billions         float64
		want             string
	}{
		{"SPX", "long", 10.001, "size-is-an-assumption"}, {"SPX", "long", 9.999, ""}, {"SPX", "short", 10.001, "size-is-an-assumption"}, {"SPX", "short", 9.999, ""},
		{"SPX", "column", 10.001, ""}, {"NDX", "long", 10.001, ""},
		{"AAPL", "naive", 1, "sign-on-single-stock"}, {"AAPL", "long", 1, ""}, {"AAPL", "column", 1, ""}, {"SPY", "naive", 1, ""}, {"NDX", "naive", 1, ""}, {"NQ", "naive", 1, ""},
	} {
		oi := c.billions * 1e9 / (gamma * 100 * 100 * 100 * 0.01)
		x := makeChain(100, []leg{{false, 100, 0.1, 0.2, oi, 1}, {true, 100, 0.1, 0.2, 0, -1}})
		x.Underlying = c.underlying
		for i := range x.Expiries {
			x.Expiries[i].Root = market.LookupRoot(c.underlying)
		}
		if got := codesOf(bookOn(t, x, Options{Sign: c.sign})); got != c.want {
			t.Errorf("%s %s %gB: %q, want %q", c.underlying, c.sign, c.billions, got, c.want)
		}
	}
}

// TestRuleAndBeta: a skew that follows spot and a beta count the move of volatility twice, either alone does not.
func TestRuleAndBeta(t *testing.T) {
	for _, c := range []struct {
		rule string
		beta float64
		want bool
	}{
		{"sticky-moneyness", -1, true}, {"ssr=1.5", -0.5, true}, {"ssr=2", -1, true}, {"ssr=2", 1, true}, {"sticky-strike", -1, false},
		{"sticky-strike", 1, false}, {"", -1, false}, {"sticky-moneyness", 0, false}, {"ssr=2", 0, false}, {"", 0, false},
	} {
		b := skewBook(t, Options{VolRule: c.rule, Beta: c.beta})
		if got := strings.Contains(codesOf(b), "vol-rule-and-beta"); got != c.want {
			t.Errorf("%q with beta %g: %v", c.rule, c.beta, got)
		}
	}
}

// TestNoExposure: nothing used, and nothing held, are two things.
func TestNoExposure(t *testing.T) {
	pair := func(oi, sigma float64) []leg {
		return []leg{{false, 101, 0.1, sigma, oi, 1}, {true, 99, 0.1, sigma, oi, -1}}
	}
	for _, c := range []struct {
		legs []leg
		want string
	}{
		{pair(10, 0.2), ""}, {pair(0, 0.2), "no used contract has a position"}, {pair(10, math.NaN()), "no contract is used"},
		{pair(1e-9, 0.2), ""}, {pair(1, math.NaN())[:1], "no contract is used"}, {pair(1, 0.2)[:1], ""},
	} {
		got := ""
		for _, w := range Build(makeBook(t, 100, 0, 0, c.legs, Options{Anyway: true})).Warnings {
			if w.Code == "no-exposure" {
				got = w.Message
			}
		}
		if !strings.HasPrefix(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%+v: %q, want %q", c.legs, got, c.want)
		}
	}
}

// TestPositionsAreNeeded: a chain of which no live contract says how many there are is refused, whatever has settled; so
// is one whose positions are known but whose volatilities are not.
func TestPositionsAreNeeded(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		why     string
		oi      [3]float64 // of what has settled, of a call with a volatility, of one without
		refused bool
	}{
		{"none", [3]float64{nan, nan, nan}, true}, {"of what has settled", [3]float64{5, nan, nan}, true},
		{"all", [3]float64{5, 5, 5}, false}, {"of one that counts", [3]float64{nan, 5, nan}, false}, {"of one without a volatility", [3]float64{nan, nan, 5}, true}, {"0 of one without a volatility", [3]float64{nan, nan, 0}, false},
	} {
		x := makeChain(100, []leg{{false, 100, -hours(1), 0.2, c.oi[0], 1}, {false, 100, 0.1, 0.2, c.oi[1], 1}, {false, 101, 0.1, nan, c.oi[2], 1}})
		x.Out[0] = chain.Expired
		s, err := vol.Fit(x, vol.Options{IV: "file", Carry: "flat"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err = NewBook(x, s, Options{}); (err != nil) != c.refused {
			t.Errorf("%s: %v", c.why, err)
		}
	}
}

// TestFiltersLeaveSomething: filters that take the only contract are refused as well.
func TestFiltersLeaveSomething(t *testing.T) {
	x := makeChain(100, []leg{{false, 100, 0.1, 0.2, 5, 1}})
	s, err := vol.Fit(x, vol.Options{IV: "file", Carry: "flat"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewBook(x, s, Options{DTE: &[2]int{0, 2}}); err == nil || !strings.Contains(err.Error(), "no contract") {
		t.Errorf("nothing is left: %v", err)
	}
}

// TestSignTexts: two weights are numbers, both of them, and finite.
func TestSignTexts(t *testing.T) {
	for text, ok := range map[string]bool{
		"1,-1": true, " 0.5 , 2 ": true, "x,1": false, "1,x": false, "1": false, ",": false, "Inf,1": false, "-Inf,1": false, "1,Inf": false, "1,-Inf": false,
		"NaN,1": false, "1,NaN": false, "Inf,-Inf": false, "x": false, "1;2": false,
	} {
		if _, _, _, err := signRule(text); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, _, ruled, err := signRule("column"); ruled || err != nil {
		t.Errorf("column: %v, %v", ruled, err)
	}
}

// TestRepaired: the records that were repaired, each kind with its contracts, their open interest and their part of gross
// exposure; those not asked for are left to others.
func TestRepaired(t *testing.T) {
	legs := []leg{{false, 90, 0.1, 0.2, 3, 1}, {false, 100, 0.1, 0.2, 10, 1}, {true, 105, 0.1, 0.2, 7, -1}, {false, 110, 0.1, 0.2, 20, 1}, {false, 100, 0.9, 0.2, 99, 1}}
	x := makeChain(100, legs)
	if got := Build(bookOn(t, x, Options{})).Coverage.Repaired; len(got) != 0 {
		t.Errorf("nothing was repaired: %+v", got)
	}
	x.Repaired[1], x.Repaired[2], x.Repaired[4] = chain.CellUnread, chain.CellUnread|chain.QuoteUnclosed, chain.CellUnread
	x.OpenInterest[2] = math.NaN() // left out: no exposure
	b := bookOn(t, x, Options{DTE: &[2]int{0, 60}})
	gamma := func(k float64) float64 {
		return bs.Option{Right: bs.Call, Spot: 100, Strike: k, Years: 0.1, Vol: 0.2}.Gamma()
	}
	want := 10 * gamma(100) / (3*gamma(90) + 10*gamma(100) + 20*gamma(110))
	got := Build(b).Coverage.Repaired
	if len(got) != 2 || got[0].Reason != "cell-unread" || got[0].Contracts != 2 || got[0].OpenInterest != 10 ||
		got[1].Reason != "quote-unclosed" || got[1].Contracts != 1 || got[1].OpenInterest != 0 || got[1].GEXShare != 0 {
		t.Fatalf("%+v", got)
	}
	near(t, "share", float64(got[0].GEXShare), want, 1e-10, 0)
	if s := share(0.5, 1); s != 0.5 {
		t.Errorf("half of one is %v", s)
	}
	if share(0, 0).OK() {
		t.Error("a part of nothing")
	}
}

// TestVolatilitySources: used contracts by where their volatility came from, best first, and no source that gave none.
func TestVolatilitySources(t *testing.T) {
	x := makeChain(100, []leg{{false, 90, 0.1, 0.2, 3, 1}, {false, 100, 0.1, 0.2, 10, 1}, {true, 105, 0.1, 0.2, 7, -1}})
	b := bookOn(t, x, Options{})
	b.surface.Source[1] = vol.Interpolated
	got := Build(b).Volatility
	if len(got) != 2 || got[0].Source != "file" || got[0].Contracts != 2 || got[1].Source != "interpolated" || got[1].Contracts != 1 {
		t.Fatalf("%+v", got)
	}
	near(t, "gross", float64(got[0].GrossGEX), math.Abs(b.gex[0])+math.Abs(b.gex[2]), 1e-15, 0)
	near(t, "gross", float64(got[1].GrossGEX), math.Abs(b.gex[1]), 1e-15, 0)
}

// TestContractGreeks: a contract's greeks are those of the scalar textbook: vega and vanna per volatility point, theta and
// charm per calendar day.
func TestContractGreeks(t *testing.T) {
	for _, put := range []bool{false, true} {
		b := handBook(t, []leg{{put, 104, 0.3, 0.25, 10, 1}}, Options{})
		o := bs.Option{Right: bs.Call, Spot: 100, Strike: 104, Years: 0.3, Rate: handRate, Yield: handYield, Vol: 0.25}
		if put {
			o.Right = bs.Put
		}
		o.Years = b.surface.Expiries[0].Years // whole seconds
		row := Contracts(b)[0]
		for _, c := range []struct {
			name      string
			got, want float64
		}{
			{"price", float64(row.Price), o.Price()}, {"delta", float64(row.Delta), o.Delta()}, {"gamma", float64(row.Gamma), o.Gamma()},
			{"vega", float64(row.Vega), o.Vega() / 100}, {"vanna", float64(row.Vanna), o.Vanna() / 100},
			{"theta", float64(row.Theta), o.Theta() / 365}, {"charm", float64(row.Charm), o.Charm() / 365},
			{"gex", float64(row.GEX), o.Gamma() * 1000 * 100 * 100 * 0.01}, {"dex", float64(row.DEX), o.Delta() * 1000 * 100},
			{"vex", float64(row.VEX), o.Vanna() / 100 * 1000 * 100}, {"cex", float64(row.CEX), o.Charm() / 365 * 1000 * 100},
		} {
			near(t, c.name, c.got, c.want, 1e-10, 0)
		}
	}
}

// TestBreakevenHasNoUnit: the ratio of the sides is the same in every unit, and of however little.
func TestBreakevenHasNoUnit(t *testing.T) {
	for _, unit := range Units {
		b := makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 0.003, 1}, {true, 100, 0.1, 0.2, 0.001, -1}}, Options{Sign: "naive", Unit: unit})
		near(t, unit, float64(Build(b).Totals.Breakeven), 3, 1e-12, 0)
	}
}

// TestWords: the conventions name the numbers that were chosen.
func TestWords(t *testing.T) {
	words := func(underlying string, o Options) report.Conventions {
		x := makeChain(100, wallLegs)
		x.Underlying = underlying
		for i := range x.Expiries {
			x.Expiries[i].Root = market.LookupRoot(underlying)
		}
		return Build(bookOn(t, x, o)).Conventions
	}
	for _, c := range []struct{ got, want string }{
		{words("SPX", Options{}).ZeroGamma, "roots of the repriced profile from 0.8 to 1.2 of spot, where it exceeds 0.0001 of its peak on both sides"},
		{words("SPX", Options{Range: 0.1234567}).ZeroGamma, "roots of the repriced profile from 0.876543 to 1.12346 of spot, where it exceeds 0.0001 of its peak on both sides"},
		{words("SPX", Options{}).Futures, "ES, $50 a point"}, {words("AAPL", Options{}).Futures, "none"},
		{words("SPX", Options{Contract: "XX=1"}).Futures, "XX, $1 a point"},
		{words("SPX", Options{Map: Mapping{Symbol: "ES", Price: 102.3456789}}).Futures, "ES, $50 a point, 1.02346 points for one of SPX"},
		{words("SPX", Options{Map: Mapping{Symbol: "ES", Price: 100}}).Futures, "ES, $50 a point"},
		{words("SPX", Options{Map: Mapping{Symbol: "ES", Price: 102, By: "offset"}}).Futures, "ES, $50 a point"},
		{words("SPX", Options{Map: Mapping{Symbol: "SPY", Price: 10}}).Futures, "ES, $50 a point"},
		{words("SPX", Options{}).ADV, "not given"}, {words("SPX", Options{ADV: 1}).ADV, "$1 a day"},
		{words("SPX", Options{ADV: 450.25e9}).ADV, "$450.25B a day"}, {words("SPX", Options{ADV: 2e9, ADVDate: "2025-11-18"}).ADV, "$2B a day as of 2025-11-18"},
		{words("AAPL", Options{ADV: 12.5e6}).ADV, "$12.5M a day"}, {words("AAPL", Options{ADV: 1e6}).ADV, "$1M a day"}, {words("AAPL", Options{ADV: 999999}).ADV, "$999999 a day"},
		{words("AAPL", Options{ADV: 999e6}).ADV, "$999M a day"}, {words("AAPL", Options{ADV: 1e9}).ADV, "$1B a day"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// TestDiffSteps: the steps of one contract by the textbook, on the clock of trading hours. From Tuesday 11:00 to Tuesday 14:00
// of what settles on Wednesday 16:00, 13.6 weighted hours (5 + 0.12·17.5 + 6.5) become 10.6, so that the variance left
// is 10.6/13.6 of what it was, over 26 hours in place of 29. An effect counts the contracts that it touched.
func TestDiffSteps(t *testing.T) {
	const oi, sigma = 50.0, 0.3
	fit := func(spot float64, at time.Time, oi, other float64) *Book {
		x := makeChain(spot, []leg{{false, 101, hours(29), sigma, oi, 1}, {true, 103, hours(29), sigma, other, -1}, {true, 90, hours(29), sigma, 0, -1}})
		x.AsOf = at
		v := vol.Options{IV: "file", Carry: "flat", Clock: market.Trading}
		if at.After(testAsOf) {
			for i := range x.IV {
				x.IV[i] = 0.35
			}
		}
		return bookFrom(t, x, v, Options{Sign: "long"})
	}
	before, after := fit(100, testAsOf, oi, 7), fit(101, testAsOf.Add(3*time.Hour), 60, 7)
	d := diffOf(t, before, after)
	gex := func(k, spot, h, sigma, oi float64) float64 {
		return bs.Option{Right: bs.Call, Spot: spot, Strike: k, Years: hours(h), Vol: sigma}.Gamma() * oi * 100 * spot * spot * 0.01
	}
	both := func(spot, h, sigma, oi float64) float64 {
		return gex(101, spot, h, sigma, oi) + gex(103, spot, h, sigma, 7)
	}
	aged := sigma * math.Sqrt(10.6/13.6*29/26)
	steps := map[string]float64{
		"spot":          both(101, 29, sigma, oi) - both(100, 29, sigma, oi),
		"time":          both(101, 26, aged, oi) - both(101, 29, sigma, oi),
		"volatility":    both(101, 26, 0.35, oi) - both(101, 26, aged, oi),
		"open_interest": both(101, 26, 0.35, 60) - both(101, 26, 0.35, oi),
	}
	touched := map[string]int{"spot": 3, "time": 3, "carry": 3, "volatility": 3, "open_interest": 1}
	for _, e := range d.Effects {
		near(t, e.Effect, float64(e.GEX), steps[e.Effect], 1e-9, 10)
		if e.Contracts != touched[e.Effect] {
			t.Errorf("%s touched %d contracts, want %d", e.Effect, e.Contracts, touched[e.Effect])
		}
	}
	if len(d.Strikes) != 2 { // nothing is held at 90
		t.Fatalf("%+v", d.Strikes)
	}
	for _, s := range d.Strikes {
		was, is := gex(float64(s.Strike), 100, 29, sigma, oi), gex(float64(s.Strike), 101, 26, 0.35, 60)
		if s.Strike == 103 {
			was, is = gex(103, 100, 29, sigma, 7), gex(103, 101, 26, 0.35, 7)
		}
		near(t, fmt.Sprint("change at ", s.Strike), float64(s.Change), is-was, 1e-9, 0)
	}
}

// TestExpiriesApart: levels of expiries that do not lie side by side in the book are those of a book that has no others,
// and an expiry of which nothing is used is in no list.
func TestExpiriesApart(t *testing.T) {
	var legs []leg
	for i, h := range []float64{29, 77, 77 + 14*24} { // Wednesday, Friday the 21st, a fortnight later
		for k := 92.0; k <= 108; k += 2 {
			legs = append(legs, leg{false, k, hours(h), 0.2, 10 + k*float64(i+1) - 40, 1}, leg{true, k, hours(h), 0.22, 1000 - 9*k + 9*float64(i), -1})
		}
	}
	all := makeChain(100, legs)
	var apart *report.Outlook
	for _, o := range BuildLevels(bookOn(t, all, Options{})).Outlook {
		if o.Scope == "without_monthly" {
			apart = &o
		}
	}
	alone := bookOn(t, all, Options{Expiries: []market.Date{all.Expiries[0].Date, all.Expiries[2].Date}})
	r := BuildLevels(alone)
	if apart == nil {
		t.Fatal("no outlook without the monthly")
	}
	l := r.Levels
	got := fmt.Sprint(apart.GEX, apart.Flips, apart.ZeroGamma, apart.CallWall, apart.PutWall, apart.AbsGamma)
	if want := fmt.Sprint(l.GEX, l.Flips, l.ZeroGamma, l.CallWall, l.PutWall, l.AbsGamma); got != want || !l.ZeroGamma.OK() {
		t.Errorf("%s, alone %s", got, want)
	}
	for i := all.Expiries[1].Lo; i < all.Expiries[1].Hi; i++ {
		all.OpenInterest[i] = math.NaN()
	}
	if list := Build(bookOn(t, all, Options{})).Expiries; len(list) != 2 || list[1].Expiry != all.Expiries[2].Date.String() {
		t.Errorf("%+v", list)
	}
}
