package par

import (
	"runtime"
	"runtime/metrics"
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
		InOrder(squares(100), func(x int) bool { got = append(got, x); return true })
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
	InOrder(func(yield func(func() int) bool) {
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

// TestAheadHoldsFewer: of results that take memory no more wait than there are cores, and they come in order.
func TestAheadHoldsFewer(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	var begun atomic.Int64
	taken, most := int64(0), int64(0)
	Ahead(func(yield func(func() int64) bool) {
		for i := int64(0); yield(func() int64 { begun.Add(1); return i }); i++ {
		}
	}, func(i int64) bool {
		if i != taken {
			t.Fatalf("result %d came at %d", i, taken)
		}
		most = max(most, begun.Load()-taken)
		taken++
		return taken < 1000
	})
	if most > 3+2 {
		t.Errorf("%d results were there at once", most)
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
			InOrder(feed, func(int) bool { return true })
		}()
	}
}

// TestInOrderWaits: when take has had enough, what had begun is done before InOrder returns.
func TestInOrderWaits(t *testing.T) {
	var running atomic.Int64
	InOrder(func(yield func(func() int) bool) {
		for yield(func() int {
			running.Add(1)
			for range 100 {
				runtime.Gosched()
			}
			running.Add(-1)
			return 0
		}) {
		}
	}, func(int) bool { return false })
	if n := running.Load(); n != 0 {
		t.Errorf("%d pieces of work still run", n)
	}
}

func TestEach(t *testing.T) {
	for _, cores := range []int{1, 2, 7} {
		for _, n := range []int{0, 1, 2, 1000} {
			for _, parallel := range []bool{false, true} {
				before := runtime.GOMAXPROCS(cores)
				times := make([]int, n)
				Each(n, parallel, func(i int) { times[i]++ })
				runtime.GOMAXPROCS(before)
				if slices.ContainsFunc(times, func(k int) bool { return k != 1 }) {
					t.Errorf("%d cores, n %d: %v", cores, n, times)
				}
			}
		}
	}
}

// TestEachPassesPanicsOn: whichever goroutine panics, the caller does, with the same value.
func TestEachPassesPanicsOn(t *testing.T) {
	for bad := range 8 {
		func() {
			defer func() {
				if got := recover(); got != bad {
					t.Errorf("panic %v, want %d", got, bad)
				}
			}()
			before := runtime.GOMAXPROCS(4)
			defer runtime.GOMAXPROCS(before)
			Each(8, true, func(i int) {
				if i == bad {
					panic(i)
				}
			})
		}()
	}
}

func TestStart(t *testing.T) {
	wait := Start(func() int { return 7 })
	if first, again := wait(), wait(); first != 7 || again != 7 {
		t.Error("the result of a future is not what its work returned")
	}
	defer func() {
		if recover() != "a bug" {
			t.Error("no panic")
		}
	}()
	Start(func() int { panic("a bug") })()
}

// TestEachWithinPipelines: where a pipeline keeps every core busy a loop within its work stays on the goroutine it is on, and
// where it does not the loop takes the cores that are left.
func TestEachWithinPipelines(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	var together, most atomic.Int64
	loop := func() {
		Each(100, true, func(int) {
			most.Store(max(most.Load(), together.Add(1)))
			runtime.Gosched()
			together.Add(-1)
		})
	}
	begun, over := make(chan bool), make(chan bool)
	InOrder(func(yield func(func() int) bool) {
		yield(func() int { begun <- true; <-over; return 0 })
		yield(func() int { <-begun; loop(); over <- true; return 0 })
	}, func(int) bool { return true })
	if most.Load() != 1 {
		t.Errorf("%d rounds ran at once beside another piece of work for two cores", most.Load())
	}
	meet := make(chan bool)
	InOrder(func(yield func(func() int) bool) {
		yield(func() int {
			Each(2, true, func(i int) {
				if i == 0 {
					meet <- true
				} else {
					<-meet // which never comes if the other round is not running
				}
			})
			return 0
		})
	}, func(int) bool { return true })
	if n := piped.Load(); n != 0 {
		t.Errorf("%d pieces of work are counted when there are none", n)
	}
}

// TestGrowStack: a goroutine has a stack of 32 KB from then on.
func TestGrowStack(t *testing.T) {
	stacks := func() uint64 {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/stacks:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	const many = 1000
	before, grown, over := stacks(), make(chan bool), make(chan bool)
	for range many {
		go func() {
			GrowStack()
			grown <- true
			<-over
		}()
	}
	for range many {
		<-grown
	}
	if took := stacks() - before; took < many*32<<10 {
		t.Errorf("the stacks of %d goroutines take %d KB", many, took>>10)
	}
	close(over)
}
