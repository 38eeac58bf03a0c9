package gex

import (
	"strings"

	"gex/internal/market"
	"gex/internal/report"
)

// ofMember returns the expiries of one member, all of them for a book that is not combined.
func (b *Book) ofMember(n int, scope []expiry) []expiry {
	if b.opt.members == nil {
		return scope
	}
	var out []expiry
	for _, e := range scope {
		if b.opt.members.owner[e.of] == n {
			out = append(out, e)
		}
	}
	return out
}

// onAxis reports whether an expiry of the chain is one of the axis, as all are in a book that is not combined.
func (b *Book) onAxis(x int) bool { return b.opt.members == nil || b.opt.members.owner[x] == 0 }

// wholeProfile returns the profile of all contracts on the ladder. That of a combined book is the sum of its members', whose
// own flips are kept.
func (b *Book) wholeProfile(l ladder) []float64 {
	m := b.opt.members
	if !m.several() {
		return b.profile(b.bySpot(b.expiries, nil), l)
	}
	gex := make([]float64, len(l.spots))
	b.profiled = make([]report.Member, len(m.list))
	for n := range m.list {
		scope := b.ofMember(n, b.expiries)
		batch := b.bySpot(scope, new(pricer))
		own := b.profile(batch, l)
		for j, v := range own {
			gex[j] += v
		}
		flips, _ := b.flips(batch, scope, l, own)
		b.profiled[n] = b.memberRow(n, b.nearest(flips))
	}
	return gex
}

// memberRows returns a row for each member of a combined book, nil for another one.
func (b *Book) memberRows() []report.Member {
	m := b.opt.members
	switch {
	case m == nil:
		return nil
	case b.profiled == nil && m.several():
		b.wholeProfile(b.newLadder())
	case b.profiled == nil:
		l := b.newLadder()
		b.profiled = []report.Member{b.memberRow(0, b.nearest(b.flipsOf(b.expiries, l, nil)))}
	}
	return b.profiled
}

// memberRow returns the row of a member whose own zero gamma is known, on the axis.
func (b *Book) memberRow(n int, zero report.Number) report.Member {
	one, axis := b.opt.members.list[n], b.opt.members.list[0]
	s := b.sum(b.ofMember(n, b.expiries)...)
	ratio := axis.spot / one.spot
	row := report.Member{
		Underlying: one.underlying, File: one.files[0], Files: one.files, SHA256: append([]string{}, one.sums...),
		AsOf: report.Time{Time: one.asOf.In(b.zone())}, AgeMinutes: report.Number(axis.asOf.Sub(one.asOf).Minutes()),
		Spot: report.Number(one.spot), SpotSource: one.source, Ratio: report.Number(ratio),
		GEX: report.None(), GrossGEX: report.None(), Share: share(s.gross, b.whole.gross),
		ZeroGamma: zero, ZeroGammaOwn: report.Number(float64(zero) / ratio), Warnings: append([]report.Warning{}, one.warnings...),
	}
	if s.contracts > 0 {
		row.GEX, row.GrossGEX = report.Number(s.net()), report.Number(s.gross)
	}
	return row
}

// memberCoverage accounts for the records of each member of a combined book.
func (b *Book) memberCoverage() []report.MemberCoverage {
	m := b.opt.members
	if m == nil {
		return nil
	}
	var out []report.MemberCoverage
	for n, one := range m.list {
		marked := b.counted(func(x int) bool { return m.owner[x] == n })
		out = append(out, report.MemberCoverage{
			Underlying: one.underlying,
			Account:    b.account(marked, one.rows, one.unread, b.sum(b.ofMember(n, b.expiries)...).gross),
		})
	}
	return out
}

// memberWarnings returns the warnings about each member, by name where there are several, and those about all.
func (b *Book) memberWarnings() []report.Warning {
	m := b.opt.members
	out := []report.Warning{}
	for _, one := range m.list {
		for _, w := range one.warnings {
			if m.several() && w.Code != "as-of-apart" {
				w.Message = one.underlying + ": " + w.Message
			}
			out = append(out, w)
		}
	}
	return append(out, m.warnings...)
}

// onMembers returns the levels in the own prices of each member but the axis.
func (b *Book) onMembers(all report.Levels, today *report.Levels, outlook []report.Outlook) []report.Mapped {
	m := b.opt.members
	if !m.several() {
		return nil
	}
	var out []report.Mapped
	for _, one := range m.list[1:] {
		out = append(out, *b.mappedTo(Mapping{Symbol: one.underlying, Price: one.spot}, all, today, outlook))
	}
	return out
}

// countInMember takes the future of flows and its price from a member that is a future, unless they are given: flows in ES are
// at the price of ES.
func (b *Book) countInMember() {
	if !b.opt.members.several() || b.opt.Map.given() {
		return
	}
	for _, one := range b.opt.members.list[1:] {
		f, known := market.FutureNamed(one.underlying)
		if known && (b.future.Multiplier == 0 || b.future.Symbol == f.Symbol) {
			if b.future.Multiplier == 0 {
				b.future = f
			}
			b.futurePrice = one.spot
			return
		}
	}
}

// memberSigns states the signs of a combined book: SPY short, all others naive.
func memberSigns(sign string) string {
	var own, others []string
	for _, word := range strings.Split(sign, ",") {
		if name, rule, named := strings.Cut(word, "="); named {
			own = append(own, strings.TrimSpace(name)+" "+strings.TrimSpace(rule))
		} else {
			others = append(others, word)
		}
	}
	rest := strings.Join(others, ",")
	if rest == "" {
		rest = Signs[0]
	}
	return "by member: " + strings.Join(own, ", ") + ", all others " + rest + " (an assumption)"
}

// strikesByMember returns GEX by member of each strike of a combined book, nil for another one.
func (b *Book) strikesByMember() map[float64]report.ByMember {
	m := b.opt.members
	if !m.several() {
		return nil
	}
	out := map[float64]report.ByMember{}
	for n, one := range m.list {
		for _, s := range b.binned(b.byStrike(b.ofMember(n, b.expiries))) {
			out[s.k] = append(out[s.k], report.MemberGEX{Underlying: one.underlying, GEX: report.Number(s.net())})
		}
	}
	return out
}
