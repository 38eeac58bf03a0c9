package gex

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gex/internal/report"
)

// bump is calls of one strike of which dealers are long so many: gamma that is a bell over ln spot, of width s around ln K -
// s²/2, as high as its weight times K.
type bump struct{ strike, s, weight float64 }

const bumpYears = 0.1

// gexOf is GEX of bumps at a spot, in dollars per 1%, from the formula: Σ w·100·φ(d1)·x/s·0.01.
func gexOf(bumps []bump, x float64) float64 {
	sum := 0.0
	for _, b := range bumps {
		d1 := math.Log(x/b.strike)/b.s + b.s/2
		sum += b.weight * math.Exp(-d1*d1/2) / math.Sqrt(2*math.Pi) * x / b.s
	}
	return sum
}

// bumpBook is a book of bumps with spot 100 and without carry.
func bumpBook(t testing.TB, bumps []bump, o Options) *Book {
	t.Helper()
	return makeBook(t, 100, 0, 0, bumpLegs(bumps), o)
}

func bumpLegs(bumps []bump) []leg {
	var legs []leg
	for _, b := range bumps {
		legs = append(legs, leg{false, b.strike, bumpYears, b.s / math.Sqrt(bumpYears), math.Abs(b.weight), math.Copysign(1, b.weight)})
	}
	return legs
}

// zeroBetween is where GEX of bumps changes sign between two spots, by bisection on the formula.
func zeroBetween(t testing.TB, bumps []bump, lo, hi float64) float64 {
	t.Helper()
	below := gexOf(bumps, lo) < 0
	if below == (gexOf(bumps, hi) < 0) {
		t.Fatalf("no root between %g and %g", lo, hi)
	}
	for range 100 {
		if x := lo + (hi-lo)/2; (gexOf(bumps, x) < 0) == below {
			lo = x
		} else {
			hi = x
		}
	}
	return lo
}

// rows are bumps far from each other: 0.045 apart in ln spot and 0.006 wide, from -0.1575 on. The bell of one is 1e-12 of
// its height at the next.
func rows(weights ...float64) []bump {
	var bumps []bump
	for i, w := range weights {
		at := 0.001 * float64(-157+45*i) // its top is a rung of the ladder
		k := 100 * math.Exp(at)
		bumps = append(bumps, bump{k, 0.006, w / k}) // heights are the weights
	}
	return bumps
}

// TestSignificantFlips: a root counts between stretches that both exceed 1e-4 of the peak; of three or five roots between
// such the middle one, with the direction from the one to the other. Roots are numbered from 0 upwards.
func TestSignificantFlips(t *testing.T) {
	const tiny = 1e-5
	for _, c := range []struct {
		weights []float64
		roots   int
		want    string
	}{
		{[]float64{-1, 1}, 1, "0 neg_to_pos"},
		{[]float64{1, -1}, 1, "0 pos_to_neg"},
		{[]float64{-1, 1, -1}, 2, "0 neg_to_pos, 1 pos_to_neg"},
		{[]float64{-1, 1.01e-4}, 1, "0 neg_to_pos"},
		{[]float64{-1, 0.99e-4}, 1, ""},
		{[]float64{1.01e-4, -1}, 1, "0 pos_to_neg"},
		{[]float64{0.99e-4, -1}, 1, ""},
		{[]float64{-1, 1, -0.99e-4}, 2, "0 neg_to_pos"},
		{[]float64{-1, 1, -1.01e-4}, 2, "0 neg_to_pos, 1 pos_to_neg"},
		{[]float64{-1, 1.01e-4, -1}, 2, "0 neg_to_pos, 1 pos_to_neg"},
		{[]float64{-1, 0.99e-4, -1}, 2, ""},
		{[]float64{-1, tiny, -tiny, 1}, 3, "1 neg_to_pos"}, // though at the middle root itself gamma falls through zero
		{[]float64{1, -tiny, tiny, -1}, 3, "1 pos_to_neg"},
		{[]float64{-1, tiny, -tiny, tiny, -1}, 4, ""},
		{[]float64{-1, tiny, -tiny, tiny, -tiny, 1}, 5, "2 neg_to_pos"},
		{[]float64{tiny, -tiny, tiny, -1}, 3, ""}, // three, but not between two that exceed the bound
		{[]float64{1, -tiny, tiny, -tiny}, 3, ""},
		{[]float64{-1, tiny, -1, tiny, -tiny, 1}, 5, "3 neg_to_pos"}, // two that are nothing, and three
		{[]float64{-1, tiny, -tiny, 1, -tiny, tiny, -1}, 6, "1 neg_to_pos, 4 pos_to_neg"},
		{[]float64{-1, tiny, -tiny, 1, -1}, 4, "1 neg_to_pos, 3 pos_to_neg"},
		{[]float64{tiny, -1, 1, -tiny}, 3, "1 neg_to_pos"},
		{[]float64{1, 1}, 0, ""},
	} {
		bumps := rows(c.weights...)
		r := Build(bumpBook(t, bumps, Options{}))
		all := r.AllFlips()
		if len(all) != c.roots || len(r.Levels.Flips)+len(r.Negligible) != c.roots {
			t.Errorf("%g: roots %v", c.weights, all)
			continue
		}
		var counting []string
		for i, f := range all {
			if !f.Negligible {
				counting = append(counting, fmt.Sprintf("%d %s", i, f.Direction))
			}
			near(t, fmt.Sprint(c.weights, " root ", i), float64(f.Spot), zeroBetween(t, bumps, bumps[i].strike, bumps[i+1].strike), 1e-9, 0)
		}
		if got := strings.Join(counting, ", "); got != c.want {
			t.Errorf("%g: flips that count %q, want %q", c.weights, got, c.want)
		}
	}
}

