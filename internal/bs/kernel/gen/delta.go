package main

import "github.com/mmcloughlin/avo/reg"

func deltaSum(m *machine) {
	m.function("deltaSum",
		"func(kHigh, kLow, slope, offset, delta []float64, logHigh, logLow float64) (sum float64)",
		"is book.deltaSum of whole lanes.")
	m.weightedSum("delta", func(y vec) vec { return m.normal(y, nil) })
}

// normal returns N(y/gaussScale), as distributionTo does; gauss is the Gaussian of y where it is there already.
func (m *machine) normal(y, gauss vec) vec {
	x := m.millsArgument(y)
	ratio := m.div(m.millsNumerator(x), m.millsDenominator(x))
	if gauss == nil {
		gauss = m.gauss(y)
	}
	tail := m.mul(m.mul(gauss, m.number(invSqrt2Pi)), ratio)
	return m.choose(m.negative(y), tail, m.sub(m.number(1), tail))
}

func charmSum(m *machine) {
	m.function("charmSum",
		"func(kHigh, kLow, slope, offset, delta, aging, drift []float64, logHigh, logLow float64) (carried, aged float64)",
		"is charmBook.sums of whole lanes.")
	c, delta, aging, drift := m.contracts(), m.base("delta"), m.base("aging"), m.base("drift")
	carried, aged := m.sums(), m.sums()
	m.each(m.size("delta"), lanes, func(i reg.Register) {
		for part, of := range m.offsets() {
			y := c.y1(i, of)
			e := m.gauss(y)
			m.accumulate(aged[part], e, m.fms(m.mul(y, at(c.slope, i, of)), at(aging, i, of), at(drift, i, of)))
			m.accumulate(carried[part], m.normal(y, e), at(delta, i, of))
		}
	})
	m.give(m.total(carried), "carried")
	m.give(m.total(aged), "aged")
	m.ret()
}
