package vol

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gex/internal/chain"
)

// said is the message of a warning of a fit, "" without one.
func said(f *fitter, code string) string {
	for _, w := range f.s.Warnings {
		if w.Code == code {
			return w.Message
		}
	}
	return ""
}

// side are records of one right, so many of each kind of quote.
func side(c *chain.Chain, right chain.Right, usable, crossed, bids, asks, none int) {
	nan := math.NaN()
	for _, x := range []struct {
		n        int
		bid, ask float64
	}{{usable, 1, 2}, {crossed, 2, 1}, {bids, 1, nan}, {asks, nan, 0.5}, {none, nan, nan}} {
		for range x.n {
			c.Strike, c.Right, c.Bid, c.Ask = append(c.Strike, 100), append(c.Right, right), append(c.Bid, x.bid), append(c.Ask, x.ask)
			c.IV, c.Delta, c.Out = append(c.IV, nan), append(c.Delta, nan), append(c.Out, chain.Live)
		}
	}
}

// TestSidesOfQuotes: more than half of ten quotes or more crossed, and a side of ten without any bid, or ask, beside one of ten
// of which more than half have one.
func TestSidesOfQuotes(t *testing.T) {
	for _, c := range []struct {
		why               string
		calls, puts       [5]int // usable, crossed, a bid alone, an ask alone, none
		crossed, oneSided string
		expired           bool
	}{
		{why: "usable", calls: [5]int{20}, puts: [5]int{20}},
		{why: "more than half crossed", calls: [5]int{9, 11}, puts: [5]int{10, 10}, crossed: "21 of 40 quotes have a bid above their ask"},
		{why: "half crossed", calls: [5]int{10, 10}, puts: [5]int{10, 10}},
		{why: "ten quotes", calls: [5]int{0, 5}, puts: [5]int{4, 1}, crossed: "6 of 10"}, {why: "nine", calls: [5]int{0, 5}, puts: [5]int{3, 1}},
		{why: "no ask of ten calls", calls: [5]int{0, 0, 10}, puts: [5]int{6, 0, 0, 0, 4}, oneSided: "none of 10 calls has an ask, and 6 of 10 puts have one"},
		{why: "half of the puts", calls: [5]int{0, 0, 10}, puts: [5]int{5, 0, 0, 0, 5}}, {why: "of nine calls", calls: [5]int{0, 0, 9}, puts: [5]int{6, 0, 0, 0, 4}}, {why: "beside nine puts", calls: [5]int{0, 0, 10}, puts: [5]int{9}},
		{why: "one ask of a call", calls: [5]int{1, 0, 10}, puts: [5]int{10}},
		{why: "no bid of ten puts", calls: [5]int{11, 0, 0, 0, 9}, puts: [5]int{0, 0, 0, 12}, oneSided: "none of 12 puts has a bid, and 11 of 20 calls have one"},
		{why: "half of the calls", calls: [5]int{10, 0, 0, 0, 10}, puts: [5]int{0, 0, 0, 12}},
		{why: "neither side", calls: [5]int{0, 0, 10}, puts: [5]int{0, 0, 10}},
		{why: "what does not live", calls: [5]int{0, 11}, puts: [5]int{10}, expired: true},
	} {
		ch := &chain.Chain{}
		side(ch, chain.Call, c.calls[0], c.calls[1], c.calls[2], c.calls[3], c.calls[4])
		side(ch, chain.Put, c.puts[0], c.puts[1], c.puts[2], c.puts[3], c.puts[4])
		if c.expired {
			for i := range 11 {
				ch.Out[i] = chain.Expired
			}
		}
		// A price that is missing may be an empty cell or a zero.
		for _, missing := range []float64{math.NaN(), 0} {
			for i := range ch.Bid {
				if !(ch.Bid[i] > 0) {
					ch.Bid[i] = missing
				}
				if !(ch.Ask[i] > 0) {
					ch.Ask[i] = missing
				}
			}
			f := &fitter{c: ch, s: &Surface{}}
			f.warnSides()
			for code, want := range map[string]string{"quotes-crossed": c.crossed, "quotes-one-sided": c.oneSided} {
				if got := said(f, code); !strings.HasPrefix(got, want) || (got == "") != (want == "") {
					t.Errorf("%s, missing as %v, %s: %q, want %q", c.why, missing, code, got, want)
				}
			}
		}
	}
}

