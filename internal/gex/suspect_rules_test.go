package gex

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/vol"
)

// heldBook is a book of calls, one a strike from 80 up, that hold the positions given, with an exposure of as much each.
func heldBook(held ...float64) *Book {
	b := &Book{Spot: 100, chain: &chain.Chain{Underlying: "SPX"}, opt: Options{Unit: "pct"}}
	b.chain.Expiries = []chain.Expiry{{Root: market.LookupRoot("SPX"), Date: market.Date{Year: 2025, Month: 11, Day: 21}, Hi: len(held)}}
	nan := make([]float64, len(held))
	for k := range held {
		nan[k] = math.NaN()
		b.row, b.strike, b.put, b.weight = append(b.row, k), append(b.strike, 80+float64(k)), append(b.put, false), append(b.weight, held[k])
		b.chain.Line, b.chain.Right, b.chain.Out = append(b.chain.Line, int32(k+2)), append(b.chain.Right, chain.Call), append(b.chain.Out, chain.Live)
		b.chain.Repaired = append(b.chain.Repaired, 0)
	}
	b.chain.Strike, b.chain.Bid, b.chain.Ask, b.chain.Last, b.chain.Volume, b.chain.OpenInterest = b.strike, nan, nan, nan, nan, held
	b.chain.IV, b.chain.Delta, b.chain.Gamma, b.chain.Multiplier, b.chain.DealerQty = nan, nan, nan, nan, nan
	b.count, b.gex, b.qty = held, held, held
	b.expiries = []expiry{{hi: len(held)}}
	for _, n := range held {
		b.whole.gross += n
	}
	return b
}

// even are n positions of one size, with others at the places named.
func even(n int, size float64, others map[int]float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = size
	}
	for i, x := range others {
		out[i] = x
	}
	return out
}

