package vol

import (
	"math"
	"strings"
	"testing"

	"gex/internal/chain"
)

var wide = []float64{70, 75, 80, 85, 90, 95, 100, 105, 110, 115, 120, 125, 130}

// monthly is an expiry of European options at exact prices around 100, at interest of nothing.
func monthly(forward, n, sigma float64, strikes ...float64) listing {
	return fair("SPX", tuesday, tuesday.Add(days(n)), forward, sigma, 0, strikes...)
}

func refused(t *testing.T, c *chain.Chain, o Options, words string) {
	t.Helper()
	if _, err := Fit(c, o); err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("error %v, want one of %q", err, words)
	}
}

// TestSpotBasis: the quotes' spot may be 0.8 to 1.25 times the file's, and any within that of a given one.
func TestSpotBasis(t *testing.T) {
	for _, c := range []struct {
		spot float64
		ok   bool
	}{{100, true}, {81, true}, {124, true}, {126, false}, {79, false}, {1000, false}, {12.5, false}} {
		ch := chainOf("SPX", c.spot, tuesday, monthly(100, 5, 0.3, wide...))
		if !c.ok {
			refused(t, ch, free(Options{}), "share bases")
			refused(t, ch, free(Options{Spot: "value", SpotAt: 3}), "given spot 3 ")
			ch = chainOf("SPX", c.spot, tuesday, monthly(100, 5, 0.3, wide...))
			close12(t, "implied spot", fitted(t, ch, free(Options{Spot: "implied"})).Spot, 100)
			s := fitted(t, ch, free(Options{Spot: "value", SpotAt: 101}))
			close12(t, "forward at the given spot", s.Expiries[0].Forward, 101)
			if s.FileSpot != c.spot {
				t.Errorf("the file's spot is %g, want %g", s.FileSpot, c.spot)
			}
			continue
		}
		fitted(t, ch, free(Options{}))
	}
	// Given to a file without a spot it is no scenario: strikes are not left out for it.
	none := chainOf("SPX", math.NaN(), tuesday, monthly(100, 5, 0.3, wide...))
	refused(t, none, free(Options{Spot: "value", SpotAt: 10}), "given spot 10 and the quotes")
	close12(t, "forward at the given spot", fitted(t, none, free(Options{Spot: "value", SpotAt: 101})).Expiries[0].Forward, 101)
	// Far expiries allow for what a borrow or a rate costs.
	fitted(t, chainOf("SPX", 100, tuesday, monthly(145, 700, 0.3, wide...)), free(Options{}))
	// Volatility indices' futures may lie far from spot, but not at ten times.
	fitted(t, chainOf("VIX", 40, tuesday, fair("VIX", tuesday, tuesday.Add(days(29)), 20, 0.9, 0, 14, 16, 18, 20, 22, 24, 26)), free(Options{}))
	refused(t, chainOf("VIX", 200, tuesday, fair("VIX", tuesday, tuesday.Add(days(29)), 20, 0.9, 0, 14, 16, 18, 20, 22, 24, 26)), free(Options{}), "share bases")
}

// TestSpotBasisFromDeltas: without quotes the file's deltas speak of the forward.
func TestSpotBasisFromDeltas(t *testing.T) {
	l := listing{root: "SPX", at: tuesday.Add(days(5))}
	for i, delta := range []float64{0.65, 0.5, 0.35} {
		l.cells = append(l.cells, cell{strike: 98 + 2*float64(i), iv: 0.3, delta: delta})
	}
	refused(t, chainOf("SPX", 1000, tuesday, l), free(Options{}), "share bases")
	fitted(t, chainOf("SPX", 100, tuesday, l), free(Options{}))
}