// TestNegligibleIsNoLevel: zero gamma, the regime, the outlook and levels of 0DTE know the roots that count alone.
func TestNegligibleIsNoLevel(t *testing.T) {
	// Far below spot gamma flips; just below spot it turns a little negative. All of it settles in five hours.
	bumps := []bump{{90, 0.006, -1}, {95, 0.006, 1}, {104.1, 0.006, -1e-5}}
	legs := bumpLegs(bumps)
	for i := range legs {
		legs[i].years = hours(5)
		legs[i].sigma = bumps[i].s / math.Sqrt(hours(5))
	}
	r := BuildLevels(makeBook(t, 100, 0, 0, legs, Options{}))
	want := zeroBetween(t, bumps, 91, 94)
	check := func(what string, zero report.Number, flips []report.Flip) {
		t.Helper()
		near(t, what, float64(zero), want, 1e-9, 0)
		if len(flips) != 1 || flips[0].Spot != zero {
			t.Errorf("%s: flips %v", what, flips)
		}
	}
	check("all", r.Levels.ZeroGamma, r.Levels.Flips)
	if r.Levels0DTE == nil || len(r.Outlook) == 0 {
		t.Fatalf("%+v", r)
	}
	check("0DTE", r.Levels0DTE.ZeroGamma, r.Levels0DTE.Flips)
	check("now", r.Outlook[0].ZeroGamma, r.Outlook[0].Flips)
	for _, o := range r.Outlook[1:] {
		for _, f := range o.Flips {
			if f.Spot > 95 {
				t.Errorf("%s: flips %v", o.Label, o.Flips)
			}
		}
	}
	if len(r.Negligible) != 1 || r.Negligible[0].Spot < 96 || r.Regime == report.NearZero {
		t.Errorf("negligible %v, regime %s", r.Negligible, r.Regime)
	}
	if move := float64(r.DayMove); math.Abs(float64(r.Negligible[0].Spot)-100) > move/4 {
		t.Errorf("the root at %v is not within a quarter of the day's move %g", r.Negligible[0].Spot, move)
	}
}

// TestUnitBearsOnNoFlip: which roots count does not depend on the unit of GEX, also at both sides of the bound, though in
// shares the far end of the ladder weighs 2.25 times as much against the near one.
func TestUnitBearsOnNoFlip(t *testing.T) {
	for _, weight := range []float64{0.99e-4, 1.01e-4} {
		var want []report.Flip
		for _, unit := range Units {
			got := Build(bumpBook(t, rows(weight, 0, 0, 0, 0, 0, -1), Options{Unit: unit})).Levels.Flips
			if unit == Units[0] {
				want = got
			}
			if !slices.Equal(got, want) || (len(want) == 1) != (weight > 1e-4) {
				t.Errorf("%g in %s: %v, want %v", weight, unit, got, want)
			}
		}
	}
}

