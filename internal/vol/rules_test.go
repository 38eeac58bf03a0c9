package vol

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"gonum.org/v1/gonum/stat"

	"gex/internal/chain"
	"gex/internal/market"
)

func close12(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-12*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.15g, want %.15g", what, got, want)
	}
}

// tuesday is an ordinary trading day, in the session.
var tuesday = market.Date{Year: 2025, Month: 11, Day: 18}.At(11, 0)

func days(n float64) time.Duration { return time.Duration(math.Round(n*86400)) * time.Second }

// seen is an expiry of a root that settles some days after its quotes and has a forward.
func seen(root string, at time.Time, n, forward float64) quotes {
	settlement := at.Add(days(n))
	return quotes{
		Expiry: chain.Expiry{Root: market.LookupRoot(root), Date: market.DateOf(settlement), Settlement: settlement},
		live:   true, at: at, years: market.Years(at, settlement), lines: []line{{}}, forward: forward, source: "parity",
	}
}

// parity makes the pairs of strikes at a forward and rate, each half of a spread wide.
func parity(q quotes, forward, rate, spread float64, strikes ...float64) quotes {
	q.pairs = nil
	for _, k := range strikes {
		d := math.Exp(-rate*q.years) * (forward - k)
		q.lines = append(q.lines, line{strike: k,
			call: leg{mid: 20 + d, spread: spread, usable: true, fileVol: math.NaN(), fileDelt: math.NaN()},
			put:  leg{mid: 20, spread: spread, usable: true, fileVol: math.NaN(), fileDelt: math.NaN()},
		})
	}
	q.pairs = pairsOf(q.lines)
	return q
}

// pairsOf are the ranked pairs of lines.
func pairsOf(lines []line) []pair {
	pairs := appendPairs(nil, lines)
	return ranked(nil, pairs, 0)
}

// TestNearestFirst: the nine in front are those of a full ranking, whatever came first.
func TestNearestFirst(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		pairs := make([]pair, r.IntN(40))
		for i := range pairs {
			pairs[i] = pair{strike: float64(i), d: float64(r.IntN(3) - 1), millionths: float64(r.IntN(12))}
		}
		want := slices.SortedFunc(slices.Values(pairs), func(a, b pair) int {
			return cmp.Or(cmp.Compare(a.millionths, b.millionths), cmp.Compare(a.strike, b.strike))
		})
		nearestFirst(pairs)
		n := min(nearest9, len(pairs))
		if !slices.Equal(pairs[:n], want[:n]) {
			t.Fatalf("seed %d: %v, want %v", seed, pairs[:n], want[:n])
		}
		if got := ranked(nil, pairs, n); !slices.Equal(got, want) {
			t.Fatalf("seed %d, ranked: %v, want %v", seed, got, want)
		}
	}
}

var eight = []float64{96, 97, 98, 99, 101, 102, 103, 104}

