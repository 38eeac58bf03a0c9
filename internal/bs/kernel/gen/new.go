package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// fill derives the columns of a group.
func fill(m *machine) {
	m.function("fill", "func(columns *[7]*float64, put *bool, lo, hi int, root, carry float64, logTable *float64)",
		"is Batch.fill of the contracts [lo, hi), and of up to 7 beyond, which are not meant to stay. The columns are strike\n"+
			"and vol as given, and those it writes: strike, kHigh, kLow, slope and offset.")
	column := m.columns()
	given, vols, strikes, kHigh, kLow := column(0), column(1), column(2), column(3), column(4)
	slopes, offsets := column(5), column(6)
	put, table := m.Load(m.Param("put"), m.GP64()), m.Load(m.Param("logTable"), m.GP64())
	m.from(m.scalar("lo").Mem, m.scalar("hi").Mem, m.width(), func(i reg.Register) {
		strike := m.between(at(given, i, 0), minMoney, maxMoney)
		m.store(strike, at(strikes, i, 0))
		high, low := m.logPair(strike, table)
		high, lost := m.twoSum(high, m.negate(m.scalar("carry")))
		high, low = m.fastTwoSum(high, m.add(lost, low))
		m.store(high, at(kHigh, i, 0))
		m.store(low, at(kLow, i, 0))

		total := m.between(m.mul(m.copy(at(vols, i, 0)), m.scalar("root")), minTotal, maxTotal)
		signed := m.or(m.shiftLeft(m.bytes(operand.Mem{Base: put, Index: i, Scale: 1}), 63), m.number(gaussScale))
		m.store(m.div(signed, total), at(slopes, i, 0))
		m.store(m.mul(signed, m.mul(total, m.number(0.5))), at(offsets, i, 0))
	})
	m.ret()
}

// hold writes the contracts that have a weight one after the other.
func hold(m *machine) {
	m.function("hold", "func(columns *[10]*float64, weight *float64, lo, hi, to int, dividend float64) (end int)",
		"is Batch.hold of whole lanes. The columns are kHigh, kLow, slope and offset of the batch and of the book, then the\n"+
			"book's gamma and delta.")
	column, weights := m.columns(), m.Load(m.Param("weight"), m.GP64())
	to := m.Load(m.Param("to"), m.GP64())
	m.from(m.scalar("lo").Mem, m.scalar("hi").Mem, m.width(), func(i reg.Register) {
		weight := m.copy(at(weights, i, 0))
		some := m.compare(notEqual, weight, m.zero())
		pack := m.packer(some)
		for n := range 4 {
			m.store(pack(m.copy(at(column(n), i, 0))), at(column(4+n), to, 0))
		}
		held := m.mul(m.between(weight, -maxWeight, maxWeight), m.scalar("dividend"))
		slope := m.copy(at(column(2), i, 0))
		gamma := m.mul(m.mul(held, m.abs(slope)), m.number(invSqrt2Pi/gaussScale))
		m.store(pack(gamma), at(column(8), to, 0))
		m.store(pack(m.flip(held, slope)), at(column(9), to, 0))
		bits := m.set(some)
		m.POPCNTL(bits, bits)
		m.ADDQ(bits.As64(), to)
	})
	m.Store(to, m.Return("end"))
	m.ret()
}
