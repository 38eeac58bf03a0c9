package digits

import (
	"math"
	"math/bits"
	"unsafe"
)

// Most is the largest number of cells of a Group.
const Most = 16

// Cell says what is in a cell, and what becomes of it.
type Cell struct {
	To     *[]float64 // the column of the number; nil: the cell is no number, and not looked at
	At     int        // added to the index into the column
	Lo, Hi float64    // the limits of the number
}

// Group is consecutive cells of a row. Assembly knows where its fields are.
type Group struct {
	value   [Most]float64   // what assembly has read: NaN for an empty cell
	lo, hi  [Most]float64   // limits
	text    [Most]uint64    // the first eight bytes of each, for assembly
	ends    [1 + Most]int32 // where they end in the text, after where one before the first would
	numbers uint32          // which of them are numbers, a bit each
	count   int
	last    uint64 // the bit of the last
	cells   []Cell
	targets []target
}

// target is where the number of a cell goes.
type target struct {
	to       *[]float64
	at, cell int
}

// NewGroup returns the group of one to Most cells.
func NewGroup(cells []Cell) *Group {
	g := &Group{cells: cells, count: len(cells), last: 1 << (len(cells) - 1), targets: make([]target, 0, len(cells))}
	g.ends[0] = -1
	for i, c := range cells {
		g.lo[i], g.hi[i] = c.Lo, c.Hi
		if c.To != nil {
			g.numbers |= 1 << i
			g.targets = append(g.targets, target{c.To, c.At, i})
		}
	}
	return g
}

// Bounds returns where a cell begins and ends in the text that was read last.
func (g *Group) Bounds(cell int) (start, end int) {
	return int(g.ends[cell]) + 1, int(g.ends[cell+1])
}

// Read reads the cells at the beginning of a text, and writes their numbers to index n of their columns, NaN for empty cells.
// It returns where the last cell ends: at a byte below '-'. Rather than read what is unusual it returns -1: if a cell is
// not empty and Decimal declines it, or its number is beyond the limits; if a cell but the last does not end with a comma;
// or if the text ends shortly after the cells. What it has written does not matter then.
func (g *Group) Read(text []byte, n int) (end int) {
	if simd == nil {
		return g.plain(text, n)
	}
	end, odd := simd.read(text, (*byte)(unsafe.Pointer(g)))
	if end < 0 {
		if end == elsewhere {
			return g.plain(text, n)
		}
		return -1
	}
	for ; odd != 0; odd &= odd - 1 {
		i := bits.TrailingZeros32(odd)
		lo, hi := g.Bounds(i)
		v, ok := Decimal(text[lo:hi])
		if !ok || v < g.lo[i] || v > g.hi[i] {
			return -1
		}
		g.value[i] = v
	}
	for i := range g.targets {
		t := &g.targets[i]
		(*t.to)[n+t.at] = g.value[uint(t.cell)%Most]
	}
	return end
}

// elsewhere is the end that assembly returns of cells that it leaves to plain Go.
const elsewhere = -2

// blockLen is the number of bytes that are searched for separators at once.
const blockLen = 64

// plain is Read in plain Go.
func (g *Group) plain(text []byte, n int) (end int) {
	block, marks, at := -blockLen, uint64(0), 0
	for i := range g.cells {
		for marks == 0 {
			if block += blockLen; block+blockLen+8 > len(text) { // reading a number may touch 8 more bytes
				return -1
			}
			marks = Separators((*[blockLen]byte)(text[block:]))
		}
		end = block + bits.TrailingZeros64(marks)
		marks &= marks - 1
		if g.ends[uint(i+1)%uint(len(g.ends))] = int32(end); text[end] != ',' && i < len(g.cells)-1 {
			return -1
		}
		if c := &g.cells[i]; c.To != nil {
			v := math.NaN()
			if at < end {
				var ok bool
				if v, ok = ShortDecimal(LoadEight(text[at:]), end-at); !ok {
					v, ok = Decimal(text[at:end])
				}
				if !ok || v < c.Lo || v > c.Hi {
					return -1
				}
			}
			(*c.To)[n+c.At] = v
		}
		at = end + 1
	}
	return end
}
