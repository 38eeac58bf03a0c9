package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// The constants of implied volatility in package kernel.
const (
	anyValue   = 0.1
	tiny       = 1e-200
	raise      = 300
	smallHalf  = 0.1
	logRoot2Pi = 0.91893853320467274178032973640561763986139747363778
)

func impliedPrepare(m *machine) {
	m.function("impliedPrepare", `func(
		price, strike []float64, put []bool, solvable, a, c, logC, logR []float64,
		forward, discount, logHigh, logLow float64, logTable *float64)`,
		"is quotes.prepare of whole lanes.")
	price, strike, put := m.base("price"), m.base("strike"), m.base("put")
	solvable, a, c, logC, logR := m.base("solvable"), m.base("a"), m.base("c"), m.base("logC"), m.base("logR")
	table := m.Load(m.Param("logTable"), m.GP64())
	forward, discount := m.copy(m.scalar("forward")), m.copy(m.scalar("discount"))
	m.each(m.size("price"), m.width(), func(i reg.Register) {
		k := m.between(at(strike, i, 0), minMoney, maxMoney)
		side := m.negative(m.shiftLeft(m.bytes(operand.Mem{Base: put, Index: i, Scale: 1}), 63))
		value, rest, rounding := m.timeValue(forward, discount, k, m.vector(at(price, i, 0)), side)
		ok := m.both(m.compare(equal, k, at(strike, i, 0)),
			m.both(m.compare(greater, value, rounding), m.compare(greater, rest, m.zero())))
		m.store(m.choose(ok, m.number(1), m.zero()), at(solvable, i, 0))
		value = m.choose(ok, value, m.number(anyValue))
		rest = m.choose(ok, rest, m.number(1-anyValue))
		least := m.choose(ok, m.mul(discount, m.min(k, forward)), m.number(1))
		m.store(m.log(m.div(rest, least)), at(logR, i, 0))

		high, low := m.logPair(k, table)
		moneyness := m.add(m.sub(m.scalar("logHigh"), high), m.sub(m.scalar("logLow"), low))
		m.store(m.choose(ok, m.abs(moneyness), m.zero()), at(a, i, 0))

		isTiny := m.compare(less, value, m.number(tiny))
		raised := m.div(m.choose(isTiny, m.mul(value, m.number(1<<raise)), value), least)
		log := m.log(raised)
		m.store(m.choose(isTiny, m.mul(raised, m.number(1.0/(1<<raise))), raised), at(c, i, 0))
		m.store(m.choose(isTiny, m.sub(log, m.number(raise*math.Ln2)), log), at(logC, i, 0))
	})
	m.ret()
}

// timeValue splits a price, as quotes.timeValue does.
func (m *machine) timeValue(forward, discount, strike, price vec, put mask) (value, rest, rounding vec) {
	rest = m.fms(discount, m.choose(put, strike, forward), price)
	inMoney := m.sub(forward, strike)
	inMoney = m.choose(put, m.sub(strike, forward), inMoney)
	outside := m.compare(less, m.zero(), inMoney)
	value = m.choose(outside, m.fnma(discount, inMoney, price), price)
	most := m.mul(discount, m.max(strike, forward))
	ulp := m.sub(m.addBits(most, m.bits(1)), most)
	return value, rest, m.choose(outside, m.mul(ulp, m.number(8)), m.zero())
}

func impliedGuess(m *machine) {
	m.function("impliedGuess", "func(s, a, c, logC, logR []float64)", "is quotes.guess of whole lanes.")
	to, a, c, logC, logR := m.base("s"), m.base("a"), m.base("c"), m.base("logC"), m.base("logR")
	m.each(m.size("s"), m.width(), func(i reg.Register) {
		a, c := m.vector(at(a, i, 0)), m.vector(at(c, i, 0))
		h := m.straddleInverse(m.negate(at(logR, i, 0)))
		straddle := m.sqrt(m.fma(h, h, m.mul(a, m.number(2))))

		s := m.bachelierInverse(a, c, at(logC, i, 0))
		z := m.div(a, s)
		s = m.fma(s, m.div(m.mul(s, s), m.fma(m.mul(z, m.number(8)), z, m.number(24))), s)
		m.store(m.choose(m.compare(greater, c, m.number(0.5)), straddle, s), at(to, i, 0))
	})
	m.ret()
}

// straddleInverse returns the s with −ln r = x at the money.
func (m *machine) straddleInverse(x vec) vec {
	v := m.sqrt(x)
	return m.div(m.polynomial(v, 3.59087, 4.75962, -1.39782, 0.30605), m.polynomial(v, 1.26788, 1.76248, 1))
}

