package render

import (
	"time"

	"gex/internal/report"
)

// unit is what GEX is counted in, as report.Conventions.GEXUnit says.
type unit struct {
	symbol string // $ or shares
	per    string // the move it answers to
	words  string
}

// gexUnit reads the unit of exposures.
func gexUnit(c report.Conventions) unit {
	switch c.GEXUnit {
	case "usd_per_point":
		return unit{dollars, "per point", "US$ of dealer delta per point of spot"}
	case "shares_per_usd":
		return unit{"shares", "per $1", "shares of dealer delta per dollar of spot"}
	}
	return unit{dollars, "per 1 %", "US$ of dealer delta per 1 % of spot"}
}

// in names the unit at a scale: $ bn per 1 %.
func (u unit) in(s scale) string { return s.of(u.symbol) + " " + u.per }

// amount prints a GEX in running text: -$4.21 bn per 1 %.
func (u unit) amount(n report.Number) string { return amount(n, u.symbol) + " " + u.per }

// head says what was read and under which assumptions.
func head(r *report.Report, s style) []string {
	h := r.Header
	lines := []string{
		s.list(
			h.Underlying+" "+price(h.Spot)+spotNote(h),
			instant(h.AsOf),
			"trade date "+date(h.TradeDate),
		),
		s.list(
			h.Input.File+inBrackets(h.Input.Format),
			labelled("sign", h.Conventions.Sign),
			labelled("position", h.Conventions.Weight),
			"GEX in "+gexUnit(h.Conventions).words,
		),
		s.list(
			labelled("volatility", h.Conventions.IV),
			labelled("carry", h.Conventions.Carry),
			labelled("contracts", filters(h.Conventions.Filters)),
		),
	}
	if facts := fitFacts(r.Carry); len(facts) > 0 {
		lines = append(lines, s.list(facts...))
	}
	return lines
}

// fitFacts are what the quotes told about rate and spot.
func fitFacts(c report.Carry) []string {
	var facts []string
	if c.RateSource == "parity" {
		facts = append(facts, "rate "+percent(c.Rate, 2)+" % by parity")
	}
	if c.QuoteSpot.OK() {
		facts = append(facts, "quotes trade around "+price(c.QuoteSpot))
	}
	if c.Gap.OK() {
		facts = append(facts, "gap "+signed(100*c.Gap, 3)+" % over "+count(c.ExpiriesUsed)+" expiries")
	}
	if len(facts) > 0 && !c.QuoteTime.IsZero() {
		facts = append(facts, "quoted "+instant(c.QuoteTime))
	}
	return facts
}

// spotNote says where a spot came from that is not the file's.
func spotNote(h report.Header) string {
	from := map[string]string{"flag": "given", "implied": "implied by the quotes"}[h.SpotSource]
	if from == "" {
		return ""
	}
	if h.FileSpot.OK() {
		from += ", the file says " + price(h.FileSpot)
	}
	return inBrackets(from)
}

// filters are the filters worth a word.
func filters(words string) string {
	if words == "none" {
		return ""
	}
	return words
}

// instant is a moment in New York as a person says it: Thu 20 Nov 2025 09:52 ET.
func instant(t report.Time) string {
	switch {
	case t.IsZero():
		return absent
	case t.Second() != 0:
		return t.Format("Mon 2 Jan 2006 15:04:05") + " ET"
	}
	return t.Format("Mon 2 Jan 2006 15:04") + " ET"
}

// date is a civil date as a person says it, or the text itself when it is none.
func date(s string) string {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return s
	}
	return t.Format("2 Jan 2006")
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// labelled puts a name before a text that may be missing.
func labelled(name, text string) string {
	if text == "" {
		return ""
	}
	return name + " " + text
}
