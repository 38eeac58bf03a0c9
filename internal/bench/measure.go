package main

import (
	"math"
	"runtime"
	"slices"
	"time"
)

// usage is what one run took.
type usage struct {
	Wall   float64 // seconds
	CPU    float64 // seconds, user and system; 0 when not measured
	Peak   float64 // bytes of memory at most; 0 when not measured
	Faults float64 // pages of memory that were touched for the first time; 0 when not measured
	Bare   float64 // seconds of Wall without what an interpreter imports; 0 when not measured
}

// pair is ours and the reference, run in turn. Ref is empty when there is no reference.
type pair struct{ Ours, Ref []usage }

// effort says how often to measure.
type effort struct {
	Runs   int           // pairs, when they are quick
	Budget time.Duration // after which no further pair starts; one is always measured
}

// alternate measures ours and the reference in turn. The first pair warms up and is not counted, unless it is slow: then
// it takes a quarter of the budget, and a cold cache is little of it.
func (e effort) alternate(ours, ref func() (usage, error)) (pair, error) {
	var p pair
	start := now()
	for round := 0; round <= e.Runs; round++ {
		one, err := once(ours, ref)
		if err != nil {
			return pair{}, err
		}
		elapsed := now().Sub(start)
		if round == 0 && 4*elapsed < e.Budget {
			continue
		}
		p.Ours, p.Ref = append(p.Ours, one.Ours...), append(p.Ref, one.Ref...)
		if elapsed >= e.Budget {
			break
		}
	}
	return p, nil
}

func once(ours, ref func() (usage, error)) (pair, error) {
	a, err := ours()
	if err != nil {
		return pair{}, err
	}
	if ref == nil {
		return pair{Ours: []usage{a}}, nil
	}
	b, err := ref()
	return pair{Ours: []usage{a}, Ref: []usage{b}}, err
}

// ratio is how many times longer the reference takes: the median over the pairs, NaN when there is no reference.
func (p pair) ratio() float64 {
	var ratios []float64
	for i, ref := range p.Ref {
		ratios = append(ratios, ref.Wall/p.Ours[i].Wall)
	}
	return median(ratios)
}

// bare is the same pair without what the reference imports.
func (p pair) bare() pair {
	less := pair{Ours: p.Ours}
	for _, u := range p.Ref {
		less.Ref = append(less.Ref, usage{Wall: u.Bare})
	}
	return less
}

// cpu is the same pair in processor time, which other programs disturb less.
func (p pair) cpu() pair {
	var spent pair
	for _, u := range p.Ours {
		u.Wall = u.CPU
		spent.Ours = append(spent.Ours, u)
	}
	for _, u := range p.Ref {
		u.Wall = u.CPU
		spent.Ref = append(spent.Ref, u)
	}
	return spent
}

// least is the smallest of each figure by itself: what is left when nothing else runs.
func least(runs []usage) usage {
	low := usage{Wall: math.NaN(), CPU: math.NaN(), Peak: math.NaN(), Faults: math.NaN()}
	for i, u := range runs {
		if i == 0 {
			low = u
		}
		low = usage{Wall: min(low.Wall, u.Wall), CPU: min(low.CPU, u.CPU), Peak: min(low.Peak, u.Peak), Faults: min(low.Faults, u.Faults)}
	}
	return low
}

// typical is the median of each figure by itself.
func typical(runs []usage) usage {
	var wall, cpu, peak, faults []float64
	for _, u := range runs {
		wall, cpu, peak, faults = append(wall, u.Wall), append(cpu, u.CPU), append(peak, u.Peak), append(faults, u.Faults)
	}
	return usage{Wall: median(wall), CPU: median(cpu), Peak: median(peak), Faults: median(faults)}
}

// median is the middle value, the mean of the two in the middle of an even number, NaN of none.
func median(values []float64) float64 {
	v := slices.Sorted(slices.Values(values))
	n := len(v)
	if n == 0 {
		return math.NaN()
	}
	return (v[(n-1)/2] + v[n/2]) / 2
}

// shortest is how long one measurement lasts at least: quick work is repeated.
const shortest = 20 * time.Millisecond

// timed measures work in this process. Nobody pays for the garbage of another.
func timed(work func()) time.Duration {
	runtime.GC()
	start := now()
	work()
	return now().Sub(start)
}

// perUnit measures work in this process, in time for one of its units.
func perUnit(units int, work func()) func() (usage, error) {
	repeats := 1
	return func() (usage, error) {
		for {
			elapsed := timed(func() {
				for range repeats {
					work()
				}
			})
			if elapsed >= shortest || repeats > 1 && elapsed >= shortest/2 {
				return usage{Wall: elapsed.Seconds() / float64(repeats) / float64(units)}, nil
			}
			repeats = max(2*repeats, int(float64(repeats)*float64(shortest)/float64(max(elapsed, 1))))
		}
	}
}
