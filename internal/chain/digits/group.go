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
	value   [Rows][Most]float64 // of the row or the rows that were read last, NaN for an empty cell
	lo, hi  [Most]float64       // limits
	text    [Most]uint64        // the first eight bytes of each, for assembly
	count   int
	last    uint64 // the bit of the last
	numbers uint32 // which of them are numbers, a bit each
	cells   []Cell
	targets []target
	found   [Rows]found // of the row or the rows that were read last
}

// found is what there is in the cells of a row. Assembly knows where its fields are.
type found struct {
	odd   uint32          // which of the numbers assembly leaves to Decimal, a bit each
	start int32           // where the first cell begins in the text
	ends  [1 + Most]int32 // where they end from there, after where one before the first would
}

// target is where the number of a cell goes.
type target struct {
	to       *[]float64
	at, cell int
}

// NewGroup returns the group of one to Most cells.
func NewGroup(cells []Cell) *Group {
	g := &Group{cells: cells, count: len(cells), last: 1 << (len(cells) - 1), targets: make([]target, 0, len(cells))}
	for i := range g.found {
		g.found[i].ends[0] = -1
	}
	for i, c := range cells {
		g.lo[i], g.hi[i] = c.Lo, c.Hi
		if c.To != nil {
			g.numbers |= 1 << i
			g.targets = append(g.targets, target{c.To, c.At, i})
		}
	}
	return g
}

// Into makes a cell that is a number go into another column from now on.
func (g *Group) Into(cell int, to *[]float64) {
	g.cells[cell].To = to
	for i := range g.targets {
		if g.targets[i].cell == cell {
			g.targets[i].to = to
		}
	}
}

// Bounds returns where a cell of the row that was read last, or of a row of those, begins and ends in the text.
func (g *Group) Bounds(row, cell int) (start, end int) {
	f := &g.found[row]
	return int(f.start + f.ends[cell] + 1), int(f.start + f.ends[cell+1])
}

// Read reads the cells at the beginning of a text, and writes their numbers to index n of their columns, NaN for empty cells.
// It returns where the last cell ends: at a byte below '-'. Rather than read what is unusual it returns -1: if a cell is
// not empty and Decimal declines it, or its number is beyond the limits; if a cell but the last does not end with a comma;
// or if the text ends shortly after the cells. What it has written does not matter then.
func (g *Group) Read(text []byte, n int) (end int) {
	f := &g.found[0]
	f.start = 0
	if simd == nil {
		return g.plain(text, n)
	}
	end = simd.read(text, (*byte)(unsafe.Pointer(g)), (*byte)(unsafe.Pointer(f)))
	switch {
	case end == elsewhere:
		return g.plain(text, n)
	case end < 0, f.odd != 0 && !g.settle(text, 0):
		return -1
	}
	for i := range g.targets {
		t := &g.targets[i]
		(*t.to)[n+t.at] = g.value[0][uint(t.cell)%Most]
	}
	return end
}

// settle reads the odd cells of a row. It returns false if one of them is unusual.
func (g *Group) settle(text []byte, row int) bool {
	f := &g.found[row]
	for odd := f.odd; odd != 0; odd &= odd - 1 {
		i := bits.TrailingZeros32(odd)
		lo, hi := g.Bounds(row, i)
		v, ok := Decimal(text[lo:hi])
		if !ok || v < g.lo[i] || v > g.hi[i] {
			return false
		}
		g.value[row][i] = v
	}
	return true
}

// Rows is the most rows that ReadRows reads at once, and LongestSame the most bytes that they may begin with.
const Rows, LongestSame = 32, 128

// ReadRows reads rows that begin with the same bytes and a comma, go on with the cells of the group, and end a line with them.
// It returns how many there are before an unusual one, at most so many as are asked for and Rows, and where that begins.
// Write takes their numbers. What is unusual to Read is so here, and more: to a machine without wide vectors every row is.
func (g *Group) ReadRows(text, same []byte, most int) (rows, next int) {
	if simd == nil || simd.readRows == nil || len(same) > LongestSame {
		return 0, 0
	}
	rows, next = simd.readRows(text, same, (*byte)(unsafe.Pointer(g)), (*byte)(unsafe.Pointer(&g.found)), min(most, Rows))
	for row := range rows {
		if g.found[row].odd != 0 && !g.settle(text, row) {
			return row, g.Begin(row, same)
		}
	}
	return rows, next
}

// Begin returns where a row begins that ReadRows has read.
func (g *Group) Begin(row int, same []byte) int {
	return int(g.found[row].start) - len(",") - len(same)
}

// Write writes the numbers of the first rows that ReadRows has read to index n of their columns and after.
func (g *Group) Write(rows, n int) {
	for i := range g.targets {
		t := &g.targets[i]
		to, cell := (*t.to)[n+t.at:], uint(t.cell)%Most
		to = to[:rows]
		for row := range to {
			to[row] = g.value[uint(row)%Rows][cell]
		}
	}
}

// elsewhere is the end that assembly returns of cells that it leaves to plain Go.
const elsewhere = -2

// blockLen is the number of bytes that are searched for separators at once.
const blockLen = 64

// plain is Read in plain Go.
func (g *Group) plain(text []byte, n int) (end int) {
	f := &g.found[0]
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
		if f.ends[uint(i+1)%uint(len(f.ends))] = int32(end); text[end] != ',' && i < len(g.cells)-1 {
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