// bachelierInverse returns the s that the price implies when spot walks evenly, both near the money and far from it, and
// chooses.
func (m *machine) bachelierInverse(a, c vec, logC value) vec {
	half := m.mul(a, m.number(0.5))
	k := m.max(m.number(minMoney), m.fma(c, m.exp(m.negate(half)), half))
	u := m.div(a, k)
	u = m.mul(u, u)
	near := m.mul(k, m.div(m.polynomial(u, -0.00281, 0.00008, -0.08337, 1.0004), m.number(invSqrt2Pi)))

	v := m.sqrt(m.sub(m.fma(a, m.number(0.5), m.log(a)), logC))
	far := m.div(m.mul(a, m.polynomial(v, 0.44325, -0.19338, 1)), m.polynomial(v, 0.62981, -0.42137, -0.23138, 0.74199))
	return m.choose(m.compare(less, u, m.number(2.9392)), near, far)
}

func impliedQuotients(m *machine) {
	m.function("impliedQuotients", "func(u, z, s, a []float64)", "is quotes.quotients of whole lanes.")
	to, zs, ss, a := m.base("u"), m.base("z"), m.base("s"), m.base("a")
	m.each(m.size("u"), m.width(), func(i reg.Register) {
		s := m.vector(at(ss, i, 0))
		t, z := m.mul(s, m.number(0.5)), m.mul(m.div(m.number(1), s), at(a, i, 0))
		m.store(z, at(zs, i, 0))
		d := m.sub(t, z)
		large := m.compare(greater, t, m.number(smallHalf))
		x, e := m.choose(large, m.abs(d), z), m.add(t, z)
		q1, q2 := m.millsDenominator(x), m.millsDenominator(e)
		inverse := m.div(m.number(1), m.mul(q1, q2))
		m1 := m.mul(m.millsNumerator(x), m.mul(q2, inverse))
		m2 := m.mul(m.millsNumerator(e), m.mul(q1, inverse))
		u := m.sub(m.xor(m1, m.andNot(d, m.bits(signBit))), m2)
		m.store(u, at(to, i, 0))
		done := m.label("large")
		m.all([]mask{large}, done)
		m.store(m.choose(large, u, m.millsDifference(z, t, m1)), at(to, i, 0))
		m.Label(done)
	})
	m.ret()
}

func impliedStep(m *machine) {
	m.function("impliedStep", "func(s, z, u, logC, logR []float64)", "is quotes.step of whole lanes, after quotients.")
	to, zs, us, logC, logR := m.base("s"), m.base("z"), m.base("u"), m.base("logC"), m.base("logR")
	m.each(m.size("s"), m.width(), func(i reg.Register) {
		s, z, u := m.vector(at(to, i, 0)), m.vector(at(zs, i, 0)), m.vector(at(us, i, 0))
		t := m.mul(s, m.number(0.5))
		d := m.sub(t, z)
		low := m.either(m.compare(atMost, t, m.number(smallHalf)), m.negative(d))
		target := m.choose(low, at(logC, i, 0), at(logR, i, 0))
		l := m.fma(m.mul(d, m.number(0.5)), d, m.add(target, m.number(logRoot2Pi)))
		l = m.sub(l, m.log(m.abs(u)))

		z2, t2, part := m.mul(z, z), m.mul(t, t), m.div(u, s)
		second := m.sub(z2, t2)
		third := m.fma(second, second, m.fms(z2, m.number(-3), t2))
		ratio := m.mul(part, second)
		g2 := m.sub(ratio, m.number(1))
		g3 := m.fma(m.mul(part, part), third, m.fma(ratio, m.number(-3), m.number(2)))
		above := m.mul(m.mul(u, l), m.fma(m.mul(l, m.number(0.5)), g2, m.number(1)))
		below := m.fma(l, m.fma(m.mul(l, m.number(1.0/6)), g3, g2), m.number(1))
		m.store(m.max(t, m.add(m.div(above, below), s)), at(to, i, 0))
	})
	m.ret()
}

// millsDifference returns M(z−t) − M(z+t) for t ≤ smallHalf, given M(z).
func (m *machine) millsDifference(z, t, mills vec) vec {
	derivatives := []vec{mills, m.fma(z, mills, m.number(-1))}
	for n := 1.0; n <= 10; n++ {
		last := derivatives[len(derivatives)-2:]
		before := last[0]
		if n > 1 {
			before = m.mul(before, m.number(n))
		}
		derivatives = append(derivatives, m.fma(z, last[1], before))
	}
	y := m.mul(t, t)
	p := m.mul(derivatives[11], m.number(1.0/39916800))
	for _, c := range []struct {
		order   int
		inverse float64
	}{{9, 1.0 / 362880}, {7, 1.0 / 5040}, {5, 1.0 / 120}, {3, 1.0 / 6}} {
		p = m.fma(p, y, m.mul(derivatives[c.order], m.number(c.inverse)))
	}
	return m.mul(m.mul(t, m.number(-2)), m.fma(p, y, derivatives[1]))
}