// TestRateConditions: European, a week or more, eight pairs within a tenth of the forward.
func TestRateConditions(t *testing.T) {
	wide := func(n, forward, rate float64, strikes ...float64) quotes {
		return parity(seen("SPX", tuesday, n, math.NaN()), forward, rate, 0.1, strikes...)
	}
	settled := wide(180, 100, 0.04, eight...)
	settled.live = false
	american := parity(seen("OEX", tuesday, 180, math.NaN()), 100, 0.04, 0.1, eight...)
	stock := parity(seen("SPY", tuesday, 180, math.NaN()), 100, 0.04, 0.1, eight...)
	garbage := wide(180, 100, 0.04, eight...)
	garbage.pairs = append(garbage.pairs, pair{strike: 89.5, d: 70}, pair{strike: 110.5, d: 70}, pair{strike: 150, d: -300})
	for _, c := range []struct {
		why string
		all []quotes
		ok  bool
	}{
		{"half a year", []quotes{wide(180, 100, 0.04, eight...)}, true},
		{"30 days", []quotes{wide(30, 100, 0.04, eight...)}, true},
		{"less than 30 days", []quotes{wide(29.99, 100, 0.04, eight...)}, true},
		{"a week", []quotes{wide(7, 100, 0.04, eight...)}, true},
		{"less than a week", []quotes{wide(6.99, 100, 0.04, eight...)}, false},
		{"2 years", []quotes{wide(730, 100, 0.04, eight...)}, true},
		{"more than 2 years", []quotes{wide(730.01, 100, 0.04, eight...)}, true},
		{"seven pairs", []quotes{wide(180, 100, 0.04, eight[:7]...)}, false},
		{"eight, the outer just within a tenth", []quotes{wide(180, 100, 0.04, append([]float64{90.5, 109.5}, eight[:6]...)...)}, true},
		{"nonsense beyond a tenth", []quotes{garbage}, true},
		{"American index", []quotes{american}, false},
		{"its European twin", []quotes{parity(seen("XEO", tuesday, 180, math.NaN()), 100, 0.04, 0.1, eight...)}, true},
		{"American fund", []quotes{stock}, false},
		{"settled", []quotes{settled}, false},
		{"none", nil, false},
	} {
		r, ok := impliedRate(c.all)
		if ok != c.ok || ok && math.Abs(r-0.04) > 1e-12 {
			t.Errorf("%s: rate %.15g, %v", c.why, r, ok)
		}
	}
}

// TestRateMedian: of the expiries that give a rate, those whose slope is not falling left out.
func TestRateMedian(t *testing.T) {
	of := func(rate float64) quotes {
		return parity(seen("SPX", tuesday, 180, math.NaN()), 100, rate, 0.1, eight...)
	}
	rising := of(0.04)
	for i := range rising.pairs {
		rising.pairs[i].d *= -1
	}
	r, ok := impliedRate([]quotes{of(0.09), rising, of(0.01), of(0.02), rising, rising})
	if !ok || math.Abs(r-0.02) > 1e-12 {
		t.Errorf("of three %.15g, %v", r, ok)
	}
	if r, ok := impliedRate([]quotes{rising}); ok {
		t.Errorf("rising calls less puts give %g", r)
	}
	r, _ = impliedRate([]quotes{of(-0.01), of(0.03)})
	close12(t, "of two", r, 0.01)
}

// TestRateWeights: a pair weighs 1/(s_C² + s_P²), spreads of less than 5 cents counting as 5.
func TestRateWeights(t *testing.T) {
	q := parity(seen("SPX", tuesday, 180, math.NaN()), 100, 0.04, 0, eight...)
	spreads := map[float64][3]float64{ // call, put, and the weight they give
		96: {0, 0, 200}, 97: {0.02, 0.05, 200}, 98: {0.05, 0.03, 200}, 99: {0.1, 0.2, 20},
		101: {0.2, 0.1, 20}, 102: {0.01, 0.15, 40}, 103: {0.3, 0.1, 10}, 104: {0.15, 0.05, 40},
	}
	var k, d, w []float64
	for i := range q.pairs {
		p := &q.pairs[i]
		s := spreads[p.strike]
		p.spreadC, p.spreadP = s[0], s[1]
		p.d += 0.01 * float64(int(p.strike)%3)
		k, d, w = append(k, p.strike), append(d, p.d), append(w, s[2])
	}
	_, want := stat.LinearRegression(k, d, w, false)
	var m rateMemory
	close12(t, "slope", regress(m.columnsOf(q.ratePairs(&m))).slope, want)
	r, _ := impliedRate([]quotes{q})
	close12(t, "rate", r, -math.Log(-want)/(180./365))
}

