package vol

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gex/internal/chain"
)

// TestLockedQuotes: a bid equal to its ask is not crossed, and both sides are counted as they are.
func TestLockedQuotes(t *testing.T) {
	for want, count := range map[string][4]int{"": {0, 20, 0, 10}, "31 of 42 quotes": {30, 0, 1, 11}} { // calls crossed and not, puts likewise
		c := &chain.Chain{}
		side(c, chain.Call, count[1], count[0], 0, 0, 0)
		side(c, chain.Put, count[3], count[2], 0, 0, 0)
		for i := range c.Bid {
			if c.Bid[i] < c.Ask[i] {
				c.Ask[i] = c.Bid[i]
			}
		}
		f := &fitter{c: c, s: &Surface{}}
		if f.warnSides(); !strings.HasPrefix(said(f, "quotes-crossed"), want) || (want == "") != (len(f.s.Warnings) == 0) {
			t.Errorf("%v: %v", count, f.s.Warnings)
		}
	}
}

// TestDeltasOfZero: calls without a delta are not asked, whether their cell is empty or 0; those of delta 1 are.
func TestDeltasOfZero(t *testing.T) {
	for _, c := range []struct {
		deltas []float64
		want   string
	}{
		{[]float64{-1, -1, -1, -1, -1, -1, 0.3, 0.3, 0.3, 0.3, 0, 0, 0}, "6 of 10 calls"},
		{[]float64{-1, -1, -1, -1, -1, -1, 1, 1, 1, 1}, "6 of 10 calls"},
		{[]float64{-1, -1, -1, -1, -1, 1, 1, 1, 1, 1, 0}, ""},
	} {
		ch := &chain.Chain{}
		side(ch, chain.Call, len(c.deltas), 0, 0, 0, 0)
		copy(ch.Delta, c.deltas)
		f := &fitter{c: ch, s: &Surface{}}
		if f.warnDeltas(); !strings.HasPrefix(said(f, "delta-mismatch"), c.want) || (c.want == "") != (len(f.s.Warnings) == 0) {
			t.Errorf("%v: %v", c.deltas, f.s.Warnings)
		}
	}
}

// TestGridEdges: 2 per mille beside a power of two is on the grid; the lower end of the bisection, 1e-5 up to half as much more, is no
// volatility and is not counted.
func TestGridEdges(t *testing.T) {
	for v, want := range map[float64]int{0.501: 1, 0.5011: 0, 0.499: 0, 0.4991: 1, 0.2505: 2} {
		if got := gridLevel(v); got != want {
			t.Errorf("%g is on level %d, want %d", v, got, want)
		}
	}
	for tenth, want := range map[float64]bool{1.5e-5: false, 1.6e-5: true, 0.2: true} {
		ch := &chain.Chain{}
		side(ch, chain.Call, 0, 0, 0, 0, 10)
		copy(ch.IV, []float64{0.500005, 0.2500075, 0.12500875, 0.21, 0.22, 0.23, 0.24, 0.26, 0.27, tenth})
		f := &fitter{c: ch, s: &Surface{}}
		if f.dropPlaceholders(); f.grid != want {
			t.Errorf("beside %g: a grid %v", tenth, f.grid)
		}
	}
	f := &fitter{grid: true}
	for v, want := range map[float64]bool{1.5e-5: true, 1.6e-5: false, 1e-5: true, 0.25: true, 0.3: false} {
		if f.placeholder(v) != want {
			t.Errorf("%g is a placeholder: %v", v, !want)
		}
	}
}

// TestOneLostToGrid: one contract without a volatility is enough to say so.
func TestOneLostToGrid(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "1 IVs of the file", 2: "2 IVs of the file"} {
		f := &fitter{grid: true, c: &chain.Chain{}, s: &Surface{}}
		side(f.c, chain.Call, 0, 0, 0, 0, 3)
		f.s.Source = make([]Source, 3)
		for i := range n {
			f.c.IV[i] = 0.25
		}
		if f.warnVols(); !strings.HasPrefix(said(f, "iv-placeholder"), want) || (want == "") != (len(f.s.Warnings) == 0) {
			t.Errorf("%d: %v", n, f.s.Warnings)
		}
	}
}

// TestUnitCounts: nothing is said of the unit where at most as many contracts rest on the file as on quotes, and at most half on
// nothing; nor of fewer than ten volatilities, of which a 0 is none.
func TestUnitCounts(t *testing.T) {
	for _, c := range []struct {
		file, quote, other, none, zeros int
		want                            bool
	}{
		{5, 3, 2, 0, 0, false}, {6, 3, 2, 0, 0, true}, {6, 3, 3, 0, 0, false},
		{4, 5, 0, 9, 0, false}, {4, 5, 0, 10, 0, true},
		{9, 0, 0, 0, 1, false}, {10, 0, 0, 0, 1, true},
	} {
		f := &fitter{c: &chain.Chain{}, s: &Surface{Spot: 100}}
		for source, n := range map[Source]int{FromFile: c.file + c.zeros, FromQuote: c.quote, FromOtherLeg: c.other, None: c.none} {
			side(f.c, chain.Call, 0, 0, 0, 0, n)
			for range n {
				f.c.IV[len(f.s.Source)] = 0.019
				f.s.Source = append(f.s.Source, source)
			}
		}
		for i, source := range f.s.Source {
			if source == FromFile && c.zeros > 0 {
				f.c.IV[i] = 0
				c.zeros--
			}
		}
		f.warnUnit()
		if got := said(f, "iv-implausible") != ""; got != c.want {
			t.Errorf("%s: warns %v", fmt.Sprint(c), got)
		}
	}
}

// TestStrikesOfSmile: the lowest and the highest, of one strike twice the same.
func TestStrikesOfSmile(t *testing.T) {
	of := func(strikes ...float64) (m Smile) {
		for _, k := range strikes {
			m.k = append(m.k, math.Log(k))
		}
		return m
	}
	for _, c := range []struct {
		m       Smile
		low, hi float64
	}{{of(80, 100, 130), 80, 130}, {of(90), 90, 90}, {of(90, 95), 90, 95}} {
		low, hi := c.m.Strikes()
		close12(t, "the lowest", low, c.low)
		close12(t, "the highest", hi, c.hi)
	}
	if low, hi := (Smile{}).Strikes(); !math.IsNaN(low) || !math.IsNaN(hi) {
		t.Errorf("of none: %g and %g", low, hi)
	}
}
