package gex

import (
	"math"
	"sync"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/system"
	"gex/internal/vol"
)

// columns are contracts as the kernel takes them, expiry after expiry: strikes in
// currency per unit of the underlying, volatilities as fractions a year, sides and
// weights.
type columns struct {
	strike, sigma []float64
	put           []bool
	weight        []float64 // ω = z·m, units of the underlying; > 0: dealers are long
}

// makeColumns returns columns of n contracts.
func makeColumns(n int) columns {
	memory := system.Column[float64](3 * n)
	return columns{memory[:n:n], memory[n : 2*n : 2*n], system.Column[bool](n), memory[2*n:]}
}

// memory is what the columns of a book take. A book that was dropped hands it on.
type memory struct {
	pricer
	out             []chain.Reason
	row             []int
	count, qty, gex []float64
	columns         columns
	strikes         [2][]float64 // those of the book, and the list before the last was merged
	sigma           []float64    // of a later book, whose other columns are those of the one now
	spots           []float64    // of the ladder of a row
}

// levelMemory is what finding levels takes, for reuse. With that of books there would be twice as much of the latter.
type levelMemory struct {
	gex    []float64 // of a profile
	xs, gs []float64 // its points with the ends of the range
	list   []strike
}

var levelMemories = sync.Pool{New: func() any { return new(levelMemory) }}

// memories are those of books that [Book.Drop] ended, for the next ones, and for contracts that are priced once: those of a
// bucket, or of a row of the outlook.
var memories = sync.Pool{New: func() any { return new(memory) }}

// Drop ends a book, whose memory the next one may take: documents that were made of it hold none of it.
func (b *Book) Drop() {
	m := b.memory
	*b = Book{}
	if len(m.row) <= chain.MostHandedOn {
		memories.Put(m)
	}
}

// columnsOf returns the columns of n contracts, which hold anything.
func (m *memory) columnsOf(n int) columns {
	if len(m.columns.strike) < n {
		m.columns = makeColumns(n)
	}
	return m.columns.part(0, n)
}

// part returns the contracts [lo, hi).
func (c *columns) part(lo, hi int) columns {
	return columns{c.strike[lo:hi], c.sigma[lo:hi], c.put[lo:hi], c.weight[lo:hi]}
}

// copyFrom copies as many contracts as there are.
func (c *columns) copyFrom(from columns) {
	copy(c.strike, from.strike)
	copy(c.sigma, from.sigma)
	copy(c.put, from.put)
	copy(c.weight, from.weight)
}

// fill collects the used records into columns, derives their batch, and prices their
// gamma at spot: everything that levels need.
func (b *Book) fill() {
	c := b.chain
	// count and qty are compacted in place: n never runs ahead of i.
	m := b.memory
	m.row = system.Resized(m.row, c.Len())
	b.expiries = make([]expiry, 0, len(c.Expiries))
	n, row, count, qty, own := 0, m.row, b.count, b.qty, m.columnsOf(c.Len())
	for x, e := range c.Expiries {
		lo, asked := n, b.asked[e.Lo:e.Hi]
		strike, sigma, right, multiplier := c.Strike[e.Lo:e.Hi], b.surface.Vol[e.Lo:e.Hi], c.Right[e.Lo:e.Hi], c.Multiplier[e.Lo:e.Hi]
		for at, why := range b.out[e.Lo:e.Hi] {
			if why != chain.Live || !asked[at] {
				continue
			}
			i := e.Lo + at
			z := qty[i]
			row[n], count[n], qty[n] = i, count[i], z
			// The volatility of a contract is the surface's; its weight ω = z·m.
			own.strike[n], own.sigma[n] = strike[at], sigma[at]
			own.put[n], own.weight[n] = right[at] == chain.Put, z*multiplier[at]
			n++
		}
		if n > lo {
			bucket, days := bucketOf(e, b.TradeDate)
			b.expiries = append(b.expiries, expiry{x, lo, n, bucket, days})
		}
	}
	b.row, b.count, b.qty, b.columns = row[:n], count[:n], qty[:n], own.part(0, n)
	b.opt.work.add(books, c.Len())
	b.batch = b.price(&m.pricer, b.expiries)
	m.gex = system.Resized(m.gex, n)
	b.gex, b.sides = b.expose(m.gex)
	b.strikes = b.allStrikes()
	b.whole = b.sum(b.expiries...)
	b.now = aged{expiries: b.surface.Expiries}
	b.hasVolume, b.hasInterest = anyOf(c.Volume), anyOf(c.OpenInterest)
}

// price derives the batch of the contracts of some expiries, in the book's order, in
// the memory of the given one.
func (b *Book) price(batch *pricer, expiries []expiry) *pricer {
	held, groups := b.held(expiries), make([]kernel.Group, len(expiries))
	lo := 0
	for i, e := range expiries {
		hi := lo + e.hi - e.lo
		groups[i] = groupOf(b.surface.Expiries[e.of], lo, hi)
		lo = hi
	}
	batch.reset(b.opt.work, groups, held.strike, held.sigma, held.put, held.weight, func(g int, put bool) *earlySide {
		x := expiries[g].of
		return b.side(x, put, &b.surface.Expiries[x], time.Time{})
	})
	return batch
}

// groupOf returns the contracts [lo, hi) of one expiry as the kernel takes them: T, r
// and ln(F/S).
func groupOf(fit vol.Expiry, lo, hi int) kernel.Group {
	return kernel.Group{Lo: lo, Hi: hi, Years: fit.Years, Rate: fit.Rate, Carry: fit.Carry()}
}

// held returns the columns of some expiries: the book's own where they are adjacent,
// else a copy.
func (b *Book) held(expiries []expiry) columns {
	if len(expiries) == 0 {
		return columns{}
	}
	first, last := expiries[0].lo, expiries[len(expiries)-1].hi
	n := 0
	for _, e := range expiries {
		n += e.hi - e.lo
	}
	if n == last-first { // no expiry between them is left out
		return b.part(first, last)
	}
	out := makeColumns(n)
	at := 0
	for _, e := range expiries {
		to := out.part(at, at+e.hi-e.lo)
		to.copyFrom(b.part(e.lo, e.hi))
		at += e.hi - e.lo
	}
	return out
}

// in returns the expiries of one bucket.
func (b *Book) in(bucket Bucket) []expiry {
	var in []expiry
	for _, e := range b.expiries {
		if e.bucket == bucket {
			in = append(in, e)
		}
	}
	return in
}

// anyOf reports whether a column has any value.
func anyOf(column []float64) bool {
	for _, v := range column {
		if !math.IsNaN(v) {
			return true
		}
	}
	return false
}
