package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// wideStep is the largest step of y1 between rungs that the recurrence takes.
const wideStep = 16.0 / 64 * gaussScale

// turns is one exponential for every contract.
func turns(m *machine) {
	m.function("turns", "func(turn, slope []float64, step float64)",
		"is turnsTo of whole lanes.")
	turn, slope, step := m.base("turn"), m.base("slope"), m.copy(m.scalar("step"))
	m.each(m.size("turn"), m.width(), func(i reg.Register) {
		h := m.mul(step, at(slope, i, 0))
		g := m.gauss(m.mul(h, m.number(root2)))
		m.zeroWhere(m.compare(greater, m.abs(h), m.number(wideStep)), g)
		m.store(g, at(turn, i, 0))
	})
	m.ret()
}

const root2 = 1.41421356237309504880168872420969807856967187537694807317667974

// groupSize is what a group of eight contracts takes for climb: eight each of g, r and turn.
const groupSize = 3 * lanes

// ladderStart leaves out groups of which all g are zero. Where one is, its r does not matter.
func ladderStart(m *machine) {
	m.function("ladderStart",
		"func(groups, kHigh, kLow, slope, offset, gamma, turn []float64, logHigh, logLow, step float64) (size int)",
		"writes g, r and turn of every eight contracts that are not all zero, and returns how long that is.")
	c, gamma, turn := m.contracts(), m.base("gamma"), m.base("turn")
	groups, size := m.base("groups"), m.GP64()
	m.XORQ(size, size)
	m.each(m.size("turn"), lanes, func(i reg.Register) {
		next := m.label("dead")
		ys, dead := []vec{}, []mask{}
		for _, of := range m.offsets() {
			y := c.y1(i, of)
			ys = append(ys, y)
			dead = append(dead, m.either(
				m.compare(notAtMost, m.abs(y), m.number(gaussEnd)),
				m.either(m.compare(equal, m.zero(), at(turn, i, of)), m.compare(equal, m.zero(), at(gamma, i, of)))))
		}
		m.all(dead, next)
		for part, of := range m.offsets() {
			g := m.mul(m.gauss(ys[part]), at(gamma, i, of))
			r, t := m.ratio(ys[part], at(c.slope, i, of)), m.copy(at(turn, i, of))
			m.zeroWhere(dead[part], g)
			m.zeroWhere(dead[part], r)
			m.store(g, at(groups, size, of))
			m.store(r, at(groups, size, lanes+of))
			m.store(t, at(groups, size, 2*lanes+of))
		}
		m.ADDQ(operand.Imm(groupSize), size)
		m.Label(next)
	})
	m.Store(size, m.Return("size"))
	m.ret()
}

// ratio returns 2^{−(2yh + h²)}, as ladderBook.ratioTo does where it is not 0.
func (m *machine) ratio(y vec, slope value) vec {
	h, twice := m.mul(m.copy(m.scalar("step")), slope), m.mul(y, m.number(2))
	product := m.mul(twice, h)
	low := m.fma(h, h, m.fms(twice, h, product))
	rounded := m.sub(m.number(rounder), m.add(product, low))
	return m.scale(m.pow2(m.sub(m.sub(m.sub(m.number(rounder), rounded), product), low)), rounded)
}

// held is how many groups climb keeps in registers, three each beside a sum.
func (m *machine) held() int {
	if m.wide {
		return 8
	}
	return 4
}

// climb adds several groups in one walk over the rungs, so that a sum is loaded and stored once for all of them.
func climb(m *machine) {
	m.function("climb", "func(sums *[8]float64, rungs int, groups []float64)",
		"adds the groups that ladderStart wrote to the sums of the rungs; their number is a multiple of 8.")
	groups, size := m.base("groups"), m.size("groups")
	m.each(size, m.held()*groupSize, func(i reg.Register) {
		for _, of := range m.offsets() {
			var g, r, turn []vec
			for n := range m.held() {
				g = append(g, m.copy(at(groups, i, n*groupSize+of)))
				r = append(r, m.copy(at(groups, i, n*groupSize+lanes+of)))
				turn = append(turn, m.copy(at(groups, i, n*groupSize+2*lanes+of)))
			}
			to := m.Load(m.Param("sums"), m.GP64())
			left := m.Load(m.Param("rungs"), m.GP64())
			next := m.label("rung")
			m.Label(next)
			sum := m.copy(column{Base: to, Disp: of * 8})
			for n := range g {
				m.VADDPD(g[n], sum, sum)
				m.VMULPD(r[n], g[n], g[n])
				m.VMULPD(turn[n], r[n], r[n])
			}
			m.store(sum, column{Base: to, Disp: of * 8})
			m.ADDQ(operand.Imm(lanes*8), to)
			m.DECQ(left)
			m.JNZ(operand.LabelRef(next))
		}
	})
	m.ret()
}

