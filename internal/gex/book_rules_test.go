package gex

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
)

// sloped is a sum of gamma that is written down, with its slope; it counts where it is looked at.
type sloped struct {
	repriced
	f, slope func(x float64) float64
	looked   []float64
}

func (s *sloped) GammaSlope(x float64) (gamma, slope float64) {
	s.looked = append(s.looked, x)
	return s.f(x), s.slope(x)
}

// TestRootByHand: steps that would leave the bracket are never taken, a place of exactly 0 is a root, and a line takes two places.
func TestRootByHand(t *testing.T) {
	line := func(at float64) *sloped {
		return &sloped{f: func(x float64) float64 { return x - at }, slope: func(float64) float64 { return 1 }}
	}
	steep := func(at float64) *sloped {
		return &sloped{f: func(x float64) float64 { return math.Atan(50 * (x - at)) }, slope: func(x float64) float64 { return 50 / (1 + 2500*(x-at)*(x-at)) }}
	}
	for _, c := range []struct {
		s      *sloped
		lo, hi float64
		root   float64
		most   int
	}{{line(2), 1, 3, 2, 1}, {line(2.2), 1, 3, 2.2, 2}, {line(1.001), 1, 3, 1.001, 3}, {steep(1.3), 1, 10, 1.3, 20}, {steep(9.1), 1, 10, 9.1, 20}} {
		got := root(c.s, c.lo, c.hi, true, 1e-10)
		if math.Abs(got-c.root) > 1e-10 || len(c.s.looked) > c.most {
			t.Errorf("%.12g after %v, want %g in %d", got, c.s.looked, c.root, c.most)
		}
		for _, x := range c.s.looked {
			if x <= c.lo || x >= c.hi {
				t.Errorf("looked at %g outside of %g to %g", x, c.lo, c.hi)
			}
		}
	}
}

// TestSmallAndLargeBooks: flips, slopes and what depends on them do not change with the size of all positions.
func TestSmallAndLargeBooks(t *testing.T) {
	book := func(size, spot float64) *Book {
		legs := skewed(0.5)
		for i := range legs {
			legs[i].oi *= size
			legs[i].strike *= spot / 100
		}
		return makeBook(t, spot, 0.03, 0.01, legs, Options{})
	}
	want := BuildKeys(book(1, 100)).Levels
	n := book(1, 100).around(float64(want.ZeroGamma))
	if len(want.Flips) == 0 || n.locals == nil {
		t.Fatalf("%+v", want)
	}
	for _, size := range []float64{1e-12, 1e9} {
		for _, spot := range []float64{100, 1e6, 1e-3} {
			b := book(size, spot)
			got := BuildKeys(b).Levels
			if len(got.Flips) != len(want.Flips) {
				t.Fatalf("%g times: flips %v, want %v", size, got.Flips, want.Flips)
			}
			near(t, "flip", float64(got.ZeroGamma), float64(want.ZeroGamma)*spot/100, 1e-9, 0)
			m := b.around(float64(got.ZeroGamma))
			if m.locals == nil {
				t.Fatalf("%g times at %g: no slope", size, spot)
			}
			near(t, "slope", m.slope, n.slope*size*(100/spot)*(100/spot), 1e-6, 0)
		}
	}
	if n := book(1, 100).around(math.NaN()); n.locals != nil || !math.IsNaN(n.slope) {
		t.Errorf("without a flip: %+v", n)
	}
}

// TestFlipsNear: the flip nearest to a price, in its logarithm, is that of the whole range, wherever the price is: at the ends of
// the ladder and beyond them, beside another flip, and where there is none near.
func TestFlipsNear(t *testing.T) {
	straddles := []leg{
		{false, 90, 0.05, 0.25, 900, 1}, {true, 95, 0.05, 0.22, 1500, -1}, {false, 104, 0.05, 0.2, 1700, 1}, {true, 109, 0.05, 0.2, 1500, -1}, {false, 114, 0.05, 0.21, 900, 1},
	}
	ends := []leg{{true, 100, 0.02, 0.2, 900, -1}, {false, 118.5, 0.01, 0.1, 1000, 1}, {false, 81, 0.01, 0.1, 1000, 1}}
	for name, legs := range map[string][]leg{"skewed": skewed(0.5), "straddles": straddles, "ends": ends} {
		b := makeBook(t, 100, 0.03, 0.01, legs, Options{})
		l := b.newLadder()
		gex := b.wholeProfile(l)
		all, _ := b.flips(b.batch, b.expiries, l, gex)
		if len(all) == 0 {
			t.Fatalf("%s: no flips", name)
		}
		peak := peakOf(b, l, numbers(gex))
		nearest := func(list []report.Flip, x float64) report.Number {
			best := report.None()
			for _, f := range list {
				if !best.OK() || math.Abs(math.Log(float64(f.Spot)/x)) < math.Abs(math.Log(float64(best)/x)) {
					best = f.Spot
				}
			}
			return best
		}
		for _, x := range []float64{70, 80.01, 81, 83, 88, 93, 97, 99.5, 100, 101, 106, 111, 116, 117, 119.9, 121, 140} {
			want := nearest(all, x)
			if got := nearest(b.flipsNear(x, l, peak), x); !got.OK() || math.Abs(float64(got/want)-1) > 1e-9 {
				t.Errorf("%s: nearest to %g is %v, want %v of %v", name, x, got, want, all)
			}
		}
	}
}

