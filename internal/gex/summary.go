package gex

import "gex/internal/report"

// Summarize returns the row of the book in a table of many: levels that depend on
// gamma; nothing else is computed.
func Summarize(b *Book) *report.Summary {
	l := b.ladderIn(b.memory.spots)
	b.memory.spots = l.spots
	k := b.keysOf(b.expiries, l, nil)
	return &report.Summary{
		Header: b.header(), GammaLevels: k.GammaLevels, GrossGEX: b.known(b.whole.gross), Share0DTE: b.share0DTE(),
		Warnings: b.warnings(),
	}
}

// share0DTE returns gross GEX of the 0DTE bucket over that of the book, absent without
// such contracts.
func (b *Book) share0DTE() report.Number {
	scope := b.in(ZeroDTE)
	if len(scope) == 0 {
		return report.None()
	}
	return share(b.sum(scope...).gross, b.whole.gross)
}
