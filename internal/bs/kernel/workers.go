package kernel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// alone is the number of cells, one exponential each, below which another goroutine costs more than it brings.
const alone = 1 << 15

// eachPart calls work for every part in [0, parts), on up to GOMAXPROCS goroutines; a part is worth so many cells. Every
// part is worked on by one of them from beginning to end, so that results do not depend on their number.
func eachPart(parts, cells int, work func(int)) {
	workers := min(runtime.GOMAXPROCS(0), parts)
	if workers <= 1 || parts*cells < alone {
		for j := range parts {
			work(j)
		}
		return
	}
	var next atomic.Int64
	run := func() {
		for j := int(next.Add(1)) - 1; j < parts; j = int(next.Add(1)) - 1 {
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
