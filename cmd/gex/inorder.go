package main

import (
	"runtime"
)

// inOrder does the work that feed yields on up to GOMAXPROCS goroutines and hands what comes of it to take, in the order
// of feed and one at a time. Feed is asked for little more than is being worked on, so that what waits for its turn
// stays few. When take returns false, nothing more is begun. A panic anywhere is one of the caller.
func inOrder[T any](feed func(yield func(work func() T) bool), take func(T) bool) {
	cores := runtime.GOMAXPROCS(0)
	queue := make(chan chan outcome[T], 4*cores)
	stop, busy := make(chan bool), make(chan bool, cores)
	defer close(stop)
	go func() {
		defer close(queue)
		end := attempt(func() (none T) {
			feed(func(work func() T) bool {
				done := make(chan outcome[T], 1)
				select {
				case queue <- done:
				case <-stop:
					return false
				}
				busy <- true
				go func() {
					done <- attempt(work)
					<-busy
				}()
				return true
			})
			return none
		})
		if end.bug != nil {
			failed := make(chan outcome[T], 1)
			failed <- end
			select {
			case queue <- failed:
			case <-stop:
			}
		}
	}()
	for done := range queue {
		out := <-done
		if out.bug != nil {
			panic(out.bug)
		}
		if !take(out.value) {
			return
		}
	}
}

// outcome is what came of some work: a value, or the panic that ended it.
type outcome[T any] struct {
	value T
	bug   any
}

func attempt[T any](work func() T) (out outcome[T]) {
	defer func() {
		if bug := recover(); bug != nil {
			out.bug = bug
		}
	}()
	out.value = work()
	return out
}
