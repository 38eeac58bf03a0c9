package main

import (
	"math"

	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// lanes is how many contracts the sums of package kernel take side by side.
const lanes = 8

// The ends of the names of functions.
const avx2, avx512 = "AVX2", "AVX512"

// machine writes a kernel for vectors of one width.
type machine struct {
	*build.Context
	wide   bool // AVX-512, else AVX2
	table  *table
	labels int

	constants map[uint64]vec // in registers, of the function
}

// width returns how many contracts a vector has.
func (m *machine) width() int {
	if m.wide {
		return 8
	}
	return 4
}

// narrow returns the machine of the lesser width, for what takes no more on either path.
func (m *machine) narrow() *machine {
	n := *m
	n.wide = false
	return &n
}

// parts returns how many vectors have one contract for each lane of a sum.
func (m *machine) parts() int { return lanes / m.width() }

// A value is what an operation takes: a vec, or memory it reads by itself, which is one of three kinds.
type value = operand.Op

type (
	vec      = reg.VecVirtual // a vector in a register
	column   = operand.Mem    // as many numbers in a row as a vector has
	constant struct{ operand.Mem }
	scalar   struct{ operand.Mem } // one number, for every lane
)

// number returns a constant.
func (m *machine) number(x float64) value { return m.table.at(math.Float64bits(x)) }

// bits returns a constant that is not meant as a number.
func (m *machine) bits(x uint64) value { return m.table.at(x) }

// register returns a register of the width.
func (m *machine) register() vec {
	if m.wide {
		return m.ZMM()
	}
	return m.YMM()
}

// vector returns a value as a vector that is not changed, without a copy if it is one already.
func (m *machine) vector(a value) vec {
	if v, ok := a.(vec); ok {
		return v
	}
	return m.copy(a)
}

// copy returns a value in a register of its own.
func (m *machine) copy(a value) vec {
	v := m.register()
	switch a := a.(type) {
	case constant:
		m.VBROADCASTSD(a.Mem, v)
	case scalar:
		m.VBROADCASTSD(a.Mem, v)
	case column:
		m.VMOVUPD(a, v)
	default:
		m.VMOVAPD(a, v)
	}
	return v
}

// assign changes a to b.
func (m *machine) assign(a, b vec) { m.VMOVAPD(b, a) }

// zero returns a new vector of zeros.
func (m *machine) zero() vec {
	v := m.register()
	m.VXORPD(v, v, v)
	return v
}

// store writes a vector.
func (m *machine) store(a vec, to column) { m.VMOVUPD(a, to) }

// An instruction has a plain form, whose first operand may be a vector or a column, and one that spreads a number.
type instruction func(ops ...operand.Op)

// emit writes an instruction whose first operand may be any value.
func (m *machine) emit(plain, spread instruction, a value, rest ...operand.Op) {
	form := plain
	switch from := a.(type) {
	case constant:
		a = from.Mem
		if m.wide {
			form = spread
		}
	case scalar:
		a = from.Mem
		if m.wide {
			form = spread
		} else {
			a = m.copy(from)
		}
	}
	form(append([]operand.Op{a}, rest...)...)
}

// binary writes an instruction of two operands, of which the second may be any value.
func (m *machine) binary(plain, spread instruction, a, b value) vec {
	first, to := m.vector(a), m.register()
	m.emit(plain, spread, b, first, to)
	return to
}

func (m *machine) add(a, b value) vec { return m.binary(m.VADDPD, m.VADDPD_BCST, a, b) }
func (m *machine) sub(a, b value) vec { return m.binary(m.VSUBPD, m.VSUBPD_BCST, a, b) }
func (m *machine) mul(a, b value) vec { return m.binary(m.VMULPD, m.VMULPD_BCST, a, b) }
func (m *machine) div(a, b value) vec { return m.binary(m.VDIVPD, m.VDIVPD_BCST, a, b) }

// min returns b unless a < b, max b unless a > b: where one is no number, both return b.
func (m *machine) min(a, b value) vec { return m.binary(m.VMINPD, m.VMINPD_BCST, a, b) }
func (m *machine) max(a, b value) vec { return m.binary(m.VMAXPD, m.VMAXPD_BCST, a, b) }

func (m *machine) and(a, b value) vec { return m.binary(m.VANDPD, m.VANDPD_BCST, a, b) }
func (m *machine) or(a, b value) vec  { return m.binary(m.VORPD, m.VORPD_BCST, a, b) }
func (m *machine) xor(a, b value) vec { return m.binary(m.VXORPD, m.VXORPD_BCST, a, b) }

// andNot returns b without the bits of a.
func (m *machine) andNot(a, b value) vec { return m.binary(m.VANDNPD, m.VANDNPD_BCST, a, b) }

// sqrt returns the root.
func (m *machine) sqrt(a value) vec {
	to := m.register()
	m.emit(m.VSQRTPD, m.VSQRTPD_BCST, a, to)
	return to
}

// abs returns the size.
func (m *machine) abs(a value) vec { return m.and(a, m.bits(math.MaxInt64)) }

// negate returns −a.
func (m *machine) negate(a value) vec { return m.xor(a, m.bits(signBit)) }

// fma returns a·b + c, rounded once.
func (m *machine) fma(a, b, c value) vec { return m.fused(m.VFMADD213PD, m.VFMADD213PD_BCST, a, b, c) }

// fms returns a·b − c.
func (m *machine) fms(a, b, c value) vec { return m.fused(m.VFMSUB213PD, m.VFMSUB213PD_BCST, a, b, c) }

// fnma returns c − a·b.
func (m *machine) fnma(a, b, c value) vec {
	return m.fused(m.VFNMADD213PD, m.VFNMADD213PD_BCST, a, b, c)
}

// fnms returns −a·b − c.
func (m *machine) fnms(a, b, c value) vec {
	return m.fused(m.VFNMSUB213PD, m.VFNMSUB213PD_BCST, a, b, c)
}

// fused writes an instruction that puts its result where a factor was: a copy of one, loaded at best.
func (m *machine) fused(plain, spread instruction, a, b, c value) vec {
	if _, ok := b.(vec); !ok {
		a, b = b, a
	}
	factor, to := m.vector(b), m.copy(a)
	m.emit(plain, spread, c, factor, to)
	return to
}

// accumulate changes sum to sum + a·b, rounded once.
func (m *machine) accumulate(sum vec, a, b value) {
	m.emit(m.VFMADD231PD, m.VFMADD231PD_BCST, b, m.vector(a), sum)
}

// polynomial returns c0 xⁿ + … + cn, every step fused.
func (m *machine) polynomial(x vec, coefficients ...float64) vec {
	p := m.copy(m.number(coefficients[0]))
	for _, c := range coefficients[1:] {
		m.emit(m.VFMADD213PD, m.VFMADD213PD_BCST, m.number(c), x, p)
	}
	return p
}
