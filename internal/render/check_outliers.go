package render

import (
	"strconv"

	"gex/internal/fault"
	"gex/internal/render/phrase"
	"gex/internal/report"
)

// shownOutliers is how many outliers a page shows.
const shownOutliers = 20

// outliersSection lists strikes to look at in the file.
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

// failedSection lists the thresholds that were passed.
func failedSection(failed []report.Failure, s style) section {
	table := newList(textWidth, word("threshold"), num("limit"), num("value"))
	for _, f := range failed {
		value, limit := failureWords(f)
		table.add(s.setting(f.Flag), limit, value)
	}
	return section{title: "Failed", table: table}
}

// FailureWords is a threshold that was passed, in one line that names it with fault.Setting.
func FailureWords(f report.Failure) string {
	value, limit := failureWords(f)
	if !f.Value.OK() {
		return fault.Setting(f.Flag) + ": not known from the file; the limit is " + limit
	}
	return fault.Setting(f.Flag) + ": " + value + " is above the limit of " + limit
}

// failureWords are value and limit in the unit of their flag.
func failureWords(f report.Failure) (value, limit string) {
	show := whole
	switch f.Flag {
	case "max-gap", "max-left-out", "max-crossed", "max-gamma":
		show = func(n report.Number) string { return brisk(100*n) + "%" }
	case "max-delta":
		show = brisk
	case "max-age", "max-file-age":
		show = age
	}
	if !f.Value.OK() {
		return absent, show(f.Limit)
	}
	return show(f.Value), show(f.Limit)
}

// brisk prints four significant digits, without zeros that say nothing.
func brisk(n report.Number) string {
	return strconv.FormatFloat(phrase.RoundTo(float64(n), 4), 'f', -1, 64)
}
