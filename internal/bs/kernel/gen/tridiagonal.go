package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// The loops of Tridiagonal are of four operators, vectors of AVX2 on both paths. A node has a Quad of 32 bytes in some columns and a
// Both of 64 in others.
const quadSize = 32

// quad returns the numbers of a Quad, at an offset that is that of the node.
func quad(base, node reg.Register) column {
	return operand.Mem{Base: base, Index: node, Scale: 1}
}

// half returns those of one set of a Both, of so many nodes further on.
func half(base, node reg.Register, set, further int) column {
	return operand.Mem{Base: base, Index: node, Scale: 2, Disp: 2*quadSize*further + quadSize*set}
}

// last returns the offset of the last node of a parameter that is a column.
func (m *machine) last(name string) reg.Register {
	node := m.Load(m.Param(name).Len(), m.GP64())
	m.SUBQ(operand.Imm(1), node)
	m.SHLQ(operand.Imm(5), node)
	return node
}

func trapezoid(m *machine) {
	m.function("trapezoid", "func(right, v [][8]float64, lower, middle, upper, ratio, inverse, link [][4]float64, alpha float64)", "is Tridiagonal.trapezoid of a node or more.")
	m = m.narrow()
	right, v := m.base("right"), m.base("v")
	lower, middle, upper := m.base("lower"), m.base("middle"), m.base("upper")
	ratio, inverse, link := m.base("ratio"), m.base("inverse"), m.base("link")
	node := m.last("v")
	alpha, one := m.copy(m.scalar("alpha")), m.copy(m.number(1))
	below, inv := m.zero(), m.zero()
	after, sum := []vec{m.zero(), m.zero()}, []vec{m.zero(), m.zero()}
	body := func(first bool) {
		l, u := m.copy(quad(lower, node)), m.copy(quad(upper, node))
		r := m.mul(m.mul(alpha, u), inv)
		m.assign(inv, m.div(one, m.sub(one, m.mul(alpha, m.add(m.mul(r, below), quad(middle, node))))))
		m.store(r, quad(ratio, node))
		m.store(inv, quad(inverse, node))
		m.store(m.mul(m.mul(alpha, l), inv), quad(link, node))
		for set := range sum {
			at := m.copy(half(v, node, set, 0))
			product := m.mul(at, quad(middle, node))
			if !first {
				product = m.add(m.mul(l, half(v, node, set, -1)), product)
			}
			product = m.mul(alpha, m.add(product, m.mul(u, after[set])))
			m.assign(sum[set], m.add(m.add(at, product), m.mul(r, sum[set])))
			m.store(sum[set], half(right, node, set, 0))
			m.assign(after[set], at)
		}
		m.assign(below, l)
	}
	next, end := m.label("next"), m.label("end")
	m.Label(next)
	m.CMPQ(node, operand.Imm(0))
	m.JLE(operand.LabelRef(end))
	body(false)
	m.SUBQ(operand.Imm(quadSize), node)
	m.JMP(operand.LabelRef(next))
	m.Label(end)
	body(true)
	m.ret()
}

func blend(m *machine) {
	m.function("blend", "func(right, a, b [][8]float64, ratio [][4]float64, x, y float64)", "is Tridiagonal.blend of a node or more.")
	m = m.narrow()
	right, a, b, ratio := m.base("right"), m.base("a"), m.base("b"), m.base("ratio")
	node := m.last("right")
	x, y := m.copy(m.scalar("x")), m.copy(m.scalar("y"))
	sum := []vec{m.zero(), m.zero()}
	next := m.label("next")
	m.Label(next)
	for set := range sum {
		blended := m.sub(m.mul(x, half(a, node, set, 0)), m.mul(y, half(b, node, set, 0)))
		m.assign(sum[set], m.add(blended, m.mul(sum[set], quad(ratio, node))))
		m.store(sum[set], half(right, node, set, 0))
	}
	m.SUBQ(operand.Imm(quadSize), node)
	m.JGE(operand.LabelRef(next))
	m.ret()
}

func substitute(m *machine) {
	m.function("substitute", "func(values, right [][8]float64, floor, inverse, link [][4]float64)", "is Tridiagonal.substitute of a node or more.")
	m = m.narrow()
	values, right := m.base("values"), m.base("right")
	floor, inverse, link := m.base("floor"), m.base("inverse"), m.base("link")
	n := m.last("values")
	sum := []vec{m.zero(), m.zero()}
	node, next := m.GP64(), m.label("next")
	m.XORQ(node, node)
	m.Label(next)
	inv, l := m.copy(quad(inverse, node)), m.copy(quad(link, node))
	for set := range sum {
		value := m.add(m.mul(l, sum[set]), m.mul(inv, half(right, node, set, 0)))
		if set == 0 {
			value = m.max(m.copy(quad(floor, node)), value)
		}
		m.assign(sum[set], value)
		m.store(value, half(values, node, set, 0))
	}
	m.ADDQ(operand.Imm(quadSize), node)
	m.CMPQ(node, n)
	m.JLE(operand.LabelRef(next))
	m.ret()
}
