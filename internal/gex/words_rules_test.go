package gex

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
)

// TestWeightWords: what counts as a position, in words.
func TestWeightWords(t *testing.T) {
	for weight, want := range map[string]string{
		"": "open interest", "oi": "open interest", "oi+volume": "open interest plus volume of the day (upper bound)", "volume": "volume of the day (upper bound)",
		"oi+0.3volume": "open interest + 0.3 volume: an upper bound at 1", "oi+0volume": "open interest",
	} {
		c := makeChain(100, []leg{{false, 100, 0.1, 0.2, 10, 1}})
		c.Volume[0] = 5
		if got := bookFrom(t, c, flat(0, 0), Options{Weight: weight}).weightWords(); got != want {
			t.Errorf("%q: %q, want %q", weight, got, want)
		}
	}
}

// TestBinWords: the grid of strikes is named where there are several members and a grid.
func TestBinWords(t *testing.T) {
	b := combined(t, Options{Bin: 0.5}, spxPart(t), spyPart(t))
	if got, want := b.binWords(), "; strikes of all members shared between multiples of 0.5"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	b.opt.members.bin = 0
	if got := b.binWords(); got != "" {
		t.Errorf("without a grid: %q", got)
	}
	if got := combined(t, Options{Bin: 5}, spxPart(t)).binWords(); got != "" {
		t.Errorf("of one member: %q", got)
	}
}

// TestFutureWords: the future of flows, its multiplier, and how many of its points go with one of the underlying, to six digits.
func TestFutureWords(t *testing.T) {
	b := bookFrom(t, spxPart(t).Chain, flat(0.04, 0.013), Options{})
	for _, c := range []struct {
		price float64
		m     Mapping
		want  string
	}{
		{0, Mapping{}, "ES, $50 a point"},
		{6712.34567, Mapping{}, "ES, $50 a point, 1.00184 points for one of SPX"},
		{0.5 * 6700, Mapping{}, "ES, $50 a point, 0.5 points for one of SPX"},
		{0.67, Mapping{}, "ES, $50 a point, 0.0001 points for one of SPX"},
		{0, Mapping{Symbol: "ES", Price: 6707}, "ES, $50 a point, 1.00104 points for one of SPX"},
		{0, Mapping{Symbol: "SPY", Price: 670}, "ES, $50 a point"},
		{0, Mapping{Symbol: "ES", Price: 6700}, "ES, $50 a point"},
	} {
		b.futurePrice, b.opt.Map = c.price, c.m
		if got := b.futureWords(); got != c.want {
			t.Errorf("%+v: %q, want %q", c, got, c.want)
		}
	}
	if b.future.Multiplier = 0; b.futureWords() != "none" {
		t.Errorf("no future: %q", b.futureWords())
	}
}

// TestOneSidedWarns: a book with contracts of one side says whose regime it is; one without any says nothing of sides.
func TestOneSidedWarns(t *testing.T) {
	warned := func(b *Book) (list []string) {
		for _, w := range b.coverageWarnings() {
			if w.Code == "one-sided" {
				list = append(list, w.Message)
			}
		}
		return list
	}
	nan := math.NaN()
	legs := func(call, put float64) []leg {
		return []leg{{false, 95, 0.1, 0.2, call, 1}, {true, 105, 0.1, 0.2, put, 1}}
	}
	for _, c := range []struct {
		call, put float64
		want      []string
	}{
		{1, 1, nil}, {nan, nan, nil},
		{1, nan, []string{"no put can be used (1 left out): regime, flip and walls are those of calls only"}},
		{nan, 1, []string{"no call can be used (1 left out): regime, flip and walls are those of puts only"}},
	} {
		if got := warned(bookFrom(t, makeChain(100, legs(c.call, c.put)), flat(0, 0), Options{Anyway: true})); !slices.Equal(got, c.want) {
			t.Errorf("%g calls and %g puts: %q, want %q", c.call, c.put, got, c.want)
		}
	}
	half := warned(bookFrom(t, makeChain(100, legs(1, 1)[1:]), flat(0, 0), Options{}))
	if len(half) != 1 || !strings.HasPrefix(half[0], "the file holds no calls: regime, flip and walls are those of puts only; the file may be one half of a chain and the calls in another") {
		t.Errorf("%q", half)
	}
}

