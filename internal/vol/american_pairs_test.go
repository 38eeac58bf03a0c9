package vol

import (
	"math"
	"slices"
	"testing"

	"gex/internal/bs/american"
)

// TestApart: the quotes are of another spot where most of at least three calls, or puts, in the money by two to six deviations
// trade more than 0.1 % below what exercise pays at the file's.
func TestApart(t *testing.T) {
	const sd = 0.02
	years := 7. / 365
	fit := func(spot float64, cut map[float64]float64, strikes ...float64) *earlyFit {
		q := smiling(seen("TEST", tuesday, 7, 100), 100, sd/math.Sqrt(years), 0, append([]float64{100}, strikes...)...)
		for i := range q.lines {
			l := &q.lines[i]
			l.call.mid, l.put.mid = max(l.call.mid, 100-l.strike), max(l.put.mid, l.strike-100)
			if by, ok := cut[l.strike]; ok {
				l.call.mid, l.put.mid = l.call.mid-by, l.put.mid-by
			}
		}
		slices.SortFunc(q.lines, func(x, y line) int { return int(x.strike - y.strike) })
		a := ofAmerican(0, q)
		a.f.c.Spot = spot
		return a
	}
	k := func(deviations float64) float64 { return 100 * math.Exp(sd*deviations) }
	calls := []float64{k(-2.1), k(-3), k(-5.9)}
	for _, c := range []struct {
		why     string
		a       *earlyFit
		but     func(a *earlyFit)
		want    bool
		strikes []float64
	}{
		{"spot 0.2 higher: three calls", fit(100.2, nil, calls...), nil, true, nil},
		{"0.09 higher", fit(100.09, nil, calls...), nil, false, nil},
		{"0.2 lower: three puts", fit(99.8, nil, k(2.1), k(3), k(5.9)), nil, true, nil},
		{"two of each", fit(100.2, nil, k(-2.1), k(-3), k(2.1), k(3)), nil, false, nil},
		{"one within two deviations", fit(100.2, nil, k(-1.9), k(-3), k(-5.9)), nil, false, nil},
		{"one beyond six", fit(100.2, nil, k(-2.1), k(-3), k(-6.1)), nil, false, nil},
		{"two of four", fit(100, map[float64]float64{k(-2.1): 1, k(-3): 1}, k(-2.1), k(-3), k(-4), k(-5)), nil, false, nil},
		{"two of three", fit(100, map[float64]float64{k(-2.1): 1, k(-3): 1}, k(-2.1), k(-3), k(-4)), nil, true, nil},
		{"one unusable", fit(100.2, nil, calls...), func(a *earlyFit) { a.f.all[0].lines[0].call.usable = false }, false, nil},
		{"puts unusable, which do not matter", fit(100.2, nil, calls...), func(a *earlyFit) { a.f.all[0].lines[0].put.usable = false }, true, nil},
		{"no forward of its own", fit(100.2, nil, calls...), func(a *earlyFit) { a.of[0].own = false }, false, nil},
		{"45 days", fit(100.2, nil, calls...), func(a *earlyFit) { a.f.all[0].years = gapHorizon }, true, nil},
		{"more", fit(100.2, nil, calls...), func(a *earlyFit) { a.f.all[0].years = 1.01 * gapHorizon }, false, nil},
	} {
		if c.but != nil {
			c.but(c.a)
		}
		if c.a.apart() != c.want {
			t.Errorf("%s: apart %v", c.why, !c.want)
		}
	}
}

// TestApartAtTheSpot: a call struck at the file's spot is one that pays nothing.
func TestApartAtTheSpot(t *testing.T) {
	const sd = 0.02
	q := smiling(seen("TEST", tuesday, 7, 100), 100, sd/math.Sqrt(7./365), 0, 93, 95, 100, 105)
	a := ofAmerican(0, q)
	a.f.c.Spot = 105 // 2.4 deviations from the forward
	if !a.apart() {
		t.Error("two of three calls below what they pay at 105 are of another spot")
	}
}

