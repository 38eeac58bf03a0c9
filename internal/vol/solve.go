package vol

import (
	"math"

	"gex/internal/bs"
)

func (f *fitter) solve(q *quotes, w []float64, source []Source, as Source) {
	for j := range q.lines {
		if source[j] != None {
			continue
		}
		first, other, put := q.lines[j].otm(q.forward)
		l := first
		if as == FromOtherLeg {
			l, put = other, !put
		}
		if l.at < 0 || !l.usable {
			continue
		}
		o := bs.Option{Spot: q.forward, Strike: q.lines[j].strike, Years: 1, Vol: 1}
		if put {
			o.Right = bs.Put
		}
		price := l.mid * math.Exp(f.s.Rate*q.years)
		lo, hi := 1e-6, 20.0
		at := func(s float64) float64 { o.Vol = s; return o.Price() - price }
		if at(lo) > 0 || at(hi) < 0 {
			continue
		}
		for range 80 {
			m := (lo + hi) / 2
			if at(m) > 0 {
				hi = m
			} else {
				lo = m
			}
		}
		w[j], source[j] = lo*lo, as
	}
}
