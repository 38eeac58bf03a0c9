package render

import (
	"cmp"
	"strings"

	"gex/internal/report"
)

// fact is an assumption by name.
type fact struct{ Name, Text string }

// factNames has the labels of conventions whose key does not read well.
var factNames = map[string]string{
	"gex_unit": "GEX unit", "sign": "dealer sign", "weight": "position", "iv": "volatility", "carry": "forwards", "wall": "walls", "vol_rule": "volatility rule",
	"adv": "daily volume", "multiplier": "contract size", "map": "mapping",
}

// assumptions lists all conventions, and the rate, spot and time that the quotes imply.
func assumptions(r *report.Report, s style) []fact {
	var out []fact
	for _, c := range r.Conventions.List() {
		text := s.factText(c.Name, c.Value)
		if text != "" || c.Name != "map" { // without a mapping there is nothing to say of it
			out = append(out, fact{cmp.Or(factNames[c.Name], inWords(c.Name)), cmp.Or(text, absent)})
		}
	}
	return append(out, carryFacts(r)...)
}

// factText is a convention as the page shows it.
func (s style) factText(name, text string) string {
	if name == "gex_unit" {
		return s.gex.Long
	}
	return textToReader(strings.ReplaceAll(s.typeset(text), "from as_of", "from the time of the file"))
}

// carryFacts lists rate, spot and time of the quotes.
func carryFacts(r *report.Report) []fact {
	c := r.Carry
	facts := []fact{
		{"spot", join(", ", price(r.Spot), map[string]string{"file": "the file's", "flag": "given", "implied": "from " + fromQuoted(c)}[r.SpotSource])},
		{"rate", strings.TrimPrefix(rateFact(c), "rate ")},
	}
	if c.GapSource == "" {
		return facts
	}
	facts = append(facts, fact{"spot of the quotes", cmp.Or(gapFact(r.Header, c), price(c.QuoteSpot))})
	if !c.QuoteTime.IsZero() {
		facts = append(facts, fact{"time of the quotes", instant(c.QuoteTime)})
	}
	return append(facts, fact{"expiries used", count(c.ExpiriesUsed)})
}
