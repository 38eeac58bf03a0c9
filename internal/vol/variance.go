package vol

import (
	"math"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
)

// enough out-of-the-money strikes solved, and an expiry asks nothing else for a volatility.
const enough = 5

// curve is one expiry on its way to variances: a total variance a strike at the quote time, and where it comes from.
type curve struct {
	x      int // expiry of the chain
	q      *quotes
	w      []float64
	source []Source
}

// quoteVols solves one total variance a strike at the quote time, fills the gaps, and ages it to as-of.
func (f *fitter) quoteVols() {
	all := f.curves()
	f.solve(all, FromQuote)
	var few []curve
	for _, c := range all {
		if solved(c.source) < enough {
			few = append(few, c)
		}
	}
	f.solve(few, FromOtherLeg)
	if f.o.IV == "auto" {
		for _, c := range few {
			takeFile(c.q, c.w, c.source)
		}
	}
	for i := range all {
		f.settleCurve(&all[i])
	}
}

// curves are the expiries that have quotes, every strike open.
func (f *fitter) curves() []curve {
	strikes := 0
	for x := range f.all {
		strikes += len(f.all[x].lines)
	}
	w, source := make([]float64, strikes), make([]Source, strikes)
	out := make([]curve, 0, len(f.all))
	for x := range f.all {
		if q := &f.all[x]; q.live && len(q.lines) > 0 {
			n := len(q.lines)
			out = append(out, curve{x, q, w[:n:n], source[:n:n]})
			w, source = w[n:], source[n:]
		}
	}
	return out
}

// settleCurve fills what is still open of an expiry and gives every contract its volatility.
func (f *fitter) settleCurve(c *curve) {
	q := c.q
	interpolate(q.lines, c.w, c.source)
	f.compareClocks(c.x, q, c.w, c.source)
	e := &f.s.Expiries[c.x]
	e.Age = f.s.clock.age(q.at, f.c.AsOf, q.Settlement)
	for j := range q.lines {
		if c.source[j] == None {
			continue
		}
		l, vol := &q.lines[j], math.Sqrt(c.w[j]*e.Age/e.Years)
		for _, i := range [...]int{l.call.at, l.put.at} {
			if i >= 0 {
				f.s.Vol[i], f.s.Source[i] = vol, c.source[j]
			}
		}
	}
}

func solved(source []Source) int {
	n := 0
	for _, s := range source {
		if s != None {
			n++
		}
	}
	return n
}

// otm returns the out-of-the-money leg of a strike and the other one; put tells which side the first is.
func (l *line) otm(forward float64) (first, other *leg, put bool) {
	if l.strike < forward {
		return &l.put, &l.call, true
	}
	return &l.call, &l.put, false
}

// takeFile fills open strikes with the file's volatility of the out-of-the-money leg, then of the other.
func takeFile(q *quotes, w []float64, source []Source) {
	for j := range q.lines {
		if source[j] != None {
			continue
		}
		first, other, _ := q.lines[j].otm(q.forward)
		for _, l := range []*leg{first, other} {
			if l.at >= 0 && sane(l.fileVol) {
				w[j], source[j] = l.fileVol*l.fileVol*q.years, FromFile
				break
			}
		}
	}
}

// interpolate fills open strikes linearly in ln K between solved neighbours, with the nearest one's variance outside.
func interpolate(lines []line, w []float64, source []Source) {
	last := -1 // latest solved strike
	for j := 0; j <= len(lines); j++ {
		if j < len(lines) && (source[j] == None || source[j] == Interpolated) {
			continue
		}
		for i := last + 1; i < j; i++ {
			switch {
			case last < 0 && j == len(lines):
				return // nothing solved
			case last < 0:
				w[i] = w[j]
			case j == len(lines):
				w[i] = w[last]
			default:
				t := kernel.Log(lines[i].strike/lines[last].strike) / kernel.Log(lines[j].strike/lines[last].strike)
				w[i] = w[last] + float64(t*(w[j]-w[last]))
			}
			source[i] = Interpolated
		}
		last = j
	}
}

// weigher is a clock that ages variance.
type weigher struct{ market.Clock }

// clock is the one that variance of a chain runs on: coins trade always, and the hours of New York mean nothing to markets elsewhere.
func (o *Options) clock(c *chain.Chain) weigher {
	if market.LookupRoot(c.Underlying).OwnHours() {
		return weigher{market.Calendar}
	}
	return weigher{o.Clock}
}

// age is the part of the variance from quote to settlement that is left at as-of: weighted seconds, elapsed ones where
// none weigh anything.
func (c weigher) age(quote, asOf, settlement time.Time) float64 {
	if whole := c.Seconds(quote, settlement); whole > 0 {
		return c.Seconds(asOf, settlement) / whole
	}
	return settlement.Sub(asOf).Seconds() / settlement.Sub(quote).Seconds()
}

// fileVols takes each leg's own volatility from the file, where it is finite and positive.
func (f *fitter) fileVols() {
	for i, v := range f.c.IV {
		if v > 0 && !math.IsInf(v, 0) {
			f.s.Vol[i], f.s.Source[i] = v, FromFile
		}
	}
	for x := range f.s.Expiries {
		if e := &f.s.Expiries[x]; e.QuoteYears > 0 {
			e.Age = e.Years / e.QuoteYears // the same volatility at both
		}
	}
}
