package vol

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"gex/internal/market"
	_ "gex/internal/soaktest"
)

func TestNarrow(t *testing.T) {
	for _, c := range []struct {
		bid, ask     float64
		ok, doubtful bool
		why          string
	}{
		{1, 1.1, true, false, "ordinary"},
		{1, 1, true, false, "locked"},
		{0, 0.05, false, false, "no bid"},
		{1.1, 1, false, false, "crossed"},
		{0.75, 1.25, true, false, "half its mid"},
		{0.74, 1.24, true, true, "half a dollar, and more than half its mid"},
		{0.05, 0.55, true, true, "half a dollar wide"},
		{0.05, 0.6, false, false, "wider than half a dollar and half its mid"},
		{10, 16, true, false, "wide in dollars, within half its mid"},
		{10, 17, false, false, "wide in both"},
		{math.NaN(), 1, false, false, "no bid at all"},
		{1, math.NaN(), false, false, "no ask at all"},
		{1, math.Inf(1), false, false, "no bound"},
	} {
		if ok, doubtful := narrow(c.bid, c.ask); ok != c.ok || doubtful != c.doubtful {
			t.Errorf("%s: narrow(%g, %g) = %v, %v", c.why, c.bid, c.ask, ok, doubtful)
		}
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		x    []float64
		want float64
	}{{[]float64{3}, 3}, {[]float64{9, 1}, 5}, {[]float64{5, 1, 2}, 2}, {[]float64{8, 1, 3, 2}, 2.5}} {
		if got := median(c.x); got != c.want {
			t.Errorf("median %v = %g, want %g", c.x, got, c.want)
		}
	}
	if !math.IsNaN(median(nil)) {
		t.Error("median of nothing is a number")
	}
}

// TestSortFew: few numbers are in the order of slices.Sort, what is no number first.
func TestSortFew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.SampledFrom([]float64{-2, -1, 0, 1, 2, 3, math.Inf(1), math.NaN()}), 0, fewNumbers).Draw(t, "x")
		want := slices.Sorted(slices.Values(x))
		sortFew(x)
		for i := range x {
			if x[i] != want[i] && !(math.IsNaN(x[i]) && math.IsNaN(want[i])) {
				t.Fatalf("%v, want %v", x, want)
			}
		}
	})
}

// TestRegress holds our regression, which fixes its order of operations, against gonum's.
func TestRegress(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 40).Draw(t, "n")
		x, y, w := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range x {
			x[i] = 5000 + 5*float64(i)
			y[i] = rapid.Float64Range(-300, 300).Draw(t, "y")
			w[i] = rapid.Float64Range(0.01, 200).Draw(t, "w")
		}
		_, want := stat.LinearRegression(x, y, w, false)
		if got := regress(x, y, w).slope; math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
			t.Fatalf("slope %g, gonum says %g", got, want)
		}
	})
}

func TestPairsRankedByMillionths(t *testing.T) {
	quote := func(k, d float64) line {
		return line{k, leg{at: 0, mid: 10 + d, usable: true}, leg{at: 1, mid: 10, usable: true}}
	}
	got := pairsOf([]line{quote(90, 2), quote(95, -0.3000000004), quote(100, 0.3), quote(105, -1)})
	want := []float64{95, 100, 105, 90}
	for i, p := range got {
		if p.strike != want[i] {
			t.Fatalf("rank %d is %g, want %g", i, p.strike, want[i])
		}
	}
}

func TestNextExDate(t *testing.T) {
	at := func(root string, d market.Date) market.Date {
		return nextExDate(root, []quotes{{at: d.At(12, 0), lines: []line{{}}}})
	}
	for _, c := range []struct {
		root       string
		date, want market.Date
	}{
		{"SPY", market.Date{Year: 2025, Month: 5, Day: 1}, market.Date{Year: 2025, Month: 6, Day: 20}},
		{"SPY", market.Date{Year: 2025, Month: 6, Day: 20}, market.Date{Year: 2025, Month: 9, Day: 19}},
		{"SPY", market.Date{Year: 2025, Month: 12, Day: 22}, market.Date{Year: 2026, Month: 3, Day: 20}},
		{"QQQ", market.Date{Year: 2025, Month: 5, Day: 1}, market.Date{Year: 2025, Month: 6, Day: 23}},
		{"IWM", market.Date{Year: 2025, Month: 5, Day: 1}, market.Date{}},
	} {
		if got := at(c.root, c.date); got != c.want {
			t.Errorf("%s after %s: %s, want %s", c.root, c.date, got, c.want)
		}
	}
}

func TestInterpolate(t *testing.T) {
	lines := []line{{strike: 80}, {strike: 90}, {strike: 95}, {strike: 100}, {strike: 110}, {strike: 120}}
	w := []float64{0, 0.04, 0, 0, 0.02, 0}
	source := []Source{None, FromQuote, None, None, FromQuote, None}
	interpolate(lines, w, source)
	at := func(k float64) float64 { return 0.04 - 0.02*math.Log(k/90)/math.Log(110./90) }
	for i, want := range []float64{0.04, 0.04, at(95), at(100), 0.02, 0.02} {
		if math.Abs(w[i]-want) > 1e-15 || source[i] == None {
			t.Errorf("strike %g: %g from %s, want %g", lines[i].strike, w[i], source[i], want)
		}
	}
	none := []Source{None, None}
	interpolate(lines[:2], make([]float64, 2), none)
	if none[0] != None || none[1] != None {
		t.Error("interpolated between nothing")
	}
}

func TestAge(t *testing.T) {
	friday := market.Date{Year: 2025, Month: 11, Day: 14}
	monday := market.Date{Year: 2025, Month: 11, Day: 17}
	quote, sunday, settlement := friday.At(16, 0), monday.AddDays(-1).At(12, 0), monday.At(16, 0)
	if got := (weigher{market.Trading}).age(quote, sunday, settlement); math.Abs(got-(6.5+9.5*0.12)/(6.5+9.5*0.12+8*0.12)) > 1e-12 {
		t.Errorf("over a weekend %g", got)
	}
	if got := (weigher{market.Calendar}).age(quote, sunday, settlement); math.Abs(got-28./72) > 1e-12 {
		t.Errorf("by the calendar %g", got)
	}
	if got := (weigher{market.Trading}).age(quote, quote, settlement); got != 1 {
		t.Errorf("fresh quotes age by %g", got)
	}
	saturday := friday.AddDays(1)
	if got := (weigher{market.Trading}).age(saturday.At(0, 0), saturday.At(6, 0), saturday.At(12, 0)); got != 0.5 {
		t.Errorf("where no second weighs, elapsed ones count: %g", got)
	}
}
