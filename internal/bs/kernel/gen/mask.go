package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// A mask says yes or no for every contract.
type mask struct {
	reg.Register
}

// Predicates of VCMPPD. What is no number is neither less, equal nor greater, and not at most anything; it is unordered.
const less, atMost, greater, equal, notEqual, notAtMost, unordered = 0x11, 0x12, 0x1e, 0x00, 0x04, 0x16, 0x03

// compare returns where a predicate holds for a and b.
func (m *machine) compare(predicate uint8, a, b value) mask {
	first := m.vector(a)
	var to reg.Register = m.YMM()
	if m.wide {
		to = m.K()
	}
	m.emit(m.compares(predicate, m.VCMPPD), m.compares(predicate, m.VCMPPD_BCST), b, first, to)
	return mask{to}
}

func (m *machine) compares(predicate uint8, op instruction) instruction {
	return func(ops ...operand.Op) { op(append([]operand.Op{operand.U8(predicate)}, ops...)...) }
}

// negative returns where the sign bit is set.
func (m *machine) negative(a vec) mask {
	if !m.wide {
		return mask{a}
	}
	k := m.K()
	m.VPMOVQ2M(a, k)
	return mask{k}
}

// zeroWhere changes a to zero where the mask says yes.
func (m *machine) zeroWhere(yes mask, a vec) {
	if m.wide {
		m.VPTERNLOGQ(operand.U8(0), a, a, yes.Register, a) // not VXORPD, of which avo thinks that it does not read a
	} else {
		m.VANDNPD(a, yes.Register, a)
	}
}

// choose returns a where the mask says yes, else b.
func (m *machine) choose(yes mask, a, b value) vec {
	yesses, noes, to := m.vector(a), m.vector(b), m.register()
	if m.wide {
		m.VBLENDMPD(yesses, noes, yes.Register, to)
	} else {
		m.VBLENDVPD(yes.Register, yesses, noes, to)
	}
	return to
}

// either returns where one of two masks says yes.
func (m *machine) either(a, b mask) mask {
	if m.wide {
		to := m.K()
		m.KORW(a.Register, b.Register, to)
		return mask{to}
	}
	return mask{m.or(a.Register, b.Register)}
}

// both returns where two masks say yes.
func (m *machine) both(a, b mask) mask {
	if m.wide {
		to := m.K()
		m.KANDW(a.Register, b.Register, to)
		return mask{to}
	}
	return mask{m.and(a.Register, b.Register)}
}

// all jumps to a label if all of some masks say yes everywhere.
func (m *machine) all(yes []mask, label string) {
	bits := m.set(yes[0])
	for _, y := range yes[1:] {
		m.ANDL(m.set(y), bits)
	}
	m.CMPL(bits, operand.Imm(1<<m.width()-1))
	m.JEQ(operand.LabelRef(label))
}

// set returns the mask as bits, the first contract in the lowest.
func (m *machine) set(yes mask) reg.GPVirtual {
	r := m.GP32()
	if m.wide {
		m.KMOVB(yes.Register, r)
	} else {
		m.VMOVMSKPD(yes.Register, r)
	}
	return r
}
