package vol

import (
	"gex/internal/bs/kernel"
	"gex/internal/system"
)

// kernelQuotes are columns of quotes for kernel.ImpliedTo, all expiries in one call.
// Prices and strikes are in currency per unit of the underlying.
type kernelQuotes struct {
	groups        []kernel.Quoted
	line          []int // by quote: its index in the lines of its expiry
	price, strike []float64
	put           []bool
}

// newKernelQuotes allocates columns for one quote per strike of the expiries.
func newKernelQuotes(all []curve) *kernelQuotes {
	n := 0
	for i := range all {
		n += len(all[i].w)
	}
	memory := system.Column[float64](2 * n)
	return &kernelQuotes{line: system.Column[int](n)[:0], price: memory[:0:n], strike: memory[n:n], put: system.Column[bool](n)[:0]}
}

// addOpen adds the quotes of the open strikes of an expiry, those without a source: the
// mid of the out-of-the-money leg, or with FromOtherLeg of the other one, if it is
// usable. The group has F_q and D = e^{−r T_q}.
func (in *kernelQuotes) addOpen(f *fitter, c *curve, as Source) {
	lo := len(in.line)
	lines, price, strike, put := in.line, in.price, in.strike, in.put
	for j := range c.q.lines {
		if c.source[j] != None || c.skip != nil && c.skip(j) {
			continue
		}
		l, other, isPut := c.q.lines[j].otm(c.q.forward)
		if as == FromOtherLeg {
			l, isPut = other, !isPut
		}
		if l.at >= 0 && l.usable && !l.intrinsic {
			lines, price = append(lines, j), append(price, l.european())
			strike, put = append(strike, c.q.lines[j].strike), append(put, isPut)
		}
	}
	in.line, in.price, in.strike, in.put = lines, price, strike, put
	in.groups = append(in.groups, kernel.Quoted{
		Lo: lo, Hi: len(in.line), Forward: c.q.forward, Discount: kernel.Exp(-c.q.r * c.q.years),
	})
}

// solve fills open strikes with the total variance w = σ² T_q that one leg's mid
// implies against F_q and D (docs/theory.md 1.4, 3.8): the out-of-the-money leg's, or
// with FromOtherLeg the other's. A leg without a usable quote, or whose price has no
// volatility, leaves its strike open.
func (f *fitter) solve(all []curve, as Source) {
	in := newKernelQuotes(all)
	for i := range all {
		in.addOpen(f, &all[i], as)
	}
	s, status := system.Column[float64](len(in.line)), system.Column[kernel.Status](len(in.line))
	kernel.ImpliedTo(s, status, in.groups, in.price, in.strike, in.put)
	// w = s², the square of the total volatility that the kernel returns.
	for i, g := range in.groups {
		for n := g.Lo; n < g.Hi; n++ {
			if j := in.line[n]; status[n] == kernel.OK {
				all[i].w[j], all[i].source[j] = s[n]*s[n], as
			}
		}
	}
}
