package vol

import (
	"gex/internal/bs/kernel"
)

// solve fills open strikes of an expiry with the total variance of one leg's quote: the out-of-the-money leg's, or with
// FromOtherLeg the other's. A leg without a usable quote, or whose quote has no volatility, leaves its strike open.
func (f *fitter) solve(q *quotes, w []float64, source []Source, as Source) {
	var (
		line          []int
		price, strike []float64
		put           []bool
	)
	for j := range q.lines {
		if source[j] != None {
			continue
		}
		l, other, isPut := q.lines[j].otm(q.forward)
		if as == FromOtherLeg {
			l, isPut = other, !isPut
		}
		if l.at >= 0 && l.usable {
			line, price = append(line, j), append(price, l.mid)
			strike, put = append(strike, q.lines[j].strike), append(put, isPut)
		}
	}
	s, status := make([]float64, len(line)), make([]kernel.Status, len(line))
	group := kernel.Quoted{Hi: len(line), Forward: q.forward, Discount: kernel.Exp(-f.s.Rate * q.years)}
	kernel.ImpliedTo(s, status, []kernel.Quoted{group}, price, strike, put)
	for i, j := range line {
		if status[i] == kernel.OK {
			w[j], source[j] = s[i]*s[i], as
		}
	}
}
