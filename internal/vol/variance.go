package vol

import (
	"math"
	"slices"
	"sort"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
)

// An expiry whose solved strikes are fewer than minSolved, or not near the money, takes
// other sources than its out-of-the-money quotes (docs/theory.md 3.8).
const (
	minSolved = 5
	nearMoney = 0.5 // standard deviations of ln S at settlement
)

// curve is the smile of one expiry while it is solved: the total variance w = σ² T_q of
// each strike, and its source.
type curve struct {
	x      int // expiry of the chain
	q      *quotes
	w      []float64
	source []Source
	skip   func(j int) bool // strikes that are not to be solved; nil none
}

// quoteVols finds one total variance per strike at the quote time and ages it to as_of
// (docs/theory.md 3.8, 3.9). Sources, in order: the out-of-the-money leg; where the
// solved strikes do not cover the money, the other leg and the file's volatility;
// beyond the outermost solved strikes, the file's smile at the level of the quotes;
// interpolation. Without quotes that cover the money even then, a warning (uncovered).
// The file is read by the choice auto only.
func (f *fitter) quoteVols() {
	all := f.curves()
	f.solve(all, FromQuote)
	f.solve(f.exercised(all), FromOtherLeg)
	// Expiries whose out-of-the-money quotes do not reach the money ask the other legs,
	// then the file.
	var few []curve
	for _, c := range all {
		if !c.coversMoney() {
			few = append(few, c)
		}
	}
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
		f.finishCurve(&all[i])
	}
}

// exercised returns the expiries with strikes that are open because their
// out-of-the-money leg is worth what exercise pays: as calls are before a dividend.
func (f *fitter) exercised(all []curve) []curve {
	var out []curve
	for _, c := range all {
		if f.am.at(c.x) == nil {
			continue
		}
		only := c
		only.skip = func(j int) bool {
			first, _, _ := c.q.lines[j].otm(c.q.forward)
			return !first.intrinsic
		}
		out = append(out, only)
	}
	return out
}

// curves returns the live expiries with strikes, every strike open: source None.
func (f *fitter) curves() []curve {
	strikes := 0
	for x := range f.all {
		strikes += len(f.all[x].lines)
	}
	f.memory.w, f.memory.source = atLeast(f.memory.w, strikes), atLeast(f.memory.source, strikes)
	w, source := f.memory.w[:strikes], f.memory.source[:strikes]
	clear(source)
	out := slices.Grow(f.memory.curves[:0], len(f.all))
	for x := range f.all {
		if q := &f.all[x]; q.live && len(q.lines) > 0 {
			n := len(q.lines)
			out = append(out, curve{x: x, q: q, w: w[:n:n], source: source[:n:n]})
			w, source = w[n:], source[n:]
		}
	}
	f.memory.curves = out
	return out
}

// finishCurve interpolates the strikes still open and gives every contract its
// volatility, a fraction a year on T:
//
//	σ = √(w · Age / T),    Age = τ(as_of → settlement) / τ(quotes → settlement)
//
// An expiry whose volatility at the money is implausible keeps none.
func (f *fitter) finishCurve(c *curve) {
	q := c.q
	interpolate(q.lines, c.w, c.source)
	if !f.plausible(c) {
		return
	}
	f.compareClocks(c.x, q, c.w, c.source) // before aging: both sides are at the quotes
	e := &f.s.Expiries[c.x]
	e.Age = f.s.clock.age(q.at, f.c.AsOf, q.Settlement)
	for j := range q.lines {
		if c.source[j] == None {
			continue
		}
		// Call and put share the volatility, so that their gammas are equal.
		l, vol := &q.lines[j], math.Sqrt(c.w[j]*e.Age/e.Years)
		for _, i := range [...]int{l.call.at, l.put.at} {
			if i >= 0 {
				f.s.Vol[i], f.s.Source[i] = vol, c.source[j]
			}
		}
	}
}

// coversMoney reports whether the solved strikes determine the volatility at the
// forward: there are at least five, and on each side of F_q the nearest listed strike
// is solved, or a solved one has |ln K/F_q| ≤ ½√w, with w interpolated at F_q.
// docs/theory.md 3.8.
func (c *curve) coversMoney() bool {
	if solved(c.source) < minSolved {
		return false
	}
	lines, forward := c.q.lines, c.q.forward
	// up is the first strike at or above the forward; below and above are the nearest
	// solved ones on either side.
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
	nextBelow, nextAbove := below == up-1, above == up
	if nextBelow && nextAbove {
		return true
	}
	// The variance at k = 0, linear between k0 < 0 and k1 ≥ 0, and half a standard
	// deviation of it.
	k0, k1 := kernel.Log(lines[below].strike/forward), kernel.Log(lines[above].strike/forward)
	w := c.w[below] + float64(-k0/(k1-k0)*(c.w[above]-c.w[below]))
	half := nearMoney * math.Sqrt(w)
	return (nextBelow || -k0 <= half) && (nextAbove || k1 <= half)
}

