package gex

import (
	"math"
	"slices"

	"gex/internal/report"
)

// auditMembers is the check of a combined book: what is checked of a chain is checked of
// each member's, in its own prices, and counts and lists are those of all; of numbers
// that cannot be added it has the worst that is known. How the members go together is
// under Combination.
func (b *Book) auditMembers() *report.Check {
	m := b.opt.members
	out := &report.Check{
		Header: b.header(), Coverage: b.coverage(), Carry: b.carry(), AgeMinutes: report.None(), SpotGap: report.None(),
		Expiries: []report.ExpiryCheck{}, Outliers: []report.Outlier{}, Failed: []report.Failure{}, Warnings: []report.Warning{},
	}
	var delta, gamma comparison
	rows := make([]report.MemberCheck, len(m.list))
	for n := range m.list {
		d, g := m.auditMember(n, &rows[n], out)
		delta.join(d)
		gamma.join(g)
		rows[n].LeftOut = leftOutShare(out.Coverage.Members[n].Account)
		out.Quotes = out.Quotes.Plus(rows[n].Quotes)
		out.AgeMinutes, out.SpotGap = worst(out.AgeMinutes, rows[n].QuoteAge), worst(out.SpotGap, rows[n].SpotGap)
		out.Warnings = append(out.Warnings, apartAmong(m.list[n].warnings)...)
	}
	out.Vendor = report.Vendor{Delta: delta.sum(), Gamma: gamma.sum()}
	out.LeftOut, out.Crossed, out.Outlying = leftOutShare(out.Coverage.Account), crossedShare(out.Quotes), len(out.Outliers)
	out.Warnings = append(out.Warnings, m.warnings...)
	if m.several() {
		out.Combination = combinationOf(rows)
	}
	return out
}

// auditMember checks the chains of a member: its row, and what the lists of the whole get
// of it. It returns the differences behind Vendor.
func (m *members) auditMember(n int, row *report.MemberCheck, whole *report.Check) (delta, gamma comparison) {
	*row = m.combination(n)
	for i, p := range m.parts {
		if p.Chain.Underlying != m.list[n].underlying {
			continue
		}
		one, d, g := auditOne(m.books[i])
		delta.join(d)
		gamma.join(g)
		row.Quotes = row.Quotes.Plus(one.Quotes)
		row.QuoteAge = worst(row.QuoteAge, one.AgeMinutes+report.Number(m.list[0].asOf.Sub(p.Chain.AsOf).Minutes()))
		row.SpotGap, row.Outlying = worst(row.SpotGap, one.SpotGap), row.Outlying+one.Outlying
		whole.Expiries, whole.Outliers = append(whole.Expiries, one.Expiries...), append(whole.Outliers, one.Outliers...)
		whole.Warnings = append(whole.Warnings, m.about(n, one.Warnings)...)
	}
	row.Crossed, row.Vendor = crossedShare(row.Quotes), report.Vendor{Delta: delta.sum(), Gamma: gamma.sum()}
	return delta, gamma
}

// worst returns the larger of two numbers; one that is absent does not count.
func worst(a, b report.Number) report.Number {
	if !a.OK() || b > a {
		return b
	}
	return a
}

// about puts the name of a member before warnings, where there are several.
func (m *members) about(n int, warnings []report.Warning) []report.Warning {
	warnings = slices.Clone(warnings)
	for i := range warnings {
		if m.several() {
			warnings[i].Message = m.list[n].underlying + ": " + warnings[i].Message
		}
	}
	return warnings
}

// apartAmong are the warnings about files that are far apart in time.
func apartAmong(warnings []report.Warning) []report.Warning {
	return slices.DeleteFunc(slices.Clone(warnings), func(w report.Warning) bool { return w.Code != "as-of-apart" })
}

// combination is how a member goes with the axis: its ratio and its time beside what is
// usual.
func (m *members) combination(n int) report.MemberCheck {
	one, axis := m.list[n], m.list[0]
	usual, within := usualRatio(axis.underlying, one.underlying)
	ratio := axis.spot / one.spot
	return report.MemberCheck{
		Underlying: one.underlying, Files: one.files, Ratio: report.Number(ratio), Usual: report.Number(usual),
		RatioOff: report.Number(ratio/usual - 1), RatioLimit: report.Number(within),
		AgeMinutes: report.Number(axis.asOf.Sub(one.asOf).Minutes()), AgeLimit: report.Number(FarApart.Minutes()),
		QuoteAge: report.None(), SpotGap: report.None(),
	}
}

// combinationOf is what the rows say of the whole.
func combinationOf(rows []report.MemberCheck) *report.Combination {
	c := &report.Combination{Members: rows}
	for _, r := range rows {
		c.RatioOff = max(c.RatioOff, report.Number(math.Abs(float64(r.RatioOff))))
		c.Apart = max(c.Apart, report.Number(math.Abs(float64(r.AgeMinutes))))
	}
	return c
}
