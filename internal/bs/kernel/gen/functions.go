package main

import (
	"math"

	"github.com/mmcloughlin/avo/reg"
)

// The constants of package kernel.
const (
	rounder    = 0x1.8p52
	gaussScale = 0x1.b2da4e9808a53p-1
	gaussEnd   = 31.95
	invSqrt2Pi = 0x1.9884533d43651p-2
	millsEnd   = 1e15

	minMoney, maxMoney = 1e-50, 1e50
	minTotal, maxTotal = 1e-40, 1e20
	maxWeight          = 1e50
)

// signBit is the sign of a float64.
const signBit = 1 << 63

// flip returns x with its sign changed where that of by is minus.
func (m *machine) flip(x, by value) vec { return m.xor(x, m.and(by, m.bits(signBit))) }

// pow2 returns 2^f for |f| ≤ 1/2.
func (m *machine) pow2(f vec) vec {
	return m.polynomial(f,
		0x1.e79ba4fd7c072p-32, 0x1.e61b4f5140c51p-28,
		0x1.b5267ceb0ed89p-24,
		0x1.62bfc79d75aa1p-20,
		0x1.ffcbfba97c144p-17,
		0x1.4309130ed8bcdp-13,
		0x1.5d87fe78cd6ddp-10,
		0x1.3b2ab6fba011ap-7,
		0x1.c6b08d7049fe8p-5,
		0x1.ebfbdff82c5a4p-3,
		0x1.62e42fefa39efp-1,
		1)
}

// scale returns p·2^k for the k in the low bits of rounded = k + rounder.
func (m *machine) scale(p, rounded vec) vec { return m.addBits(p, m.shiftLeft(rounded, 52)) }

// gauss returns 2^{−y²}, as gaussTo does.
func (m *machine) gauss(y vec) vec {
	k := m.fnma(y, y, m.number(rounder))
	e := m.scale(m.pow2(m.fnms(y, y, m.sub(k, m.number(rounder)))), k)
	m.zeroWhere(m.compare(notAtMost, m.abs(y), m.number(gaussEnd)), e)
	return e
}

// millsNumerator and millsDenominator are the rational approximation of the Mills ratio.
func (m *machine) millsNumerator(x vec) vec {
	return m.polynomial(x,
		0x1.d216db7aef342p-19, 0x1.879974fa43ccdp-14,
		0x1.42338db27d32dp-10,
		0x1.4fd75e7c921e3p-7,
		0x1.e504e23b072eap-5,
		0x1.f58165e135752p-3,
		0x1.734dfde99f2a7p-1,
		0x1.7d2e79849e00ep+0,
		0x1.f1391c8aa86f4p+0,
		0x1.40d931ff62705p+0)
}

func (m *machine) millsDenominator(x vec) vec {
	return m.polynomial(x,
		0x1.d216db7af5287p-19, 0x1.879974fa1d482p-14,
		0x1.431c99211b5bcp-10,
		0x1.52e691605e496p-7,
		0x1.ef07ee2c4748bp-5,
		0x1.050e79ec67061p-2,
		0x1.9060adeaf3265p-1,
		0x1.b6dc363310833p+0,
		0x1.47d3ea0d779e3p+1,
		0x1.2c7e16f65e44ap+1,
		1)
}

// millsArgument returns |d| of y = gaussScale·d, at most millsEnd.
func (m *machine) millsArgument(y vec) vec {
	return m.min(m.number(millsEnd), m.mul(m.abs(y), m.number(1/gaussScale)))
}

// between returns x clamped to [lo, hi], both not zero.
func (m *machine) between(x value, lo, hi float64) vec {
	return m.max(m.number(lo), m.min(m.number(hi), m.vector(x)))
}

// log2e and its rest, for exp.
const (
	log2E    = 0x1.71547652b82fep+0
	log2ELow = 0x1.777d0ffda0d24p-56
)

// exp returns e^x for |x| ≤ 700.
func (m *machine) exp(x vec) vec {
	y := m.mul(x, m.number(log2E))
	low := m.fma(x, m.number(log2ELow), m.fms(x, m.number(log2E), y))
	k := m.add(y, m.number(rounder))
	f := m.add(m.sub(y, m.sub(k, m.number(rounder))), low)
	return m.scale(m.pow2(f), k)
}