// TestDeltasOfCalls: more than half of ten or more calls with a negative delta; puts, zeros and what does not live do not count.
func TestDeltasOfCalls(t *testing.T) {
	for _, c := range []struct {
		positive, negative, zero, puts, dead int
		want                                 string
	}{
		{positive: 4, negative: 6, want: "6 of 10 calls"}, {positive: 5, negative: 5}, {positive: 3, negative: 6}, {positive: 9, negative: 10, want: "10 of 19"},
		{positive: 4, negative: 5, zero: 3}, {positive: 10, puts: 30}, {positive: 10, dead: 30}, {positive: 10},
	} {
		ch := &chain.Chain{}
		add := func(n int, right chain.Right, delta float64, out chain.Reason) {
			for range n {
				side(ch, right, 1, 0, 0, 0, 0)
				ch.Delta[ch.Len()-1], ch.Out[ch.Len()-1] = delta, out
			}
		}
		add(c.positive, chain.Call, 0.3, chain.Live)
		add(c.negative, chain.Call, -0.3, chain.Live)
		add(c.zero, chain.Call, 0, chain.Live)
		add(c.puts, chain.Put, -0.3, chain.Live)
		add(c.dead, chain.Call, -0.3, chain.Expired)
		add(5, chain.Call, math.NaN(), chain.Live)
		f := &fitter{c: ch, s: &Surface{}}
		f.warnDeltas()
		if got := said(f, "delta-mismatch"); !strings.HasPrefix(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestDeltasBesideQuotes: deltas that put the forward more than half a standard deviation from parity's, at the median over
// expiries of a week to 90 days whose forward is parity's. Calls of delta 0.5 struck at K put it at K·e^{-s²/2}.
func TestDeltasBesideQuotes(t *testing.T) {
	const sigma = 0.4
	at := func(n, deviations float64, source string) quotes {
		q := seen("TEST", tuesday, n, 100)
		s := sigma * math.Sqrt(q.years)
		k := 100 * math.Exp(deviations*s+s*s/2)
		q.lines, q.source = []line{ofDelta(k, 0.5, sigma), ofDelta(k, 0.5, sigma), ofDelta(k, 0.5, sigma)}, source
		return q
	}
	for _, c := range []struct {
		why  string
		all  []quotes
		want string
	}{
		{"more than half", []quotes{at(30, 0.51, "parity")}, "imply are 0.5 standard deviations"}, {"less", []quotes{at(30, 0.49, "parity")}, ""}, {"more, below", []quotes{at(30, -0.82, "parity")}, "imply are 0.8"},
		{"a week", []quotes{at(7, 0.6, "parity")}, "imply are 0.6"}, {"less than a week", []quotes{at(6.99, 0.6, "parity")}, ""}, {"90 days", []quotes{at(90, 0.6, "parity")}, "imply"}, {"more", []quotes{at(90.01, 0.6, "parity")}, ""},
		{"of another source", []quotes{at(30, 0.9, "file_delta"), at(30, 0.9, "future")}, ""}, {"the median", []quotes{at(30, 0.9, "parity"), at(31, 0.1, "parity"), at(32, 0.2, "parity")}, ""},
		{"of which the first is near", []quotes{at(30, 0.1, "parity"), at(31, 0.9, "parity"), at(32, 1, "parity")}, "imply are 0.9"},
		{"of which half are near", []quotes{at(30, 0.4, "parity"), at(31, 0.4, "parity"), at(32, 1, "parity"), at(33, 1, "parity")}, "imply are 0.7"},
	} {
		f := &fitter{c: &chain.Chain{}, s: &Surface{}, all: c.all}
		for range c.all {
			f.s.Expiries = append(f.s.Expiries, Expiry{ATMVol: sigma})
		}
		f.warnDeltas()
		if got := said(f, "delta-mismatch"); !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%s: %q", c.why, got)
		}
		for x := range f.s.Expiries {
			f.s.Expiries[x].ATMVol = math.NaN()
		}
		f.s.Warnings = nil
		if f.warnDeltas(); len(f.s.Warnings) != 0 {
			t.Errorf("%s, without a volatility: %v", c.why, f.s.Warnings)
		}
	}
}

// TestGridParts: a fifth of ten volatilities on three levels, or on two that are no round numbers, or half on any.
func TestGridParts(t *testing.T) {
	const half, fourth, eighth = 0.500005, 0.2500075, 0.12500875 // of a bisection from 1e-5
	for _, c := range []struct {
		why  string
		vols []float64
		n    int // of ordinary ones beside
		dead int // of those that do not live
		want bool
	}{
		{"a fifth, three round levels", []float64{0.5, 0.25, 0.125}, 12, 0, true}, {"less", []float64{0.5, 0.25, 0.125}, 13, 0, false},
		{"a fifth, two levels", []float64{half, fourth}, 8, 0, true}, {"less", []float64{half, fourth}, 9, 0, false}, {"two round levels", []float64{0.5, 0.25, 0.5, 0.25}, 6, 0, false},
		{"one of two round", []float64{half, 0.25}, 8, 0, false}, {"half on one level", []float64{half, half, half, half, half}, 5, 0, true}, {"less on one level", []float64{half, half, half, half, half}, 6, 0, false},
		{"half on one round level", []float64{0.5, 0.5, 0.5, 0.5, 0.5}, 5, 0, false}, {"nine in all", []float64{half, fourth, eighth}, 6, 0, false}, {"ten in all", []float64{half, fourth, eighth}, 7, 0, true},
		{"what does not live", []float64{half, fourth, eighth}, 7, 3, false},
	} {
		ch := &chain.Chain{}
		for i, v := range append(append([]float64{}, c.vols...), make([]float64, c.n)...) {
			side(ch, chain.Call, 0, 0, 0, 0, 1)
			if v == 0 {
				v = 0.21 + 0.001*float64(i)
			}
			ch.IV[i] = v
			if i < c.dead {
				ch.Out[i] = chain.Expired
			}
		}
		side(ch, chain.Call, 0, 0, 0, 0, 3)
		ch.IV[ch.Len()-1], ch.IV[ch.Len()-2] = 1e-5, 0 // no volatilities
		q := quotes{lines: []line{{call: leg{fileVol: half}, put: leg{fileVol: 0.22}}}}
		f := &fitter{c: ch, s: &Surface{}, all: []quotes{q}}
		f.dropPlaceholders()
		l := f.all[0].lines[0]
		if f.grid != c.want || math.IsNaN(l.call.fileVol) != c.want || l.put.fileVol != 0.22 {
			t.Errorf("%s: %v, %+v", c.why, f.grid, l)
		}
		if f.placeholder(half) != c.want || f.placeholder(1e-5) != c.want || f.placeholder(0.22) {
			t.Errorf("%s: placeholders %v", c.why, f.placeholder(half))
		}
	}
}

// TestVolUnits: of ten volatilities of the file within a tenth of spot, the median that no unit makes plausible, or both do.
func TestVolUnits(t *testing.T) {
	var given chain.IVUnit // no guess
	for _, c := range []struct {
		why     string
		vol     float64
		n       int
		away    float64 // of strikes from spot 100
		guessed chain.IVUnit
		want    string
	}{
		{"none", 0.019, 10, 10, given, "is 1.9% a year"}, {"too much", 5.1, 10, 10, given, "is 510.00% a year"}, {"nine", 0.019, 9, 10, given, ""}, {"far from spot", 0.019, 10, 10.1, given, ""}, {"far below", 0.019, 10, -10.1, given, ""},
		{"ordinary", 0.21, 10, 10, chain.IVFraction, ""}, {"1", 1, 10, 0, chain.IVFraction, ""}, {"above 1", 1.01, 10, 0, chain.IVFraction, "is 1.01: read as 101.00%"}, {"3", 3, 10, 0, chain.IVFraction, "is 3: read as 300.00%"}, {"above 3", 3.01, 10, 0, chain.IVFraction, ""},
		{"given, not guessed", 1.5, 10, 0, given, ""}, {"few percent", 0.05, 10, 0, chain.IVPercent, "is 5: read as percent"}, {"more percent", 0.051, 10, 0, chain.IVPercent, ""}, {"few, as they stand", 0.04, 10, 0, chain.IVFraction, ""}, {"few, given", 0.04, 10, 0, given, ""},
	} {
		ch := &chain.Chain{GuessedIV: c.guessed}
		f := &fitter{c: ch, s: &Surface{Spot: 100}}
		for i := range c.n + 4 {
			side(ch, chain.Call, 0, 0, 0, 0, 1)
			ch.IV[i], ch.Strike[i] = c.vol, 100+c.away
			switch i - c.n { // what has no volatility, or does not live, is not asked
			case 0, 1:
				ch.IV[i], ch.Strike[i] = math.NaN(), 100
			case 2, 3:
				ch.Out[i], ch.IV[i], ch.Strike[i] = chain.Expired, 4, 100
			}
			f.s.Source = append(f.s.Source, FromFile)
		}
		f.warnUnit()
		got := said(f, "iv-implausible") + said(f, "iv-unit")
		if !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
		for i := range f.s.Source { // where quotes give most of them nothing rests on the file's
			f.s.Source[i] = FromQuote
		}
		f.s.Warnings = nil
		if f.warnUnit(); len(f.s.Warnings) != 0 {
			t.Errorf("%s, from quotes: %v", c.why, f.s.Warnings)
		}
	}
}

// TestNearestStrike: in ln K, the lower of two as near: 50 and 200 are as far from 100.
func TestNearestStrike(t *testing.T) {
	for x, want := range map[float64]float64{10: 50, 50: 50, 99: 50, 100: 50, 101: 200, 200: 200, 282: 200, 283: 400, 400: 400, 1000: 400} {
		if got := nearest([]float64{50, 200, 400}, x); got != want {
			t.Errorf("%g: %g, want %g", x, got, want)
		}
	}
}

// TestDiscount: the median of slopes of C - P between pairs half of the nearest nine apart, and of a fourth of their spreads a
// point: 0.9 for each point, and (0.2 + 0.2 + 0.2 + 0.2)/4/20 of pairs 20 apart. Five pairs are enough, and slopes have to agree.
func TestDiscount(t *testing.T) {
	of := func(slope func(k float64) float64, strikes ...float64) quotes {
		q := seen("SPX", tuesday, 20, 100)
		q.lines = nil
		for _, k := range strikes {
			q.lines = append(q.lines, line{strike: k, call: leg{mid: 50 + slope(k)*(100-k), spread: 0.2, usable: true}, put: leg{mid: 50, spread: 0.2, usable: true}})
		}
		q.pairs = appendPairs(nil, q.lines)
		nearestFirst(q.pairs)
		return q
	}
	flat := func(x float64) func(float64) float64 { return func(float64) float64 { return x } }
	for _, c := range []struct {
		why           string
		q             quotes
		factor, noise float64
		ok            bool
	}{
		{"nine", of(flat(0.9), 80.5, 85, 90, 95, 100, 105, 110, 115, 120), 0.9, 0.2 / 20, true}, {"five", of(flat(0.9), 90, 95, 100, 105, 110), 0.9, 0.2 / 10, true}, {"four", of(flat(0.9), 90, 95, 100, 105), 0, 0, false},
		{"two beyond 1.25 times", of(flat(0.9), 79.5, 90, 95, 100, 105, 110, 125.5), 0.9, 0.2 / 10, true}, {"too few within", of(flat(0.9), 70, 75, 95, 100, 105, 110, 130), 0, 0, false},
	} {
		factor, noise, ok := c.q.discount()
		if ok != c.ok || math.Abs(factor-c.factor) > 1e-9 || math.Abs(noise-c.noise) > 1e-9 {
			t.Errorf("%s: %g ± %g, %v, want %g ± %g, %v", c.why, factor, noise, ok, c.factor, c.noise, c.ok)
		}
	}
	dead := of(flat(0.9), 90, 95, 100, 105, 110)
	dead.live = false
	if _, _, ok := dead.discount(); ok {
		t.Error("what has settled counts")
	}
	if _, _, ok := func() (float64, float64, bool) {
		q := of(func(k float64) float64 { return 1 + math.Mod(k, 7) }, 82, 85, 90, 95, 100, 105, 110, 115, 120)
		return q.discount()
	}(); ok {
		t.Error("slopes that do not agree count")
	}
}

// TestParityBands: a discount factor between e^{-0.4 T} - 0.05 and e^{0.1 T} + 0.05, and half of the noise, is one; more than
// half of the expiries that count have to be out of it, of those within 60 days first.
func TestParityBands(t *testing.T) {
	of := func(n, factor float64) quotes {
		q := seen("SPX", tuesday, n, 100)
		q.lines = nil
		for k := 80.5; k <= 121; k += 5 {
			q.lines = append(q.lines, line{strike: k, call: leg{mid: 50 + factor*(100-k), usable: true}, put: leg{mid: 50, usable: true}})
		}
		q.pairs = appendPairs(nil, q.lines)
		nearestFirst(q.pairs)
		return q
	}
	low := func(n float64) float64 { return math.Exp(-0.4*n/365) - 0.05 }
	high := func(n float64) float64 { return math.Exp(0.1*n/365) + 0.05 }
	for _, c := range []struct {
		why  string
		all  []quotes
		want bool
	}{
		{"within, low", []quotes{of(30, low(30)+0.001)}, false}, {"below", []quotes{of(30, low(30)-0.001)}, true}, {"within, high", []quotes{of(30, high(30)-0.001)}, false}, {"above", []quotes{of(30, high(30)+0.001)}, true},
		{"within, of a year", []quotes{of(365, low(365)+0.001)}, false}, {"below, of a year", []quotes{of(365, low(365)-0.001)}, true}, {"above, of a year", []quotes{of(365, high(365)+0.001)}, true},
		{"half", []quotes{of(30, 1), of(31, 0.9)}, false}, {"more than half", []quotes{of(30, 1), of(31, 0.9), of(32, 0.9)}, true},
		{"far ones are not asked", []quotes{of(30, 1), of(61, 0.8), of(62, 0.8)}, false}, {"60 days are near", []quotes{of(60, 0.86), of(61, 1), of(62, 1)}, true}, {"without near ones", []quotes{of(61, 0.86), of(62, 0.86), of(63, 1)}, true},
	} {
		f := &fitter{c: &chain.Chain{Underlying: "SPX", Spot: 1e6}, s: &Surface{}, all: c.all}
		err := f.judgeParity()
		if got := err != nil || said(f, "premium-scale") != ""; got != c.want {
			t.Errorf("%s: %v, %v", c.why, err, f.s.Warnings)
		}
	}
	// Of a year 0.9608 is asked for: 1.22 is more than 1.25 times that, and 0.0121 times a spot of 100 is no coin's price.
	for factor, want := range map[float64]string{1.22: "another currency or scale", 0.0121: "another currency or scale", 0.0119: "in coins"} {
		f := &fitter{c: &chain.Chain{Underlying: "SPX", Spot: 100}, s: &Surface{}, all: []quotes{of(365, factor)}}
		if err := f.judgeParity(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("a factor of %g over a year: %v, %v", factor, err, f.s.Warnings)
		}
	}
	// What is off by 1.25 times what is asked for, e^{-0.04 T}, is refused, less is a warning.
	for _, c := range []struct {
		factor float64
		want   string
	}{{0.799, "another currency or scale"}, {0.85, ""}, {1.2, ""}, {1.252, "another currency or scale"}, {-0.9, "swapped"}, {0.0101, "in coins"}, {0.0124, "in coins"}, {0.0126, "another currency"}, {0.0076, "in coins"}, {0.0074, "another currency"}} {
		f := &fitter{c: &chain.Chain{Underlying: "SPX", Spot: 100}, s: &Surface{}, all: []quotes{of(1, c.factor)}}
		err := f.judgeParity()
		if got := fmt.Sprint(err); (err == nil) != (c.want == "") || !strings.Contains(got, c.want) || err == nil && said(f, "premium-scale") == "" {
			t.Errorf("a factor of %g: %v, %v", c.factor, err, f.s.Warnings)
		}
	}
}

// TestFirstImplausible: of several expiries without a plausible volatility the first is named.
func TestFirstImplausible(t *testing.T) {
	c := chainOf("SPX", 100, tuesday, monthly(100, 30, 5.5, wide...), monthly(100, 60, 5.4, wide...))
	for _, w := range fitted(t, c, free(Options{})).Warnings {
		if w.Code == "vol-implausible" {
			if want := "2 expiries without volatilities"; !strings.HasPrefix(w.Message, want) || !strings.Contains(w.Message, c.Expiries[0].Date.String()) {
				t.Errorf("%q", w.Message)
			}
			return
		}
	}
	t.Error("no word of it")
}

// TestCallsAlone: a strike without a put gives no other record a volatility.
func TestCallsAlone(t *testing.T) {
	at := tuesday.Add(days(30))
	l := listing{root: "TEST", at: at}
	sigma := func(k float64) float64 { return 0.3 - 0.002*(k-100) }
	for k := 96.0; k <= 112; k += 2 {
		p := worth(100, k, sigma(k), 30./365, false)
		l.cells = append(l.cells, cell{strike: k, bid: p, ask: p})
	}
	c := chainOf("TEST", 100, tuesday, l)
	s := fitted(t, c, Options{Carry: "flat"})
	for i, k := range c.Strike {
		if want := sigma(k); k >= 100 && math.Abs(s.Vol[i]-want) > 1e-9 {
			t.Errorf("strike %g: %g from %s, want %g", k, s.Vol[i], s.Source[i], want)
		}
	}
	if !(math.Abs(s.Vol[1]-sigma(98)) <= 0.01) {
		t.Errorf("the second record has %g", s.Vol[1])
	}
}
