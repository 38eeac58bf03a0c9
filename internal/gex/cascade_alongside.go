package gex

import "gex/internal/report"

// alongside adds the triggers and funds of the book's options to those of a cascade, and returns what became of them with its
// warnings.
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
	return ladder, seen.rows, warnings
}
