package vol

import "gex/internal/bs/kernel"

// kernelQuotes are columns of quotes for kernel.ImpliedTo, all expiries in one call.
// Prices and strikes are in currency per unit of the underlying.
type kernelQuotes struct {
	groups        []kernel.Quoted
	line          []int // by quote: its index in the lines of its expiry
	price, strike []float64
	put           []bool

	total  []float64       // σ√T of each quote
	status []kernel.Status // whether it has one
}

// empty leaves no quotes, and memory for n of them.
func (in *kernelQuotes) empty(n int) {
	in.groups, in.line = in.groups[:0], atLeast(in.line, n)
	in.price, in.strike, in.put = atLeast(in.price, n), atLeast(in.strike, n), atLeast(in.put, n)
}

// solve finds the total volatility of every quote.
func (in *kernelQuotes) solve() {
	n := len(in.price)
	in.total, in.status = atLeast(in.total, n)[:n], atLeast(in.status, n)[:n]
	kernel.ImpliedTo(in.total, in.status, in.groups, in.price, in.strike, in.put)
}

// addOpen adds the quotes of the open strikes of an expiry, those without a source: the
// mid of the out-of-the-money leg, or with FromOtherLeg of the other one, if it is
// usable. The group has F_q and D = e^{−r T_q}.
func (in *kernelQuotes) addOpen(c *curve, as Source) {
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
	strikes := 0
	for i := range all {
		strikes += len(all[i].w)
	}
	in := &f.memory.solving
	in.empty(strikes)
	for i := range all {
		in.addOpen(&all[i], as)
	}
	in.solve()
	// w = s², the square of the total volatility that the kernel returns.
	for i, g := range in.groups {
		w, source := all[i].w, all[i].source
		for n := g.Lo; n < g.Hi; n++ {
			if j := in.line[n]; in.status[n] == kernel.OK {
				w[j], source[j] = in.total[n]*in.total[n], as
			}
		}
	}
}
