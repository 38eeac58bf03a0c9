package gex

import (
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// part is the contracts of one bucket, root and side: flows are computed by part, and the parts add up to the whole.
type part struct {
	bucket  Bucket
	root    string
	right   chain.Right
	slices  []slice
	batch   *kernel.Batch // as the contracts are now
	settles bool          // in cash: the hedge of a settled contract has to be closed
	size    int           // contracts
}

// slice is the contracts of one expiry that belong to a part and carry a position.
type slice struct {
	of int   // index in chain.Expiries
	k  []int // columns of the book
}

// split divides the book into its parts, by settlement.
func (b *Book) split() []part {
	type key struct {
		bucket Bucket
		root   string
		right  chain.Right
	}
	at := map[key]int{}
	var parts []part
	for _, e := range b.expiries {
		root := b.chain.Expiries[e.of].Root
		for _, right := range []chain.Right{chain.Call, chain.Put} {
			var rows []int
			for k := e.lo; k < e.hi; k++ {
				if b.chain.Right[b.row[k]] == right && b.weight[k] != 0 {
					rows = append(rows, k)
				}
			}
			if rows == nil {
				continue
			}
			id := key{e.bucket, root.Name, right}
			j, seen := at[id]
			if !seen {
				j = len(parts)
				at[id] = j
				parts = append(parts, part{bucket: e.bucket, root: root.Name, right: right, settles: cashSettled(root)})
			}
			parts[j].slices = append(parts[j].slices, slice{e.of, rows})
			parts[j].size += len(rows)
		}
	}
	for j := range parts {
		parts[j].batch = b.priced(&parts[j], adjustment{}, b.as(time.Time{}))
	}
	return parts
}
