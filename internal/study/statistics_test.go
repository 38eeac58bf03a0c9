package study

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// numbers are normal numbers, the same for the same seed.
func numbers(seed uint64, n int) []float64 {
	rng := rand.New(rand.NewPCG(seed, 7))
	x := make([]float64, n)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	return x
}

// rotated is x of each day in the place of k days later.
func rotated(x []float64, k int) []float64 {
	n := len(x)
	return slices.Concat(x[n-k:], x[:n-k])
}

// near fails when two numbers differ by more than 1e-9.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*math.Max(1, math.Abs(want))) {
		t.Errorf("%s: %.15g, want %.15g", what, got, want)
	}
}

func TestRanks(t *testing.T) {
	if got, want := Ranks([]float64{3, 1, 3, 2, 3}), []float64{4, 1, 4, 2, 4}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got, want := Ranks([]float64{5, 5}), []float64{1.5, 1.5}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	// Without ties ρ is 1 − 6 Σd²/(n(n² − 1)): here Σd² = 1 + 1 + 4 + 4 + 0 over 120.
	near(t, "ρ", Spearman([]float64{1, 2, 3, 4, 5}, []float64{20, 10, 50, 30, 70}), 1-6*float64(1+1+1+1+0)/120)
}

func TestWelch(t *testing.T) {
	a, b := GroupOf([]float64{1, 2, 3}), GroupOf([]float64{2, 4, 6, 8})
	// Means 2 and 5, variances 1 and 20/3: t = −3/√(1/3 + 5/3).
	near(t, "t", Welch(a, b), -3/math.Sqrt(2))
	for _, x := range [][2]Group{{GroupOf([]float64{1}), b}, {GroupOf(nil), b}, {GroupOf([]float64{1, 1}), GroupOf([]float64{2, 2})}} {
		if got := Welch(x[0], x[1]); !math.IsNaN(got) {
			t.Errorf("t of %+v is %v", x, got)
		}
	}
}

func TestLags(t *testing.T) {
	for n := 2; n < 6000; n += 7 {
		want := int(math.Floor(4 * math.Pow(float64(n)/100, 2.0/9)))
		if got := Lags(n); got != want {
			t.Errorf("%d days: %d lags, want %d", n, got, want)
		}
	}
	if Lags(100) != 4 || Lags(99) != 3 {
		t.Errorf("100 days have %d lags, 99 have %d", Lags(100), Lags(99))
	}
}

// TestBartlett compares the moving sums with the definition.
func TestBartlett(t *testing.T) {
	for _, n := range []int{1, 2, 5, 40} {
		for _, lags := range []int{0, 1, 3, 7} {
			g := numbers(uint64(n), n)
			var want float64
			for s := range g {
				for u := range g {
					if l := max(s-u, u-s); l <= lags {
						want += (1 - float64(l)/float64(lags+1)) * g[s] * g[u]
					}
				}
			}
			near(t, "variance", bartlett(g, lags), want)
		}
	}
}

// TestRegress is a line through three points by hand: y = 1/6 + 3/2 x, with residuals −1/6, 1/3, −1/6.
func TestRegress(t *testing.T) {
	f, ok := Regress([]float64{0, 2, 3}, 0, Ones(3), []float64{0, 1, 2})
	if !ok {
		t.Fatal("no fit")
	}
	near(t, "constant", f.Coef[0], 1.0/6)
	near(t, "slope", f.Coef[1], 1.5)
	// The slope is ½(y₂ − y₀): its error √(2 · (½ · ⅙)²).
	near(t, "error", f.SE[1], math.Sqrt(2)/12)
	near(t, "R²", f.R2, 1-(1.0/6)/(14.0/3))
	for _, columns := range [][][]float64{
		{Ones(3), {2, 2, 2}},
		{Ones(3), {0, 0, 0}},
		{Ones(3), {1, 2, 3}, {1, 0, 5}},
	} {
		if _, ok := Regress([]float64{1, 2, 4}, 0, columns...); ok {
			t.Errorf("a fit of %v", columns)
		}
	}
}