// Constants of logarithms.
const (
	ln2High   = 0x1.62e42fefa38p-1
	ln2Low    = 0x1.ef35793c7673p-45
	logMiddle = 0x3fe6a09e667f3bcd
	logFrom   = 0x3fe6a00000000000
	exponent  = math.MaxUint64 &^ (1<<52 - 1) // sign and exponent of a float64
)

// exponentOf returns int64(offset) >> 52 as a number: made positive, it is put in as the low bits of 2⁵², which adds it
// to that, exactly, and taking away both is exact too. AVX2 has no shift of signed integers, and does not convert them.
func (m *machine) exponentOf(offset vec) vec {
	const bias = 1024 // the exponents are more than −1024
	shifted := m.shiftRight(m.addBits(offset, m.bits(bias<<52)), 52)
	return m.sub(m.or(shifted, m.number(1<<52)), m.number(1<<52+bias))
}

// log returns ln x, as logTo does.
func (m *machine) log(x vec) vec {
	offset := m.subBits(x, m.bits(logMiddle))
	k := m.exponentOf(offset)
	f := m.sub(m.subBits(x, m.and(offset, m.bits(exponent))), m.number(1))
	w := m.div(f, m.add(f, m.number(2)))
	z := m.mul(w, w)
	p := m.polynomial(z,
		0x1.2f05615aaf5e5p-3, 0x1.39a1baec416a1p-3,
		0x1.74663ee67bc4dp-3,
		0x1.c71c520965ebap-3,
		0x1.24924941f11b2p-2,
		0x1.999999997fdb8p-2,
		0x1.5555555555592p-1)
	half := m.mul(m.mul(f, m.number(0.5)), f)
	low := m.fma(w, m.fma(z, p, half), m.mul(k, m.number(ln2Low)))
	return m.fma(k, m.number(ln2High), m.sub(f, m.sub(half, low)))
}

// logPair returns ln x as high + low. The table is that of package kernel: 64 cells of inv, high and low.
func (m *machine) logPair(x vec, table reg.Register) (high, low vec) {
	offset := m.subBits(x, m.bits(logFrom))
	cell := m.and(m.shiftRight(offset, 46), m.bits(63))
	cell = m.addBits(m.addBits(cell, cell), cell)
	k := m.exponentOf(offset)
	z := m.subBits(x, m.and(offset, m.bits(exponent)))

	inv := m.gather(table, cell, 0)
	quotient := m.mul(z, inv)
	rest := m.fms(z, inv, quotient)
	r := m.sub(quotient, m.number(1))
	half := m.mul(r, m.number(0.5))
	square := m.mul(r, half)
	squareLow := m.fms(r, half, square)

	head := m.fma(k, m.number(ln2High), m.gather(table, cell, 1))
	low = m.fma(k, m.number(ln2Low), m.gather(table, cell, 2))
	low = m.add(low, m.fms(m.logSeries(r), m.mul(m.mul(r, r), r), squareLow))
	low = m.fma(rest, m.fma(r, r, m.sub(m.number(1), r)), low)
	high, err := m.twoSum(head, r)
	low = m.add(low, err)
	high, err = m.twoSum(high, m.negate(square))
	return m.fastTwoSum(high, m.add(low, err))
}

// logSeries returns (ln(1+r) − r + r²/2)/r³ for |r| < 0.01.
func (m *machine) logSeries(r vec) vec {
	return m.polynomial(r, -1.0/10, 1.0/9, -1.0/8, 1.0/7, -1.0/6, 1.0/5, -1.0/4, 1.0/3)
}

// twoSum returns a + b rounded, and what the rounding lost.
func (m *machine) twoSum(a, b vec) (sum, lost vec) {
	sum = m.add(a, b)
	t := m.sub(sum, a)
	return sum, m.add(m.sub(a, m.sub(sum, t)), m.sub(b, t))
}

// fastTwoSum is twoSum for |a| ≥ |b|.
func (m *machine) fastTwoSum(a, b vec) (sum, lost vec) {
	sum = m.add(a, b)
	return sum, m.sub(b, m.sub(sum, a))
}
