package gex

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/vol"
)

// leg is one contract of a hand-made book.
type leg struct {
	put    bool
	strike float64
	years  float64
	sigma  float64
	oi     float64
	dealer float64 // +1 long, -1 short; multiplies oi
}

var testAsOf = time.Date(2025, 11, 18, 11, 0, 0, 0, market.NewYork)

// makeChain puts legs on a chain of ordinary stock options with multiplier 100, settling where their years say.
func makeChain(spot float64, legs []leg) *chain.Chain {
	legs = slices.Clone(legs)
	slices.SortStableFunc(legs, func(a, b leg) int {
		switch {
		case a.years != b.years:
			return sign(a.years - b.years)
		case a.strike != b.strike:
			return sign(a.strike - b.strike)
		case a.put != b.put && b.put:
			return -1
		case a.put != b.put:
			return 1
		}
		return 0
	})
	c := &chain.Chain{Underlying: "TEST", Spot: spot, AsOf: testAsOf, Rows: len(legs)}
	nan := math.NaN()
	for i, l := range legs {
		settlement := testAsOf.Add(time.Duration(math.Round(l.years*365*86400)) * time.Second)
		if i == 0 || !c.Expiries[len(c.Expiries)-1].Settlement.Equal(settlement) {
			c.Expiries = append(c.Expiries, chain.Expiry{Root: market.LookupRoot("TEST"), Date: market.DateOf(settlement), Settlement: settlement, Lo: i})
		}
		c.Expiries[len(c.Expiries)-1].Hi = i + 1
		right := chain.Call
		if l.put {
			right = chain.Put
		}
		c.Strike = append(c.Strike, l.strike)
		c.Right = append(c.Right, right)
		c.Bid, c.Ask, c.Last = append(c.Bid, nan), append(c.Ask, nan), append(c.Last, nan)
		c.Volume, c.OpenInterest = append(c.Volume, nan), append(c.OpenInterest, l.oi)
		c.IV, c.Delta, c.Gamma = append(c.IV, l.sigma), append(c.Delta, nan), append(c.Gamma, nan)
		c.Multiplier, c.DealerQty = append(c.Multiplier, 100), append(c.DealerQty, l.dealer*l.oi)
		c.Line = append(c.Line, int32(i+2))
		c.Out, c.Repaired = append(c.Out, chain.Live), append(c.Repaired, 0)
	}
	return c
}

func sign(x float64) int {
	if x < 0 {
		return -1
	}
	return 1
}

// makeBook prices legs with their own volatilities and a flat carry; the dealers' side is each leg's own.
func makeBook(t testing.TB, spot, r, q float64, legs []leg, o Options) *Book {
	t.Helper()
	c := makeChain(spot, legs)
	s, err := vol.Fit(c, vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(r), Yield: q})
	if err != nil {
		t.Fatal(err)
	}
	if o.Sign == "" {
		o.Sign = "column"
	}
	b, err := NewBook(c, s, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// bookFrom fits and signs a chain.
func bookFrom(t testing.TB, c *chain.Chain, v vol.Options, o Options) *Book {
	t.Helper()
	s, err := vol.Fit(c, v)
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewBook(c, s, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// near fails unless got is want within rel of max(|want|, floor).
func near(t testing.TB, what string, got, want, rel, floor float64) {
	t.Helper()
	if !(math.Abs(got-want) <= rel*math.Max(math.Abs(want), floor)) {
		t.Errorf("%s = %.15g, want %.15g (off by %.3g)", what, got, want, got-want)
	}
}

func expiryOf(root market.Root, d market.Date) chain.Expiry {
	return chain.Expiry{Root: root, Date: d, Settlement: root.SettlementInstant(d)}
}

func TestBookNeedsPositions(t *testing.T) {
	c := makeChain(100, []leg{{false, 100, 0.1, 0.2, 10, 1}, {true, 100, 0.1, 0.2, 10, -1}})
	for i := range c.OpenInterest {
		c.OpenInterest[i] = math.NaN()
	}
	s, err := vol.Fit(c, vol.Options{IV: "file", Carry: "flat"})
	if err != nil {
		t.Fatal(err)
	}
	refused := func(weight, want string) {
		t.Helper()
		if _, err := NewBook(c, s, Options{Weight: weight}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf(fault.Setting("weight")+" %s: %v", weight, err)
		}
	}
	for _, weight := range Weights {
		refused(weight, "neither open interest nor volumes")
	}
	oi := c.OpenInterest
	c.OpenInterest = []float64{1, 2}
	refused("volume", "no volumes")
	c.OpenInterest = oi
	c.Volume[0], c.Volume[1] = 3, 4
	refused("oi", "no open interest")
	refused("oi+volume", "no open interest")
	b, err := NewBook(c, s, Options{Weight: "volume"})
	if err != nil {
		t.Fatal(err)
	}
	if r := Build(b); r.Coverage.Used != 2 || !(r.Totals.GEX < 0) {
		t.Errorf("by volume: %+v", r.Totals)
	}
}

// TestEmptyChain: an underlying whose every record was unreadable still gives a report that says so.
func TestEmptyChain(t *testing.T) {
	c := makeChain(100, nil)
	c.Rows, c.Unread, c.UnreadOI = 3, 3, 42
	b := bookFrom(t, c, vol.Options{}, Options{})
	r := Build(b)
	if r.Coverage.Contracts != 3 || r.Coverage.Used != 0 || r.Levels.CallWall.OK() || r.Levels.ZeroGamma.OK() || r.Regime != "" || r.Totals.GEX.OK() {
		t.Errorf("%+v %+v %q", r.Coverage, r.Levels, r.Regime)
	}
	if len(Audit(b).Expiries) != 0 || len(Contracts(b)) != 0 {
		t.Error("an empty chain has contracts")
	}
}

// TestOneSidedBooks: without puts, without interest, with one strike: nothing is invented.
func TestOneSidedBooks(t *testing.T) {
	calls := Build(makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 10, 1}, {false, 110, 0.1, 0.2, 20, 1}}, Options{Sign: "naive"}))
	if calls.Levels.PutWall.OK() || calls.Levels.ZeroGamma.OK() || len(calls.Levels.Flips) != 0 || calls.Regime != report.LongGamma {
		t.Errorf("calls alone: %+v %s", calls.Levels, calls.Regime)
	}
	none := Build(makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 0, 1}, {true, 90, 0.1, 0.2, 0, 1}}, Options{Sign: "naive"}))
	l := none.Levels
	if none.Totals.GEX != 0 || l.CallWall.OK() || l.AbsGamma.OK() || l.HVL.OK() || l.MaxPain.OK() || none.Coverage.Used != 2 {
		t.Errorf("no interest: %+v", l)
	}
	one := Build(makeBook(t, 100, 0, 0, []leg{{false, 105, 0.1, 0.2, 10, 1}}, Options{Sign: "naive"}))
	if one.Levels.CallWall != 105 || one.Levels.AbsGamma != 105 || one.Levels.MaxPain != 105 {
		t.Errorf("one strike: %+v", one.Levels)
	}
}

