package kernel_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/bs/kernel"
)

// TestSum checks the sum against an exact one.
func TestSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 0, 9000).Draw(t, "x")
		exact, gross := new(big.Float).SetPrec(2000), 0.0
		for _, v := range x {
			exact.Add(exact, big.NewFloat(v))
			gross += math.Abs(v)
		}
		want, _ := exact.Float64()
		if got := kernel.Sum(x); !(math.Abs(got-want) <= 1e-13*gross) {
			t.Errorf("Sum = %v, want %v", got, want)
		}
	})
}

// TestSumOrder pins the order: values whose sum depends on it.
func TestSumOrder(t *testing.T) {
	x := make([]float64, 4096+9)
	for i := range x {
		x[i] = 1 / float64(i+1)
	}
	want := 0.0
	for lo := 0; lo < len(x); lo += 4096 {
		var l [8]float64
		for i := lo; i < min(lo+4096, len(x)); i++ {
			l[i%8] += x[i]
		}
		want += ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]))
	}
	if got := kernel.Sum(x); got != want {
		t.Errorf("Sum = %x, want %x", got, want)
	}
	if got := kernel.Sum(nil); got != 0 {
		t.Errorf("Sum of nothing = %v", got)
	}
}
