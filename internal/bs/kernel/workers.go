package kernel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// alone is the number of cells, spots times contracts, below which another goroutine costs more than it brings.
const alone = 1 << 15

// eachSpot calls work for every spot in [0, spots), on up to GOMAXPROCS goroutines. Every spot is worked on by one of
// them from its first contract to its last, so that results do not depend on their number.
func eachSpot(spots, contracts int, work func(int)) {
	workers := min(runtime.GOMAXPROCS(0), spots)
	if spots*contracts < alone {
		workers = 1
	}
	var next atomic.Int64
	run := func() {
		for j := int(next.Add(1)) - 1; j < spots; j = int(next.Add(1)) - 1 {
			work(j)
		}
	}
	var done sync.WaitGroup
	for range workers - 1 {
		done.Go(run)
	}
	run()
	done.Wait()
}
