package render

import (
	"gex/internal/report"
)

// coverageSection accounts for every contract of the file: used, left out and why, repaired, and the source of its
// volatility.
func coverageSection(r *report.Report) section {
	c := r.Coverage
	var gross []report.Number
	for _, v := range r.Volatility {
		gross = append(gross, v.GrossGEX)
	}
	s, u := scaleFor(gross...), gexUnit(r.Conventions)
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
	for _, v := range r.Volatility {
		table.add("volatility", v.Source, count(v.Contracts), "", "", s.fixed(v.GrossGEX))
	}
	return section{title: "Coverage", note: "of " + count(c.Rows) + " rows", table: table.dense()}
}