// TestRotations compares the fast rotations with the statistics of series that were rotated.
func TestRotations(t *testing.T) {
	const n = 60
	x, y, control := numbers(1, n), numbers(2, n), numbers(3, n)
	for i := range y { // what there is to find
		y[i] += 0.3*x[i] + control[i]
	}
	marked := make([]bool, n)
	for i := range x {
		marked[i] = x[i] < 0.3
	}
	means := func(k int) float64 {
		m := make([]bool, n)
		for i := range m {
			m[(i+k)%n] = marked[i]
		}
		with, without := split(y, m)
		return GroupOf(with).Mean - GroupOf(without).Mean
	}
	controls := [][]float64{Ones(n), control}
	t4 := func(k int) float64 {
		f, _ := Regress(y, Lags(n), controls[0], controls[1], rotated(x, k))
		return f.T[2]
	}
	spearman, ok1 := RotateSpearman(x, y)
	difference, ok2 := RotateMeans(y, marked)
	controlled, ok3 := RotateControlled(y, x, controls)
	if !ok1 || !ok2 || !ok3 {
		t.Fatal("a statistic is missing")
	}
	for _, tt := range []struct {
		name string
		got  Rotated
		at   func(k int) float64
	}{
		{"ρ", spearman, func(k int) float64 { return Spearman(rotated(x, k), y) }},
		{"difference", difference, means},
		{"t", controlled.Rotated, t4},
	} {
		near(t, tt.name, tt.got.Value, tt.at(0))
		asLarge := 0
		for k := 1; k < n; k++ {
			if math.Abs(tt.at(k)) >= math.Abs(tt.at(0)) {
				asLarge++
			}
		}
		if tt.got.AsLarge != asLarge || tt.got.N != n {
			t.Errorf("%s: %d of %d rotations are as large, want %d of %d", tt.name, tt.got.AsLarge, tt.got.N, asLarge, n)
		}
		near(t, tt.name+" p", tt.got.P(), float64(1+asLarge)/n)
	}
	before, _ := Regress(y, 0, controls...)
	after, _ := Regress(y, 0, append(controls, x)...)
	near(t, "added R²", controlled.AddsR2, after.R2-before.R2)
}

// A series that repeats has rotations equal to itself, whatever their last bits are.
func TestRotationsOfEqualDays(t *testing.T) {
	x, y := make([]float64, 40), make([]float64, 40)
	for i := range x {
		x[i], y[i] = float64(i%4)/3, math.Sqrt(float64((i+1)%4))
	}
	r, ok := RotateSpearman(x, y)
	if !ok || r.AsLarge < 9 {
		t.Errorf("%+v: each fourth rotation is the series itself", r)
	}
	if r, ok := RotateMeans(y, make([]bool, 40)); ok {
		t.Errorf("%+v of one group", r)
	}
	if r, ok := RotateSpearman(x, Ones(40)); ok {
		t.Errorf("%+v of a constant", r)
	}
}

func TestLines(t *testing.T) {
	days := []Day{
		{High: 1.02, Low: 0.99, Close: 1.01}, // reaches 1.01 and closes on it; reaches 0.99 and closes above
		{High: 1.005, Low: 0.97, Close: 0.98},
		{High: 1.03, Low: 1, Close: 1.005},
	}
	sigma := []float64{0.01, 0.01, math.NaN()}
	l := RotateLines(days, []float64{1.01, 1.01, 1.01}, sigma, Above)
	if want := (Touches{3, 2, 1}); l.Own != want {
		t.Errorf("above: %+v, want %+v", l.Own, want)
	}
	// The same line every day: two rotations of the same.
	if want := (Touches{6, 4, 2}); l.Others != want || l.AsLarge != 2 {
		t.Errorf("above, of other days: %+v, want %+v", l, want)
	}
	near(t, "walk", l.Walk, WalkTouch(math.Log(1.01)/0.01))
	l = RotateLines(days, []float64{0.99, 0.99, 0.98}, sigma, Below)
	if want := (Touches{3, 2, 1}); l.Own != want {
		t.Errorf("below: %+v, want %+v", l.Own, want)
	}
	// Lines one day on: 0.98 meets the first day, 0.99 the others; two days on: 0.99, 0.98, 0.99.
	if want := (Touches{6, 3, 1}); l.Others != want {
		t.Errorf("below, of other days: %+v, want %+v", l.Others, want)
	}
	none := RotateLines(days, []float64{2, 2, 2}, sigma, Above)
	if !math.IsNaN(none.Value) || none.Own.Touched != 0 {
		t.Errorf("no touch: %+v", none)
	}
}