// wings gives the open strikes beyond the outermost solved ones the file's
// volatilities, scaled to the quotes at the outermost one: the file has the shape of a
// wing, the quotes its level.
func (c *curve) wings() {
	first := slices.IndexFunc(c.source, func(s Source) bool { return s != None })
	if first < 0 {
		return
	}
	last := len(c.source) - 1
	for c.source[last] == None {
		last--
	}
	c.wing(first, 0, first)
	c.wing(last, last+1, len(c.source))
}

// wing sets the total variance of the strikes [lo, hi) beyond the outermost solved
// strike e, K_e, where the file has a volatility: w = w_file(K) · w(K_e)/w_file(K_e).
// T_q cancels in the quotient. docs/theory.md 3.8.
func (c *curve) wing(e, lo, hi int) {
	edge := c.q.lines[e].fileVol(c.q.forward)
	if lo == hi || math.IsNaN(edge) {
		return
	}
	scale := c.w[e] / (edge * edge) // w(K_e)/σ_file²(K_e), years
	for j := lo; j < hi; j++ {
		if v := c.q.lines[j].fileVol(c.q.forward); !math.IsNaN(v) {
			c.w[j], c.source[j] = v*v*scale, FromFile
		}
	}
}

// solved counts the strikes with a source.
func solved(source []Source) int {
	n := 0
	for _, s := range source {
		if s != None {
			n++
		}
	}
	return n
}

// otm returns the out-of-the-money leg of a strike, the put below the forward and the
// call from it on, and the other one; put is true when the first is the put.
func (l *line) otm(forward float64) (first, other *leg, put bool) {
	if l.strike < forward {
		return &l.put, &l.call, true
	}
	return &l.call, &l.put, false
}

// takeFile fills open strikes with the file's volatility of the out-of-the-money leg,
// then of the other: w = σ² T_q, as vendors count ACT/365 from the time of the quotes.
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

// fileVol returns the file's volatility, a fraction a year, of the out-of-the-money leg
// of a strike, else of the other; NaN when neither is plausible.
func (l *line) fileVol(forward float64) float64 {
	first, other, _ := l.otm(forward)
	switch {
	case first.at >= 0 && plausibleVol(first.fileVol):
		return first.fileVol
	case other.at >= 0 && plausibleVol(other.fileVol):
		return other.fileVol
	}
	return math.NaN()
}

// interpolate fills open strikes: total variance linear in ln K between solved
// neighbors,
//
//	w = w₀ + (w₁ − w₀) ln(K/K₀)/ln(K₁/K₀)
//
// and that of the nearest solved strike outside (docs/theory.md 3.8). With no solved
// strike all stay open.
func interpolate(lines []line, w []float64, source []Source) {
	last := -1 // the nearest solved strike below
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

// weigher is the clock of variance (docs/theory.md 2.4).
type weigher struct{ market.Clock }

// clock returns the clock of variance of a chain: that of its venue, or the user's
// choice.
func (o *Options) clock(c *chain.Chain) weigher {
	return weigher{c.Of().Venue.Clock(o.Clock)}
}

// age returns the part of the variance from quote to settlement that is left at as_of
// (docs/theory.md 3.9):
//
//	τ(as_of → settlement) / τ(quote → settlement)
//
// in weighted seconds; in elapsed ones where the denominator is 0, as from one weekend
// day to the next.
func (c weigher) age(quote, asOf, settlement time.Time) float64 {
	if quote.Equal(asOf) {
		return 1
	}
	if whole := c.Seconds(quote, settlement); whole > 0 {
		return c.Seconds(asOf, settlement) / whole
	}
	return settlement.Sub(asOf).Seconds() / settlement.Sub(quote).Seconds()
}

// fileVols takes each leg's own volatility from the file, where it is finite and
// positive and no placeholder. It is taken as annual on T from as_of, so aging leaves
// it unchanged: Age = T/T_q.
func (f *fitter) fileVols() {
	for i, v := range f.c.IV {
		if v > 0 && !math.IsInf(v, 0) && !f.placeholder(v) {
			f.s.Vol[i], f.s.Source[i] = v, FromFile
		}
	}
	for x := range f.s.Expiries {
		if e := &f.s.Expiries[x]; e.QuoteYears > 0 {
			e.Age = e.Years / e.QuoteYears // QuoteVol then returns the same volatility
		}
	}
}