// narrow has a rung to a lane instead of a contract: contracts are added one after the other.
func narrow(m *machine) {
	m.function("narrow",
		"func(rows *[3][64]float64, rungs int, first, last [2]float64, "+
			"kHigh, kLow, slope, offset, gamma, turn []float64)",
		"is ladderBook.addNarrow of whole lanes. The rows are the sums and the logarithms, high and low, of all rungs; first "+
			"and last are the logarithms at the ends.")
	kHigh, kLow, slope, offset := m.base("kHigh"), m.base("kLow"), m.base("slope"), m.base("offset")
	gamma, turn := m.base("gamma"), m.base("turn")
	rows := m.Load(m.Param("rows"), m.GP64())
	sums, high, low := 0, 64, 2*64
	m.each(m.size("turn"), m.width(), func(i reg.Register) {
		done := m.label("done")
		some := m.set(m.compare(equal, m.zero(), at(turn, i, 0)))
		m.TESTL(some, some)
		m.JZ(operand.LabelRef(done))
		end := func(name string) vec {
			u := m.add(
				m.sub(m.copy(m.element(name, 0)), at(kHigh, i, 0)),
				m.sub(m.copy(m.element(name, 1)), at(kLow, i, 0)))
			return m.fma(u, at(slope, i, 0), at(offset, i, 0))
		}
		m.ANDL(m.alive(end("first"), end("last"), at(gamma, i, 0)), some)
		m.JZ(operand.LabelRef(done))

		// Those of them that are not zero on all rungs, lowest bit first.
		contract, one := m.label("contract"), m.GP64()
		m.Label(contract)
		m.XORQ(one, one)
		m.BSFL(some, one.As32())
		m.ADDQ(i, one)
		kh, kl := m.copy(scalar{at(kHigh, one, 0)}), m.copy(scalar{at(kLow, one, 0)})
		s, o := m.copy(scalar{at(slope, one, 0)}), m.copy(scalar{at(offset, one, 0)})
		weight := m.copy(scalar{at(gamma, one, 0)})
		m.each(m.scalar("rungs").Mem, m.width(), func(j reg.Register) {
			u := m.add(m.sub(m.copy(at(rows, j, high)), kh), m.sub(m.copy(at(rows, j, low)), kl))
			y, zero := m.fma(u, s, o), m.label("zero")
			m.all([]mask{m.compare(notAtMost, m.abs(y), m.number(gaussEnd))}, zero)
			sum := m.copy(at(rows, j, sums))
			m.accumulate(sum, m.gauss(y), weight)
			m.store(sum, at(rows, j, sums))
			m.Label(zero)
		})
		rest := m.GP32()
		m.LEAL(operand.Mem{Base: some, Disp: -1}, rest)
		m.ANDL(rest, some)
		m.JNZ(operand.LabelRef(contract))
		m.Label(done)
	})
	m.ret()
}

// alive returns, as bits, the contracts that are not zero on all rungs, by their y1 at the first and at the last.
func (m *machine) alive(first, last vec, gamma value) reg.GPVirtual {
	dead := m.set(m.compare(greater, m.abs(first), m.number(gaussEnd)))
	m.ANDL(m.set(m.compare(greater, m.abs(last), m.number(gaussEnd))), dead)
	apart := m.set(m.negative(m.xor(first, last)))
	idle := m.set(m.compare(equal, m.zero(), gamma))
	m.NOTL(apart)
	m.ANDL(apart, dead)
	m.ORL(idle, dead)
	m.NOTL(dead)
	return dead
}
