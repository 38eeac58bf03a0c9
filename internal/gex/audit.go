package gex

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/vol"
)

// Audit compares a chain's quotes and greeks with the fit: the document of gex check.
// It fills in everything but Header.Version, Header.Input and Failed.
func Audit(b *Book) *report.Check {
	if b.opt.members != nil {
		return b.auditMembers()
	}
	check, _, _ := auditOne(b)
	return check
}

// auditOne does so for one chain, and returns the differences behind Vendor.
func auditOne(b *Book) (check *report.Check, delta, gamma comparison) {
	a := &audit{Book: b, greeks: b.quoteGreeks()}
	check = &report.Check{
		Header: b.header(), Coverage: b.coverage(), Carry: b.carry(),
		Quotes: b.quoteCounts(0, b.chain.Len()), Expiries: []report.ExpiryCheck{}, Outliers: []report.Outlier{},
		Failed: []report.Failure{}, Warnings: append(b.fileWarnings(), report.SeriousAmong(b.coverageWarnings())...),
	}
	check.AgeMinutes = b.quoteAge()
	for _, e := range b.expiries {
		x := a.expiry(e)
		out := a.outliers(e)
		x.Outliers = len(out)
		check.Outliers = append(check.Outliers, out...)
		check.Expiries = append(check.Expiries, x)
		d, g := a.compare(e)
		delta.join(d)
		gamma.join(g)
	}
	check.Vendor = report.Vendor{Delta: delta.sum(), Gamma: gamma.sum()}
	check.SpotGap, check.LeftOut, check.Crossed = spotGap(check.Carry), leftOutShare(check.Coverage.Account), crossedShare(check.Quotes)
	check.Outlying = len(check.Outliers)
	return check, delta, gamma
}

// quoteAge returns the age of the quotes at as_of, in minutes: since the time that the
// file's volatilities imply (docs/theory.md 3.10), else since the earliest quote time
// of a used expiry (3.1). Absent without an expiry, and where as_of itself is the time
// of the latest trade or quote.
func (b *Book) quoteAge() report.Number {
	if slices.ContainsFunc(b.chain.Notes, func(n chain.Warning) bool { return n.Code == "as-of-last-trade" || n.Code == "as-of-latest-quote" }) {
		return report.None()
	}
	// Found is zero when the file has no volatilities near the money, or they disagree.
	made := b.surface.InferredTime
	for _, e := range b.expiries {
		if at := b.surface.Expiries[e.of].QuoteTime; b.surface.InferredTime.IsZero() && (made.IsZero() || at.Before(made)) {
			made = at
		}
	}
	if made.IsZero() {
		return report.None()
	}
	return report.Number(b.AsOf.Sub(made).Minutes())
}

// audit is a book with delta and gamma of its contracts at the quotes.
type audit struct {
	*Book
	greeks kernel.Greeks
}

// quoteGreeks returns delta and gamma at the quotes: T_q, the quotes' spot, carry
// ln(F_q/S) and the variance before aging, so that differences from the file's greeks
// are the vendor's model and not the hours since.
func (b *Book) quoteGreeks() kernel.Greeks {
	n := len(b.row)
	// Without a known spot of the quotes, as under a flat carry, the book's.
	spot := b.surface.QuoteSpot
	if math.IsNaN(spot) {
		spot = b.Spot
	}
	groups, sigma := make([]kernel.Group, len(b.expiries)), make([]float64, n)
	for i, e := range b.expiries {
		fit := b.surface.Expiries[e.of]
		groups[i] = kernel.Group{Lo: e.lo, Hi: e.hi, Years: fit.QuoteYears, Rate: fit.Rate, Carry: kernel.Log(fit.QuoteForward / spot)}
		for k := e.lo; k < e.hi; k++ {
			sigma[k] = fit.QuoteVol(b.sigma[k])
		}
	}
	g := kernel.Greeks{Delta: make([]float64, n), Gamma: make([]float64, n)}
	kernel.New(groups, b.strike, sigma, b.put, b.weight).GreeksTo(&g, spot)
	return g
}

// quoteCounts sorts the live records [lo, hi) that were asked for by their quotes.
func (b *Book) quoteCounts(lo, hi int) report.QuoteCounts {
	var q report.QuoteCounts
	for i := lo; i < hi; i++ {
		if b.chain.Out[i] != chain.Live || !b.asked[i] {
			continue
		}
		q.Contracts++
		bid, ask := b.chain.Bid[i], b.chain.Ask[i]
		// Each live contract is one of: no quote, one side, crossed, usable, too wide.
		switch {
		case !(bid > 0) && !(ask > 0):
			q.None++
		case !(bid > 0) || !(ask > 0):
			q.OneSided++
		case ask < bid:
			q.Crossed++
		case b.surface.Usable(b.chain, i):
			q.Usable++
		default:
			q.Wide++
		}
	}
	return q
}