// TestStretches: a stretch is as high as its points and its geometric middle, and one counts that exceeds 1e-4 of the
// highest.
func TestStretches(t *testing.T) {
	b := bumpBook(t, []bump{{98.2, 0.0025, 1}}, Options{}) // as good as nothing at 96, 100 and beyond
	at := func(spots ...float64) []report.Flip {
		var roots []report.Flip
		for _, x := range spots {
			roots = append(roots, report.Flip{Spot: report.Number(x)})
		}
		return roots
	}
	for _, c := range []struct {
		why    string
		xs, gs []float64
		roots  []report.Flip
		want   []bool
	}{
		// √(81·119) = 98.18 and (81+119)/2 = 100
		{"the geometric middle alone", []float64{80, 120}, []float64{0, 0}, at(81, 119), []bool{false, true, false}},
		// Of the first and the last stretch the ends of the ladder are the ends: √(80.3·120) = 98.16.
		{"the middle of the last", []float64{80, 120}, []float64{0, 0}, at(80.3), []bool{false, true}},
		{"the middle of the first", []float64{80, 120}, []float64{0, 0}, at(119.7), []bool{true, false}},
		{"points", []float64{80, 82, 85, 120}, []float64{0, 5, 5, 5}, at(83, 84), []bool{true, false, true}},
		{"points below and above 1e-4 of the peak", []float64{80, 82, 82, 86, 88, 120}, []float64{0, 0.999e-4, 0, -1, 1.001e-4, 0}, at(83, 87), []bool{false, true, true}},
		{"a point that is the root belongs to one side", []float64{80, 83, 120}, []float64{0, 0, 1}, at(83), []bool{false, true}},
	} {
		if got := b.highStretches(b.batch, c.xs, c.gs, c.roots, 0); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
}

// TestGrazeCounts: a dip within a rung counts by its depth, on both sides of 1e-4 of the peak.
func TestGrazeCounts(t *testing.T) {
	const s, h = 0.006, 0.006
	touching := 2 * math.Exp(-h*h/2/s/s)
	for _, c := range []struct {
		part   float64 // of the peak, the depth of the dip
		counts bool
	}{{0.98e-4, false}, {1.02e-4, true}} {
		k := 100 * math.Exp(20.5*step+s*s/2)
		of := func(a float64) []bump {
			return []bump{{k * math.Exp(-h), s, 1}, {k, s, -a}, {k * math.Exp(h), s, 1}}
		}
		depth := func(a float64) float64 {
			peak := 0.0
			for x := 95.0; x < 110; x += 0.001 {
				peak = max(peak, gexOf(of(a), x))
			}
			return -gexOf(of(a), 100*math.Exp(20.5*step)) / peak
		}
		lo, hi := touching, 1.01*touching
		for range 60 {
			if a := (lo + hi) / 2; depth(a) < c.part {
				lo = a
			} else {
				hi = a
			}
		}
		r := Build(bumpBook(t, of(lo), Options{}))
		if n := len(r.Levels.Flips); n != map[bool]int{true: 2}[c.counts] || len(r.AllFlips()) != 2 {
			t.Errorf("a dip of %g of the peak: flips %v", c.part, r.AllFlips())
		}
	}
}

// TestFlipsOfRandomBooks holds roots, and which of them count, against a scan of the formula on 300 books of bumps of all
// widths. Where a stretch is within 5% of the bound, either is right.
func TestFlipsOfRandomBooks(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 300 {
		var bumps []bump
		for range 2 + random.IntN(8) {
			s := math.Exp(math.Log(0.0005) + random.Float64()*math.Log(200))
			w := math.Exp(-14 * random.Float64() * random.Float64())
			if random.IntN(2) == 0 {
				w = -w
			}
			bumps = append(bumps, bump{math.Round(100*(82+36*random.Float64())) / 100, s, w * s})
		}
		xs, gs := scan(bumps)
		want, sure := countingBy(xs, gs)
		r := Build(bumpBook(t, bumps, Options{}))
		if !sure {
			continue
		}
		got := r.Levels.Flips
		if len(got) != len(want) {
			t.Errorf("book %d %v: flips %v, want about %v", n, bumps, got, want)
			continue
		}
		for i, w := range want {
			if x := float64(got[i].Spot); x < w.lo || x > w.hi || (got[i].Direction == report.NegToPos) != w.rising {
				t.Errorf("book %d %v: flip %v, want %+v", n, bumps, got[i], w)
			}
		}
	}
}

// scan is GEX of bumps by the formula at many spots, and at more of them near strikes.
func scan(bumps []bump) (xs, gs []float64) {
	for x := 80.0; x <= 120; x += 0.01 {
		xs = append(xs, x)
	}
	for _, b := range bumps {
		for i := -200; i <= 200; i++ {
			if x := b.strike * math.Exp(float64(i)*b.s/25); x > 80 && x < 120 {
				xs = append(xs, x)
			}
		}
	}
	slices.Sort(xs)
	for _, x := range xs {
		gs = append(gs, gexOf(bumps, x))
	}
	return xs, gs
}

// crossing is a root between two spots, and how gamma goes through it.
type crossing struct {
	lo, hi float64
	rising bool
}

// countingBy is the rule of significance over a scan, written another way: low stretches are struck out, and what is left
// changes sign or does not. sure is false where a stretch is near the bound or nothing at all.
func countingBy(xs, gs []float64) (list []crossing, sure bool) {
	type stretch struct {
		sign   float64
		height float64
	}
	var stretches []stretch
	var roots []crossing
	peak, last := 0.0, 0.0
	for _, g := range gs {
		peak = max(peak, math.Abs(g))
	}
	for i, g := range gs {
		if math.Abs(g) <= 1e-12*peak {
			continue // between spikes that do not reach each other a root can be anywhere
		}
		if n := len(stretches); n == 0 || stretches[n-1].sign != math.Copysign(1, g) {
			stretches = append(stretches, stretch{sign: math.Copysign(1, g)})
			if n > 0 {
				roots = append(roots, crossing{lo: last, hi: xs[i]})
			}
		}
		s := &stretches[len(stretches)-1]
		s.height = max(s.height, math.Abs(g))
		last = xs[i]
	}
	before := -1
	for i, s := range stretches {
		if part := s.height / peak; part > 0.95e-4 && part < 1.05e-4 || part < 1e-10 {
			return nil, false
		}
		if s.height <= 1e-4*peak {
			continue
		}
		if before >= 0 && stretches[before].sign != s.sign {
			root := roots[(before+i-1)/2]
			list = append(list, crossing{root.lo, root.hi, s.sign > 0})
		}
		before = i
	}
	return list, true
}
