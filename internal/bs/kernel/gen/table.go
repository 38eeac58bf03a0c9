package main

import (
	"maps"
	"slices"

	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
)

// copies is how often a constant is in the table: AVX2 reads four as one operand, AVX-512 spreads the first itself.
const copies = 4

// table is the constants of a file, each once, in the order of their first use.
type table struct {
	symbol operand.Symbol
	bits   []uint64
	packs  bool // orders are in use
	lists  map[string][]uint64
}

func newTable(name string) *table {
	return &table{symbol: operand.NewStaticSymbol(name), lists: map[string][]uint64{}}
}

// orders returns where the orders of packer are, 32 bytes for each of 16 masks.
func (t *table) orders() operand.Mem {
	t.packs = true
	return operand.NewDataAddr(operand.NewStaticSymbol("orders"), 0)
}

// words returns where some words of 64 bits are, in one copy, under a name of their own.
func (t *table) words(name string, n int, word func(i int) uint64) operand.Mem {
	if t.lists[name] == nil {
		for i := range n {
			t.lists[name] = append(t.lists[name], word(i))
		}
	}
	return operand.NewDataAddr(operand.NewStaticSymbol(name), 0)
}

// at returns where a constant is, and adds it if it is new.
func (t *table) at(bits uint64) constant {
	i := slices.Index(t.bits, bits)
	if i < 0 {
		i, t.bits = len(t.bits), append(t.bits, bits)
	}
	return constant{operand.NewDataAddr(t.symbol, i*copies*8)}
}

func (t *table) write(c *build.Context) {
	c.StaticGlobal(t.symbol.Name)
	c.DataAttributes(attr.RODATA | attr.NOPTR)
	for _, bits := range t.bits {
		for range copies {
			c.AppendDatum(operand.U64(bits))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(t.lists)) {
		c.StaticGlobal(name)
		c.DataAttributes(attr.RODATA | attr.NOPTR)
		for _, word := range t.lists[name] {
			c.AppendDatum(operand.U64(word))
		}
	}
	if t.packs {
		c.StaticGlobal("orders")
		c.DataAttributes(attr.RODATA | attr.NOPTR)
		for mask := range 16 {
			writeOrder(c, mask)
		}
	}
}

// writeOrder writes one row of orders: the halves 2n and 2n+1 of each number n that the mask names, then any.
func writeOrder(c *build.Context, mask int) {
	row := [4]int{}
	to := 0
	for n := range row {
		if mask>>n&1 == 1 {
			row[to] = n
			to++
		}
	}
	for _, n := range row {
		c.AppendDatum(operand.U32(2 * n))
		c.AppendDatum(operand.U32(2*n + 1))
	}
}