// TestRateCentre: the forward that a tenth is counted from is the median over the nine nearest pairs.
func TestRateCentre(t *testing.T) {
	q := parity(seen("SPX", tuesday, 180, math.NaN()), 100, 0, 0.1, 91, 92, 93, 97, 99, 101, 103, 107, 108, 109)
	// Two pairs at 110.6 and 111 are beyond a tenth of 100, and d of 0.04 and less make them the nearest.
	var m rateMemory
	q.pairs = append([]pair{{strike: 110.6, d: 0.03}, {strike: 111, d: 0.04}}, q.pairs...)
	close12(t, "slope", regress(m.columnsOf(q.ratePairs(&m))).slope, -1)
}

// TestParityForward: the median of K + d·e^{rT} over the nine nearest pairs, of three at least.
func TestParityForward(t *testing.T) {
	for n, want := range map[int]float64{2: math.NaN(), 3: 100, 8: 100} {
		q := parity(seen("SPX", tuesday, 365, math.NaN()), 100, 0.1, 0.1, eight[:n]...)
		q.r = 0.1
		if got := parityForward(&q); math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-12*want {
			t.Errorf("%d pairs: %.15g, want %g", n, got, want)
		}
	}
	q := seen("SPX", tuesday, 365, math.NaN())
	for i, f := range []float64{104, 101, 108, 103, 109, 102, 107, 105, 106, 120, 121, 122} {
		d := 0.01 * float64(i)
		q.pairs = append(q.pairs, pair{strike: f - d, d: d})
	}
	close12(t, "the nine nearest of twelve", parityForward(&q), 105)
	q.pairs = q.pairs[:4] // 104, 101, 108, 103
	close12(t, "the mean of the middle two", parityForward(&q), 103.5)
}

// ofDelta is a call of which the file has delta and volatility.
func ofDelta(strike, delta, sigma float64) line {
	return line{strike: strike, call: leg{at: 0, fileVol: sigma, fileDelt: delta}, put: leg{at: -1}}
}

// TestDeltaForward: the median of K·exp(N⁻¹(delta)·sigma√T - sigma²T/2) over calls of 0.3 to 0.7, of three at least.
func TestDeltaForward(t *testing.T) {
	const n04 = 0.6554217416103242                                                          // N(0.4)
	good := []line{ofDelta(90, n04, 0.2), ofDelta(100, 0.5, 0.2), ofDelta(110, 1-n04, 0.2)} // 90 e^{0.06}, 100 e^{-0.02}, 110 e^{-0.1}
	spoil := []line{
		ofDelta(500, 0.3, 0.2), ofDelta(500, 0.7, 0.2), ofDelta(500, 0.71, 0.2), ofDelta(500, 0.29, 0.2), ofDelta(500, -0.5, 0.2),
		ofDelta(500, 0.5, 0.02), ofDelta(500, 0.5, 5), ofDelta(500, 0.5, math.NaN()), ofDelta(500, math.NaN(), 0.2),
		{strike: 500, call: leg{at: -1}, put: leg{at: 0, fileVol: 0.2, fileDelt: 0.5}},
	}
	q := seen("SPY", tuesday, 365, math.NaN())
	q.lines = append(append([]line{}, good...), spoil...)
	close12(t, "of three", deltaForward(&q), 100*math.Exp(-0.02))
	q.lines = append(append([]line{}, good[:2]...), spoil...)
	if got := deltaForward(&q); !math.IsNaN(got) {
		t.Errorf("two calls give %g", got)
	}
	q.lines = []line{ofDelta(100, 0.301, 0.2), ofDelta(100, 0.699, 0.2), ofDelta(100, 0.5, 4.99)}
	if got := deltaForward(&q); math.IsNaN(got) {
		t.Error("three calls just inside give nothing")
	}
}

