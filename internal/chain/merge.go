package chain

import (
	"cmp"
	"math"
	"slices"
)

// Origin is where an expiry of a sequence comes from: an index in the list of chains, and one in the expiries of that chain.
type Origin struct{ Chain, Expiry int }

// origin finds a record in a list of chains.
type origin struct{ chain, row int }

// Merge returns one chain with the contracts of several of one underlying, time and spot, such as a file of the monthly root
// and one of the weekly. It is what one file with all their rows reads as, but for lines, which are those of each file. A
// contract that an earlier chain has is left out as a duplicate. Spot, time and root are those of the first chain.
func Merge(chains []*Chain) *Chain {
	if len(chains) == 1 {
		return chains[0]
	}
	out, from := inOrder(chains)
	var rows []origin
	var merged []Expiry
	for x := 0; x < len(from); {
		first := from[x]
		e := chains[first.Chain].Expiries[first.Expiry]
		lo := len(rows)
		for ; x < len(from); x++ {
			next := chains[from[x].Chain].Expiries[from[x].Expiry]
			if next.Root.Name != e.Root.Name || !next.Settlement.Equal(e.Settlement) {
				break
			}
			if math.IsNaN(e.Future) {
				e.Future = next.Future
			}
			for i := next.Lo; i < next.Hi; i++ {
				rows = append(rows, origin{from[x].Chain, i})
			}
		}
		slices.SortStableFunc(rows[lo:], func(a, b origin) int {
			p, q := chains[a.chain], chains[b.chain]
			return cmp.Or(cmp.Compare(p.Strike[a.row], q.Strike[b.row]), cmp.Compare(p.Right[a.row], q.Right[b.row]))
		})
		e.Lo, e.Hi = lo, len(rows)
		merged = append(merged, e)
	}
	out.Expiries = merged
	fillColumns(out, chains, rows)
	for _, e := range merged {
		for i := e.Lo + 1; i < e.Hi; i++ {
			if out.Strike[i] == out.Strike[i-1] && out.Right[i] == out.Right[i-1] {
				out.Out[i] = Duplicate
			}
		}
	}
	return out
}

// Sequence returns one chain with the expiries of several, which stay apart even if they are of the same root and settlement,
// and where each comes from. Spot, time, underlying and root are those of the first chain.
func Sequence(chains []*Chain) (*Chain, []Origin) {
	out, from := inOrder(chains)
	var rows []origin
	for _, at := range from {
		e := chains[at.Chain].Expiries[at.Expiry]
		lo := len(rows)
		for i := e.Lo; i < e.Hi; i++ {
			rows = append(rows, origin{at.Chain, i})
		}
		e.Lo, e.Hi = lo, len(rows)
		out.Expiries = append(out.Expiries, e)
	}
	fillColumns(out, chains, rows)
	return out, from
}

// inOrder returns a chain with what is not in columns, and the expiries of all chains by settlement, then root, then chain.
func inOrder(chains []*Chain) (*Chain, []Origin) {
	out := *chains[0]
	out.Expiries, out.Rows, out.Unread, out.UnreadOI, out.Notes = nil, 0, 0, 0, nil
	var from []Origin
	for n, c := range chains {
		out.Rows, out.Unread, out.UnreadOI = out.Rows+c.Rows, out.Unread+c.Unread, out.UnreadOI+c.UnreadOI
		for _, w := range c.Notes {
			if !slices.Contains(out.Notes, w) {
				out.Notes = append(out.Notes, w)
			}
		}
		for x := range c.Expiries {
			from = append(from, Origin{n, x})
		}
	}
	slices.SortStableFunc(from, func(a, b Origin) int {
		p, q := chains[a.Chain].Expiries[a.Expiry], chains[b.Chain].Expiries[b.Expiry]
		return cmp.Or(p.Settlement.Compare(q.Settlement), cmp.Compare(p.Root.Name, q.Root.Name))
	})
	return &out, from
}

// fillColumns copies the columns of records, in their order.
func fillColumns(out *Chain, chains []*Chain, rows []origin) {
	for _, column := range []func(*Chain) *[]float64{
		func(c *Chain) *[]float64 { return &c.Strike }, func(c *Chain) *[]float64 { return &c.Bid },
		func(c *Chain) *[]float64 { return &c.Ask }, func(c *Chain) *[]float64 { return &c.Last },
		func(c *Chain) *[]float64 { return &c.Volume }, func(c *Chain) *[]float64 { return &c.OpenInterest },
		func(c *Chain) *[]float64 { return &c.IV }, func(c *Chain) *[]float64 { return &c.Delta },
		func(c *Chain) *[]float64 { return &c.Gamma }, func(c *Chain) *[]float64 { return &c.Multiplier },
		func(c *Chain) *[]float64 { return &c.DealerQty },
	} {
		fillColumn(out, chains, rows, column)
	}
	fillColumn(out, chains, rows, func(c *Chain) *[]Right { return &c.Right })
	fillColumn(out, chains, rows, func(c *Chain) *[]int32 { return &c.Line })
	fillColumn(out, chains, rows, func(c *Chain) *[]Reason { return &c.Out })
	fillColumn(out, chains, rows, func(c *Chain) *[]Repair { return &c.Repaired })
}

// fillColumn copies one column.
func fillColumn[T any](out *Chain, chains []*Chain, rows []origin, column func(*Chain) *[]T) {
	from := make([][]T, len(chains))
	for n, c := range chains {
		from[n] = *column(c)
	}
	to := make([]T, len(rows))
	for i, at := range rows {
		to[i] = from[at.chain][at.row]
	}
	*column(out) = to
}
