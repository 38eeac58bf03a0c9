package main

func deltaSum(m *machine) {
	m.function("deltaSum",
		"func(kHigh, kLow, slope, offset, delta []float64, logHigh, logLow float64) (sum float64)",
		"is book.deltaSum of whole lanes.")
	m.weightedSum("delta", m.normal)
}

// normal returns N(y/gaussScale), as distributionTo does.
func (m *machine) normal(y vec) vec {
	x := m.millsArgument(y)
	ratio := m.div(m.millsNumerator(x), m.millsDenominator(x))
	tail := m.mul(m.mul(m.gauss(y), m.number(invSqrt2Pi)), ratio)
	return m.choose(m.negative(y), tail, m.sub(m.number(1), tail))
}
