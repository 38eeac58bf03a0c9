package gex

import (
	"fmt"
	"math"
	"testing"

	"gex/internal/report"
)

// TestGraze: exposure that dips through zero and back between two rungs of the ladder, +1, -a and +1 contracts h apart:
// roots at ±y around the middle, y = s²/h·acosh(a e^{h²/2s²}/2), wherever the rungs lie; none when it stays above. The
// narrower the bells, the less is the dip a parabola; below two rungs they are spikes.
func TestGraze(t *testing.T) {
	for _, s := range []float64{0.0021, 0.003, 0.006, 0.02} {
		for _, h := range []float64{0.8 * s, s, 1.6 * s} {
			for _, sign := range []float64{1, -1} {
				for at := 0.05; at < 1; at += 0.1 { // of a rung
					checkGraze(t, s, h, sign, at)
				}
			}
		}
	}
}

func checkGraze(t *testing.T, s, h, sign, at float64) {
	t.Helper()
	center := (20 + at) * step
	book := func(a float64) *report.LevelsDocument {
		k := 100 * math.Exp(center+s*s/2)
		b := bumpBook(t, []bump{{k * math.Exp(-h), s, sign}, {k, s, -sign * a}, {k * math.Exp(h), s, sign}}, Options{})
		r, _ := b.core()
		return r
	}
	touching := 2 * math.Exp(-h*h/2/s/s)
	for _, y := range []float64{0.00002, 0.0001, 0.0003, 0.00049} {
		what := fmt.Sprintf("s %g, h %g, sign %g, %.2f of a rung, y = %g", s, h, sign, at, y)
		all := book(touching * math.Cosh(y*h/s/s)).AllFlips()
		if len(all) != 2 {
			t.Fatalf("%s: roots %v", what, all)
		}
		for i, f := range all {
			near(t, what, float64(f.Spot), 100*math.Exp(center+y*float64(2*i-1)), 1e-9, 0)
			if down := f.Direction == report.PosToNeg; down != (i == 0 == (sign > 0)) {
				t.Errorf("%s: root %d goes %s", what, i, f.Direction)
			}
		}
	}
	if all := book(touching * (1 - 1e-6)).AllFlips(); len(all) != 0 {
		t.Fatalf("s %g, h %g, %g of a rung: roots %v of what stays above zero", s, h, at, all)
	}
}

// TestSpikes: contracts so near their end that their gamma is a spike between two rungs of the ladder. Each takes the sign
// of a broad exposure around it for itself: two roots, and four for two of them within one rung.
func TestSpikes(t *testing.T) {
	broad := bump{100, 0.05, 1}
	for _, spikes := range [][]bump{
		{{100.042, 0.0001, -0.01}},
		{{100.042, 0.0001, -0.0022}},                              // little more than what it turns
		{{100.042, 0.00003, -0.1}},                                // of the last minute
		{{100.02, 0.00004, -0.01}, {100.08, 0.00004, -0.01}},      // both in one rung
		{{100.03, 0.00004, 0.02}, {100.07, 0.00004, -0.01}},       // opposite ones
		{{100.042, 0.0001, -0.01}, {104.06, 0.00007, -0.01}},      // in two
		{{100.049, 0.0015, -0.04}},                                // as wide as a rung
		{{100.042, 0.0001, -0.0012}, {100.0421, 0.0001, -0.0012}}, // two that only together turn it
		{{80.005, 0.00001, -0.001}},                               // between the end and the first rung
		{{100.03, 0.00004, 0.02}, {100.031, 0.00004, -0.020005}},  // side by side: what is left of them turns
	} {
		bumps := append([]bump{broad}, spikes...)
		var want []float64
		xs, gs := scan(bumps)
		for i := 1; i < len(xs); i++ {
			if gs[i] < 0 != (gs[i-1] < 0) {
				want = append(want, xs[i])
			}
		}
		got := Build(bumpBook(t, bumps, Options{})).AllFlips()
		if len(got) != len(want) || len(want) == 0 {
			t.Errorf("%g: roots %v, want about %.6f", spikes, got, want)
			continue
		}
		for i, w := range want {
			if x := float64(got[i].Spot); math.Abs(x/w-1) > 1e-4 || gexOf(bumps, x*(1-1e-9))*gexOf(bumps, x*(1+1e-9)) > 0 {
				t.Errorf("%g: root %v, want about %.6f", spikes, got[i], w)
			}
		}
	}
	// Too weak to turn anything: none.
	if got := Build(bumpBook(t, []bump{broad, {100.042, 0.0001, -0.0018}}, Options{})).AllFlips(); len(got) != 0 {
		t.Errorf("roots %v of a spike that is too weak", got)
	}
}

// TestSpikesCarry: a spike is where its strike is at the forward, here a fifth of a rung beside five rungs below it.
func TestSpikesCarry(t *testing.T) {
	const rate = 0.05
	carry := rate * bumpYears
	bumps := []bump{{100 * math.Exp(carry), 0.05, 1}, {100.042 * math.Exp(carry), 0.00004, -0.01}}
	all := makeBook(t, 100, rate, 0, bumpLegs(bumps), Options{}).coreFlips()
	if len(all) != 2 {
		t.Fatalf("roots %v", all)
	}
	for i, f := range all { // without carry the same picture is at e^-carry of these strikes
		bare := []bump{{100, 0.05, 1}, {100.042, 0.00004, -0.01}}
		want := zeroBetween(t, bare, []float64{100.02, 100.042}[i], []float64{100.042, 100.06}[i])
		near(t, "root", float64(f.Spot), want, 1e-8, 0)
	}
}

func (b *Book) coreFlips() []report.Flip {
	r, _ := b.core()
	return r.AllFlips()
}

// TestFollow: from three points far to one side of a narrow dip it takes several parabolas to come below zero; where the
// bottom is above zero there is no end below it.
func TestFollow(t *testing.T) {
	const s, h, center = 0.006, 0.006, 0.02
	k := 100 * math.Exp(center+s*s/2)
	touching := 2 * math.Exp(-h*h/2/s/s)
	for _, sign := range []float64{1, -1} {
		for _, y := range []float64{0.00001, 0.0001, -1} {
			a := touching * math.Cosh(y*h/s/s)
			if y < 0 {
				a = touching * (1 - 1e-6)
			}
			b := bumpBook(t, []bump{{k * math.Exp(-h), s, sign}, {k, s, -sign * a}, {k * math.Exp(h), s, sign}}, Options{})
			for _, from := range [][]float64{{-0.004, 0.0005, 0.0009}, {-0.0009, -0.0005, 0.004}, {-0.004, -0.0011, 0.003}, {-0.003, 0.0011, 0.004}} {
				x := []float64{100 * math.Exp(center+from[0]), 100 * math.Exp(center+from[1]), 100 * math.Exp(center+from[2])}
				g := b.gexAt(b.batch, x)
				for i := range g {
					g[i] *= sign
				}
				at, ok := b.follow(b.batch, x, g, sign)
				if ok != (y > 0) || ok && math.Abs(math.Log(at/100)-center) > y {
					t.Errorf("y %g from %g: %g, %v", y, from, math.Log(at/100)-center, ok)
				}
			}
		}
	}
}
