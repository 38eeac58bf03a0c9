package main

import (
	"fmt"
	"math"
)

// work is the same twice, ours and the reference, and how far the results of both lie apart when they are done.
type work struct {
	ours, ref func()
	apart     func() float64
}

// compare measures some work in time for one of its units, and checks that both found the same.
func (o *outcome) compare(e effort, name string, units int, w work) error {
	if err := o.measure(e, name, perUnit(units, w.ours), perUnit(units, w.ref)); err != nil {
		return err
	}
	if apart := w.apart(); !(apart <= sameAsNaive) {
		return fmt.Errorf("%s: ours and the reference lie %.1e apart, so the times mean nothing", name, apart)
	}
	return nil
}

// apart is the largest difference of two columns, in parts of the largest number.
func apart(ours, ref []float64) float64 {
	difference, largest := 0.0, 0.0
	for i, r := range ref {
		difference, largest = max(difference, math.Abs(ours[i]-r)), max(largest, math.Abs(r))
	}
	if difference == 0 {
		return 0
	}
	return difference / largest
}
