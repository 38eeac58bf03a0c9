package gex

import (
	"cmp"
	"math"
	"slices"
)

// curve is e(P) while no trigger goes off: the outside shock that lets spot rest at P.
type curve struct {
	*feedback
	impact impactRule
	fired  float64 // Q_t
}

// shock returns e, as a fraction of spot.
func (c *curve) shock(n node) float64 { return n.x - c.impact.of(c.total(n)+c.fired) }

// slope returns de/dx = 1 − I′(Q) dQ/dx.
func (c *curve) slope(n node) float64 {
	return 1 - float64(c.impact.slope(c.total(n)+c.fired)*n.rise)
}

// withFolds returns the nodes from one spot to another, both among them, ascending, with
// the folds between them: the spots at which e turns, so that from node to node it goes
// one way (docs/theory.md 7.6).
func (c *curve) withFolds(from, to float64) []node {
	lo, hi := min(from, to), max(from, to)
	nodes := c.refined(c.around(lo, hi))
	slopes := make([]float64, len(nodes))
	for i, n := range nodes {
		slopes[i] = c.slope(n)
	}
	var folds []float64
	for i := 0; i+1 < len(nodes); i++ {
		if a, b := slopes[i], slopes[i+1]; (a < 0) != (b < 0) {
			folds = append(folds, c.fold(nodes, i, a, b))
		}
	}
	nodes = c.joined(nodes, c.price(folds))
	return slices.DeleteFunc(nodes, func(n node) bool { return n.spot < lo || n.spot > hi })
}

// beyond is how many nodes on either side of a stretch help to see how e bends at its
// ends.
const beyond = 2

// around returns a copy of the nodes from one spot to another, and of a few beyond.
func (c *curve) around(lo, hi float64) []node {
	first, _ := slices.BinarySearchFunc(c.nodes, lo, nodeBySpot)
	last, _ := slices.BinarySearchFunc(c.nodes, hi, nodeBySpot)
	return slices.Clone(c.nodes[max(first-beyond, 0):min(last+1+beyond, len(c.nodes))])
}

func nodeBySpot(n node, spot float64) int { return cmp.Compare(n.spot, spot) }

// fold returns where e turns between node i and the next, at which the slopes are a and
// b.
func (c *curve) fold(nodes []node, i int, a, b float64) float64 {
	lo, hi := nodes[i].spot, nodes[i+1].spot
	if c.smooth {
		return solve(func(spot float64) float64 { return c.slope(c.risingAt(spot)) }, lo, a, hi, b, restTol*c.spot)
	}
	// Where volatilities follow spot e has corners, at which slopes are differences across them; e itself is exact. It has a
	// minimum where its slope rises.
	lo, hi = max(lo-2*c.spot*riseStep, nodes[max(i-1, 0)].spot), min(hi+2*c.spot*riseStep, nodes[min(i+2, len(nodes)-1)].spot)
	sign := math.Copysign(1, b)
	at, _ := minimizeTo(func(spot float64) float64 { return sign * c.shock(c.at(spot)) }, lo, hi, cornerTol)
	return at
}

// cornerTol is the part of a place to which a corner is found.
const cornerTol = 1e-12

// refined adds nodes where e may turn twice between two of them: around contracts so
// narrow that they fit in between, where trades are so few that the square root is steep,
// and where the slope of e dips toward 0.
func (c *curve) refined(nodes []node) []node {
	xs, gs := make([]float64, len(nodes)), make([]float64, len(nodes))
	for i, n := range nodes {
		xs[i], gs[i] = n.spot, c.slope(n)
	}
	nodes = c.joined(nodes, c.price(append(c.aroundSpikes(xs, gs), c.whereTradesTurn(nodes)...)))
	xs, gs = xs[:0], gs[:0]
	for _, n := range nodes {
		xs, gs = append(xs, n.spot), append(gs, c.slope(n))
	}
	return c.joined(nodes, c.price(dips(xs, gs, func(x, g []float64, sign float64) (float64, bool) {
		return followDip(func(spot float64) float64 { return c.slope(c.risingAt(spot)) }, x, g, sign)
	})))
}

// aroundSpikes returns points around the narrow contracts that could turn the sign of
// the slopes gs at the spots xs: with a peak of gamma g each adds to the slope up to
//
//	I′(0) g P S
func (c *curve) aroundSpikes(xs, gs []float64) []float64 {
	if len(c.spikes) == 0 {
		return nil
	}
	own := slices.Clone(c.spikes)
	for i := range own {
		n := c.narrows[i]
		own[i].peak = c.impact.slope(0) * n.gamma * n.spot * c.spot
	}
	var out []float64
	bound := reach(own, xs)
	for j := 0; j+1 < len(xs); j++ {
		if bound[j] > min(math.Abs(gs[j]), math.Abs(gs[j+1])) {
			out = append(out, within(own, xs[j], xs[j+1])...)
		}
	}
	return out
}

// whereTradesTurn returns points at which trades of all are next to 0 and within a few
// times q₀ V of it, where the slope of the square root changes, as a straight line
// between nodes has them.
func (c *curve) whereTradesTurn(nodes []node) []float64 {
	if c.impact.adv == 0 {
		return nil
	}
	var out []float64
	for i := 0; i+1 < len(nodes); i++ {
		a, b := nodes[i], nodes[i+1]
		from, to := c.total(a)+c.fired, c.total(b)+c.fired
		for _, times := range []float64{-4, -1, -0.25, 0, 0.25, 1, 4} {
			if q := times * nearlyLinear * c.impact.adv; (from < q) != (to < q) && from != q {
				out = append(out, a.spot+float64((q-from)/(to-from)*(b.spot-a.spot)))
			}
		}
	}
	return out
}

// joined merges two ascending lists of nodes; of two at one spot the first stays.
func (f *feedback) joined(nodes, more []node) []node {
	if len(more) == 0 {
		return nodes
	}
	all := append(slices.Clone(nodes), more...)
	slices.SortStableFunc(all, func(a, b node) int { return nodeBySpot(a, b.spot) })
	all = slices.CompactFunc(all, func(a, b node) bool { return a.spot == b.spot })
	return all
}