// TestStrikesOfTwoBases: strikes on another basis than the spot have no volatility, their quotes take no part, and stray
// quotes do not count as such.
func TestStrikesOfTwoBases(t *testing.T) {
	both := monthly(100, 20, 0.3, wide...)
	for _, k := range wide {
		for _, put := range []bool{false, true} {
			p := 4 * worth(100, k, 0.3, 20./365, put)
			both.cells = append(both.cells, cell{strike: 4 * k, put: put, bid: p, ask: p})
		}
	}
	s := fitted(t, chainOf("SPX", 100, tuesday, both), free(Options{}))
	if !warns(s, "strike-basis") {
		t.Errorf("no word of two bases: %v", s.Warnings)
	}
	close12(t, "forward", s.Expiries[0].Forward, 100)
	for i, v := range s.Vol {
		if old := i >= 2*len(wide); math.IsNaN(v) != old {
			t.Errorf("contract %d has a volatility of %g", i, v)
		}
	}
	stray := monthly(100, 20, 0.3, wide...)
	stray.cells[0].bid, stray.cells[0].ask = 900, 900
	if s := fitted(t, chainOf("SPX", 100, tuesday, stray), free(Options{})); warns(s, "strike-basis") {
		t.Error("one stray quote makes two bases")
	}
}

// TestPremiumScale: premiums in another unit are refused by much and warned of by little, sides that are exchanged are
// refused, and real discounts pass.
func TestPremiumScale(t *testing.T) {
	scaled := func(n, factor float64) *chain.Chain {
		l := monthly(100, n, 0.3, wide...)
		for i := range l.cells {
			l.cells[i].bid *= factor
			l.cells[i].ask *= factor
		}
		return chainOf("SPX", 100, tuesday, l)
	}
	for _, factor := range []float64{0.1, 0.4, 0.7, 1.4, 83} {
		refused(t, scaled(20, factor), Options{}, "another currency or scale")
	}
	refused(t, scaled(20, 0.01), Options{}, "premiums are in coins")
	for _, c := range []struct {
		n, factor float64
		warns     bool
	}{{20, 0.86, true}, {20, 1.17, true}, {20, 1, false}, {20, 0.98, false}, {365, 0.75, false}, {365, 1.01, false}} {
		if s := fitted(t, scaled(c.n, c.factor), Options{}); warns(s, "premium-scale") != c.warns {
			t.Errorf("premiums times %g in %g days: warnings %v", c.factor, c.n, s.Warnings)
		}
	}
	for _, factor := range []float64{1, 0.98, 0.5, 0.01, 4} { // of one expiry of three
		l := monthly(100, 45, 0.3, wide...)
		for i := range l.cells {
			l.cells[i].bid *= factor
			l.cells[i].ask *= factor
		}
		s := fitted(t, chainOf("SPX", 100, tuesday, monthly(100, 20, 0.3, wide...), l, monthly(100, 80, 0.3, wide...)), Options{})
		if warns(s, "premium-scale") != (math.Abs(factor-1) > 0.1) {
			t.Errorf("premiums of one expiry times %g: warnings %v", factor, s.Warnings)
		}
	}
	l := monthly(100, 20, 0.3, wide...)
	for i := range l.cells {
		j := i ^ 1
		if i < j {
			l.cells[i].bid, l.cells[j].bid = l.cells[j].bid, l.cells[i].bid
			l.cells[i].ask, l.cells[j].ask = l.cells[j].ask, l.cells[i].ask
		}
	}
	refused(t, chainOf("SPX", 100, tuesday, l), Options{}, "swapped")
	// Quotes that are not used are not judged.
	file := scaled(20, 0.4)
	for i := range file.IV {
		file.IV[i] = 0.3
	}
	fitted(t, file, Options{IV: "file", Carry: "flat"})
}

// TestForwardDropped: a forward that neither spot nor the other expiries explain is left out.
func TestForwardDropped(t *testing.T) {
	c := chainOf("SPX", 100, tuesday, monthly(100, 5, 0.3, wide...), monthly(100, 12, 0.3, wide...), monthly(118, 19, 0.3, wide...))
	s := fitted(t, c, free(Options{}))
	if e := s.Expiries[2]; !warns(s, "forward-dropped") || e.ForwardBy != "carry" || math.Abs(e.Forward-100) > 0.5 {
		t.Errorf("forward %g by %s, warnings %v", e.Forward, e.ForwardBy, s.Warnings)
	}
	// News moves all of them.
	c = chainOf("SPX", 100, tuesday, monthly(88, 5, 0.3, wide...), monthly(88, 12, 0.3, wide...))
	if s := fitted(t, c, free(Options{})); warns(s, "forward-dropped") || !warns(s, "gap") {
		t.Errorf("warnings %v", s.Warnings)
	}
}

