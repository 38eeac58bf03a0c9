package gex

import (
	"math"
	"slices"
)

// quantity is a function of spot whose least value is searched for.
type quantity struct {
	of   func(node) float64
	at   func(spot float64) float64 // of a spot; nil: of needs no rise
	peak func(narrow) float64       // how far a narrow contract can move it, but for a factor:
	per  func(a, b node) float64    // between two nodes
}

// lowest returns the least value of a quantity from one spot to another; open leaves out
// the first of them, where it is infinite. It looks at the nodes, around narrow
// contracts that could matter, and narrows down every low that may be the least.
func (f *feedback) lowest(q quantity, from, to float64, open bool) float64 {
	lo, hi := min(from, to), max(from, to)
	nodes := f.within(lo, hi)
	if open {
		nodes = slices.DeleteFunc(nodes, func(n node) bool { return n.spot == from })
	}
	values, best := f.valuesOf(q, nodes)
	if more := f.besideSpikes(q, nodes, values, best); len(more) > 0 {
		nodes = f.joined(nodes, f.price(more))
		values, best = f.valuesOf(q, nodes)
	}
	exact, least := q.at, best
	if exact == nil {
		exact = func(spot float64) float64 { return q.of(f.at(spot)) }
	}
	for i, v := range values {
		a, b := max(i-1, 0), min(i+1, len(nodes)-1)
		if values[a] < v || values[b] < v || !mayDip(nodes, values, i, best) {
			continue
		}
		left, right := nodes[a].spot, nodes[b].spot
		if i == 0 {
			left = lo // the shock itself, where the end is open
		}
		if i == len(nodes)-1 {
			right = hi
		}
		// At an end, there is a lower value inside only where the quantity falls inward.
		inward := nodes[i].spot + float64(inside*((right-nodes[i].spot)+(left-nodes[i].spot)))
		if left < right && (left < nodes[i].spot && nodes[i].spot < right || exact(inward) < v) {
			_, low := minimize(exact, left, right)
			least = min(least, low)
		}
	}
	return least
}

// inside is the part of an interval in which it is seen which way a quantity goes at its
// end.
const inside = 1e-4

// within returns a copy of the nodes from one spot to another.
func (f *feedback) within(lo, hi float64) []node {
	first, _ := slices.BinarySearchFunc(f.nodes, lo, nodeBySpot)
	last, _ := slices.BinarySearchFunc(f.nodes, hi, nodeBySpot)
	return slices.Clone(f.nodes[first:min(last+1, len(f.nodes))])
}

// valuesOf returns a quantity at some nodes, and the least value.
func (f *feedback) valuesOf(q quantity, nodes []node) (values []float64, best float64) {
	values, best = make([]float64, len(nodes)), math.Inf(1)
	for i, n := range nodes {
		values[i] = q.of(n)
		best = min(best, values[i])
	}
	return values, best
}

// besideSpikes returns points around the narrow contracts that could bring a quantity
// below the least value known.
func (f *feedback) besideSpikes(q quantity, nodes []node, values []float64, best float64) []float64 {
	if len(f.spikes) == 0 || len(nodes) < 2 {
		return nil
	}
	xs := make([]float64, len(nodes))
	for i, n := range nodes {
		xs[i] = n.spot
	}
	own := slices.Clone(f.spikes)
	for i := range own {
		own[i].peak = q.peak(f.narrows[i])
	}
	var out []float64
	bound := reach(own, xs)
	for j := 0; j+1 < len(nodes); j++ {
		if bound[j] > 0 && min(values[j], values[j+1])-bound[j]*q.per(nodes[j], nodes[j+1]) < best {
			out = append(out, within(own, xs[j], xs[j+1])...)
		}
	}
	return out
}

// mayDip reports whether a low at node i may hide the least value beside it: the
// parabola through it and its neighbors comes near the best.
func mayDip(nodes []node, values []float64, i int, best float64) bool {
	if i == 0 || i == len(nodes)-1 {
		return true
	}
	_, bottom := vertex([]float64{nodes[i-1].spot, nodes[i].spot, nodes[i+1].spot}, values[i-1:i+2])
	return bottom <= best+0.05*math.Abs(best)
}
