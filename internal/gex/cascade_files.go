package gex

import (
	"slices"

	"gex/internal/report"
)

// companions are what the user's files add to a cascade.
type companions struct {
	ladder   *report.TriggerLadder
	funds    []report.Fund
	perPct   float64
	warnings []report.Warning
}

// companions adds the triggers, funds and scenarios of the book's options to those of a
// cascade. The moves of scenarios are outside shocks: volatilities follow the rule, and
// time stands still.
func (b *Book) companions(o *CascadeOptions) companions {
	var out companions
	if t := b.triggers; t != nil {
		ladder := t.ladder
		out.ladder = &ladder
		o.Triggers = append(slices.Clone(t.list), o.Triggers...)
		for _, w := range t.warnings {
			out.warnings = append(out.warnings, report.Warning{Code: w.Code, Message: w.Message})
		}
	}
	seen := b.funds()
	out.funds, out.perPct = seen.rows, seen.perPct
	o.FundsPerPct += seen.perPct
	out.warnings = append(out.warnings, seen.warnings...)
	o.Scenarios = slices.Clone(o.Scenarios)
	for _, s := range b.scenarios {
		o.Scenarios = append(o.Scenarios, NamedShock{s.Name, s.move})
	}
	return out
}

// addTo puts them into the document.
func (x *companions) addTo(c *report.Cascade) {
	c.Ladder = x.ladder
	if x.funds != nil {
		perPct := report.Number(x.perPct)
		c.Funds, c.FundsPct = x.funds, &perPct
	}
}
