package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// Where the fields of digits.Group are; TestGroupLayout of package digits compares.
const (
	groupCells   = 16
	groupRows    = 32
	groupValue   = 0
	groupLow     = groupValue + groupRows*groupCells*8
	groupHigh    = groupLow + groupCells*8
	groupText    = groupHigh + groupCells*8
	groupCount   = groupText + groupCells*8
	groupLast    = groupCount + 8 // the bit of the last cell
	groupNumbers = groupLast + 8
)

// Where those of digits.found are.
const (
	foundOdd    = 0
	foundStart  = foundOdd + 4
	foundBefore = foundStart + 4  // −1
	foundEnds   = foundBefore + 4 // of the cells
	foundSize   = foundEnds + groupCells*4
)

// What readCells returns instead of an end.
const none, elsewhere = -1, -2

// separated is how many bytes Separators takes, and wideText how many there have to be for wide vectors: as many as plain may touch.
const separated, wideText = 64, 2*64 + 8

// cellReader reads the cells of a row.
type cellReader struct {
	*machine
	text, group, found, value reg.Register
	end                       reg.GPVirtual // of the last cell, in the text
	mixed, long               string        // where to go if a cell does not end with a comma, and if the cells are too long for vectors
}

func (m *machine) cellReader() *cellReader {
	load := func(name string) reg.Register { return m.Load(m.Param(name), m.GP64()) }
	r := &cellReader{machine: m, text: m.base("text"), group: load("group"), found: load("found"), end: m.GP64(),
		mixed: m.label("mixed"), long: m.label("long")}
	r.value = r.group
	return r
}

// readCells is Group.plain without Decimal. It finds the cells, and then converts as many at once as a vector has.
func readCells(m *machine) {
	m.function("read", "func(text []byte, group, found *byte) (end int)",
		"is Group.plain up to what it writes: the numbers are left in found, and which of them are left to Decimal. end is −2 where\n"+
			"the cells are too long, or the text too short, for vectors.")
	r, out := m.cellReader(), m.label("out")
	if m.wide {
		m.CMPQ(m.size("text"), operand.U32(wideText))
		m.JLT(operand.LabelRef(r.long))
		r.readWide()
	} else {
		r.readNarrow()
	}
	m.JMP(operand.LabelRef(out))
	m.Label(r.mixed)
	m.MOVQ(operand.I32(none), r.end)
	if m.wide {
		m.JMP(operand.LabelRef(out))
		m.Label(r.long)
		m.MOVQ(operand.I32(elsewhere), r.end)
	}
	m.Label(out)
	m.Store(r.end, m.Return("end"))
	m.ret()
}