// TestDoubtBounds: both sides of each bound: 20 contracts; one of 50 times its neighbors and more than half of the whole;
// several of 500 times that are half together; five neighbors on either side.
func TestDoubtBounds(t *testing.T) {
	for _, c := range []struct {
		why  string
		held []float64
		want string // how the contract and its share are reported
	}{
		{"nineteen contracts", even(19, 1, map[int]float64{9: 100}), ""},
		{"twenty", even(20, 1, map[int]float64{9: 100}), "89 call (line 11) has 100 contracts, 100 times its neighbors, and makes 84% of gross GEX"},
		{"50 times and more than half", even(50, 2, map[int]float64{9: 100}), "100 contracts, 50 times"}, // of 198
		{"50 times and half", even(51, 2, map[int]float64{9: 100}), ""},                                  // of 200
		{"49.9 times", even(30, 2, map[int]float64{9: 99.8}), ""},
		{"two of 500 times, half together", even(400, 1, map[int]float64{50: 500, 350: 500}), "500 contracts, 500 times its neighbors, and makes 36% of"},
		{"two of 499", even(400, 1, map[int]float64{50: 499, 350: 499}), ""},
		{"two of 500 times, less together", even(1100, 1, map[int]float64{50: 500, 350: 500}), ""},
		{"three", even(1100, 1, map[int]float64{50: 500, 350: 500, 700: 500}), "500 contracts, 500 times"},
		{"two of 500 times, a little less than half", even(1003, 1, map[int]float64{50: 500, 350: 500}), ""}, // of 2001
		{"two of 500 times, half of it", even(1002, 1, map[int]float64{50: 500, 350: 500}), ""},
		{"two of 500 times, a little more", even(1001, 1, map[int]float64{0: 500, 350: 500}), "80 call (line 2) has 500 contracts, 500 times"},
		{"one that is half by itself, and another", even(502, 1, map[int]float64{50: 1000, 350: 500}), "1,000 contracts, 1,000 times its neighbors, and makes 50% of"},
		{"four, of which three count", even(1600, 1, map[int]float64{50: 500, 350: 500, 700: 500, 900: 500}), ""},
		{"one of 50 times beside one of 500", even(1200, 1, map[int]float64{50: 600, 350: 100}), ""},
		{"no neighbor holds anything", even(20, 0, map[int]float64{9: 100}), ""},
		{"at the lowest strike", even(20, 1, map[int]float64{0: 100}), "100 times"}, {"at the highest", even(20, 1, map[int]float64{19: 100}), "100 times"},
	} {
		b := heldBook(c.held...)
		got := b.suspectPositions(b.measures(), farFromThem)
		if !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
	// By contracts, where exposure is even: more than half of all of them, those of one each counted.
	for others, doubted := range map[int]bool{99: true, 100: false} {
		b := heldBook(even(others+1, 1, map[int]float64{9: 100})...)
		b.gex, b.whole.gross = even(others+1, 1, nil), float64(others+1)
		if got := b.suspectPositions(b.measures(), farFromThem); (got != "") != doubted || doubted && !strings.HasSuffix(got, "makes 50% of all positions") && !strings.HasSuffix(got, "makes 51% of all positions") {
			t.Errorf("100 contracts beside %d: %q", others, got)
		}
	}
	for times, doubted := range map[float64]bool{299: false, 300: true} {
		b := heldBook(even(30, 1, map[int]float64{9: times})...)
		if got := b.suspectPositions(b.measures(), beyondOthers); (got != "") != doubted {
			t.Errorf("%g times its neighbors: %q", times, got)
		}
	}
	b := heldBook(even(30, 1, map[int]float64{9: 100})...)
	b.opt.Sign = "column"
	if got := b.suspectPositions(b.measures(), farFromThem); got != "" {
		t.Errorf("positions are known: %q", got)
	}
}

// TestNeighbors: the median of five on either side, of the same side of the book and the same expiry, that hold anything.
func TestNeighbors(t *testing.T) {
	held := []float64{900, 7, 1, 0, 3, 5, 1000, 11, 13, 0, 15, 17, 901}
	b := heldBook(held...)
	for k, want := range map[int]float64{
		6:  9,  // 1 3 5 7 below and 11 13 15 17 above
		0:  4,  // 1 3 5 7 above
		12: 14, // 11 13 15 17 below
	} {
		if got := b.neighbors(k); got != want {
			t.Errorf("of %d: %g, want %g", k, got, want)
		}
	}
	for k := range b.put {
		b.put[k] = k%2 == 1
	}
	if got := b.neighbors(6); got != 14 { // 1 3 900 below and 13 15 901 above
		t.Errorf("of the same side: %g", got)
	}
	b.expiries = []expiry{{hi: 6}, {lo: 6, hi: 13}}
	for k := range b.put {
		b.put[k] = false
	}
	if got := b.neighbors(6); got != 14 { // 11 13 15 17
		t.Errorf("of the same expiry: %g", got)
	}
	if got := heldBook(5).neighbors(0); got != 0 {
		t.Errorf("of none: %g", got)
	}
}

// TestSizeOfMarkets: more than ten trillion dollars a percent is beyond all markets; a point, shares or rupees say nothing.
func TestSizeOfMarkets(t *testing.T) {
	for _, c := range []struct {
		gross            float64
		unit, underlying string
		want             bool
	}{{1.001e13, "pct", "SPX", true}, {0.999e13, "pct", "SPX", false}, {1e13, "pct", "SPX", false}, {1.001e13, "point", "SPX", false}, {1.001e13, "pct", "NIFTY", false}} {
		b := &Book{chain: &chain.Chain{Underlying: c.underlying}, opt: Options{Unit: c.unit}, whole: sums{gross: c.gross}}
		if got := b.suspectSize(); (got != "") != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestUnquotedBounds: a chain of which a fourth is quoted and more than a fifth of gross GEX within 1.5 standard deviations is
// not, is doubted; s is 0.2 here.
func TestUnquotedBounds(t *testing.T) {
	const n = 40
	for _, c := range []struct {
		why     string
		quoted  int
		gross   float64 // of each of those that are not
		k       float64 // their ln K/F
		want    bool
		percent string
	}{
		{"a fourth, and much", 10, 1, 0.1, true, "75%"}, {"less than a fourth", 9, 1, 0.1, false, ""}, {"none", 0, 1, 0.1, false, ""},
		{"half, and a little more than a fifth", 20, 0.2501, 0.1, true, "20%"}, {"a little less", 20, 0.2499, 0.1, false, ""},
		{"within", 20, 1, 0.2999, true, "50%"}, {"beyond", 20, 1, 0.3001, false, ""}, {"within, below", 20, 1, -0.2999, true, ""}, {"beyond, below", 20, 1, -0.3001, false, ""},
	} {
		held := even(n, 1, nil)
		b := heldBook(held...)
		b.surface = &vol.Surface{Expiries: []vol.Expiry{{Years: 0.25, QuoteYears: 0.25, Age: 1, QuoteForward: 100}}, Source: make([]vol.Source, n)}
		b.whole.gross, b.gex, b.sigma = 0, make([]float64, n), even(n, 0.4, nil)
		for k := range b.row {
			b.gex[k], b.surface.Source[k] = 1, vol.FromQuote
			if k%2 == 1 {
				b.surface.Source[k] = vol.FromOtherLeg
			}
			if k >= c.quoted {
				b.gex[k], b.surface.Source[k], b.strike[k] = -c.gross, vol.Interpolated, 100*math.Exp(c.k)
			}
			b.whole.gross += math.Abs(b.gex[k])
		}
		got := b.suspectVolatilities()
		if (got != "") != c.want || !strings.Contains(got, c.percent) || c.want && !strings.Contains(got, fmt.Sprintf("%d of %d contracts", c.quoted, n)) {
			t.Errorf("%s: %q", c.why, got)
		}
	}
}

// TestFilterErrors: the filter that leaves nothing is named, or those that do each, or all that do together, and what there is.
func TestFilterErrors(t *testing.T) {
	c := makeChain(100, []leg{{false, 100, hours(29), 0.2, 1, 1}, {false, 100, hours(29 + 24*7), 0.2, 1, 1}})
	c.Underlying = "SPX"
	for x, root := range []string{"SPXW", "SPX"} {
		c.Expiries[x].Root = market.LookupRoot(root)
	}
	empty := c.Expiries[1] // without contracts
	empty.Root, empty.Lo, empty.Hi, empty.Settlement = market.LookupRoot("XSP"), 2, 2, empty.Settlement.Add(24)
	c.Expiries = append(c.Expiries, empty)
	s, err := vol.Fit(c, vol.Options{IV: "file", Carry: "flat"})
	if err != nil {
		t.Fatal(err)
	}
	day := c.Expiries[0].Date
	for want, o := range map[string]Options{
		fault.Setting("dte") + " 2-5 leaves no contract":                                                                       {DTE: &[2]int{2, 5}},
		fault.Setting("dte") + " 100- leaves no contract":                                                                      {DTE: &[2]int{100, math.MaxInt32}},
		fault.Setting("root") + " XSP leaves no contract":                                                                      {Roots: []string{"XSP"}},
		fault.Setting("dte") + " 2-5 and " + fault.Setting("root") + " XSP each leave no contract":                             {DTE: &[2]int{2, 5}, Roots: []string{"XSP"}},
		fault.Setting("expiry") + " " + day.String() + " and " + fault.Setting("root") + " SPX together leave no contract":     {Expiries: []market.Date{day}, Roots: []string{"SPX"}},
		fault.Setting("exclude") + " 1DTE,8-30 leaves no contract":                                                             {Exclude: []string{"1dte", "8-30"}},
		fault.Setting("expiry") + " " + day.String() + " and " + fault.Setting("exclude") + " 1DTE together leave no contract": {Expiries: []market.Date{day}, Exclude: []string{"1DTE"}},
	} {
		if _, err := NewBook(c, s, o); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	b := &Book{chain: c, TradeDate: market.DateOf(testAsOf)}
	if got, want := b.whatThereIs(), "SPXW 2025-11-19 (1 DTE), SPX 2025-11-26 (8 DTE)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for n, want := range map[int]bool{8: false, 9: true} {
		b := &Book{chain: &chain.Chain{}, TradeDate: b.TradeDate}
		for range n {
			b.chain.Expiries = append(b.chain.Expiries, c.Expiries[0])
		}
		if got := b.whatThereIs(); strings.Contains(got, "and 1 more") != want || strings.Count(got, "SPXW") != 8 {
			t.Errorf("of %d: %s", n, got)
		}
	}
	many := &Book{chain: &chain.Chain{}, TradeDate: b.TradeDate}
	for n := range 20 {
		e := c.Expiries[0]
		e.Date = market.Date{Year: 2025, Month: 12, Day: 1}.AddDays(n)
		many.chain.Expiries = append(many.chain.Expiries, e)
	}
	for asked, want := range map[int][2]string{0: {"12-01", "12-08"}, 9: {"12-06", "12-13"}, 30: {"12-13", "12-20"}} { // days after the first
		many.opt.Expiries = []market.Date{many.chain.Expiries[0].Date.AddDays(asked)}
		if got := many.whatThereIs(); !strings.HasPrefix(got, "SPXW 2025-"+want[0]+" ") || !strings.Contains(got, "SPXW 2025-"+want[1]+" (") || !strings.Contains(got, "and 12 more") {
			t.Errorf("around %d: %s", asked, got)
		}
	}
}

// TestMovedExpiry: an expiry asked for by a holiday is that of the trading day before, where the file has it.
func TestMovedExpiry(t *testing.T) {
	b := &Book{chain: &chain.Chain{Underlying: "SPX", Expiries: []chain.Expiry{{Date: market.Date{Year: 2026, Month: 4, Day: 2}}}}}
	for day, want := range map[int]string{3: "2026-04-03 is not a trading day (New York), the expiry settles on 2026-04-02; ", 2: "", 6: "", 12: ""} { // Good Friday
		b.opt.Expiries = []market.Date{{Year: 2026, Month: 4, Day: day}}
		if got := b.movedExpiry(); got != want {
			t.Errorf("%d April: %q, want %q", day, got, want)
		}
	}
}

// TestUnpricedByVols: volatilities that were left out are the reason before doubts about positions, and minutes before settlement are named.
func TestUnpricedByVols(t *testing.T) {
	asOf := market.Date{Year: 2025, Month: 11, Day: 20}.At(15, 59)
	for left, want := range map[time.Duration]string{time.Minute: "no volatilities; 15:59 EST is 1 min before settlement", time.Hour: "no volatilities"} {
		b := &Book{chain: &chain.Chain{Underlying: "SPX", AsOf: asOf, Notes: []chain.Warning{{Code: "records-mixed", Message: "mixed"}}, Expiries: []chain.Expiry{{Settlement: asOf.Add(left)}}},
			AsOf: asOf, surface: &vol.Surface{Warnings: []chain.Warning{{Code: "vol-implausible", Message: "no volatilities"}}}}
		if got := b.whyUnpriced(); got != want {
			t.Errorf("%v: %q, want %q", left, got, want)
		}
	}
}

// TestLargest: the three largest, whatever their sign, the first of equal ones first, where they can be most of the whole.
func TestLargest(t *testing.T) {
	for _, c := range []struct {
		size []float64
		want []int
	}{
		{nil, nil}, {[]float64{0}, nil}, {[]float64{1, -2}, []int{1, 0}}, {[]float64{3, -5, 4, 1, 9}, []int{4, 1, 2}},
		{[]float64{1, 1, 1, 1}, []int{0, 1, 2}}, {[]float64{1, 2, 2, 2, -2}, []int{1, 2, 3}}, {[]float64{5, 4, 3, 3, -4}, []int{0, 1, 4}},
	} {
		if got := largest(c.size, 0); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.size, got, c.want)
		}
	}
	// Three times 2 are most of less than 12.
	for whole, want := range map[float64][]int{11.9: {3, 0, 1}, 12: nil} {
		if got := largest([]float64{1, -1, 0, -2}, whole); !slices.Equal(got, want) {
			t.Errorf("of %v: %v, want %v", whole, got, want)
		}
	}
}
