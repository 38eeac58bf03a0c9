package kernel_test

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"unsafe"

	"gex/internal/bs/kernel"
)

// guarded returns a copy of a column in memory that ends where nothing may be touched: one number too far kills the test.
// Linux has the means; what it shows holds everywhere.
func guarded[T any](t *testing.T, column []T) []T {
	t.Helper()
	var one T
	bytes, page := len(column)*int(unsafe.Sizeof(one)), syscall.Getpagesize()
	if bytes == 0 {
		return nil
	}
	size := (bytes + page - 1) / page * page
	memory, err := syscall.Mmap(-1, 0, size+page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Munmap(memory) })
	if err := syscall.Mprotect(memory[size:], syscall.PROT_NONE); err != nil {
		t.Fatal(err)
	}
	c := unsafe.Slice((*T)(unsafe.Pointer(&memory[size-bytes])), len(column))
	copy(c, column)
	return c
}

// TestColumnsEnd checks that nothing reads or writes beyond the columns of the caller, whatever is behind them.
func TestColumnsEnd(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		random := rand.New(rand.NewPCG(15, 16))
		for n := range 34 {
			t.Run(fmt.Sprint(n), func(t *testing.T) {
				s := &sample{}
				s.expire(random, n/3, 0.1)
				s.expire(random, n-n/3, 0.2)
				s.strike, s.vol, s.put, s.weight = guarded(t, s.strike), guarded(t, s.vol), guarded(t, s.put), guarded(t, s.weight)
				b, g := s.batch(), allGreeks(n)
				for _, c := range columns {
					*c.column(&g) = guarded(t, *c.column(&g))
				}
				b.GreeksTo(&g, sampleSpot)
				spots := guarded(t, []float64{4900, sampleSpot, 5100})
				dst := guarded(t, spots)
				b.GammaTo(dst, spots)
				b.DeltaTo(dst, spots)
				b.LadderTo(dst, sampleSpot, 0.001, -1, 1)

				q := harshQuotes(random, harsh, n)
				n := len(q.price)
				kernel.ImpliedTo(guarded(t, make([]float64, n)), guarded(t, make([]kernel.Status, n)), q.groups,
					guarded(t, q.price), guarded(t, q.strike), guarded(t, q.put))

				quad := func() []kernel.Quad { return guarded(t, make([]kernel.Quad, n)) }
				both := func() []kernel.Both { return guarded(t, make([]kernel.Both, n)) }
				m := &kernel.Tridiagonal{Lower: quad(), Middle: quad(), Upper: quad(), Ratio: quad(), Inverse: quad(), Link: quad()}
				v, right := both(), both()
				m.Trapezoid(right, v, 0.1)
				m.Substitute(v, right, quad())
				m.Blend(right, v, both(), 1, 2)
			})
		}
	})
}