// TestLook: the window are the strikes within a distance of ln K whose legs both are usable and not at what exercise pays.
func TestLook(t *testing.T) {
	q := quotes{lines: []line{}}
	for _, k := range []float64{89, 90, 95, 100, 105, 110, 112} {
		q.lines = append(q.lines, line{strike: k, call: leg{mid: 15, usable: true}, put: leg{mid: 15, usable: true}})
	}
	look := func(but func(l []line)) (strikes []float64) {
		lines := slices.Clone(q.lines)
		but(lines)
		a := &earlyFit{spot: 100}
		e := &early{q: &quotes{lines: lines}, forward: 100, window: []int{7}}
		a.look(e, math.Log(100./90)) // to 111.1
		for _, j := range e.window {
			strikes = append(strikes, lines[j].strike)
		}
		return strikes
	}
	for _, c := range []struct {
		why  string
		but  func(l []line)
		want []float64
	}{
		{"all", func([]line) {}, []float64{90, 95, 100, 105, 110}},
		{"a call", func(l []line) { l[2].call.usable = false }, []float64{90, 100, 105, 110}},
		{"a put", func(l []line) { l[3].put.usable = false }, []float64{90, 95, 105, 110}},
		{"a call at what it pays", func(l []line) { l[2].call.mid = 5 }, []float64{90, 100, 105, 110}},
		{"a put at what it pays", func(l []line) { l[4].put.mid = 5 }, []float64{90, 95, 100, 110}},
	} {
		got := look(c.but)
		if len(got) > 0 && c.why == "all" && got[0] != 90 && got[0] != 95 {
			t.Errorf("from %g", got[0])
		}
		// e^{−ln(100/90)} may be a bit off 90: both ends are open to that.
		if trim := func(x []float64) []float64 {
			return slices.DeleteFunc(slices.Clone(x), func(k float64) bool { return k == 90 })
		}; !slices.Equal(trim(got), trim(c.want)) {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
}

// TestLookAtTheForward: the ends count.
func TestLookAtTheForward(t *testing.T) {
	a := &earlyFit{spot: 100}
	e := &early{q: &quotes{lines: []line{{strike: 100, call: leg{mid: 2, usable: true}, put: leg{mid: 2, usable: true}}}}, forward: 100}
	if a.look(e, 0); len(e.window) != 1 {
		t.Errorf("the strike at the forward: %v", e.window)
	}
}

// TestAtIntrinsic: a bid of at most what exercise pays, where that is anything.
func TestAtIntrinsic(t *testing.T) {
	for _, c := range []struct {
		mid, spread, strike float64
		put, want           bool
	}{
		{5, 0, 95, false, true}, {5.25, 0.5, 95, false, true}, {5.3, 0.5, 95, false, false}, {4, 0, 95, false, true},
		{5, 0, 105, true, true}, {5.25, 0.5, 105, true, true}, {5.3, 0.5, 105, true, false},
		{0.5, 0, 99.5, false, true}, {0.6, 0, 99.5, false, false},
		{0, 0, 105, false, false}, {0, 0, 95, true, false}, {0, 0, 100, false, false},
	} {
		g := &leg{mid: c.mid, spread: c.spread}
		if g.atIntrinsic(c.put, 100, c.strike) != c.want {
			t.Errorf("%+v", c)
		}
	}
}

// TestWindows: pairs are taken within 1, 1.5, 2, 3 or 5 deviations, the first that holds four; within 5 fewer.
func TestWindows(t *testing.T) {
	const sd = 0.05
	count := func(at ...float64) int {
		var strikes []float64
		for _, d := range append([]float64{-0.1, 0.1, 0.2}, at...) {
			strikes = append(strikes, 100*math.Exp(sd*d))
		}
		slices.Sort(strikes)
		a := ofAmerican(0, smiling(seen("TEST", tuesday, 73, 100), 100, 0.5, 0, strikes...))
		a.pairsOf(a.of[0], sd, false)
		return len(a.of[0].window)
	}
	for i, width := range windows {
		if n := count(0.98*width, 1.04*width); n != 4 {
			t.Errorf("the fourth just within %g deviations: %d", width, n)
		}
		want := 3
		if i+1 < len(windows) {
			want = 5
		}
		if n := count(1.02*width, 1.04*width); n != want {
			t.Errorf("the fourth just beyond %g deviations: %d, want %d", width, n, want)
		}
	}
	if want := []float64{1, 1.5, 2, 3, 5}; !slices.Equal(windows, want) {
		t.Errorf("windows %v, want %v", windows, want)
	}
}

// TestThin: sixteen lines of a window, the first and the last among them, evenly.
func TestThin(t *testing.T) {
	for n, want := range map[int][]int{
		16: {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
		17: {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16},
		31: {0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30},
	} {
		e := &early{}
		for i := range n {
			e.window = append(e.window, i)
		}
		if e.thin(); !slices.Equal(e.window, want) {
			t.Errorf("of %d: %v", n, e.window)
		}
	}
}

// TestPairsOfAmericanPrices: American prices at a volatility lose what the model says early exercise adds, and what is left obeys
// parity: C − P = e^{−rT} (F − K). A pair counts with 1/(s_C² + s_P²), each spread at least a tick of 0.05.
func TestPairsOfAmericanPrices(t *testing.T) {
	const spot, r, b, sigma, n = 100., 0.08, 0.05, 0.3, 182.5
	years := n / 365
	forward := spot * math.Exp((r-b)*years)
	var sides [2]*american.Premiums
	for side, put := range []bool{false, true} {
		p, err := american.New(american.Terms{Put: put, Years: years, Rate: r, Yield: b}, sigma, sigma)
		if err != nil {
			t.Fatal(err)
		}
		sides[side] = p
	}
	q := seen("TEST", tuesday, n, forward)
	q.lines = nil
	spreads := [][2]float64{{0.2, 0.3}, {0.01, 0.1}, {0.1, 0.01}, {0.06, 0.04}, {0.2, 0.2}}
	for i, k := range []float64{90, 95, 100, 105, 110} {
		q.lines = append(q.lines, line{strike: k,
			call: leg{mid: sides[0].Price(spot, k, sigma), spread: spreads[i][0], usable: true},
			put:  leg{mid: sides[1].Price(spot, k, sigma), spread: spreads[i][1], usable: true}})
	}
	q.pairs = pairsOf(q.lines)
	a := ofAmerican(r, q)
	e := a.of[0]
	e.borrow = b
	a.improve(e, false)
	if len(e.pairs) != 5 || !e.own || e.searched {
		t.Fatalf("%d pairs, own %v, searched %v", len(e.pairs), e.own, e.searched)
	}
	for i, p := range e.pairs {
		want := math.Exp(-r*years) * (forward - p.strike)
		if math.Abs(p.d-want) > 1e-4 { // a draft is 5e-7 of the strike from it
			t.Errorf("%g: C − P is %.6f, by parity %.6f", p.strike, p.d, want)
		}
		c, s := math.Max(spreads[i][0], 0.05), math.Max(spreads[i][1], 0.05)
		close12(t, "weight", p.w, 1/(c*c+s*s))
		close12(t, "spread", p.spread, spreads[i][0]+spreads[i][1])
		for side, total := range p.total {
			if math.Abs(total/math.Sqrt(years)-sigma) > 1e-5 {
				t.Errorf("%g, side %d: volatility %.6f", p.strike, side, total/math.Sqrt(years))
			}
		}
	}
	if math.Abs(e.forward-forward) > 5e-5 || math.Abs(e.rate-r) > 1e-5 || e.misfit > 1e-5 {
		t.Errorf("forward %.6f, want %.6f; rate %.6f; misfit %g", e.forward, forward, e.rate, e.misfit)
	}
	// As a part of a search it is marked, and with two usable pairs it has no forward of its own.
	a.improve(e, true)
	if !e.searched {
		t.Error("not searched")
	}
	a.improve(e, false)
	if !e.searched {
		t.Error("forgets that it was searched")
	}
	for j := range 3 {
		e.q.lines[j].call.mid = spot - e.q.lines[j].strike // at what exercise pays; that at 100 pays nothing
	}
	e.q.lines[2].call.usable = false
	a.improve(e, false)
	if e.own || len(e.pairs) != 2 || !math.IsNaN(e.rate) {
		t.Errorf("%d pairs, own %v, rate %g", len(e.pairs), e.own, e.rate)
	}
}

// TestFewPairsAreKept: an expiry with fewer than three pairs keeps the forward it has.
func TestFewPairsAreKept(t *testing.T) {
	for n, own := range map[int]bool{2: false, 3: true} {
		a := ofAmerican(0, smiling(seen("TEST", tuesday, 73, 100), 100, 0.2, 0, []float64{99, 100, 101}[:n]...))
		e := a.of[0]
		e.own, e.rate = false, 1
		if a.improve(e, false); e.own != own || !math.IsNaN(e.rate) {
			t.Errorf("%d pairs: own %v, rate %g", n, e.own, e.rate)
		}
	}
}
