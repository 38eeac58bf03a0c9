package render

import (
	"gex/internal/report"
)

// coverageSection accounts for every contract of the file: used, left out and why, repaired, and, where a list of them
// is given, the source of its volatility.
func coverageSection(c report.Coverage, volatilities []report.Volatility, u unit) section {
	var gross []report.Number
	for _, v := range volatilities {
		gross = append(gross, v.GrossGEX)
	}
	s := scaleFor(gross...)
	table := newGrid(word("account"), word("reason"), num("contracts"), num("open interest"), num("share of GEX, %"),
		num("gross GEX, "+u.in(s)))
	table.add("used", "", count(c.Used), whole(c.OpenInterestUsed), "", "")
	for _, l := range c.LeftOut {
		table.add("left out", l.Reason, count(l.Contracts), whole(l.OpenInterest), "", "")
	}
	table.add("in the file", "", count(c.Contracts), whole(c.OpenInterest), "", "")
	for _, p := range c.Repaired {
		table.add("repaired", p.Reason, count(p.Contracts), whole(p.OpenInterest), percent(p.GEXShare, 1), "")
	}
	for _, v := range volatilities {
		table.add("volatility", inWords(v.Source), count(v.Contracts), "", "", s.fixed(v.GrossGEX))
	}
	return section{title: "Coverage", note: "of " + count(c.Rows) + " rows", table: table.dense()}
}