// expiry returns the checks of one expiry: counts, forward, volatility, age in minutes,
// and the differences of the file's greeks.
func (a *audit) expiry(e expiry) report.ExpiryCheck {
	x, fit := a.chain.Expiries[e.of], a.surface.Expiries[e.of]
	counts := a.quoteCounts(x.Lo, x.Hi)
	d, g := a.compare(e)
	out := report.ExpiryCheck{
		Root: x.Root.Name, Expiry: x.Date.String(), Style: x.Root.Settlement.String(),
		Contracts: counts.Contracts, Usable: counts.Usable, Pairs: fit.Pairs,
		Forward: report.Number(fit.Forward), ForwardSource: fit.ForwardBy, Yield: report.Number(fit.ClearYield()),
		ATMVol: report.Number(fit.ATMVol), VolRatio: report.Number(fit.VolRatio),
		QuoteTime: report.Time{Time: fit.QuoteTime.In(a.zone())}, InferredTime: report.Time{Time: fit.InferredTime.In(a.zone())},
		Delta: d.sum(), Gamma: g.sum(),
		Borrow: report.None(), Dividends: report.None(), CallPremium: report.None(), PutPremium: report.None(), Misfit: report.None(),
	}
	if fit.Early {
		out.Borrow, out.Dividends = report.Number(fit.Borrow), report.Number(fit.Dividends)
		out.CallPremium, out.PutPremium, out.Misfit = report.Number(fit.CallPremium), report.Number(fit.PutPremium), report.Number(fit.Misfit)
	}
	// The expiry's own implied time counts where the expiries agree on one.
	made := fit.QuoteTime
	if fit.InferredCounts && !a.surface.InferredTime.IsZero() {
		made = fit.InferredTime
	}
	out.AgeMinutes = report.Number(a.AsOf.Sub(made).Minutes())
	return out
}

// comparison collects differences with the source lines they come from.
type comparison struct {
	diff []float64
	line []int32
}

// add adds one difference.
func (c *comparison) add(diff float64, line int32) {
	c.diff, c.line = append(c.diff, diff), append(c.line, line)
}

// join appends those of another comparison.
func (c *comparison) join(o comparison) {
	c.diff, c.line = append(c.diff, o.diff...), append(c.line, o.line...)
}

// sum returns the median of the absolute differences, and the difference that is
// largest by absolute value, the first of equals, with its line.
func (c *comparison) sum() report.Difference {
	out := report.Difference{Contracts: len(c.diff), Median: report.None(), Worst: report.None()}
	if len(c.diff) == 0 {
		return out
	}
	// The median of |difference|; the worst keeps its sign.
	sizes := make([]float64, len(c.diff))
	for i, d := range c.diff {
		sizes[i] = math.Abs(d)
		if !out.Worst.OK() || sizes[i] > math.Abs(float64(out.Worst)) {
			out.Worst, out.Line = report.Number(d), int(c.line[i])
		}
	}
	slices.Sort(sizes)
	out.Median = report.Number((sizes[(len(sizes)-1)/2] + sizes[len(sizes)/2]) / 2)
	return out
}

// compare returns the differences of the file's greeks of one expiry from ours: delta −
// ours, and (gamma − ours) / (the largest gamma of the expiry), as gamma has no scale
// of its own.
func (a *audit) compare(e expiry) (delta, gamma comparison) {
	c := a.chain
	peak := slices.Max(a.greeks.Gamma[e.lo:e.hi])
	for k := e.lo; k < e.hi; k++ {
		i := a.row[k]
		if !a.vendorGreeks(i) {
			continue
		}
		delta.add(c.Delta[i]-a.greeks.Delta[k], c.Line[i])
		if peak > 0 && !math.IsNaN(c.Gamma[i]) {
			gamma.add((c.Gamma[i]-a.greeks.Gamma[k])/peak, c.Line[i])
		}
	}
	return delta, gamma
}

// vendorGreeks reports whether the file gives record i a delta: 0 beside a gamma of 0
// and no volatility is an empty cell.
func (a *audit) vendorGreeks(i int) bool {
	c := a.chain
	return !math.IsNaN(c.Delta[i]) && (c.Delta[i] != 0 || c.Gamma[i] > 0 || c.IV[i] > 0)
}

// outOfLine is how far a volatility may be from the line between its neighbors, as a
// fraction of it.
const outOfLine = 0.10

// outliers returns the strikes of an expiry whose quote gives a volatility more than a
// tenth off the line between its neighbors, linear in ln K:
//
//	v₀ + (v₁ − v₀) ln(K/K₀)/ln(K₁/K₀)
func (a *audit) outliers(e expiry) []report.Outlier {
	x := a.chain.Expiries[e.of]
	var strikes []int // one record a strike that was solved from quotes
	for k := e.lo; k < e.hi; k++ {
		i := a.row[k]
		if s := a.surface.Source[i]; s != vol.FromQuote && s != vol.FromOtherLeg {
			continue
		}
		if n := len(strikes); n == 0 || a.chain.Strike[strikes[n-1]] != a.chain.Strike[i] {
			strikes = append(strikes, i)
		}
	}
	var out []report.Outlier
	// The outermost strikes have one neighbor only and are not judged.
	for j := 1; j+1 < len(strikes); j++ {
		lo, i, hi := strikes[j-1], strikes[j], strikes[j+1]
		k, v := a.chain.Strike, a.surface.Vol
		t := kernel.Log(k[i]/k[lo]) / kernel.Log(k[hi]/k[lo])
		line := v[lo] + float64(t*(v[hi]-v[lo]))
		if math.Abs(v[i]-line) > outOfLine*line {
			out = append(out, report.Outlier{
				Line: int(a.chain.Line[i]), Root: x.Root.Name, Expiry: x.Date.String(), Strike: report.Number(k[i]),
				Vol: report.Number(v[i]), Expected: report.Number(line), Source: a.surface.Source[i].String(),
			})
		}
	}
	return out
}
