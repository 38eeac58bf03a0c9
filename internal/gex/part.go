package gex

import (
	"math"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// part is the contracts of one bucket, root and side that carry a position. Flows are
// computed by part, so that a report can attribute them; the parts add up to the whole.
type part struct {
	bucket  Bucket
	root    string
	right   chain.Right
	settles bool    // in cash: the hedge of a settled contract has to be closed (docs/theory.md 7.1)
	slices  []slice // by settlement
	columns         // strikes, volatilities, sides and weights ω at as_of
	batch   *pricer
}

// slice is the contracts [lo, hi) of one expiry in the columns of a part.
type slice struct {
	expiry
	lo, hi int
	least  float64 // volatility of its contracts
}

// size returns the number of contracts.
func (p *part) size() int {
	if len(p.slices) == 0 {
		return 0
	}
	return p.slices[len(p.slices)-1].hi
}

// split divides the book into its parts, in the order of settlement of their first
// expiries. Contracts without a position are left out.
func (b *Book) split() []part {
	type key struct {
		bucket Bucket
		root   string
		right  chain.Right
	}
	at := map[key]int{} // index in parts; the map is not iterated
	var parts []part
	for _, e := range b.expiries {
		root := b.chain.Expiries[e.of].Root
		// A part is new, or goes on with a slice of this expiry.
		for right, n := range b.positions(e) {
			if n == 0 {
				continue
			}
			id := key{e.bucket, root.Name, chain.Right(right)}
			j, seen := at[id]
			if !seen {
				j = len(parts)
				at[id] = j
				parts = append(parts, part{bucket: e.bucket, root: root.Name, right: id.right, settles: root.CashSettled})
			}
			lo := parts[j].size()
			parts[j].slices = append(parts[j].slices, slice{expiry: e, lo: lo, hi: lo + n})
		}
	}
	eachOf(len(parts), len(b.row), func(j int) { b.fillPart(&parts[j]) })
	return parts
}

// positions returns the number of contracts of an expiry that carry a position, of
// calls and of puts.
func (b *Book) positions(e expiry) (n [2]int) {
	for k := e.lo; k < e.hi; k++ {
		if b.weight[k] != 0 {
			n[b.right(k)]++
		}
	}
	return n
}

// fillPart copies the columns of a part from the book's, expiry by expiry, and derives
// its batch.
func (b *Book) fillPart(p *part) {
	to, from := makeColumns(p.size()), b.columns
	n := 0
	for x := range p.slices {
		s := &p.slices[x]
		s.least = math.Inf(1)
		// The contracts of the side that carry a position, in the order of strikes.
		for k := s.expiry.lo; k < s.expiry.hi; k++ {
			if from.put[k] == (p.right == chain.Put) && from.weight[k] != 0 {
				to.strike[n], to.sigma[n] = from.strike[k], from.sigma[k]
				to.put[n], to.weight[n] = from.put[k], from.weight[k]
				s.least = min(s.least, to.sigma[n])
				n++
			}
		}
	}
	p.columns = to
	// One group of the kernel per expiry: years, rate and carry of the fit.
	groups := make([]kernel.Group, len(p.slices))
	for i, s := range p.slices {
		groups[i] = groupOf(b.surface.Expiries[s.of], s.lo, s.hi)
	}
	p.batch = new(pricer)
	p.batch.reset(b.opt.work, groups, to.strike, to.sigma, to.put, to.weight, func(g int, put bool) *earlySide {
		x := p.slices[g].of
		return b.side(x, put, &b.surface.Expiries[x], time.Time{})
	})
}
