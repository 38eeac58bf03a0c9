package american

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/bs"
	_ "gex/internal/soaktest"
)

// TestSolverNeedsNoDividend compares the finite differences with the boundary of package bs, with which they share nothing.
func TestSolverNeedsNoDividend(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := contract{
			put:   rapid.Bool().Draw(t, "put"),
			years: rapid.Float64Range(0.003, 2).Draw(t, "years"), vol: rapid.Float64Range(0.08, 1).Draw(t, "vol"),
			rate: rapid.Float64Range(0, 0.08).Draw(t, "rate"), yield: rapid.Float64Range(0, 0.1).Draw(t, "yield"),
		}
		right := bs.Call
		if c.put {
			right = bs.Put
		}
		boundary, err := bs.NewBoundary(right, c.years, c.rate, c.yield, c.vol)
		if err != nil {
			t.Fatal(err)
		}
		s := c.solve(mesh{nodes: 241, steps: 60})
		for _, d := range []float64{-2, -1, -0.4, 0, 0.4, 1, 2} {
			total := c.vol * math.Sqrt(c.years)
			spot := math.Exp(d * total)
			at := s.at(spot)
			got, want := at.of(s.american)-at.of(s.european), boundary.Premium(spot, 1)
			if boundary.Exercised(spot, 1) {
				got, want = at.of(s.american), boundary.Price(spot, 1)
			}
			if !(math.Abs(got-want) <= 1e-5*max(spot, 1)*max(1, 3*total)) {
				t.Errorf("%+v at spot %v: premium %v, want %v", c, spot, got, want)
			}
		}
	})
}

// compound returns the early-exercise premium of a call of strike 1 with one dividend and no yield, by quadrature: it is
// exercised just before the dividend or never (Roll 1977 with a proportional dividend),
//
//	e^{−rt} E[max(S_t − 1 − C(S_t·keep, T−t), 0)]
func compound(spot float64, c contract) float64 {
	d := c.drops[0]
	later := bs.Option{Right: bs.Call, Strike: 1, Years: c.years - d.years, Rate: c.rate, Vol: c.vol}
	at := func(z float64) float64 {
		return spot * math.Exp((c.rate-c.vol*c.vol/2)*d.years+c.vol*math.Sqrt(d.years)*z)
	}
	gain := func(z float64) float64 {
		o := later
		o.Spot = at(z) * d.keep
		return at(z) - 1 - o.Price()
	}
	low, high := -10.0, 10.0
	if gain(high) <= 0 {
		return 0
	}
	if gain(low) < 0 { // exercised from a spot on
		above := high
		for range 60 {
			if mid := (low + above) / 2; gain(mid) > 0 {
				above = mid
			} else {
				low = mid
			}
		}
	}
	const n = 2000 // Simpson's rule
	sum, h := gain(low)*math.Exp(-low*low/2)+gain(high)*math.Exp(-high*high/2), (high-low)/n
	for i := 1; i < n; i++ {
		z := low + float64(i)*h
		sum += float64(2+2*(i%2)) * gain(z) * math.Exp(-z*z/2)
	}
	return math.Exp(-c.rate*d.years) * sum * h / 3 / math.Sqrt(2*math.Pi)
}

// TestSolverOneDividend compares calls with the quadrature, from a dividend tomorrow to one shortly before settlement. The
// grid does not resolve the deviation until tomorrow, which costs accuracy beside the spot of exercise.
func TestSolverOneDividend(t *testing.T) {
	for _, c := range []struct{ years, ex, bound float64 }{
		{0.08, 0.0027, 3e-6}, {0.08, 0.04, 2e-6}, {0.3, 0.003, 7e-6}, {0.3, 0.02, 4e-6}, {0.3, 0.2, 2e-6}, {1, 0.003, 2e-5}, {1, 0.2, 5e-6}, {1, 0.9, 2e-6},
	} {
		call := contract{years: c.years, rate: 0.01, vol: 0.25, drops: []drop{{c.ex, 0.985, 0}}}
		s := call.solve(mesh{nodes: 241, steps: 60})
		worst, largest := 0.0, 0.0
		for x := -0.6; x < 0.6; x += 0.031 {
			spot := math.Exp(x * math.Sqrt(c.years))
			at := s.at(spot)
			want := compound(spot, call)
			worst, largest = max(worst, math.Abs(at.of(s.american)-at.of(s.european)-want)), max(largest, want)
		}
		if worst > c.bound || largest < 0.005 {
			t.Errorf("%v years, dividend after %v: off by %.1e of premiums up to %.3f", c.years, c.ex, worst, largest)
		}
	}
}

// TestAxis checks that interpolation is exact for what it is made for, and linear in spot beyond the ends.
func TestAxis(t *testing.T) {
	for _, put := range []bool{true, false} {
		a := newAxis(put, 0.1, 1, 41)
		if a.x[20] != 0 || (a.x[0] < a.x[40]) != put || math.Abs(math.Abs(a.x[0])-1) > 1e-14 {
			t.Errorf("put %t: the axis runs from %v over %v to %v", put, a.x[0], a.x[20], a.x[40])
		}
		linear, smooth := make([]float64, 41), make([]float64, 41)
		for i, spot := range a.spot {
			xi := float64(i)/20 - 1
			linear[i], smooth[i] = 3-2*spot, 1+xi*(2-xi*xi*(3+xi*xi))
		}
		for _, spot := range []float64{0, 0.1, 5, a.spot[0], a.spot[40]} {
			if at := a.at(spot); math.Abs(at.of(linear)-(3-2*spot)) > 1e-12 {
				t.Errorf("put %t: at spot %v beyond the axis: %v, want %v", put, spot, at.of(linear), 3-2*spot)
			}
		}
		for x := -0.99; x < 1; x += 0.0371 {
			xi := math.Asinh(x/a.width) / a.bend * a.sign
			at := a.at(math.Exp(x))
			if want := 1 + xi*(2-xi*xi*(3+xi*xi)); math.Abs(at.of(smooth)-want) > 1e-13 {
				t.Errorf("put %t: at %v: %v, want %v", put, x, at.of(smooth), want)
			}
		}
	}
}

// TestLowered: the stencils of all nodes after a fall are those of each alone, up to the rounding of logarithms, within the axis and
// beyond its end.
func TestLowered(t *testing.T) {
	for _, put := range []bool{true, false} {
		for _, nodes := range []int{21, 51, 81} {
			a := newAxis(put, 0.1, 1, nodes)
			for _, fall := range []float64{-1e-9, -0.003, -0.02, -0.5, -3} {
				all := a.lowered(nil, fall, make([]float64, nodes))
				if len(all) != nodes {
					t.Fatalf("%d stencils of %d nodes", len(all), nodes)
				}
				for i, x := range a.x {
					one := a.atLog(x + fall)
					for j, w := range one.weight {
						if all[i].first != one.first || math.Abs(all[i].weight[j]-w) > 1e-11 {
							t.Fatalf("put %t, node %d of %d, a fall of %g: %v, want %v", put, i, nodes, fall, all[i], one)
						}
					}
				}
			}
		}
	}
}

func BenchmarkSolver(b *testing.B) {
	for _, m := range meshes {
		for _, dividends := range []int{1, 3} {
			c := contract{years: 0.5, rate: 0.04, vol: 0.25}
			for i := range dividends {
				c.drops = append(c.drops, drop{0.1 + float64(i)*0.12, 0.99, 0})
			}
			b.Run(fmt.Sprintf("%dx%d/dividends=%d", m.nodes, m.steps, dividends), func(b *testing.B) {
				for b.Loop() {
					c.solve(m)
				}
			})
		}
	}
}
