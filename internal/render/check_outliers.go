package render

import (
	"strconv"

	"gex/internal/report"
)

// shownOutliers is how many outliers a page shows.
const shownOutliers = 20

// outliersSection lists the strikes that deserve a look in the file.
func outliersSection(c *report.Check, s style) section {
	shown := c.Outliers[:min(shownOutliers, len(c.Outliers))]
	var strikes []report.Number
	for _, o := range shown {
		strikes = append(strikes, o.Strike)
	}
	decimals := decimalsFor(strikes...)
	table := newGrid(num("line"), word("root"), word("expiry"), num("strike"), num("vol %"), num("neighbors %"), word("from"))
	for _, o := range shown {
		table.add(strconv.Itoa(o.Line), o.Root, o.Expiry, fixed(o.Strike, decimals), percent(o.Vol, 2), percent(o.Expected, 2), volatilitySource(o.Source))
	}
	sec := section{
		title: "Outliers", note: "strikes whose vol is more than 10% off the line between its neighbors", table: table,
		tail: more(len(c.Outliers), len(shown), "gex check "+s.setting("format")+" json has all", s),
	}
	if len(shown) == 0 {
		sec.table, sec.lead = nil, []string{"none"}
	}
	return sec
}