// TestOneSidedBook: dealers who are long everything, or short everything, whatever the sizes; contracts of none do not count.
func TestOneSidedBook(t *testing.T) {
	for _, c := range []struct {
		weights []float64
		want    bool
	}{
		{[]float64{1, 2}, true}, {[]float64{-1, -0.5}, true}, {[]float64{1, -1}, false}, {[]float64{0.5, -0.5}, false}, {[]float64{0, 1}, true}, {[]float64{0, -1}, true},
		{[]float64{0, 0}, true}, {nil, true}, {[]float64{-3, 0, 2}, false},
	} {
		b := &Book{columns: columns{weight: c.weights}}
		if got := b.oneSided(); got != c.want {
			t.Errorf("%v: %v", c.weights, got)
		}
	}
}

// TestExtremesByHand: the lowest and the highest of the ladder and both ends, within the implied move of a day and within 5%.
// There is nothing within no move, without contracts, and within more than spot.
func TestExtremesByHand(t *testing.T) {
	legs := []leg{
		{false, 100, 30.0 / 365, 0.2, 50, 1}, {true, 97, 0.01, 0.1, 90, -1}, {false, 102.5, 0.01, 0.1, 80, 1}, {false, 110, 0.02, 0.2, 900, 1}, {true, 90, 0.02, 0.2, 900, -1},
	}
	for _, scale := range []float64{1, 0.01} {
		scaled := slices.Clone(legs)
		for i := range scaled {
			scaled[i].strike *= scale
		}
		b := makeBook(t, 100*scale, 0, 0, scaled, Options{})
		l := b.newLadder()
		gex := numbers(b.wholeProfile(l))
		got := b.extremes(l, gex)
		if len(got) != 2 || got[0].Within != "day_move" || got[1].Within != "5%" {
			t.Fatalf("%+v", got)
		}
		for i, by := range []float64{b.dayMove(), 5 * scale} {
			low, high := math.Inf(1), math.Inf(-1)
			for _, x := range append(slices.Clone(l.spots), b.Spot-by, b.Spot+by) {
				if math.Abs(x-b.Spot) <= by*(1+1e-12) {
					g := b.gexAt(b.batch, []float64{x})[0]
					low, high = min(low, g), max(high, g)
				}
			}
			near(t, "low", float64(got[i].Low), low, 1e-10, 0)
			near(t, "high", float64(got[i].High), high, 1e-10, 0)
			near(t, "low where it is", float64(got[i].Low), b.gexAt(b.batch, []float64{float64(got[i].LowAt)})[0], 1e-10, 0)
			near(t, "high where it is", float64(got[i].High), b.gexAt(b.batch, []float64{float64(got[i].HighAt)})[0], 1e-10, 0)
		}
		for x := range b.surface.Expiries {
			b.surface.Expiries[x].ATMVol = math.NaN()
		}
		if got := b.extremes(l, gex); len(got) != 1 || got[0].Within != "5%" {
			t.Errorf("without a move: %+v", got)
		}
		b.row = nil
		if got := b.extremes(l, gex); len(got) != 0 {
			t.Errorf("without contracts: %+v", got)
		}
	}
	wild := makeBook(t, 100, 0, 0, []leg{{false, 100, 30.0 / 365, 25, 50, 1}}, Options{})
	if wild.dayMove() < 100 {
		t.Fatalf("a move of %g", wild.dayMove())
	}
	l := wild.newLadder()
	if got := wild.extremes(l, numbers(wild.wholeProfile(l))); len(got) != 1 || got[0].Within != "5%" {
		t.Errorf("within more than spot: %+v", got)
	}
}

