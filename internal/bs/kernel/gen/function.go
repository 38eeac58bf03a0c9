package main

import (
	"fmt"
	"strings"

	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// function opens a function: what follows is its body, to be closed by ret.
func (m *machine) function(name, signature, doc string) {
	if m.wide {
		name += avx512
	} else {
		name += avx2
	}
	m.Function(name)
	m.constants = map[uint64]vec{}
	m.SignatureExpr(signature)
	m.Doc(strings.Split(name+" "+doc, "\n")...)
	m.Pragma("noescape")
}

// ret closes a function.
func (m *machine) ret() {
	m.VZEROUPPER()
	m.RET()
}

// scalar returns a parameter that is one number.
func (m *machine) scalar(name string) scalar {
	b, err := m.Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	return scalar{b.Addr}
}

// element returns one number of a parameter that is an array.
func (m *machine) element(name string, i int) scalar {
	b, err := m.Param(name).Index(i).Resolve()
	if err != nil {
		panic(err)
	}
	return scalar{b.Addr}
}

// give returns the lowest number of a vector as a result.
func (m *machine) give(a vec, name string) {
	b, err := m.Return(name).Resolve()
	if err != nil {
		panic(err)
	}
	m.VMOVSD(a.AsX(), b.Addr)
}

// base returns where a parameter that is a slice starts.
func (m *machine) base(name string) reg.Register { return m.Load(m.Param(name).Base(), m.GP64()) }

// columns returns a function that loads where a column starts, of a parameter that is an array of columns.
func (m *machine) columns() func(n int) reg.Register {
	array := m.Load(m.Param("columns"), m.GP64())
	return func(n int) reg.Register {
		to := m.GP64()
		m.MOVQ(operand.Mem{Base: array, Disp: n * 8}, to)
		return to
	}
}

// size returns the length of a parameter that is a slice.
func (m *machine) size(name string) operand.Op {
	b, err := m.Param(name).Len().Resolve()
	if err != nil {
		panic(err)
	}
	return b.Addr
}

// label returns a new label.
func (m *machine) label(name string) string {
	m.labels++
	return fmt.Sprintf("%s%d", name, m.labels)
}

// each writes a loop of i from 0 up to n in steps; n is a multiple of step, or is rounded up to one.
func (m *machine) each(n operand.Op, step int, body func(i reg.Register)) {
	m.from(nil, n, step, body)
}

// from is each from lo on, zero if that is nil.
func (m *machine) from(lo, n operand.Op, step int, body func(i reg.Register)) {
	i, next, end := m.GP64(), m.label("next"), m.label("end")
	if lo == nil {
		m.XORQ(i, i)
	} else {
		m.MOVQ(lo, i)
	}
	m.Label(next)
	m.CMPQ(i, n)
	m.JGE(operand.LabelRef(end))
	body(i)
	m.ADDQ(operand.Imm(uint64(step)), i)
	m.JMP(operand.LabelRef(next))
	m.Label(end)
}

// at returns a vector's worth of a column from number i + of on.
func at(base, i reg.Register, of int) column {
	return operand.Mem{Base: base, Index: i, Scale: 8, Disp: of * 8}
}

// offsets returns where the vectors of eight contracts start.
func (m *machine) offsets() []int {
	if m.wide {
		return []int{0}
	}
	return []int{0, 4}
}

// sums are the running sums of a chunk, one or two vectors.
type sums []vec

func (m *machine) sums() (s sums) {
	for range m.parts() {
		s = append(s, m.zero())
	}
	return s
}

// total adds the lanes as a tree, as laneSums.total does.
func (m *machine) total(s sums) vec {
	low := m.YMM()
	if m.wide {
		m.VEXTRACTF64X4(operand.U8(1), s[0], low)
		m.VADDPD(low, s[0].AsY(), low)
	} else {
		m.VADDPD(s[1], s[0], low)
	}
	high := m.XMM()
	m.VEXTRACTF128(operand.U8(1), low, high)
	m.VADDPD(high, low.AsX(), low.AsX())
	m.VUNPCKHPD(low.AsX(), low.AsX(), high)
	m.VADDSD(high, low.AsX(), low.AsX())
	return low
}
