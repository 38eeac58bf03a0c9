package vol

import (
	"math"
	"strings"
	"testing"

	"gex/internal/chain"
)

// priceAt is an expiry whose pairs all say one price, with deltas of the file that say another; 0 none.
func priceAt(root string, pairs int, price, byDelta float64) quotes {
	q := seen(root, tuesday, 5, math.NaN())
	q.lines = nil
	for i := range max(pairs, 3) {
		k := 90 + float64(i)
		l := line{strike: k, call: leg{at: 2 * i, mid: 50 + price - k, usable: i < pairs, fileVol: math.NaN(), fileDelt: math.NaN()}, put: leg{at: 2*i + 1, mid: 50, usable: true}}
		if byDelta > 0 {
			// Half of the calls' delta at K = F e^{s²/2}; of all three here.
			const sigma = 0.3
			s := sigma * math.Sqrt(q.years)
			l.strike = byDelta * math.Exp(s*s/2)
			l.call.fileVol, l.call.fileDelt = sigma, 0.5
		}
		q.lines = append(q.lines, l)
	}
	if byDelta > 0 { // strikes must ascend: the pairs' own are in the list alone
		for i := range pairs {
			q.pairs = append(q.pairs, pair{strike: 90 + float64(i), d: price - 90 - float64(i)})
		}
		return q
	}
	q.pairs = appendPairs(nil, q.lines)
	nearestFirst(q.pairs)
	return q
}

// TestParityPrice: three pairs say what the price is, fewer leave it to the deltas, which count as three.
func TestParityPrice(t *testing.T) {
	for _, c := range []struct {
		why     string
		q       quotes
		live    bool
		price   float64
		weight  int
		on, off int // beside a spot of 100
	}{
		{"four pairs", priceAt("SPX", 4, 110, 0), true, 110, 4, 4, 0},
		{"three pairs, before the deltas", priceAt("SPX", 3, 110, 150), true, 110, 3, 3, 0},
		{"two pairs, and deltas", priceAt("SPX", 2, 110, 150), true, 150, 3, 2, 3},
		{"deltas near", priceAt("SPX", 2, 150, 110), true, 110, 3, 3, 2},
		{"two pairs", priceAt("SPX", 2, 110, 0), true, math.NaN(), 0, 2, 0},
		{"nothing", priceAt("SPX", 0, 110, 0), true, math.NaN(), 0, 0, 0},
		{"settled", priceAt("SPX", 4, 110, 0), false, math.NaN(), 0, 4, 0},
		{"deltas just beyond 1.25", priceAt("SPX", 0, 100, 125.5), true, 125.5, 3, 0, 3},
	} {
		c.q.live = c.live
		price, weight := c.q.parityPrice()
		if weight != c.weight || math.IsNaN(price) != math.IsNaN(c.price) || math.Abs(price-c.price) > 1e-9 {
			t.Errorf("%s: %g of %d, want %g of %d", c.why, price, weight, c.price, c.weight)
		}
		f := &fitter{c: &chain.Chain{Underlying: "SPX"}}
		if on, off := f.basisOf(&c.q, 100); on != c.on || off != c.off {
			t.Errorf("%s: %d on, %d off, want %d and %d", c.why, on, off, c.on, c.off)
		}
	}
}

// TestOutside: the bounds themselves are inside.
func TestOutside(t *testing.T) {
	for _, c := range []struct {
		x, y, ratio, uncertain float64
		want                   bool
	}{{125, 100, 1.25, 0, false}, {125.1, 100, 1.25, 0, true}, {80, 100, 1.25, 0, false}, {79.9, 100, 1.25, 0, true}, {127, 100, 1.25, 2, false}, {78, 100, 1.25, 2, false}} {
		if got := outside(c.x, c.y, c.ratio, c.uncertain); got != c.want {
			t.Errorf("%+v", c)
		}
	}
}

// TestOffBasis: three pairs off, and fewer than three or a twentieth on, of the three expiries that settle first.
func TestOffBasis(t *testing.T) {
	pairs := func(n float64, on, off int) quotes {
		q := seen("SPX", tuesday, n, math.NaN())
		for i := range on + off {
			price := 100.
			if i >= on {
				price = 300
			}
			q.pairs = append(q.pairs, pair{strike: price + float64(i), d: -float64(i), millionths: float64(i)})
		}
		return q
	}
	for _, c := range []struct {
		why   string
		all   []quotes
		wrong bool
	}{
		{"three off", []quotes{pairs(5, 0, 3)}, true}, {"two off, one on", []quotes{pairs(5, 1, 2)}, false},
		{"three off, two on", []quotes{pairs(5, 2, 3)}, true}, {"three off, three on", []quotes{pairs(5, 3, 3)}, false},
		{"100 off, three on", []quotes{pairs(5, 3, 100)}, true}, {"50 off, three on", []quotes{pairs(5, 3, 50)}, false},
		{"three expiries on", []quotes{pairs(5, 3, 0), pairs(6, 3, 0), pairs(7, 3, 0), pairs(8, 0, 300)}, false},
		{"the first off", []quotes{pairs(8, 300, 0), pairs(7, 0, 3), pairs(6, 0, 3), pairs(5, 0, 3)}, true},
		{"none that counts", []quotes{pairs(5, 0, 2)}, false},
	} {
		f := &fitter{c: &chain.Chain{Underlying: "SPX", Spot: 100}, all: c.all}
		if at, wrong := f.offBasis(100); wrong != c.wrong || wrong && at != 300 && c.why != "100 off, three on" {
			t.Errorf("%s: wrong %v, at %g", c.why, wrong, at)
		}
		if _, wrong := f.offBasis(math.NaN()); wrong {
			t.Errorf("%s: no spot is wrong", c.why)
		}
	}
}