// TestForwardSource: from pairs when there are three, else from deltas, else none.
func TestForwardSource(t *testing.T) {
	deltas := []line{ofDelta(90, 0.5, 0.2), ofDelta(95, 0.5, 0.2), ofDelta(99, 0.5, 0.2)}
	for _, c := range []struct {
		pairs, deltas int
		want          string
	}{{3, 3, "parity"}, {2, 3, "file_delta"}, {2, 2, ""}, {0, 3, "file_delta"}, {3, 0, "parity"}} {
		q := parity(seen("SPY", tuesday, 30, math.NaN()), 100, 0, 0.1, eight[:c.pairs]...)
		q.source, q.lines = "", append(q.lines, deltas[:c.deltas]...)
		all := []quotes{q}
		findForwards(all)
		if all[0].source != c.want || math.IsNaN(all[0].forward) != (c.want == "") {
			t.Errorf("%d pairs, %d deltas: %g from %q, want %q", c.pairs, c.deltas, all[0].forward, all[0].source, c.want)
		}
	}
}

// onSlope gives expiries some days away forwards that grow over a spot of 100 as y says.
func onSlope(y func(n float64) float64, at ...float64) []quotes {
	var all []quotes
	for _, n := range at {
		all = append(all, seen("TEST", tuesday, n, 100*math.Exp(y(n))))
	}
	return all
}

// TestCarrySlope: the median slope over expiries more than a day apart where three expiries span three days; else rate less
// yield. Beyond -0.02 and 0.08 they have to agree on it.
func TestCarrySlope(t *testing.T) {
	linear := func(slope float64) func(float64) float64 { return func(n float64) float64 { return slope * n / 365 } }
	// noise of the pattern + - - + on equal steps leaves slopes as they are, and makes their standard error
	// √(4e²/2 / Σ(n-5)²) = e/√10 a day; three of them are 0.02 a year for an e of 5.776e-5.
	noisy := func(slope, e float64) func(float64) float64 {
		return func(n float64) float64 { return slope*n/365 + e*map[float64]float64{2: 1, 4: -1, 6: -1, 8: 1}[n] }
	}
	const flat = 0.0123 // rate less yield
	second := 1. / 86400
	for _, c := range []struct {
		why  string
		all  []quotes
		want float64
	}{
		{"as it is", onSlope(linear(0.05), 2, 4, 6), 0.05},
		{"as it is, falling", onSlope(linear(-0.015), 2, 4, 6), -0.015},
		{"steep", onSlope(linear(0.2), 2, 4, 6), 0.2},
		{"a borrow of 30%", onSlope(linear(-0.3), 2, 4, 6), -0.3},
		{"a borrow of 30%, to a thousandth", onSlope(noisy(-0.3, 0.0005), 2, 4, 6, 8), -0.3},
		{"steep, for certain", onSlope(noisy(0.1, 5.7e-5), 2, 4, 6, 8), 0.1},
		{"steep, as noise is", onSlope(noisy(0.1, 5.9e-5), 2, 4, 6, 8), 0.08},
		{"falling steeply, for certain", onSlope(noisy(-0.04, 5.7e-5), 2, 4, 6, 8), -0.04},
		{"falling steeply, as noise is", onSlope(noisy(-0.04, 5.9e-5), 2, 4, 6, 8), -0.02},
		{"in noise, but not steep", onSlope(noisy(0.05, 0.001), 2, 4, 6, 8), 0.05},
		{"two expiries", onSlope(linear(0.05), 2, 20), flat},
		{"not three days", onSlope(linear(0.05), 2, 3.5, 4.99), flat},
		{"three days", onSlope(linear(0.05), 2, 3.5, 5), 0.05},
		{"45 days", onSlope(linear(0.05), 5, 20, 45), 0.05},
		{"beyond 45 days", onSlope(linear(0.05), 5, 20, 45.01), flat},
	} {
		if g := findGap("TEST", c.all, 100, 0.02, 0.0077, nil, nil); math.Abs(g.slope-c.want) > 1e-9 {
			t.Errorf("%s: slope %.12g, want %g", c.why, g.slope, c.want)
		}
	}
	// Slopes: 0.02 from 2 to 6 days, 0 from 3 to 6, and 0.08 from 2 to 3, which counts when they are more than a day apart.
	bent := func(n float64) float64 { return 0.08 / 365 * math.Min(n-2, 1) }
	if g := findGap("TEST", onSlope(bent, 2, 3, 6), 100, 0, 0, nil, nil); math.Abs(g.slope-0.01) > 1e-9 {
		t.Errorf("a day apart: slope %.12g, want the mean of 0 and 0.02", g.slope)
	}
	if g := findGap("TEST", onSlope(bent, 2, 3+second, 6), 100, 0, 0, nil, nil); math.Abs(g.slope-0.02) > 1e-6 {
		t.Errorf("a day and a second apart: slope %.12g, want 0.02", g.slope)
	}
	// A settled one is not there.
	all := onSlope(linear(0.05), 2, 4, 6)
	all[1].live = false
	if g := findGap("TEST", all, 100, 0.02, 0.0077, nil, nil); math.Abs(g.slope-flat) > 1e-12 {
		t.Errorf("two alive: slope %g", g.slope)
	}
}

