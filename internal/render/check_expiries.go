package render

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"gex/internal/report"
)

// checkExpiries is how many expiries a page shows.
const checkExpiries = 15

// more counts the rows that are not shown.
func more(all, shown int, where string, s style) []string {
	if all <= shown {
		return nil
	}
	return []string{s.ellipsis() + " " + count(all-shown) + " more: " + where}
}

// forwardsSection lists the inputs of the fit by expiry.
func forwardsSection(c *report.Check, s style) section {
	shown := c.Expiries[:min(checkExpiries, len(c.Expiries))]
	name, carry := "yield %", func(e report.ExpiryCheck) report.Number { return e.Yield }
	if c.Carry.RateSource == "none" { // without a rate, the forward gives only rate less yield
		name, carry = "carry %", func(e report.ExpiryCheck) report.Number { return c.Carry.Rate - e.Yield }
	}
	table := newGrid(word("root"), word("expiry"), num("contracts"), num("usable"), spare(1, num("pairs")), num("forward"), spare(2, word("from")),
		num(name), num("vol %"), num("outliers"))
	for _, e := range shown {
		table.add(e.Root, e.Expiry, count(e.Contracts), count(e.Usable), count(e.Pairs), price(e.Forward), inWords(e.ForwardSource),
			percent(carry(e), 2), percent(e.ATMVol, 2), count(e.Outliers))
	}
	return section{
		title: "Expiries", note: "usable quotes, strikes with a usable pair, forward at the spot used", table: table,
		tail: more(len(c.Expiries), len(shown), "gex check "+s.setting("format")+" csv", s),
	}
}

// earlySection shows what the fit of American options rests on; it has no rows where there are none.
func earlySection(c *report.Check, s style) section {
	var early []report.ExpiryCheck
	for _, e := range c.Expiries {
		if e.Dividends.OK() {
			early = append(early, e)
		}
	}
	shown := early[:min(checkExpiries, len(early))]
	table := newGrid(word("root"), word("expiry"), num("call premium"), num("put premium"), num("dividends"), num("borrow %"), num("misfit %"))
	for _, e := range shown {
		table.add(e.Root, e.Expiry, fixed(e.CallPremium, 4), fixed(e.PutPremium, 4), fixed(e.Dividends, 3), percent(e.Borrow, 2), percent(e.Misfit, 2))
	}
	return section{
		title: "Early exercise", note: "premiums at the strike nearest to the forward; misfit of call and put IVs", table: table,
		tail: more(len(early), len(shown), "gex check "+s.setting("format")+" csv", s),
	}
}

// vendorSection compares the vendor's volatilities and greeks with the quotes, by expiry and overall.
func vendorSection(c *report.Check, s style) section {
	shown := c.Expiries[:min(checkExpiries, len(c.Expiries))]
	table := newGrid(word("root"), word("expiry"), word("quoted"), word("inferred"), num("age"), num("ratio"),
		num("delta"), num("worst"), num("gamma %"), num("worst"))
	add := func(root, expiry, quoted, inferred, age, ratio string, delta, gamma report.Difference) {
		table.add(root, expiry, quoted, inferred, age, ratio,
			fixed(delta.Median, 4), signed(delta.Worst, 4), percent(gamma.Median, 2), signed(100*gamma.Worst, 2))
	}
	for _, e := range shown {
		add(e.Root, e.Expiry, clock(e.QuoteTime), inferredClock(e), age(e.AgeMinutes), fixed(e.VolRatio, 3), e.Delta, e.Gamma)
	}
	if c.Vendor.Delta.Contracts+c.Vendor.Gamma.Contracts > 0 {
		add("all", "", "", "", "", "", c.Vendor.Delta, c.Vendor.Gamma)
	}
	return section{
		title: "Vendor", note: "vendor greeks minus ours, median absolute and worst; gamma as % of the expiry's peak",
		table: table.dense(), tail: vendorNotes(c.Vendor, inferred(shown)),
	}
}

// inferred reports whether the file's volatilities imply a time or can be compared with ours.
func inferred(list []report.ExpiryCheck) bool {
	return slices.ContainsFunc(list, func(e report.ExpiryCheck) bool { return e.VolRatio.OK() })
}

// vendorNotes explains the columns and names the lines of the file to look at.
func vendorNotes(v report.Vendor, inferred bool) []string {
	notes := []string{"quoted: from market hours"}
	if inferred {
		notes = []string{
			"quoted: from market hours; inferred: the time that the file's IVs imply, expiries within ten days",
			"ratio: our IV over the file's near the money, at the time of the quotes",
		}
	}
	var worst []string
	for _, x := range []struct {
		name string
		report.Difference
	}{{"delta", v.Delta}, {"gamma", v.Gamma}} {
		if x.Contracts > 0 {
			worst = append(worst, x.name+" on line "+strconv.Itoa(x.Line)+" ("+count(x.Contracts)+" compared)")
		}
	}
	if len(worst) > 0 {
		notes = append(notes, "worst "+strings.Join(worst, ", "))
	}
	return notes
}

// inferredClock is the time at which the file's volatilities were computed, absent more than ten days before expiry: there
// rounding and the rate matter more than the time.
func inferredClock(e report.ExpiryCheck) string {
	expiry, err := time.Parse(time.DateOnly, e.Expiry)
	if err != nil || e.InferredTime.IsZero() {
		return absent
	}
	year, month, day := e.InferredTime.Date()
	if made := time.Date(year, month, day, 0, 0, 0, 0, time.UTC); expiry.Sub(made) > 10*24*time.Hour {
		return absent
	}
	return clock(e.InferredTime)
}

// clock formats an instant for a narrow column: 20 Nov 09:37.
func clock(t report.Time) string {
	if t.IsZero() {
		return absent
	}
	return t.Format("_2 Jan 15:04")
}

// age formats a number of minutes as minutes, hours or days.
func age(minutes report.Number) string {
	const hour, day = 60, 24 * 60
	switch size := math.Abs(float64(minutes)); {
	case !minutes.OK():
		return absent
	case size < 2*hour:
		return fixed(minutes, 0) + " min"
	case size < 2*day:
		return fixed(minutes/hour, 1) + " h"
	}
	return fixed(minutes/day, 1) + " d"
}