// TestMovesWith: a fund trades in the book when it is on its underlying or on a relative of it, the first of the family included.
func TestMovesWith(t *testing.T) {
	for _, c := range []struct {
		book, symbol string
		want         bool
	}{{"SPY", "SPX", true}, {"SPY", "spy", true}, {"SPX", "XSP", true}, {"SPX", "SPXW", true}, {"SPY", "NDX", false}, {"AAPL", "AAPL", true}, {"AAPL", "SPX", false}} {
		if got := moveTogether(c.symbol, c.book); got != c.want {
			t.Errorf("%s in a book of %s: %v", c.symbol, c.book, got)
		}
	}
	b := makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 1, 1}}, Options{})
	for days, want := range map[int]int{0: 0, -1: 1, -4: 2, -5: 3, -400: 3} { // a Tuesday: Monday, Friday, Thursday
		if got := sessionsUntil(b.venue(), b.TradeDate.AddDays(days), b.TradeDate, 3); got != want {
			t.Errorf("%d days: %d trading days, want %d", days, got, want)
		}
	}
}

// TestCheapFuture: a future whose price is a part of spot moves by that part of a point.
func TestCheapFuture(t *testing.T) {
	b := &Book{Spot: 100, futurePrice: 0.25, future: market.Future{Symbol: "X", Multiplier: 40}}
	near(t, "in futures", b.inFutures(100), 0.1, 1e-15, 0)
	b.futurePrice = 0
	near(t, "without a price", b.inFutures(100), 40, 0, 0)
	b.future = market.Future{Symbol: "BTC-PERPETUAL", Multiplier: 10}
	near(t, "inverse", b.inFutures(80), 0.125, 0, 0)
	if got := b.futureWords(); got != "BTC-PERPETUAL, $10 a contract, inverse" {
		t.Error(got)
	}
}

// TestPerADV: GEX over the volume of a day, of any size, in every unit of GEX.
func TestPerADV(t *testing.T) {
	for _, adv := range []float64{1, 0.5, 4e9} {
		for _, unit := range Units {
			b := makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 10, 1}}, Options{ADV: adv, Unit: unit})
			usd := b.batch.GammaTo(nil, []float64{100})[0] * 100 * 100 * 0.01
			near(t, "of "+unit, float64(b.perADV(b.whole.net())), usd/adv, 1e-12, 0)
		}
	}
	b := makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 10, 1}}, Options{})
	if b.perADV(5).OK() || Build(b).Flows.Spot[0].PctADV.OK() {
		t.Error("a part of no volume")
	}
}

// TestMappingChecks: what an unlikely price is told to be, near the usual one.
func TestMappingChecks(t *testing.T) {
	for _, c := range []struct {
		m    Mapping
		code string
		says string
		hint string
	}{
		{Mapping{Symbol: "XYZ", Price: 0}, "input", "0 is not a price for XYZ", ""},
		{Mapping{Symbol: "XYZ", Price: math.Inf(1)}, "input", "is not a price for XYZ", ""},
		{Mapping{Symbol: "SPY", Price: 300}, "usage", "trades near 0.1 times SPX", "a price near 670, such as "},
	} {
		err := c.m.check("SPX", 6700)
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(fault.HintOf(err), c.hint) || (fault.Of(err).Code == fault.Input) != (c.code == "input") {
			t.Errorf("%+v: %v (%s)", c.m, err, fault.HintOf(err))
		}
	}
	for x, want := range map[float64]string{1: "", 0.1: "0.1 times ", 0.04146: "0.041 times ", 0.0416: "0.042 times ", 41: "41 times "} {
		if got := factor(x); got != want {
			t.Errorf("%g: %q, want %q", x, got, want)
		}
	}
}

// TestBinOption: a distance of strikes is a number from 0 on.
func TestBinOption(t *testing.T) {
	for bin, ok := range map[float64]bool{0: true, 0.5: true, 5: true, -1: false, math.Inf(1): false, math.Inf(-1): false} {
		o := Options{Bin: bin}
		if err := o.validate(); (err == nil) != ok {
			t.Errorf("%g: %v", bin, err)
		}
	}
	if err := (&Options{Bin: math.NaN()}).validate(); err == nil {
		t.Error("NaN is a distance")
	}
}

