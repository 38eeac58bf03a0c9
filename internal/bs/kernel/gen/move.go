package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// Operations on the bits of a number, as an integer.

func (m *machine) addBits(a, b value) vec { return m.binary(m.VPADDQ, m.VPADDQ_BCST, a, b) }
func (m *machine) subBits(a, b value) vec { return m.binary(m.VPSUBQ, m.VPSUBQ_BCST, a, b) }

func (m *machine) shiftLeft(a vec, by uint64) vec {
	to := m.register()
	m.VPSLLQ(operand.U8(by), a, to)
	return to
}

func (m *machine) shiftRight(a vec, by uint64) vec {
	to := m.register()
	m.VPSRLQ(operand.U8(by), a, to)
	return to
}

// bytes returns as many bytes as a vector has numbers, each as an integer.
func (m *machine) bytes(from operand.Mem) vec {
	to := m.register()
	m.VPMOVZXBQ(from, to)
	return to
}

// gather returns, for every index, the number of that index in a table, and so many further on.
func (m *machine) gather(table reg.Register, index vec, further int) vec {
	to, from := m.zero(), operand.Mem{Base: table, Index: index, Scale: 8, Disp: further * 8}
	if m.wide {
		all := m.K()
		m.KXNORW(all, all, all)
		m.VGATHERQPD(from, all, to)
	} else {
		all := m.YMM()
		m.VPCMPEQQ(to, to, all)
		m.VGATHERQPD(all, from, to)
	}
	return to
}

// packer returns a function that moves those of a vector where the mask says yes to its lower end.
func (m *machine) packer(yes mask) func(vec) vec {
	if m.wide {
		return func(a vec) vec {
			to := m.ZMM()
			m.VCOMPRESSPD_Z(a, yes.Register, to)
			return to
		}
	}
	// For each of 16 masks, the halves of four numbers in their new order.
	order, row := m.YMM(), m.set(yes).As64()
	m.SHLQ(operand.U8(5), row)
	base := m.GP64()
	m.LEAQ(m.table.orders(), base)
	m.VMOVUPD(operand.Mem{Base: base, Index: row, Scale: 1}, order)
	return func(a vec) vec {
		to := m.YMM()
		m.VPERMPS(a, order, to)
		return to
	}
}