// TestRepairedAll: repairs are counted by reason though every record has the first one, or any one.
func TestRepairedAll(t *testing.T) {
	for _, r := range chain.RepairNames {
		c := makeChain(100, []leg{{false, 95, 0.1, 0.2, 10, 1}, {true, 105, 0.1, 0.2, 30, 1}})
		for i := range c.Repaired {
			c.Repaired[i] = r.Bit
		}
		got := bookFrom(t, c, flat(0, 0), Options{}).coverage().Repaired
		if want := []report.Repaired{{Reason: r.Name, Contracts: 2, OpenInterest: 40, GEXShare: 1}}; !slices.Equal(got, want) {
			t.Errorf("%s: %+v", r.Name, got)
		}
		c.Repaired[1] = 0
		if got := bookFrom(t, c, flat(0, 0), Options{}).coverage().Repaired; len(got) != 1 || got[0].Contracts != 1 || got[0].OpenInterest != 10 || !(got[0].GEXShare < 1) {
			t.Errorf("%s of one: %+v", r.Name, got)
		}
	}
	if got := bookFrom(t, makeChain(100, []leg{{false, 95, 0.1, 0.2, 10, 1}}), flat(0, 0), Options{}).coverage().Repaired; len(got) != 0 {
		t.Errorf("nothing was repaired: %+v", got)
	}
}

// TestExerciseWords: how exercise is treated, and the number of contracts that are best exercised now, with what they count as.
func TestExerciseWords(t *testing.T) {
	legs := []leg{{false, 95, 0.1, 0.2, 10, 1}, {true, 105, 0.1, 0.2, 30, 1}, {true, 110, 0.1, 0.2, 30, 1}}
	for _, c := range []struct {
		exercised []bool
		american  bool
		want      string
	}{
		{nil, false, "words"}, {[]bool{false, false, false}, true, "words"},
		{[]bool{false, true, false}, false, "words; 1 contract that is best exercised now counts with its European gamma"},
		{[]bool{false, true, false}, true, "words; 1 contract that is best exercised now counts as stock"},
		{[]bool{false, true, true}, false, "words; 2 contracts that are best exercised now count with their European gamma"},
		{[]bool{true, true, true}, true, "words; 3 contracts that are best exercised now count as stock"},
	} {
		b := makeBook(t, 100, 0, 0, legs, Options{})
		b.surface.ExerciseAssumption, b.surface.Exercised, b.surface.American = "words", c.exercised, c.american
		if got := b.exerciseWords(); got != c.want {
			t.Errorf("%v: %q, want %q", c.exercised, got, c.want)
		}
	}
}

// TestBreakevenByHand: gamma of calls over gamma of puts; absent for one side alone, of one contract or of several.
func TestBreakevenByHand(t *testing.T) {
	call, put := leg{false, 100, 0.1, 0.2, 30, 1}, leg{true, 100, 0.1, 0.2, 20, -1}
	far := put
	far.strike = 95
	for _, c := range []struct {
		legs []leg
		want float64
	}{{[]leg{call, put}, 1.5}, {[]leg{put}, math.NaN()}, {[]leg{put, far}, math.NaN()}, {[]leg{call}, math.NaN()}} {
		got := makeBook(t, 100, 0, 0, c.legs, Options{Sign: "naive"}).breakeven()
		if got.OK() == math.IsNaN(c.want) || got.OK() && math.Abs(float64(got)-c.want) > 1e-12 {
			t.Errorf("%v: %v, want %g", c.legs, got, c.want)
		}
	}
	// Of positions that the file has, it says nothing.
	known := makeBook(t, 100, 0, 0, []leg{call, put}, Options{})
	for _, known.opt.Sign = range []string{"column", "column,naive"} {
		if got := known.breakeven(); got.OK() {
			t.Errorf("%s: %v", known.opt.Sign, got)
		}
	}
	// Puts of no gamma, beside calls: nothing to divide by.
	gone := put
	gone.strike, gone.years, gone.sigma = 20, 1e-4, 0.05
	if got := makeBook(t, 100, 0, 0, []leg{call, gone}, Options{Sign: "naive"}).breakeven(); got.OK() {
		t.Errorf("over nothing: %v", got)
	}
}

