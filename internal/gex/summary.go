package gex

import "gex/internal/report"

// Summarize is the book in a row of a table of many: what rests on gamma, and nothing else is computed.
func Summarize(b *Book) *report.Summary {
	l := b.newLadder()
	k := b.keysOf(b.expiries, l)
	return &report.Summary{
		Header: b.header(), GammaLevels: k.GammaLevels, GrossGEX: b.known(b.whole.gross), Share0DTE: b.share0DTE(),
		Warnings: b.warnings(),
	}
}

// share0DTE is the part of gross exposure that settles later on the trade date, absent when nothing does.
func (b *Book) share0DTE() report.Number {
	scope := b.in(ZeroDTE)
	if len(scope) == 0 {
		return report.None()
	}
	return share(b.sum(scope...).gross, b.whole.gross)
}
