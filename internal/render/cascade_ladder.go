package render

import (
	"gex/internal/report"
)

// ladderFacts words what became of a file of triggers: what was left out, what is beyond the range, and what it overstates.
func ladderFacts(l *report.TriggerLadder, s style) []string {
	if l == nil {
		return nil
	}
	of := ""
	if !l.AsOf.IsZero() {
		of = " of " + instant(l.AsOf)
	}
	facts := []string{s.list(l.Source+of+": "+count(l.Used)+" of "+count(l.Rows)+" rows", s.money.Size(-l.USDSell)+" sold below, "+s.money.Size(l.USDBuy)+" bought above")}
	var left []string
	add := func(n int, what string) {
		if n > 0 {
			left = append(left, count(n)+" "+what)
		}
	}
	add(l.AlreadyFired, "fired already, left out")
	add(l.Other, "of another underlying, left out")
	add(l.Never, "that no price liquidates, left out")
	add(l.Beyond, "beyond the range, kept")
	if l.LeftOut.OK() {
		left = append(left, s.money.Size(l.LeftOut)+" at no level in the source")
	}
	if l.Coverage.OK() {
		left = append(left, percent(l.Coverage, 0)+"% of what the source reports in all")
	}
	if len(left) > 0 {
		facts = append(facts, s.list(left...))
	}
	if l.Layout != "levels" {
		facts = append(facts, "liquidation stops at the bankruptcy price, and insurance funds take the rest: a ladder overstates forced trades beyond thin books")
	}
	return facts
}
