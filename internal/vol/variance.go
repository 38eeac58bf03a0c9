package vol

import (
	"math"
	"sort"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
)

// enough strikes must be solved, and some of them near the money, or an expiry asks others than quotes for a volatility.
const (
	enough    = 5
	nearMoney = 0.5 // standard deviations
)

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
		if !c.coversMoney() {
			few = append(few, c)
		}
	}
	f.solve(few, FromOtherLeg)
	f.solve(few, FromOtherLeg)
	if f.o.IV == "auto" {
		for _, c := range few {
			takeFile(c.q, c.w, c.source)
		}
		for _, c := range all {
			c.wings()
		}
	}
	for _, c := range few {
		if solved(c.source) > 0 && !c.coversMoney() {
			f.uncovered = append(f.uncovered, c.x)
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
	if !f.plausible(c) {
		return
	}
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

// coversMoney reports whether the solved strikes tell the volatility at the forward: there are enough of them, and on
// either side the nearest strike is one, or one lies within half a standard deviation.
func (c *curve) coversMoney() bool {
	if solved(c.source) < enough {
		return false
	}
	lines, forward := c.q.lines, c.q.forward
	up := sort.Search(len(lines), func(j int) bool { return lines[j].strike >= forward })
	below, above := up-1, up
	for below >= 0 && c.source[below] == None {
		below--
	}
	for above < len(lines) && c.source[above] == None {
		above++
	}
	if below < 0 || above == len(lines) {
		return false
	}
	if below == up-1 && above == up {
		return true
	}
	k0, k1 := kernel.Log(lines[below].strike/forward), kernel.Log(lines[above].strike/forward)
	w := c.w[below] + float64(-k0/(k1-k0)*(c.w[above]-c.w[below]))
	half := nearMoney * math.Sqrt(w)
	return (below == up-1 || -k0 <= half) && (above == up || k1 <= half)
}

// wings gives the open strikes beyond the outermost solved ones the file's volatilities, in proportion to what the file
// and the quotes make of the outermost: the file knows the shape of a wing, and not its level.
func (c *curve) wings() {
	first, last := 0, len(c.source)-1
	for first <= last && c.source[first] == None {
		first++
	}
	for last >= first && c.source[last] == None {
		last--
	}
	if first > last {
		return
	}
	c.wing(first, 0, first)
	c.wing(last, last+1, len(c.source))
}

// wing scales the file's volatilities of the strikes [lo, hi) beyond strike e.
func (c *curve) wing(e, lo, hi int) {
	edge := c.q.lines[e].fileVol(c.q.forward)
	if lo == hi || math.IsNaN(edge) {
		return
	}
	scale := c.w[e] / (edge * edge)
	for j := lo; j < hi; j++ {
		if v := c.q.lines[j].fileVol(c.q.forward); !math.IsNaN(v) {
			c.w[j], c.source[j] = v*v*scale, FromFile
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
		if v := q.lines[j].fileVol(q.forward); !math.IsNaN(v) {
			w[j], source[j] = v*v*q.years, FromFile
		}
	}
}

// fileVol is the file's volatility of the out-of-the-money leg of a strike, else of the other; NaN when neither is one.
func (l *line) fileVol(forward float64) float64 {
	first, other, _ := l.otm(forward)
	switch {
	case first.at >= 0 && sane(first.fileVol):
		return first.fileVol
	case other.at >= 0 && sane(other.fileVol):
		return other.fileVol
	}
	return math.NaN()
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

// clock is the one that variance of a chain runs on: that of its venue.
func (o *Options) clock(c *chain.Chain) weigher {
	return weigher{market.LookupRoot(c.Underlying).Venue.Clock(o.Clock)}
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
		if v > 0 && !math.IsInf(v, 0) && !f.placeholder(v) {
			f.s.Vol[i], f.s.Source[i] = v, FromFile
		}
	}
	for x := range f.s.Expiries {
		if e := &f.s.Expiries[x]; e.QuoteYears > 0 {
			e.Age = e.Years / e.QuoteYears // the same volatility at both
		}
	}
}
