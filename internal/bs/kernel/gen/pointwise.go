package main

import "github.com/mmcloughlin/avo/reg"

func exps(m *machine) {
	m.function("exps", "func(dst, x []float64)", "is Exp of whole lanes.")
	dst, xs := m.base("dst"), m.base("x")
	m.each(m.size("x"), m.width(), func(i reg.Register) {
		x := m.copy(at(xs, i, 0))
		e := m.exp(m.between(x, -700, 700))
		m.store(m.choose(m.compare(unordered, x, x), x, e), at(dst, i, 0))
	})
	m.ret()
}

func logs(m *machine) {
	m.function("logs", "func(dst, x []float64)", "is logTo of whole lanes.")
	dst, xs := m.base("dst"), m.base("x")
	m.each(m.size("x"), m.width(), func(i reg.Register) {
		m.store(m.log(m.copy(at(xs, i, 0))), at(dst, i, 0))
	})
	m.ret()
}

func normals(m *machine) {
	m.function("normals", "func(density, below, d []float64)", "is Normal of whole lanes.")
	densities, belows, ds := m.base("density"), m.base("below"), m.base("d")
	m.each(m.size("d"), m.width(), func(i reg.Register) {
		d := m.copy(at(ds, i, 0))
		y, x := m.mul(d, m.number(gaussScale)), m.abs(d)
		density := m.mul(m.gauss(y), m.number(invSqrt2Pi))
		tail := m.mul(density, m.div(m.millsNumerator(x), m.millsDenominator(x)))
		m.zeroWhere(m.compare(notAtMost, m.abs(y), m.number(gaussEnd)), tail)
		m.store(density, at(densities, i, 0))
		m.store(m.choose(m.compare(greater, d, m.zero()), m.sub(m.number(1), tail), tail), at(belows, i, 0))
	})
	m.ret()
}
