package par

import (
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Each calls work once for every index below n, on up to GOMAXPROCS goroutines, the caller's among them. Each index is
// worked on from beginning to end by one goroutine, so that results do not depend on how many there are. With parallel
// false the loop stays on the caller's goroutine: for work that is over before another one has started. So it does within a
// pipeline that has work for every core anyway.
func Each(n int, parallel bool, work func(int)) {
	workers := 1
	if parallel {
		cores := runtime.GOMAXPROCS(0)
		workers = min(cores, 1+cores-int(piped.Load()), n)
	}
	if workers <= 1 {
		for i := range n {
			work(i)
		}
		return
	}
	var next atomic.Int64
	run := func() {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			work(i)
		}
	}
	var group errgroup.Group
	for range workers - 1 {
		group.Go(func() error { return caught(run) })
	}
	own := caught(run)
	if err := group.Wait(); own == nil {
		own = err
	}
	rethrow(own)
}

// piped is how many pieces of work pipelines are working on.
var piped atomic.Int64

// InOrder does the work that feed yields on up to GOMAXPROCS goroutines and hands the results to take, in the order of
// feed and one at a time. Feed is asked for little more than is being worked on, so that few results wait for their turn.
// When take returns false, nothing more is begun; InOrder returns when what had begun is done.
func InOrder[T any](feed func(yield func(work func() T) bool), take func(T) bool) {
	inOrder(4, feed, take)
}

// Ahead is InOrder for results that take memory, such as files that were read: fewer of them wait for their turn.
func Ahead[T any](feed func(yield func(work func() T) bool), take func(T) bool) {
	inOrder(1, feed, take)
}

// inOrder is InOrder with so many results for each core that are worked on or wait.
func inOrder[T any](each int, feed func(yield func(work func() T) bool), take func(T) bool) {
	cores := runtime.GOMAXPROCS(0)
	queue := make(chan func() T, each*cores)
	stop := make(chan struct{})
	jobs := make(chan func()) // of workers that stay: a new goroutine for each would grow its stack anew
	var workers errgroup.Group
	started := 0
	feeder := Start(func() (none struct{}) {
		defer close(queue)
		defer close(jobs)
		feed(func(work func() T) bool {
			done := make(chan outcome[T], 1)
			select {
			case queue <- func() T { return (<-done).get() }:
			case <-stop:
				return false
			}
			job := func() {
				piped.Add(1)
				out := attempt(work)
				piped.Add(-1)
				done <- out
			}
			select {
			case jobs <- job: // to one that waits
				return true
			default:
			}
			if started == cores {
				jobs <- job
				return true
			}
			started++
			workers.Go(func() error {
				GrowStack()
				job()
				for job := range jobs {
					job()
				}
				return nil
			})
			return true
		})
		return none
	})
	defer func() { _ = workers.Wait() }() // of nil errors: outcomes carry panics
	defer func() {
		for range queue { // the feeder may be about to hand over one more
		}
	}()
	defer close(stop)
	for result := range queue {
		if !take(result()) {
			return
		}
	}
	feeder()
}

// Start begins work on a goroutine of its own; the function it returns waits for the result.
func Start[T any](work func() T) (wait func() T) {
	done := make(chan outcome[T], 1)
	var group errgroup.Group
	group.Go(func() error {
		done <- attempt(work)
		return nil
	})
	return func() T {
		out := <-done
		done <- out // for whoever asks again
		return out.get()
	}
}

// GrowStack makes the stack of a goroutine that has just begun 32 KB, which work on a chain needs. The runtime begins with 2 KB
// and doubles it on the way, each time copying and adjusting every call that is deep in work by then.
//
//go:noinline
func GrowStack() {
	var frame [17 << 10]byte
	runtime.KeepAlive(&frame)
}

// outcome is the result of some work: a value, or the panic that ended it.
type outcome[T any] struct {
	value T
	err   error
}

func (o outcome[T]) get() T {
	rethrow(o.err)
	return o.value
}

func attempt[T any](work func() T) (out outcome[T]) {
	out.err = caught(func() { out.value = work() })
	return out
}

// bug is a panic on its way to the caller.
type bug struct{ value any }

func (bug) Error() string { return "par: a worker panicked" }

// caught runs work and returns its panic as a bug.
func caught(work func()) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = bug{value}
		}
	}()
	work()
	return nil
}

// rethrow panics with what a worker panicked with.
func rethrow(err error) {
	if b, ok := err.(bug); ok {
		panic(b.value)
	}
}
