package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// kept returns a constant in a register, which has it from its first use on where there are enough of them.
func (m *machine) kept(x uint64) vec {
	if !m.wide {
		return m.vector(m.bits(x))
	}
	if m.constants[x] == nil {
		m.constants[x] = m.vector(m.bits(x))
	}
	return m.constants[x]
}

// every returns eight bytes that are the same.
func every(b byte) uint64 { return uint64(b) * 0x0101010101010101 }

// integers returns a vector's worth of a column of int32 from number i on.
func (m *machine) integers(base, i reg.Register, field int) vec {
	to := m.register()
	m.VPMOVSXDQ(operand.Mem{Base: base, Index: i, Scale: 4, Disp: field}, to)
	return to
}

// differences returns the sums of the differences of eight bytes each.
func (m *machine) differences(a, b vec) vec {
	to := m.register()
	m.VPSADBW(b, a, to)
	return to
}

// A byteMask says yes or no for every byte.
type byteMask struct {
	reg.Register
}

// equalBytes returns which bytes are equal.
func (m *machine) equalBytes(a, b value) byteMask {
	return byteMask{m.compareBits(m.VPCMPEQB, a, b).Register}
}

// keepBytes returns a value with zeros where the mask says no.
func (m *machine) keepBytes(yes byteMask, a value) vec {
	if !m.wide {
		return m.and(yes.Register, a)
	}
	to := m.ZMM()
	m.VMOVDQU8_Z(m.vector(a), yes.Register, to)
	return to
}

// chooseBytes returns a where the bits of a byte are set, b where none is.
func (m *machine) chooseBytes(yes, a, b vec) vec {
	if m.wide {
		to := m.copy(yes)
		m.VPTERNLOGQ(operand.U8(0xca), b, a, to)
		return to
	}
	to := m.YMM()
	m.VPBLENDVB(yes, a, b, to)
	return to
}

// equalBits, greaterBits and zeroBits compare integers.
func (m *machine) equalBits(a, b value) mask   { return m.compareBits(m.VPCMPEQQ, a, b) }
func (m *machine) greaterBits(a, b value) mask { return m.compareBits(m.VPCMPGTQ, a, b) }
func (m *machine) zeroBits(a value) mask       { return m.equalBits(a, m.zero()) }

func (m *machine) compareBits(op instruction, a, b value) mask {
	first, second := m.vector(a), m.vector(b)
	var to reg.Register = m.YMM()
	if m.wide {
		to = m.K()
	}
	op(second, first, to)
	return mask{to}
}

// everywhere returns a number with every bit set where the mask says yes, else with none.
func (m *machine) everywhere(yes mask) vec {
	if v, ok := yes.Register.(vec); ok {
		return v
	}
	to := m.ZMM()
	m.VPMOVM2Q(yes.Register, to)
	return to
}

// powerOfTen returns 10 to the power of an integer from 0 to 15; of others, any number.
func (m *machine) powerOfTen(n vec) vec {
	powers := m.table.words("powers", 16, func(i int) uint64 { return math.Float64bits(math.Pow10(i)) })
	if m.wide {
		to := m.copy(n)
		m.VPERMI2PD(powers.Offset(64), m.vector(column(powers)), to)
		return to
	}
	base := m.GP64()
	m.LEAQ(powers, base)
	return m.gather(base, m.and(n, m.bits(15)), 0)
}
