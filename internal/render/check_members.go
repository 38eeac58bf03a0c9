package render

import "gex/internal/report"

// memberChecks lists the members of a combined book: how they go with the axis, and the quality of each one's own data.
func memberChecks(c *report.Combination) []section {
	if c == nil {
		return nil
	}
	together := newGrid(word("symbol"), num("ratio"), num("usual"), num("off %"), num("limit %"), num("age"), num("limit"))
	own := newGrid(word("symbol"), num("contracts"), num("usable"), num("crossed %"), num("left out %"), num("gap %"), num("age"), num("outliers"))
	var tail []string
	for _, m := range c.Members {
		together.add(m.Underlying, fixed(m.Ratio, 5), fixed(m.Usual, 5), signed(100*m.RatioOff, 2), percent(m.RatioLimit, 0), minutesOld(m.AgeMinutes), minutesOld(m.AgeLimit))
		own.add(m.Underlying, count(m.Quotes.Contracts), count(m.Quotes.Usable), percent(m.Crossed, 2), percent(m.LeftOut, 2), shown(m.SpotGap, func(n report.Number) string { return percent(n, 2) }),
			shown(m.QuoteAge, minutesOld), count(m.Outlying))
		tail = append(tail, m.Underlying+": "+join(", ", m.Files...))
	}
	return []section{
		{title: "Members together", note: "ratio: spot of the axis over that of the member; beyond its limit there is no book", table: together, tail: tail},
		{title: "Members alone", note: "gap: of spot, to that of the quotes; age: of the quotes; the sections below are of all", table: own},
	}
}
