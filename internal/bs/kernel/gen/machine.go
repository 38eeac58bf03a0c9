package main

import (
	"fmt"
	"math"
	"strings"

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
}

// width returns how many contracts a vector has.
func (m *machine) width() int {
	if m.wide {
		return 8
	}
	return 4
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

// A mask says yes or no for every contract.
type mask struct {
	reg.Register
}

// Predicates of VCMPPD. What is no number is neither less, equal nor greater, and not at most anything.
const less, atMost, greater, equal, notEqual, notAtMost = 0x11, 0x12, 0x1e, 0x00, 0x04, 0x16

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

// function opens a function: what follows is its body, to be closed by ret.
func (m *machine) function(name, signature, doc string) {
	if m.wide {
		name += avx512
	} else {
		name += avx2
	}
	m.Function(name)
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