func TestWalkTouch(t *testing.T) {
	for _, tt := range []struct{ d, want float64 }{{0, 1}, {-1, 1}, {1, math.Erfc(1 / math.Sqrt2)}, {40, 0}} {
		near(t, "touch", WalkTouch(tt.d), tt.want)
	}
	if got := WalkTouch(math.NaN()); !math.IsNaN(got) {
		t.Errorf("%v of no distance", got)
	}
}

func TestNear(t *testing.T) {
	// Distances 0, 1 and 2 standard deviations; one day on: |1.00−1.01|/0.01, |1.01−1.00|/0.01, |1.02−1.04|/0.02.
	closes, levels, sigma := []float64{1.00, 1.01, 1.02}, []float64{1.00, 1.02, 1.06}, []float64{0.01, 0.01, 0.02}
	r := RotateNear(closes, levels, sigma)
	near(t, "distance", r.Value, (0+1+2)/3.0)
	one := (math.Abs(1.00-1.06)/0.01 + math.Abs(1.01-1.00)/0.01) / 3 // the third is at its line
	two := (math.Abs(1.00-1.02)/0.01 + math.Abs(1.01-1.06)/0.01 + math.Abs(1.02-1.00)/0.02) / 3
	near(t, "others", r.Others, (one+two)/2)
}

func TestGrid(t *testing.T) {
	g := GridOf([]float64{100, 102.5, 104}, []float64{5, 5, 5})
	near(t, "mean", g.Mean, (0+2.5+1)/3)
	near(t, "even", g.Even, 1.25)
	near(t, "z", g.Z, (3.5/3-1.25)/(5/math.Sqrt(48*3)))
	near(t, "p", g.P, math.Erfc(math.Abs(g.Z)/math.Sqrt2))
	g = GridOf([]float64{102, 102.5}, []float64{5, 1}) // 2 of 5 points, and 0.5 of 1
	near(t, "mean of two steps", g.Mean, 1.25)
	near(t, "even of two steps", g.Even, 0.75)
	near(t, "z of two steps", g.Z, 0.5/(math.Sqrt((25+1)/48.0)/2))
}

func TestCrossings(t *testing.T) {
	c := crossingsOf([]float64{100, 102, 99, 99, 101})
	for _, tt := range []struct {
		price float64
		want  int
	}{{101.5, 2}, {100.5, 3}, {99.5, 2}, {98, 0}, {103, 0}} {
		if got := c.at(math.Log(tt.price / 100)); got != tt.want {
			t.Errorf("%v is crossed %d times, want %d", tt.price, got, tt.want)
		}
	}
	days := []crossings{c, crossingsOf([]float64{100, 99, 101, 99}), crossingsOf([]float64{100, 100.2, 100.1})}
	r, own, mirror := RotateCrossings(days, []float64{0.005, -0.005, 0.001})
	// Of 100.5: 3, of 99.5: 2; of 99.5: 3, of 100.5: 2; of a line just above 100.1: 2, of 99.9: 0.
	near(t, "own", own, (3+3+2)/3.0)
	near(t, "mirror", mirror, (2+2+0)/3.0)
	near(t, "difference", r.Value, own-mirror)
}

func TestVariance(t *testing.T) {
	near(t, "Parkinson", Parkinson(math.E, 1), 1/(4*math.Ln2))
	near(t, "realized", Realized([]float64{1, math.E, 1}), 2)
	near(t, "a year", ofYear(1.0/252), 1)
}

// TestDiscoveries is the first example of Benjamini and Hochberg (1995): of 15 p values the first four stand at 5%.
func TestDiscoveries(t *testing.T) {
	p := []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
	if got := Discoveries(p, 0.05); got != 0.0095 {
		t.Errorf("the line is at %v", got)
	}
	if got := Discoveries([]float64{0.5, 0.2}, 0.1); got != 0 {
		t.Errorf("the line is at %v, where none stands", got)
	}
	// The largest one that stands takes those below with it.
	if got := Discoveries([]float64{0.09, 0.095}, 0.1); got != 0.095 {
		t.Errorf("the line is at %v", got)
	}
	if got := Discoveries(nil, 0.1); got != 0 {
		t.Errorf("the line of no tests is at %v", got)
	}
}
