package kernel_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gex/internal/bs/kernel"
)

// amid returns n elements in the midst of what is no number, which shows where it is read or written.
func amid[T kernel.Quad | kernel.Both](n int) []T {
	all := make([]T, n+4)
	for i := range all {
		for j := range len(all[i]) {
			all[i] = set(all[i], j, math.NaN())
		}
	}
	return all[2 : n+2]
}

func set[T kernel.Quad | kernel.Both](a T, j int, x float64) T {
	switch b := any(&a).(type) {
	case *kernel.Quad:
		b[j] = x
	case *kernel.Both:
		b[j] = x
	}
	return a
}

// steps are the results of a step of a random system: the solutions of both right sides, without a floor and with one.
func steps(seed uint64, n int) (t *kernel.Tridiagonal, v, first, second, raised []kernel.Both, floor []kernel.Quad, alpha float64) {
	random := rand.New(rand.NewPCG(seed, 7))
	quads := func(size float64) []kernel.Quad {
		c := amid[kernel.Quad](n)
		for i := range c {
			for k := range c[i] {
				c[i][k] = size * random.Float64()
			}
		}
		return c
	}
	t = &kernel.Tridiagonal{Lower: quads(1), Middle: quads(-2), Upper: quads(1), Ratio: amid[kernel.Quad](n), Inverse: amid[kernel.Quad](n), Link: amid[kernel.Quad](n)}
	t.Lower[0], t.Upper[n-1] = kernel.Quad{}, kernel.Quad{}
	v, alpha = amid[kernel.Both](n), 0.3
	for i := range v {
		for k := range v[i] {
			v[i][k] = random.NormFloat64()
		}
	}
	never := amid[kernel.Quad](n)
	for i := range never {
		never[i] = kernel.Quad{math.Inf(-1), math.Inf(-1), math.Inf(-1), math.Inf(-1)}
	}
	floor = quads(1)
	right := amid[kernel.Both](n)
	first, second, raised = amid[kernel.Both](n), amid[kernel.Both](n), amid[kernel.Both](n)
	t.Trapezoid(right, v, alpha)
	t.Substitute(raised, right, floor)
	t.Substitute(first, right, never)
	t.Blend(right, first, v, 1.2, 0.2)
	t.Substitute(second, right, never)
	return t, v, first, second, raised, floor, alpha
}

// times returns (I + α M) v of operator k at node i of one set.
func times(t *kernel.Tridiagonal, v []kernel.Both, alpha float64, i, k, set int) float64 {
	at := func(j int) float64 {
		if j < 0 || j >= len(v) {
			return 0
		}
		return v[j][4*set+k]
	}
	return at(i) + alpha*(t.Lower[i][k]*at(i-1)+t.Middle[i][k]*at(i)+t.Upper[i][k]*at(i+1))
}

// TestTridiagonal: solutions satisfy their equations, with a floor the least excess of one side is where they are raised, and all
// paths give the same bits and touch nothing beyond the columns.
func TestTridiagonal(t *testing.T) {
	for n := 1; n < 40; n++ {
		restore := kernel.Use("scalar")
		m, v, first, second, raised, floor, alpha := steps(uint64(n), n)
		restore()
		lifted := 0
		for i := range v {
			for j := range v[i] {
				k, set := j%4, j/4
				if got, want := times(m, first, -alpha, i, k, set), times(m, v, alpha, i, k, set); math.Abs(got-want) > 1e-12 {
					t.Errorf("%d nodes, node %d, %d: %g, want %g", n, i, j, got, want)
				}
				if got, want := times(m, second, -alpha, i, k, set), 1.2*first[i][j]-0.2*v[i][j]; math.Abs(got-want) > 1e-12 {
					t.Errorf("%d nodes, node %d, %d of a blend: %g, want %g", n, i, j, got, want)
				}
				switch {
				case set == 1 && raised[i][j] != first[i][j]:
					t.Errorf("%d nodes, node %d: the second set has a floor", n, i)
				case set == 0 && !(raised[i][j] >= floor[i][k]):
					t.Errorf("%d nodes, node %d: %g below the floor of %g", n, i, raised[i][j], floor[i][k])
				case set == 0 && raised[i][j] == floor[i][k]:
					lifted++
				}
			}
		}
		if n > 5 && (lifted == 0 || lifted == 4*n) {
			t.Errorf("%d nodes: %d values at the floor", n, lifted)
		}
		eachPath(t, func(t *testing.T) {
			o, _, a, b, c, _, _ := steps(uint64(n), n)
			for i := range v {
				if a[i] != first[i] || b[i] != second[i] || c[i] != raised[i] || o.Ratio[i] != m.Ratio[i] || o.Inverse[i] != m.Inverse[i] || o.Link[i] != m.Link[i] {
					t.Fatalf("%d nodes, node %d: %v, %v, %v, want %v, %v, %v", n, i, a[i], b[i], c[i], first[i], second[i], raised[i])
				}
			}
			for _, column := range [][]kernel.Both{a, b, c} {
				for _, beside := range column[:n+2][n:] {
					if beside == beside {
						t.Fatalf("%d nodes: written beyond the end", n)
					}
				}
			}
		})
	}
	(&kernel.Tridiagonal{}).Trapezoid(nil, nil, 0.3) // nothing to do
}