// TestTies: of equal walls the nearest to spot, then the lower strike.
func TestTies(t *testing.T) {
	b := makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 1, 1}}, Options{})
	tied := func(ks ...float64) report.Number {
		var list []strike
		for _, k := range ks {
			list = append(list, strike{k: k, sums: sums{gross: 7}})
		}
		return b.highest(list, func(s *strike) float64 { return s.gross })
	}
	if got := tied(80, 95, 105, 110); got != 95 {
		t.Errorf("95 and 105 are as near: the lower, got %v", got)
	}
	if got := tied(80, 94, 105); got != 105 {
		t.Errorf("the nearest, got %v", got)
	}
}

// TestTradeDate: one that puts living contracts into the past is refused.
func TestTradeDate(t *testing.T) {
	c := makeChain(100, []leg{{false, 100, 1.0 / 365, 0.2, 10, 1}, {true, 95, 0.1, 0.2, 10, -1}})
	s, err := vol.Fit(c, vol.Options{IV: "file", Carry: "flat"})
	if err != nil {
		t.Fatal(err)
	}
	day := func(d int) market.Date { return market.Date{Year: 2025, Month: 11, Day: d} }
	for d, want := range map[int]string{18: "", 19: "", 20: "settles before", 22: "not a trading day", 17: "before as-of"} {
		_, err := NewBook(c, s, Options{TradeDate: day(d)})
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("trade date %s: %v, want %q", day(d), err, want)
		}
	}
}

// TestCoverageWarnings: a side that is missing, and contracts left out in numbers, are told.
func TestCoverageWarnings(t *testing.T) {
	var legs []leg
	for k := 80.0; k <= 120; k++ {
		legs = append(legs, leg{false, k, 0.1, 0.2, 10, 1}, leg{true, k, 0.1, 0.2, 10, -1})
	}
	codes := func(spoil func(c *chain.Chain)) string {
		c := makeChain(100, legs)
		c.Underlying = "SPY"
		spoil(c)
		b := bookFrom(t, c, vol.Options{IV: "file", Carry: "flat"}, Options{})
		var out []string
		for _, w := range Build(b).Warnings {
			out = append(out, w.Code)
		}
		return strings.Join(out, " ")
	}
	if got := codes(func(*chain.Chain) {}); got != "" {
		t.Errorf("a whole chain warns of %s", got)
	}
	if got := codes(func(c *chain.Chain) {
		for i := range c.OpenInterest {
			if c.Right[i] == chain.Call {
				c.OpenInterest[i] = math.NaN()
			}
		}
	}); got != "one-sided left-out" {
		t.Errorf("calls without interest: %q", got)
	}
	if got := codes(func(c *chain.Chain) { c.Unread = 41 }); got != "left-out" {
		t.Errorf("unread records: %q", got)
	}
}
