package main

import (
	"os"
	"runtime"
	"runtime/debug"

	"gex/internal/system"
)

func main() {
	tuneMemory()
	system.MakeArena()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// A report allocates a few dozen MB in as many milliseconds and ends. To collect them would cost a fifth of the run and
// give back what the system takes anyway, so nothing is collected below leastHeap. Beyond it, as with a file that holds
// a whole market, the ordinary rule holds: the heap may double. Whoever sets GOGC or GOMEMLIMIT is obeyed instead.
const (
	leastHeap = 64 << 20
	goLeast   = 4 << 20 // the same of the runtime, at an ordinary growth
	ordinary  = 100     // percent by which the heap grows from one collection to the next
)

// tuneMemory sets the rules of the collector for a short-lived process.
func tuneMemory() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(ordinary * leastHeap / goLeast)
		eachCollection(func() { debug.SetGCPercent(percentFor(liveHeap())) })
	}
}

// percentFor is the growth after which the heap is leastHeap, or twice what lives in it.
func percentFor(live uint64) int {
	return max(ordinary, int(ordinary*leastHeap/max(live, goLeast))-ordinary)
}

// eachCollection calls do after every collection, for as long as the process lives.
func eachCollection(do func()) {
	runtime.AddCleanup(new([16]byte), func(int) {
		do()
		eachCollection(do)
	}, 0)
}

// liveHeap is what is in use, right after a collection.
func liveHeap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