// TestGapMedian: over the three nearest expiries within ten days, by time and then by root.
func TestGapMedian(t *testing.T) {
	const slope = 0.03
	at := func(root string, n, off float64) quotes {
		return seen(root, tuesday, n, 100*math.Exp(off+slope*n/365))
	}
	none := at("SPXW", 1.2, 0)
	none.forward = math.NaN()
	dead := at("SPXW", 1.2, 0.5)
	dead.live = false
	for _, c := range []struct {
		why  string
		all  []quotes
		a    float64
		used int
	}{
		{"three nearest of four", []quotes{at("SPXW", 1, 0.003), at("SPXW", 1.5, 0.001), at("SPXW", 2, 0.002), at("SPXW", 2.5, 0.0005)}, 0.002, 3},
		{"in any order", []quotes{at("SPXW", 2.5, 0.0005), at("SPXW", 2, 0.002), at("SPXW", 1, 0.003), at("SPXW", 1.5, 0.001)}, 0.002, 3},
		{"two", []quotes{at("SPXW", 1, 0.003), at("SPXW", 2, 0.001)}, 0.002, 2},
		{"of equal time the root decides", []quotes{at("SPXW", 1, 0), at("SPXW", 2, 0.01), at("SPXW", 3, 0.001), at("SPX", 3, 0.005)}, 0.005, 3},
		{"without a forward or alive", []quotes{at("SPXW", 1, 0.003), none, dead, at("SPXW", 2, 0.001)}, 0.002, 2},
		{"ten days", []quotes{at("SPXW", 10, 0.004)}, 0.004, 1},
		{"beyond ten days", []quotes{at("SPXW", 10.01, 0.004)}, 0, 0},
	} {
		if g := findGap("SPX", c.all, 100, 0.04, 0.01, nil, nil); math.Abs(g.a-c.a) > 1e-12 || g.used != c.used || (g.source == "none") != (c.used == 0) {
			t.Errorf("%s: %.12g from %d by %s, want %g from %d", c.why, g.a, g.used, g.source, c.a, c.used)
		}
	}
}