// TestVolAtSpot: the volatility that one contract has at a spot is the one that all have together there, under every rule.
func TestVolAtSpot(t *testing.T) {
	for _, o := range []Options{{}, {Beta: -0.7}, {VolRule: "sticky-moneyness"}, {VolRule: "ssr=1.5", Beta: 0.4}} {
		b := underRule(t, 0.5, o)
		m := b.newMoving(b.expiries)
		for _, x := range []float64{93, 100, 104.5} {
			all := m.volsTo(nil, x)
			for _, e := range b.expiries {
				for k := e.lo; k < e.hi; k++ {
					near(t, "volatility", b.volAt(k, e, x), all[k], 1e-14, 0)
				}
			}
			if moved := (o.VolRule != "" || o.Beta != 0) && x != 100; moved == slices.Equal(all, b.sigma) {
				t.Errorf("%+v at %g: volatilities follow: %v", o, x, !moved)
			}
		}
	}
}

// TestPairsOfStrikes: a call and a put of one strike and volatility are one contract to gamma, and of different volatilities two.
// American ones are never joined: only one of the two is exercised.
func TestPairsOfStrikes(t *testing.T) {
	legs := []leg{{false, 95, 0.1, 0.25, 10, 1}, {true, 95, 0.1, 0.25, 4, -1}, {false, 100, 0.1, 0.2, 10, 1}, {true, 100, 0.1, 0.21, 4, -1}, {true, 105, 0.1, 0.22, 5, 1}, {true, 95, 0.3, 0.25, 5, 1}}
	b := makeBook(t, 100, 0.01, 0, legs, Options{VolRule: "sticky-moneyness"})
	m := b.newMoving(b.expiries)
	if m.pairs == nil || len(m.pairs.held.strike) != 5 || m.pairs.held.weight[0] != 600 {
		t.Fatalf("%+v", m.pairs)
	}
	alone := *m
	alone.pairs = nil
	spots := []float64{94, 100, 103}
	joined, each := m.GammaTo(nil, spots), alone.GammaTo(nil, spots)
	for i := range spots {
		near(t, "gamma", joined[i], each[i], 1e-12, 0)
	}
	v := flat(0.05, 0.03)
	v.Exercise = "american"
	american := bookFrom(t, makeChain(100, legs), v, Options{Sign: "column", VolRule: "sticky-moneyness"})
	if m := american.newMoving(american.expiries); m.pairs != nil || len(m.GammaTo(nil, spots)) != 3 {
		t.Errorf("American contracts are joined: %+v", m.pairs)
	}
}

// TestNamesOfParts: each name once, in the order of settlement.
func TestNamesOfParts(t *testing.T) {
	d := &desk{}
	for _, root := range []string{"b", "a", "b", "c", "a"} {
		d.parts = append(d.parts, part{root: root})
	}
	if got := d.named(func(p *part) string { return p.root }); !slices.Equal(got, []string{"b", "a", "c"}) {
		t.Errorf("%v", got)
	}
	sums := d.sharesBy(func(p *part) string { return p.root }, trade{parts: []float64{1, 2, 4, 8, 16}})
	if sums["a"] != 18 || sums["b"] != 5 || sums["c"] != 8 {
		t.Errorf("%v", sums)
	}
}