// readRows is readCells for many rows that begin with the same bytes and end with the last cell. Narrow vectors have none.
func readRows(m *machine) {
	if !m.wide {
		return
	}
	m.function("readRows", "func(text, same []byte, group, found *byte, most int) (n, next int)",
		"reads up to most rows that begin with the same bytes, at most 128, and a comma. It returns how many there are\n"+
			"before another row, and where that begins.")
	r, base, size, last, value := m.cellReader(), m.base("text"), m.GP64(), m.GP64(), m.GP64()
	m.MOVQ(r.group, value)
	r.value = value
	m.MOVQ(m.size("same"), size)
	m.MOVQ(m.size("text"), last)
	m.SUBQ(operand.U32(wideText+1), last)
	m.SUBQ(size, last)

	same, length, ones, none := m.base("same"), m.GP64(), m.GP64(), m.GP64()
	m.MOVQ(size, length)
	m.MOVQ(operand.I32(-1), ones)
	m.XORL(none.As32(), none.As32())
	var compared [2]reg.OpmaskVirtual
	var as [2]vec
	for i := range as {
		bits := m.GP64()
		m.BZHIQ(length, ones, bits)
		m.SUBQ(operand.U8(separated), length)
		m.CMOVQLT(none, length)
		compared[i], as[i] = m.K(), m.ZMM()
		m.KMOVQ(bits, compared[i])
		m.VMOVDQU8_Z(operand.Mem{Base: same, Disp: separated * i}, compared[i], as[i])
	}

	n, next := m.GP64(), m.GP64()
	row, line, done := m.label("row"), m.label("line"), m.label("done")
	m.XORL(n.As32(), n.As32())
	m.XORL(next.As32(), next.As32())
	m.Label(row)
	m.CMPQ(n, m.scalar("most").Mem)
	m.JGE(operand.LabelRef(done))
	m.CMPQ(next, last)
	m.JG(operand.LabelRef(done))
	var differ [2]reg.OpmaskVirtual
	for i := range as {
		differ[i] = m.K()
		m.VPCMPUB(operand.U8(notEqual), operand.Mem{Base: base, Index: next, Scale: 1, Disp: separated * i}, as[i], compared[i], differ[i])
	}
	m.KORTESTQ(differ[0], differ[1])
	m.JNE(operand.LabelRef(done))
	start := m.GP64()
	m.LEAQ(operand.Mem{Base: next, Index: size, Scale: 1, Disp: 1}, start)
	m.CMPB(operand.Mem{Base: base, Index: start, Scale: 1, Disp: -1}, operand.U8(','))
	m.JNE(operand.LabelRef(done))
	m.MOVL(start.As32(), operand.Mem{Base: r.found, Disp: foundStart})
	m.ADDQ(base, start)
	r.text = start
	r.readWide()
	at := func(disp int) operand.Op { return operand.Mem{Base: start, Index: r.end, Scale: 1, Disp: disp} }
	m.CMPB(at(0), operand.U8('\n'))
	m.JEQ(operand.LabelRef(line))
	m.CMPB(at(0), operand.U8('\r'))
	m.JNE(operand.LabelRef(done))
	m.ADDQ(operand.U8(1), r.end)
	m.CMPB(at(0), operand.U8('\n'))
	m.JNE(operand.LabelRef(done))
	m.Label(line)
	m.LEAQ(at(1), next)
	m.SUBQ(base, next)
	m.ADDQ(operand.U32(foundSize), r.found)
	m.ADDQ(operand.U32(groupCells*8), r.value)
	m.ADDQ(operand.U8(1), n)
	m.JMP(operand.LabelRef(row))
	m.Label(r.mixed)
	m.Label(r.long)
	m.Label(done)
	m.Store(n, m.Return("n"))
	m.Store(next, m.Return("next"))
	m.ret()
}

// readWide finds the cells that end within 128 bytes all at once.
func (m *cellReader) readWide() {
	// Separators are at most a comma.
	var lines, at [2]reg.VecVirtual
	var is, others [2]reg.GPVirtual
	comma := m.vector(m.bits(every(',')))
	order := m.ZMM()
	m.VMOVDQU64(m.table.words("counting", 8, func(i int) uint64 { return 0x0706050403020100 + every(byte(8*i)) }), order)
	for i := range lines {
		lines[i], at[i], is[i], others[i] = m.ZMM(), m.ZMM(), m.GP64(), m.GP64()
		k, no := m.K(), m.K()
		m.VMOVDQU64(operand.Mem{Base: m.text, Disp: separated * i}, lines[i])
		m.VPCMPUB(operand.U8(2), comma, lines[i], k)
		m.VPCMPUB(operand.U8(4), comma, lines[i], k, no)
		m.KMOVQ(k, is[i])
		m.KMOVQ(no, others[i])
		m.VPCOMPRESSB_Z(order, k, at[i])
		if i == 0 {
			next := m.ZMM()
			m.VPADDB(m.vector(m.bits(every(separated))), order, next)
			order = next
		}
	}

	// The last cell ends at the separator of its number, in the first line or the second.
	first, last := m.GP64(), m.GP64()
	m.POPCNTQ(is[0], first)
	m.MOVQ(operand.Mem{Base: m.group, Disp: groupLast}, last)
	var ends [2]reg.GPVirtual
	for i := range ends {
		ends[i] = m.GP64()
		m.PDEPQ(is[i], last, ends[i])
		if i == 0 {
			m.SHRXQ(first, last, last)
		}
	}
	m.lowest(ends, m.end)
	m.CMPQ(m.end, operand.U32(2*separated))
	m.JGE(operand.LabelRef(m.long))

	// Before it all are commas.
	other := m.GP64()
	m.lowest(others, other)
	m.CMPQ(other, m.end)
	m.JLT(operand.LabelRef(m.mixed))

	// The ends in the second line follow those in the first.
	taken, free := m.GP64(), m.K()
	m.MOVQ(operand.I32(-1), taken)
	m.BZHIQ(first, taken, taken)
	m.NOTQ(taken)
	m.KMOVQ(taken, free)
	m.VPEXPANDB(at[1], free, at[0])
	wide := m.ZMM()
	m.VPMOVZXBD(at[0].AsX(), wide)
	m.VMOVDQU64(wide, operand.Mem{Base: m.found, Disp: foundEnds})
	ones, before, start, gap := m.XMM(), m.XMM(), m.ZMM(), m.XMM()
	m.VPCMPEQB(ones, ones, ones)
	m.VPALIGNR(operand.U8(15), ones, at[0].AsX(), before)
	m.VPSUBB(ones, before, start.AsX())
	m.VPSUBB(before, at[0].AsX(), gap)

	pattern, odd, done := m.ZMM(), m.GP32(), m.label("done")
	m.VMOVDQU64(m.table.words("eights", 8, func(i int) uint64 { return every(byte(i)) }), pattern)
	for half := range 2 {
		gaps, cell := m.ZMM(), m.ZMM()
		if half == 1 {
			m.CMPQ(operand.Mem{Base: m.group, Disp: groupCount}, operand.U8(8))
			m.JLE(operand.LabelRef(done))
			m.VPSRLDQ(operand.U8(8), gap, gap)
			next := m.ZMM()
			m.VPADDB(m.vector(m.bits(every(8))), pattern, next)
			pattern = next
		}
		m.VPMOVZXBQ(gap, gaps)
		m.VPERMB(start, pattern, cell)
		m.VPADDB(m.kept(0x0706050403020100), cell, cell)
		m.VPERMI2B(lines[1], lines[0], cell)
		bits := m.convert(func(base reg.Register, field int) column { return operand.Mem{Base: base, Disp: field + 64*half} }, cell, gaps)
		if half == 0 {
			m.MOVL(bits, odd)
		} else {
			m.SHLL(operand.U8(8), bits)
			m.ORL(bits, odd)
		}
	}
	m.Label(done)
	m.leave(odd)
}

