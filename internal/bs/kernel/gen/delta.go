package main

import "github.com/mmcloughlin/avo/reg"

func deltaSum(m *machine) {
	m.function("deltaSum",
		"func(kHigh, kLow, slope, offset, delta []float64, logHigh, logLow float64) (sum float64)",
		"is book.deltaSum of whole lanes.")
	c, delta := m.contracts(), m.base("delta")
	sum := m.sums()
	m.each(m.size("delta"), lanes, func(i reg.Register) {
		for part, of := range m.offsets() {
			m.accumulate(sum[part], m.normal(c.y1(i, of)), at(delta, i, of))
		}
	})
	m.give(m.total(sum), "sum")
	m.ret()
}

// normal returns N(y/gaussScale), as normalTo does.
func (m *machine) normal(y vec) vec {
	x := m.millsArgument(y)
	ratio := m.div(m.millsNumerator(x), m.millsDenominator(x))
	tail := m.mul(m.mul(m.gauss(y), m.number(invSqrt2Pi)), ratio)
	return m.choose(m.negative(y), tail, m.sub(m.number(1), tail))
}
