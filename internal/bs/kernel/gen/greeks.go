package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// The columns of greeks, in the order of greekColumns.
const (
	inStrike = iota
	inHigh
	inLow
	inSlope
	inOffset
	outPrice
	outDelta
	outGamma
	outVega
	outTheta
	outVanna
	outCharm
)

// greeks writes every column that there is. Where one begins is read again each time: there are more of them than registers.
func greeks(m *machine) {
	m.function("greeks", "func(columns *[12]*float64, lo, hi int, factors *[16]float64, tails bool)",
		"writes the greeks of the contracts [lo, hi), and of up to 7 beyond, which are not meant to stay.")
	column := m.columns()
	f := m.Load(m.Param("factors"), m.GP64())
	// In the order of factors.row.
	factor := func(n int) scalar { return scalar{operand.Mem{Base: f, Disp: n * 8}} }
	logHigh, logLow, spot, dividend, discount := factor(0), factor(1), factor(2), factor(3), factor(4)
	density1, perSpot, vega, yieldSpot, rate := factor(5), factor(6), factor(7), factor(8), factor(9)
	decay, vanna, net, aging, yield := factor(10), factor(11), factor(12), factor(13), factor(14)

	kHigh, kLow, slopes, offsets, strikes := column(inHigh), column(inLow), column(inSlope), column(inOffset), column(inStrike)
	m.from(m.scalar("lo").Mem, m.scalar("hi").Mem, m.width(), func(i reg.Register) {
		slope, offset := at(slopes, i, 0), at(offsets, i, 0)
		u := m.add(m.sub(logHigh, at(kHigh, i, 0)), m.sub(logLow, at(kLow, i, 0)))
		y1, y2 := m.fma(u, slope, offset), m.fms(u, slope, offset)
		density := m.mul(m.gauss(y1), density1)

		asset, cash, done := m.zero(), m.zero(), m.label("tails")
		m.CMPB(m.scalar("tails").Mem, operand.Imm(0))
		m.JEQ(operand.LabelRef(done))
		x1, x2 := m.millsArgument(y1), m.millsArgument(y2)
		q1, q2 := m.millsDenominator(x1), m.millsDenominator(x2)
		flow := m.div(density, m.mul(q1, q2))
		tail1 := m.mul(flow, m.mul(m.millsNumerator(x1), q2))
		tail2 := m.mul(spot, m.mul(flow, m.mul(m.millsNumerator(x2), q1)))
		m.assign(asset, m.choose(m.negative(y1), tail1, m.sub(dividend, tail1)))
		m.assign(cash, m.choose(m.negative(y2), tail2, m.fms(discount, at(strikes, i, 0), tail2)))
		m.Label(done)

		write := func(n int, value func() vec) {
			skip, to := m.label("skip"), column(n)
			m.TESTQ(to, to)
			m.JZ(operand.LabelRef(skip))
			m.store(value(), at(to, i, 0))
			m.Label(skip)
		}
		write(outPrice, func() vec { return m.flip(m.fms(spot, asset, cash), slope) })
		write(outDelta, func() vec { return m.flip(asset, slope) })
		write(outGamma, func() vec { return m.mul(density, m.mul(m.abs(slope), perSpot)) })
		write(outVega, func() vec { return m.mul(density, vega) })
		write(outTheta, func() vec {
			carry := m.fms(yieldSpot, asset, m.mul(cash, rate))
			return m.flip(m.fnma(density, m.mul(decay, offset), carry), offset)
		})
		write(outVanna, func() vec { return m.mul(m.mul(density, y2), m.mul(vanna, slope)) })
		write(outCharm, func() vec {
			drift := m.fms(net, slope, m.mul(y2, aging))
			return m.flip(m.fnma(density, drift, m.mul(asset, yield)), slope)
		})
	})
	m.ret()
}