// leave keeps which of the numbers are odd.
func (m *cellReader) leave(odd reg.Register) {
	m.ANDL(operand.Mem{Base: m.group, Disp: groupNumbers}, odd)
	m.MOVL(odd, operand.Mem{Base: m.found, Disp: foundOdd})
}

// lowest sets to to the position of the lowest bit of 128, at least 128 if there is none.
func (m *machine) lowest(bits [2]reg.GPVirtual, to reg.GPVirtual) {
	second := m.GP64()
	m.TZCNTQ(bits[1], second)
	m.ADDQ(operand.U8(64), second)
	m.TZCNTQ(bits[0], to)
	m.CMPQ(to, operand.U8(64))
	m.CMOVQEQ(second, to)
}

// readNarrow finds the cells one after the other, and keeps the first eight bytes of each.
func (m *cellReader) readNarrow() {
	size, count, odd, block, marks, start := m.GP64(), m.GP64(), m.GP64(), m.GP64(), m.GP64(), m.GP64()
	m.MOVQ(m.size("text"), size)
	m.SUBQ(operand.U8(separated+8), size)
	m.MOVQ(operand.Mem{Base: m.group, Disp: groupCount}, count)
	m.MOVQ(operand.I32(-separated), block)
	m.XORL(marks.As32(), marks.As32())
	m.XORL(start.As32(), start.As32())
	m.XORL(odd.As32(), odd.As32())
	comma := m.vector(m.bits(every(',')))
	m.each(count, 1, func(i reg.Register) {
		comes, inBlock, next := m.label("comes"), m.label("inBlock"), m.label("nextBlock")
		m.TESTQ(start, start)
		m.JE(operand.LabelRef(comes))
		m.CMPB(operand.Mem{Base: m.text, Index: m.end, Scale: 1}, operand.U8(','))
		m.JNE(operand.LabelRef(m.mixed))
		m.Label(comes)
		m.TESTQ(marks, marks)
		m.JNE(operand.LabelRef(inBlock))
		m.Label(next)
		m.ADDQ(operand.U8(separated), block)
		m.CMPQ(block, size)
		m.JGT(operand.LabelRef(m.mixed))
		m.separators(m.text, block, comma, marks)
		m.TESTQ(marks, marks)
		m.JE(operand.LabelRef(next))
		m.Label(inBlock)
		m.TZCNTQ(marks, m.end)
		m.BLSRQ(marks, marks)
		m.ADDQ(block, m.end)
		m.MOVQ(operand.Mem{Base: m.text, Index: start, Scale: 1}, start)
		m.MOVQ(start, operand.Mem{Base: m.group, Disp: groupText, Index: i, Scale: 8})
		m.MOVL(m.end.As32(), operand.Mem{Base: m.found, Disp: foundEnds, Index: i, Scale: 4})
		m.LEAQ(operand.Mem{Base: m.end, Disp: 1}, start)
	})
	m.each(count, m.width(), func(i reg.Register) {
		gap := m.subBits(m.integers(m.found, i, foundEnds), m.integers(m.found, i, foundEnds-4))
		of := func(base reg.Register, field int) column {
			return operand.Mem{Base: base, Index: i, Scale: 8, Disp: field}
		}
		bits := m.convert(of, m.copy(of(m.group, groupText)), gap)
		m.SHLXQ(i, bits.As64(), bits.As64())
		m.ORQ(bits.As64(), odd)
	})
	m.leave(odd.As32())
}

