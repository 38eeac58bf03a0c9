package main

import (
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
)

// squares feeds n pieces of work, of which the first take longest.
func squares(n int) func(yield func(func() int) bool) {
	return func(yield func(func() int) bool) {
		for i := range n {
			work := func() int {
				for range (n - i) * 10 {
					runtime.Gosched()
				}
				return i * i
			}
			if !yield(work) {
				return
			}
		}
	}
}

func TestInOrder(t *testing.T) {
	for _, cores := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(cores)
		var got []int
		inOrder(squares(100), func(x int) bool { got = append(got, x); return true })
		runtime.GOMAXPROCS(before)
		if len(got) != 100 || !slices.IsSorted(got) || got[99] != 99*99 {
			t.Errorf("%d cores: %v", cores, got)
		}
	}
}

// TestInOrderHoldsFew: what nobody has taken yet is bounded, and nothing is begun after the end.
func TestInOrderHoldsFew(t *testing.T) {
	var begun, taken atomic.Int64
	most := int64(0)
	inOrder(func(yield func(func() int) bool) {
		for yield(func() int {
			begun.Add(1)
			return 0
		}) {
		}
	}, func(int) bool {
		most = max(most, begun.Load()-taken.Load())
		return taken.Add(1) < 1000
	})
	if bound := int64(6*runtime.GOMAXPROCS(0) + 2); most > bound || taken.Load() != 1000 {
		t.Errorf("%d pieces of work waited, %d taken", most, taken.Load())
	}
}

func TestInOrderPassesPanicsOn(t *testing.T) {
	for name, feed := range map[string]func(yield func(func() int) bool){
		"work": func(yield func(func() int) bool) { yield(func() int { panic("a bug") }) },
		"feed": func(func(func() int) bool) { panic("a bug") },
	} {
		func() {
			defer func() {
				if recover() != "a bug" {
					t.Errorf("%s: no panic", name)
				}
			}()
			inOrder(feed, func(int) bool { return true })
		}()
	}
}
