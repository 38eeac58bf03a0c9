package main

import "github.com/mmcloughlin/avo/reg"

// contracts are the columns of a book in the parameters of a kernel, and the spot.
type contracts struct {
	m                          *machine
	kHigh, kLow, slope, offset reg.Register
	logHigh, logLow            vec
}

// contracts loads the parameters kHigh, kLow, slope, offset, logHigh and logLow.
func (m *machine) contracts() contracts {
	return contracts{m, m.base("kHigh"), m.base("kLow"), m.base("slope"), m.base("offset"),
		m.copy(m.scalar("logHigh")), m.copy(m.scalar("logLow"))}
}

// logMoneyness returns ln(x e^c/K) of the contracts from i + of on.
func (c contracts) logMoneyness(i reg.Register, of int) vec {
	m := c.m
	return m.add(m.sub(c.logHigh, at(c.kHigh, i, of)), m.sub(c.logLow, at(c.kLow, i, of)))
}

// y1 returns y1 of the contracts from i + of on.
func (c contracts) y1(i reg.Register, of int) vec {
	return c.m.fma(c.logMoneyness(i, of), at(c.slope, i, of), at(c.offset, i, of))
}

func gammaSum(m *machine) {
	m.function("gammaSum",
		"func(kHigh, kLow, slope, offset, gamma []float64, logHigh, logLow float64) (sum float64)",
		"is book.gammaSum of whole lanes.")
	m.weightedSum("gamma", m.gauss)
}

// weightedSum writes the sum of a column of weights times a function of y1.
func (m *machine) weightedSum(weights string, of func(y vec) vec) {
	c, weight := m.contracts(), m.base(weights)
	sum := m.sums()
	m.each(m.size(weights), lanes, func(i reg.Register) {
		for part, offset := range m.offsets() {
			m.accumulate(sum[part], of(c.y1(i, offset)), at(weight, i, offset))
		}
	})
	m.give(m.total(sum), "sum")
	m.ret()
}

func gammaMoment(m *machine) {
	m.function("gammaMoment",
		"func(kHigh, kLow, slope, offset, gamma []float64, logHigh, logLow float64) (sum, moment float64)",
		"is book.gammaMoment of whole lanes.")
	c, gamma := m.contracts(), m.base("gamma")
	sum, moment := m.sums(), m.sums()
	m.each(m.size("gamma"), lanes, func(i reg.Register) {
		for part, of := range m.offsets() {
			y := c.y1(i, of)
			e := m.gauss(y)
			m.accumulate(sum[part], e, at(gamma, i, of))
			e = m.mul(e, m.mul(y, at(c.slope, i, of)))
			m.accumulate(moment[part], e, at(gamma, i, of))
		}
	})
	m.give(m.total(sum), "sum")
	m.give(m.total(moment), "moment")
	m.ret()
}