// separators is Separators of the bytes from at on. They are at most a comma.
func (m *machine) separators(text, at reg.Register, comma vec, marks reg.GPVirtual) {
	var halves [2]reg.GPVirtual
	for i := range halves {
		line, small := m.YMM(), m.YMM()
		halves[i] = m.GP64()
		m.VMOVDQU(operand.Mem{Base: text, Index: at, Scale: 1, Disp: 32 * i}, line)
		m.VPMINUB(comma, line, small)
		m.VPCMPEQB(line, small, small)
		m.VPMOVMSKB(small, halves[i].As32())
	}
	m.SHLQ(operand.U8(32), halves[1])
	m.ORQ(halves[0], halves[1])
	m.MOVQ(halves[1], marks)
}

// convert reads a vector's worth of cells, of which text has the first eight bytes, and gap the lengths and one. It returns
// which are no short decimals within their limits.
func (m *cellReader) convert(of func(base reg.Register, field int) column, text, gap vec) (odd reg.GPVirtual) {
	// Digits are 0 to 9 from here on. The last is moved to the last of eight bytes.
	shift := m.subBits(m.kept(8*(8+1)), m.shiftLeft(gap, 3))
	digits := m.xor(text, m.bits(every('0')))
	m.VPSLLVQ(shift, digits, digits)
	negative := m.everywhere(m.equalBits(m.and(text, m.bits(0xff)), m.kept('-')))
	minus := m.and(negative, m.bits('-'^'0'))
	m.VPSLLVQ(shift, minus, minus)

	// The digits after the point move over it, which multiplies by ten, and a minus at the beginning becomes a zero.
	isPoint := m.equalBytes(digits, m.kept(every('.'^'0')))
	point := m.keepBytes(isPoint, m.kept(every(1)))
	tens := m.differences(m.keepBytes(isPoint, m.kept(0x0102030405060708)), m.zero())
	digits = m.xor(m.chooseBytes(m.subBits(m.zero(), point), m.shiftRight(digits, 8), digits), minus)

	pairs := m.binary(m.VPMADDUBSW, nil, digits, m.kept(0x010a_010a_010a_010a)) // times 10 and 1
	fours := m.binary(m.VPMADDWD, nil, pairs, m.kept(0x0001_0064_0001_0064))    // times 100 and 1
	whole := m.addBits(m.binary(m.VPMULUDQ, m.VPMULUDQ_BCST, fours, m.bits(10000)), m.shiftRight(fours, 32))
	number := m.sub(m.or(whole, m.bits(math.Float64bits(1<<52))), m.number(1<<52))
	number = m.div(number, m.powerOfTen(tens))
	number = m.xor(number, m.and(negative, m.bits(signBit)))
	empty := m.equalBits(gap, m.kept(1))
	number = m.choose(empty, m.kept(math.Float64bits(math.NaN())), number)
	m.store(number, of(m.value, groupValue))

	odd = m.set(m.equalBits(digits, m.binary(m.VPMINUB, nil, digits, m.kept(every(9)))))
	m.XORL(operand.U32(1<<m.width()-1), odd)
	outside := m.either(m.compare(less, number, of(m.group, groupLow)), m.compare(greater, number, of(m.group, groupHigh)))
	m.ORL(m.set(m.either(outside, m.greaterBits(gap, m.kept(8+1)))), odd)
	others := m.subBits(m.addBits(gap, negative), m.everywhere(m.zeroBits(point))) // two more than there are digits
	bare := m.set(m.equalBits(others, m.kept(2)))
	m.XORL(m.set(empty), bare)
	m.ORL(bare, odd)
	return odd
}
