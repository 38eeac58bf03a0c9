package render

import (
	"gex/internal/report"
)

// coverageSection accounts for every contract of the file: how many were used, left out and why, repaired, and, where the
// document says so, where their volatilities come from.
func coverageSection(c report.Coverage, volatilities []report.Volatility, s style) section {
	var gross []report.Number
	for _, v := range volatilities {
		gross = append(gross, v.GrossGEX)
	}
	scaled := s.gex.ScaleFor(gross...)
	table := newGrid(word("account"), word("reason"), num("contracts"), num("OI"), num("% of GEX"),
		num("gross GEX "+s.gex.In(scaled)))
	table.add("used", "", count(c.Used), whole(c.OpenInterestUsed), "", "")
	for _, l := range c.LeftOut {
		table.add("left out", l.Reason, count(l.Contracts), whole(l.OpenInterest), "", "")
	}
	table.add("total", "", count(c.Contracts), whole(c.OpenInterest), "", "")
	for _, p := range c.Repaired {
		table.add("repaired", p.Reason, count(p.Contracts), whole(p.OpenInterest), percent(p.GEXShare, 1), "")
	}
	if x := c.Exercise; x != nil && x.Contracts > 0 {
		table.add("exercise", "best now", count(x.Contracts), whole(x.OpenInterest), percent(x.GEXShare, 1), "")
	}
	for _, v := range volatilities {
		table.add("volatility", volatilitySource(v.Source), count(v.Contracts), "", "", scaled.Fixed(v.GrossGEX))
	}
	for _, m := range c.Members {
		table.add("member", m.Underlying+", "+count(m.Used)+" used", count(m.Contracts), whole(m.OpenInterest), "", "")
	}
	return section{title: "Coverage", note: "of " + count(c.Rows) + " rows", table: table.dense()}
}

// volatilitySource is where volatilities come from, as a trader calls it.
func volatilitySource(source string) string {
	if source == "other_leg" {
		return "put/call twin"
	}
	return inWords(source)
}