// TestSpotBasisWords: the error says around what the quotes trade, and how many times the spot that is.
func TestSpotBasisWords(t *testing.T) {
	err := spotBasis("file's", 50, 400)
	if !strings.Contains(err.Error(), "the file's spot 50 and") || !strings.Contains(err.Error(), "trade around 400.00, 8 times as much") {
		t.Errorf("%v", err)
	}
	for x, want := range map[float64]string{100: "100.00", 100.5: "100.50", 1234.567: "1234.57", 99.994: "99.99", 0.123456: "0.1235"} {
		if got := figure(x); got != want {
			t.Errorf("%g is %q, want %q", x, got, want)
		}
	}
}

// TestJudgedQuotes: quotes are judged unless neither forwards nor volatilities are taken from them.
func TestJudgedQuotes(t *testing.T) {
	for _, c := range []struct {
		carry, iv string
		judged    bool
	}{{"implied", "auto", true}, {"flat", "quote", true}, {"implied", "file", true}, {"flat", "file", false}} {
		q := seen("SPX", tuesday, 5, math.NaN())
		for k := 80.; k <= 120; k += 5 { // premiums of a tenth
			q.lines = append(q.lines, line{strike: k, call: leg{mid: 6 + (100-k)/10, usable: true}, put: leg{mid: 6, usable: true}})
		}
		q.pairs = appendPairs(nil, q.lines[1:])
		nearestFirst(q.pairs)
		f := &fitter{c: &chain.Chain{Underlying: "SPX", Spot: 100}, s: &Surface{}, o: Options{Carry: c.carry, IV: c.iv, Spot: "value", SpotAt: 100}, all: []quotes{q}}
		if err := f.judgeQuotes(); (err != nil) != c.judged {
			t.Errorf("%s and %s: %v", c.carry, c.iv, err)
		}
	}
}

// TestDroppedOfExpiries: strikes are compared with the file's spot, with the given one where it has none, else with what their own
// expiry says. The warning counts the contracts of all.
func TestDroppedOfExpiries(t *testing.T) {
	expiries := func() []quotes { // four strikes each, of 8 contracts
		return []quotes{priceAt("SPX", 4, 100, 0), priceAt("SPX", 4, 100, 0), priceAt("SPX", 4, 400, 0), priceAt("SPX", 4, 400, 0)}
	}
	for _, c := range []struct {
		why    string
		spot   float64
		choice string
		at     float64
		words  string
		left   [4]int
	}{
		{"the file's spot", 100, "auto", 0, "16 contracts", [4]int{4, 4, 0, 0}},
		{"the file's spot, and another given", 100, "value", 400, "16 contracts", [4]int{4, 4, 0, 0}},
		{"a given one alone", math.NaN(), "value", 400, "16 contracts", [4]int{0, 0, 4, 4}},
		{"none", math.NaN(), "implied", 0, "", [4]int{4, 4, 4, 4}},
	} {
		f := &fitter{c: &chain.Chain{Underlying: "SPX", Spot: c.spot}, s: &Surface{}, o: Options{Spot: c.choice, SpotAt: c.at}, all: expiries()}
		f.dropStrikes()
		got := said(f, "strike-basis")
		if !strings.HasPrefix(got, c.words) || (got == "") != (c.words == "") {
			t.Errorf("%s: %q", c.why, got)
		}
		for x, want := range c.left {
			if n := len(f.all[x].lines); n != want {
				t.Errorf("%s: %d strikes of expiry %d are left, want %d", c.why, n, x, want)
			}
		}
	}
}

// TestOneOfTwoForwards: of two forwards the one that neither spot nor the middle of both explains goes.
func TestOneOfTwoForwards(t *testing.T) {
	f := &fitter{c: &chain.Chain{Underlying: "TEST", Spot: 100}, s: &Surface{}, all: []quotes{seen("TEST", tuesday, 5, 100), seen("TEST", tuesday, 5, 200)}}
	if f.dropForwards(); f.all[0].forward != 100 || !math.IsNaN(f.all[1].forward) {
		t.Errorf("%g and %g", f.all[0].forward, f.all[1].forward)
	}
}
