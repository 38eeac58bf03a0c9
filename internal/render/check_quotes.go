package render

import (
	"gex/internal/report"
)

// quotesSection counts the contracts by the state of their quotes.
func quotesSection(q report.QuoteCounts) section {
	table := newGrid(num("contracts"), num("usable"), num("wide"), num("one-sided"), num("none"), num("crossed"))
	table.add(count(q.Contracts), count(q.Usable), count(q.Wide), count(q.OneSided), count(q.None), count(q.Crossed))
	return section{title: "Quotes", note: "live contracts; wide: spread over half the mid, and over 0.50 or 20% in vol", table: table}
}

// spotSection compares the file's spot with the one that its quotes trade around.
func spotSection(c *report.Check, s style) section {
	k := c.Carry
	table := newList(textWidth, word("price"), num("value"), word("from"))
	table.add("spot of the file", price(c.FileSpot), "as of "+instant(c.AsOf))
	table.add("spot of "+fromQuoted(k), price(k.QuoteSpot), gapSource(k, s))
	gap := quotesGap(c.Header, k)
	if k.GapSource == "none" {
		gap = report.None()
	}
	table.add("gap %", signed(100*gap, 2), gapWords(gap, k))
	table.add("spot used", price(c.Spot), map[string]string{"file": "the file", "flag": s.setting("spot"), "implied": fromQuoted(k)}[c.SpotSource])
	table.add("rate %", percent(k.Rate, 3), rateSource(k, s))
	table.add("age of the quotes", age(c.AgeMinutes), ageSource(c))
	return section{title: "Spot against parity", table: table}
}

// gapWords says whether the quotes are above or below the file's spot.
func gapWords(gap report.Number, k report.Carry) string {
	switch {
	case !gap.OK():
		return ""
	case isZero(percent(gap, 2)):
		return asQuoted(k) + " at the file's spot"
	}
	return asQuoted(k) + " " + aboveOrBelow(gap) + " the file's spot"
}

// ageSource says how the age of the quotes was determined.
func ageSource(c *report.Check) string {
	if !c.AgeMinutes.OK() {
		return ""
	}
	if inferred(c.Expiries) {
		return "from the file's IVs, else from market hours"
	}
	return "from market hours"
}

// rateSource says how the rate was determined.
func rateSource(k report.Carry, s style) string {
	switch k.RateSource {
	case "curve":
		return "at 30 days, of " + curveName(k)
	case "parity":
		return "put-call parity"
	case "carry":
		return "what the forwards grow by"
	case "none":
		if k.GapSource == "" {
			return "using 0%: " + s.setting("carry") + " flat without " + s.setting("rate")
		}
		return "using 0%: cannot infer one; set " + s.setting("rate")
	}
	return "given"
}

// gapSource says how the spot of the quotes was determined.
func gapSource(k report.Carry, s style) string {
	expiries := " of " + count(k.ExpiriesUsed) + " expiries"
	if k.ExpiriesUsed == 1 {
		expiries = " of one expiry"
	}
	switch k.GapSource {
	case "parity":
		return "parity" + expiries + ", quoted " + moment(k.QuoteTime)
	case "file_delta":
		return "the file's deltas" + expiries + ", quoted " + moment(k.QuoteTime)
	case "futures":
		return "the file's: the options price off futures"
	case "none":
		return "the spot used: no expiry implies one"
	}
	return "not inferred: " + s.setting("carry") + " flat"
}

// aboveOrBelow words a distance, a fraction: 0.44% above.
func aboveOrBelow(away report.Number) string {
	if away < 0 {
		return percent(-away, 2) + "% below"
	}
	return percent(away, 2) + "% above"
}
