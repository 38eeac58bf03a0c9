package assembly

import (
	"cmp"
	"slices"
)

// sorted reports whether the contracts are already in the order of order, as in most files.
func (c *columns) sorted(rank []int32) bool {
	for i := 1; i < c.n; i++ {
		if d := c.strike[i] - c.strike[i-1]; c.series[i-1] == c.series[i] && (d > 0 || d == 0 && c.right[i-1] <= c.right[i]) {
			continue
		}
		before, here := rank[c.series[i-1]], rank[c.series[i]]
		if before > here || before == here && c.compare(int32(i-1), int32(i)) > 0 {
			return false
		}
	}
	return true
}

// order returns the contracts sorted by the rank of their series, then strike, call before put, then line.
// rank[s] is the position of series s; len(rank) is the number of series.
func (c *columns) order(rank []int32) []int32 {
	order, starts := c.bySeries(rank)
	for s := range rank {
		part := order[starts[s]:starts[s+1]]
		if !slices.IsSortedFunc(part, c.compare) {
			slices.SortFunc(part, c.compare)
		}
	}
	return order
}

// bySeries sorts by rank, contracts of one series in file order; starts[k] is where rank k begins.
func (c *columns) bySeries(rank []int32) (order, starts []int32) {
	starts = make([]int32, len(rank)+1)
	for _, s := range c.series[:c.n] {
		starts[rank[s]+1]++
	}
	for k := range rank {
		starts[k+1] += starts[k]
	}
	order = make([]int32, c.n)
	next := slices.Clone(starts)
	for i, s := range c.series[:c.n] {
		order[next[rank[s]]] = int32(i)
		next[rank[s]]++
	}
	return order, starts
}

// compare orders two contracts of one series. File order is line order, so their indices break ties.
func (c *columns) compare(i, j int32) int {
	if d := cmp.Compare(c.strike[i], c.strike[j]); d != 0 {
		return d
	}
	if d := cmp.Compare(c.right[i], c.right[j]); d != 0 {
		return d
	}
	return cmp.Compare(i, j)
}