// TestImplausibleVolatility: an expiry whose volatility at the money is below 2 or above 500% has none.
func TestImplausibleVolatility(t *testing.T) {
	for _, c := range []struct {
		sigma float64
		ok    bool
	}{{0.015, false}, {0.025, true}, {4.5, true}, {5.5, false}} {
		strikes := wide
		if c.sigma < 0.1 {
			strikes = []float64{99, 99.25, 99.5, 99.75, 100, 100.25, 100.5, 100.75, 101}
		}
		s := fitted(t, chainOf("SPX", 100, tuesday, monthly(100, 30, c.sigma, strikes...), monthly(100, 60, 0.3, wide...)), free(Options{}))
		if got := s.Vol[len(strikes)] > 0; got != c.ok || warns(s, "vol-implausible") == c.ok {
			t.Errorf("%g: volatility %g, warnings %v", c.sigma, s.Vol[len(strikes)], s.Warnings)
		}
		if v := s.Vol[len(s.Vol)-1]; !(v > 0) {
			t.Errorf("%g: the other expiry has %g", c.sigma, v)
		}
	}
}

func TestGridLevel(t *testing.T) {
	for v, want := range map[float64]int{
		0.5: 1, 0.500005: 1, 0.2500075: 2, 0.12500875: 3, 0.0625: 4, 0.0313: 5, 0.03125: 5, 0.0156: 6, 0.0078: 7, 0.0078135: 7,
		0.4991: 1, 0.499: 0, // 2e-3 away is outside
		0.49: 0, 0.51: 0, 0.3: 0, 0.2: 0, 0.75: 0, 1: 0, 2: 0, 0.0039: 0, 0: 0, 1e-5: 0,
	} {
		if got := gridLevel(v); got != want {
			t.Errorf("gridLevel(%g) = %d, want %d", v, got, want)
		}
	}
	if gridLevel(math.NaN()) != 0 || gridLevel(math.Inf(1)) != 0 {
		t.Error("NaN is on the grid")
	}
}

// TestPlaceholders: volatilities on the grid of a bisection are left out where they are many, whatever else there is.
func TestPlaceholders(t *testing.T) {
	file := func(vols ...float64) *Surface {
		l := listing{root: "SPX", at: tuesday.Add(days(20))}
		for i := range 26 {
			l.cells = append(l.cells, cell{strike: wide[i/2], put: i%2 == 1, iv: vols[i%len(vols)]})
		}
		return fitted(t, chainOf("SPX", 100, tuesday, l), free(Options{IV: "file"}))
	}
	for _, c := range []struct {
		name string
		vols []float64
		want bool
	}{
		{"all of a bisection", []float64{0.500005, 0.2500075, 0.12500875, 0.062509375, 1e-5}, true},
		{"rounded", []float64{0.0078, 0.0156, 0.0313, 0.0625, 0.125}, true},
		{"a third of them", []float64{0.2500075, 0.31, 0.29, 0.12500875, 0.27, 0.26}, true},
		{"one level alone", []float64{0.500005, 0.500005, 0.31}, true},
		{"round percent", []float64{0.25, 0.26, 0.25, 0.5, 0.24}, false},
		{"one for all", []float64{0.25}, false},
		{"ordinary", []float64{0.21, 0.225, 0.24, 0.26, 0.31}, false},
	} {
		s := file(c.vols...)
		if warns(s, "iv-placeholder") != c.want {
			t.Errorf("%s: warnings %v", c.name, s.Warnings)
		}
		for i, v := range s.Vol {
			of := c.vols[i%len(c.vols)]
			if lost := c.want && (of < 1e-4 || gridLevel(of) > 0); math.IsNaN(v) != lost {
				t.Errorf("%s: %g becomes %g", c.name, of, v)
			}
		}
	}
}