// TestSettledLater: a book of later has what settled by then as expired, and what was left out for another reason as it was.
func TestSettledLater(t *testing.T) {
	legs := []leg{{false, 95, hours(2), 0.2, 10, 1}, {false, 100, hours(2), 0.2, 10, 1}, {false, 100, hours(4), 0.2, 10, 1}, {false, 100, 0.1, 0.2, 10, 1}}
	c := makeChain(100, legs)
	c.Out[0] = chain.Duplicate
	b := bookFrom(t, c, flat(0, 0), Options{})
	for after, want := range map[time.Duration][]chain.Reason{
		time.Hour:     {chain.Duplicate, chain.Live, chain.Live, chain.Live},
		2 * time.Hour: {chain.Duplicate, chain.Expired, chain.Live, chain.Live},
		5 * time.Hour: {chain.Duplicate, chain.Expired, chain.Expired, chain.Live},
	} {
		later, err := b.after(b.AsOf.Add(after))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(later.chain.Out, want) {
			t.Errorf("after %v: %v, want %v", after, later.chain.Out, want)
		}
	}
	if !slices.Equal(c.Out, []chain.Reason{chain.Duplicate, chain.Live, chain.Live, chain.Live}) {
		t.Errorf("the chain itself is changed: %v", c.Out)
	}
}

// TestEvenMovesByHand: twenty steps to either side as far as the range, with 1% either way, and 5% without one.
func TestEvenMovesByHand(t *testing.T) {
	for within, step := range map[float64]float64{0: 0.25, 0.05: 0.25, 0.2: 1, 0.03: 0.15, 0.0123457: 0.0617285} {
		want := []float64{-1, 1}
		for i := -20; i <= 20; i++ {
			want = append(want, math.Round(float64(i)*step*1e6)/1e6)
		}
		slices.Sort(want)
		want = slices.CompactFunc(want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 })
		got := EvenMoves(within)
		if len(got) != len(want) {
			t.Fatalf("%g: %v, want %v", within, got, want)
		}
		for i := range want {
			near(t, "move", got[i], want[i], 2e-6, 1)
			if x := got[i] * 1e6; math.Abs(x-math.Round(x)) > 1e-6 {
				t.Errorf("%g: a move of %v", within, got[i])
			}
		}
	}
	b := makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 10, 1}}, Options{})
	if page, plot := BuildPage(b), BuildPlot(b); page.Curve != nil || len(page.Linear) != len(plot.Linear) || len(page.Linear) != len(DefaultMoves) {
		t.Errorf("without a curve: %d and %d, %v", len(page.Linear), len(plot.Linear), page.Curve)
	}
}

// TestEarlyLeft: where only a part of spot remains after a dividend, gamma and delta that early exercise adds are those of that
// part of spot, times the part for each derivative. One side alone is added where the other is European.
func TestEarlyLeft(t *testing.T) {
	v := flat(0.05, 0.03)
	v.Exercise = "american"
	b := bookFrom(t, makeChain(100, []leg{{true, 110, 0.2, 0.25, 5000, -1}, {false, 100, 0.2, 0.2, 3000, 1}, {true, 95, 0.2, 0.22, 3000, 1}}), v, Options{Sign: "column"})
	held := b.held(b.expiries)
	groups := []kernel.Group{groupOf(b.surface.Expiries[0], 0, 3)}
	weight := []float64{1, -0.5, 3}
	pricerOf := func(left float64, calls, puts bool) *pricer {
		p := new(pricer)
		p.reset(nil, groups, held.strike, held.sigma, held.put, weight, func(_ int, put bool) *earlySide {
			if put && !puts || !put && !calls {
				return nil
			}
			return &earlySide{b.side(0, put, &b.surface.Expiries[0], time.Time{}).Premiums, left}
		})
		return p
	}
	const left = 0.9
	spots := []float64{60, 80, 95, 103, 112, 150}
	parts := make([]float64, len(spots))
	for i, x := range spots {
		parts[i] = x * left
	}
	whole, part := pricerOf(1, true, true), pricerOf(left, true, true)
	for name, c := range map[string]struct {
		greek func(delta, gamma float64) float64
		by    float64
	}{"delta": {deltaOf, left}, "gamma": {gammaOf, left * left}} {
		got, want := part.add(make([]float64, len(spots)), spots, c.greek), whole.add(make([]float64, len(spots)), parts, c.greek)
		most := 0.0
		for _, x := range want {
			most = max(most, math.Abs(x))
		}
		for i := range spots {
			near(t, name, got[i], c.by*want[i], 1e-9, most)
		}
		if most == 0 {
			t.Errorf("early exercise adds no %s", name)
		}
	}
	for _, c := range []struct {
		calls, puts bool
		want        int
	}{{true, true, 3}, {true, false, 1}, {false, true, 2}, {false, false, 0}} {
		if got := len(pricerOf(1, c.calls, c.puts).early); got != c.want {
			t.Errorf("calls %v, puts %v: %d contracts, want %d", c.calls, c.puts, got, c.want)
		}
	}
}