// TestExDates: of SPY and QQQ only expiries settling before the next ex-date count, unless a dividend given covers it.
func TestExDates(t *testing.T) {
	day := func(m time.Month, d int) market.Date { return market.Date{Year: 2025, Month: m, Day: d} }
	at := func(root string, quoted, expiry market.Date, off float64) quotes {
		from, to := quoted.At(15, 0), expiry.At(16, 0)
		return seen(root, from, to.Sub(from).Hours()/24, 100*math.Exp(off))
	}
	paid := func(m time.Month, d int) []Dividend { return []Dividend{{day(m, d), 1.8}} }
	for _, c := range []struct {
		why       string
		root      string
		quoted    market.Date
		expiries  []market.Date
		dividends []Dividend
		used      int
		warning   string
	}{
		{"before the ex-date counts, on it does not", "SPY", day(9, 16), []market.Date{day(9, 17), day(9, 18), day(9, 19), day(9, 22)}, nil, 2, ""},
		{"all on it or after", "SPY", day(9, 18), []market.Date{day(9, 19), day(9, 22)}, nil, 0, "gap-unidentified"},
		{"quoted on the ex-date: the next one", "SPY", day(9, 19), []market.Date{day(9, 22), day(9, 24)}, nil, 2, ""},
		{"the next trading day for QQQ", "QQQ", day(9, 18), []market.Date{day(9, 19), day(9, 22), day(9, 23)}, nil, 1, ""},
		{"all on it or after", "QQQ", day(9, 19), []market.Date{day(9, 22), day(9, 24)}, nil, 0, "gap-unidentified"},
		{"covered", "SPY", day(9, 18), []market.Date{day(9, 19), day(9, 22)}, paid(9, 19), 2, ""},
		{"covered to a week", "SPY", day(9, 18), []market.Date{day(9, 19), day(9, 22)}, paid(9, 26), 2, ""},
		{"another's dividend", "SPY", day(9, 18), []market.Date{day(9, 19), day(9, 22)}, paid(10, 15), 0, "gap-unidentified"},
		{"one before it, too far for a gap", "SPY", day(8, 29), []market.Date{day(9, 12), day(9, 22)}, nil, 0, ""},
		{"no forward at all", "SPY", day(9, 18), nil, nil, 0, ""},
		{"no built-in date", "IWM", day(9, 18), []market.Date{day(9, 19), day(9, 22)}, nil, 2, ""},
		{"no built-in date", "SPX", day(9, 18), []market.Date{day(9, 19), day(9, 22)}, nil, 2, ""},
	} {
		var all []quotes
		for _, e := range c.expiries {
			all = append(all, at(c.root, c.quoted, e, 0.004))
		}
		g := findGap(c.root, all, 100, 0, 0, c.dividends, nil)
		if g.used != c.used || g.warning != c.warning || (g.used == 0) != (g.a == 0) {
			t.Errorf("%s %s: %d used, a %g, warning %q, want %d, %q", c.root, c.why, g.used, g.a, g.warning, c.used, c.warning)
		}
	}
	// The earliest quote time of all roots decides.
	late, early := at("SPY", day(9, 19), day(9, 22), 0.004), at("SPY", day(9, 18), day(9, 22), 0.004)
	if g := findGap("SPY", []quotes{late, early}, 100, 0, 0, nil, nil); g.used != 0 || g.warning != "gap-unidentified" {
		t.Errorf("with quotes of the day before: %+v", g)
	}
}

// TestDividends: amounts are added back to the forwards of expiries that settle after the stock goes ex, and only where
// the quotes were made before.
func TestDividends(t *testing.T) {
	all := onSlope(func(float64) float64 { return 0 }, 1, 3, 6) // on 19, 21 and 24 November
	for _, c := range []struct {
		dividends []Dividend
		want      [3]float64 // forwards with dividends
	}{
		{nil, [3]float64{100, 100, 100}},
		{[]Dividend{{market.Date{Year: 2025, Month: 11, Day: 20}, 2}}, [3]float64{100, 102, 102}},
		{[]Dividend{{market.Date{Year: 2025, Month: 11, Day: 22}, 2}, {market.Date{Year: 2025, Month: 11, Day: 19}, 1}}, [3]float64{101, 101, 103}},
		{[]Dividend{{market.Date{Year: 2025, Month: 11, Day: 25}, 2}}, [3]float64{100, 100, 100}},
		{[]Dividend{{market.Date{Year: 2025, Month: 11, Day: 18}, 2}}, [3]float64{100, 100, 100}}, // the day of the quotes
	} {
		points, cut := gapPoints("TEST", all, 50, c.dividends, nil)
		if len(points) != 3 || cut {
			t.Fatalf("%d points", len(points))
		}
		for i, p := range points {
			close12(t, "forward", 50*math.Exp(p.y), c.want[i])
		}
	}
}
