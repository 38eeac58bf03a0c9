package vol

import (
	"gex/internal/bs/kernel"
)

// inquiry is quotes on their way to the kernel, all expiries in one call.
type inquiry struct {
	groups        []kernel.Quoted
	line          []int // of the expiry, of each quote
	price, strike []float64
	put           []bool
}

// inquire makes an inquiry with room for the quotes of some expiries.
func inquire(all []curve) *inquiry {
	n := 0
	for i := range all {
		n += len(all[i].w)
	}
	room := make([]float64, 2*n)
	return &inquiry{line: make([]int, 0, n), price: room[:0:n], strike: room[n:n], put: make([]bool, 0, n)}
}

// ask adds the quotes of the open strikes of an expiry.
func (in *inquiry) ask(f *fitter, c *curve, as Source) {
	lo := len(in.line)
	lines, price, strike, put := in.line, in.price, in.strike, in.put
	for j := range c.q.lines {
		if c.source[j] != None {
			continue
		}
		l, other, isPut := c.q.lines[j].otm(c.q.forward)
		if as == FromOtherLeg {
			l, isPut = other, !isPut
		}
		if l.at >= 0 && l.usable {
			lines, price = append(lines, j), append(price, l.mid)
			strike, put = append(strike, c.q.lines[j].strike), append(put, isPut)
		}
	}
	in.line, in.price, in.strike, in.put = lines, price, strike, put
	in.groups = append(in.groups, kernel.Quoted{
		Lo: lo, Hi: len(in.line), Forward: c.q.forward, Discount: kernel.Exp(-f.s.Rate * c.q.years),
	})
}

// solve fills open strikes with the total variance of one leg's quote: the out-of-the-money leg's, or with FromOtherLeg
// the other's. A leg without a usable quote, or whose quote has no volatility, leaves its strike open.
func (f *fitter) solve(all []curve, as Source) {
	in := inquire(all)
	for i := range all {
		in.ask(f, &all[i], as)
	}
	s, status := make([]float64, len(in.line)), make([]kernel.Status, len(in.line))
	kernel.ImpliedTo(s, status, in.groups, in.price, in.strike, in.put)
	for i, g := range in.groups {
		for n := g.Lo; n < g.Hi; n++ {
			if j := in.line[n]; status[n] == kernel.OK {
				all[i].w[j], all[i].source[j] = s[n]*s[n], as
			}
		}
	}
}