// TestPricesOfLater: a member's contracts follow its own price: strikes of the earlier book are times its ratio now over its ratio
// then, by the member's price where the expiry is gone.
func TestPricesOfLater(t *testing.T) {
	es := func(spot float64) Part { return fitted(t, namedChain("ES", spot, spxLegs(1)), 0.04, 0) }
	spx := fitted(t, namedChain("SPX", 6700, spxLegs(1)), 0.04, 0.013)
	later := fitted(t, namedChain("SPX", 6731, spxLegs(1)), 0.04, 0.013)
	before, after := combined(t, Options{}, spx, es(6720)), combined(t, Options{}, later, es(6755))
	p := pricesOf(before, after)
	for x := range before.chain.Expiries {
		want := 1.0
		if before.chain.Expiries[x].Root.Name == "ES" {
			want = (6731 / 6755.) / (6700 / 6720.)
		}
		near(t, "factor", p.factor[x], want, 1e-9, 0)
	}
	gone := after.expiries[:0:0]
	for _, e := range after.expiries {
		if after.chain.Expiries[e.of].Root.Name != "ES" {
			gone = append(gone, e)
		}
	}
	after.expiries = gone
	p = pricesOf(before, after)
	for x := range before.chain.Expiries {
		if before.chain.Expiries[x].Root.Name == "ES" {
			near(t, "factor of what is gone", p.factor[x], (6731/6755.)/before.ratioOf(x), 1e-9, 0)
		}
	}
	for _, c := range [][3]float64{{0.1 + 0.2, 1, 0.1 + 0.2}, {1.1, 2, 2.2}, {6700.0000000001, 0.1, 670}} {
		if got := own(c[0], c[1]); got != c[2] {
			t.Errorf("%g by %g is %.17g", c[0], c[1], got)
		}
	}
	d, err := Diff(combined(t, Options{Bin: 1}, spx, spyPart(t)), combined(t, Options{Bin: 1}, later, spyPart(t)), BuildKeys(before), BuildKeys(after))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range d.Strikes {
		if s.Strike != report.Number(math.Round(float64(s.Strike))) {
			t.Fatalf("on a grid of 1: strike %v", s.Strike)
		}
	}
}

// TestOwnRecord: what a file says is as it says it, to the last bit; of a member of a combined book it is converted back.
func TestOwnRecord(t *testing.T) {
	c := makeChain(100, []leg{{false, 100, 0.1, 0.2, 10, 1}})
	c.Bid[0] = 0.1 + 0.2
	b := bookFrom(t, c, flat(0, 0), Options{})
	if got := b.record(b.shared(0), 0, 0).Bid; float64(got) != 0.1+0.2 {
		t.Errorf("a bid of %.17g", float64(got))
	}
	b.opt.members = &members{list: []member{{}}, parts: []Part{{}}, owner: []int{0}, part: []int{0}, ratio: []float64{2}}
	c.Ask[0] = 7
	if r := b.record(b.shared(0), 0, 0); r.Strike != 50 || r.Ask != 3.5 || r.Bid != 0.15 || r.Multiplier != 200 {
		t.Errorf("%+v", r)
	}
}

// TestSizeOfTheIndex: only SPX is measured by what desks estimate for it.
func TestSizeOfTheIndex(t *testing.T) {
	if market.LookupRoot("SPX").Venue == nil {
		t.Fatal("no venue")
	}
	for _, c := range []struct {
		name string
		oi   float64
		want bool
	}{{"SPX", 1e6, true}, {"SPX", 1e3, false}, {"XSP", 1e6, false}} {
		b := bookFrom(t, namedChain(c.name, 6700, []leg{{false, 6700, 0.05, 0.15, c.oi, 1}}), flat(0.04, 0.013), Options{})
		if got := strings.Contains(codesOf(b), "size-is-an-assumption"); got != c.want {
			t.Errorf("%s with %g contracts warns: %v", c.name, c.oi, got)
		}
	}
}
