package gex

import "gex/internal/report"

// alongside adds the triggers, funds and scenarios of the book's options to those of a cascade, and returns what became of them
// with its warnings. Of a scenario the move alone is a shock.
func (b *Book) alongside(o *CascadeOptions) (*report.TriggerLadder, []report.Fund, []report.Warning) {
	var ladder *report.TriggerLadder
	var warnings []report.Warning
	if b.placed != nil {
		o.Triggers = append(o.Triggers[:len(o.Triggers):len(o.Triggers)], b.placed.list...)
		ladder = &b.placed.ladder
		for _, w := range b.placed.warnings {
			warnings = append(warnings, report.Warning{Code: w.Code, Message: w.Message})
		}
	}
	seen := b.funds()
	o.FundsPerPct += seen.perPct
	warnings = append(warnings, seen.warnings...)
	moveAlone := 0
	o.Scenarios = o.Scenarios[:len(o.Scenarios):len(o.Scenarios)]
	for _, s := range b.scenarios {
		o.Scenarios = append(o.Scenarios, NamedShock{Name: s.Name, Pct: s.move})
		if s.Vol != 0 || !s.at.IsZero() {
			moveAlone++
		}
	}
	if moveAlone > 0 {
		warnings = append(warnings, report.Warning{Code: "scenario-move", Message: "a cascade takes the moves of scenarios as shocks: volatility and time of " +
			counted(moveAlone, "scenario") + " are left out, which gex flows follows"})
	}
	return ladder, seen.rows, warnings
}
