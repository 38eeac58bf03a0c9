package render

import (
	"gex/internal/report"
)

// regimeNames are the regimes in words, each with what it means when no flow says it better.
var regimeNames = map[report.Regime]struct{ name, meaning string }{
	report.LongGamma:  {"LONG GAMMA", "dealers trade against the move"},
	report.ShortGamma: {"SHORT GAMMA", "dealers trade with the move"},
	report.NearZero:   {"NEAR ZERO GAMMA", "dealer gamma is about to change sign, or there is none"},
}

// regimeSection is the answer in two lines: what dealers do, and how much.
func regimeSection(r *report.Report, s style) section {
	return section{lead: []string{regimeLine(r, s), s.list(gexFacts(r)...)}}
}

// regimeLine names the regime and what dealers do after a move of 1 % either way.
func regimeLine(r *report.Report, s style) string {
	regime, known := regimeNames[r.Regime]
	if !known {
		return "REGIME UNKNOWN"
	}
	name := map[report.Regime]report.Number{report.LongGamma: 1, report.ShortGamma: -1}[r.Regime]
	painted := s.paint(name, regime.name)
	up, down := flowAt(r.Flows.Spot, 1), flowAt(r.Flows.Spot, -1)
	if up == nil || down == nil {
		return painted + ": " + regime.meaning
	}
	return painted + ": dealers " + trade(up.Side, up.USD) + " into a 1 % rally and " +
		trade(down.Side, down.USD) + " into a 1 % fall"
}

// gexFacts are the headline exposures.
func gexFacts(r *report.Report) []string {
	u := gexUnit(r.Conventions)
	facts := []string{"net GEX " + u.amount(r.Totals.GEX)}
	if r.Totals.GEX1PctMove.OK() {
		facts = append(facts, "over a 1 % move "+money(r.Totals.GEX1PctMove))
	}
	for _, b := range r.Buckets {
		if b.Bucket == "0DTE" {
			facts = append(facts, "0DTE "+u.amount(b.GEX))
		}
	}
	return facts
}

// trade says what dealers do and for how much: buy $3.20 bn.
func trade(side report.Side, usd report.Number) string {
	if side != report.Buy && side != report.Sell || !usd.OK() {
		return "trade nothing"
	}
	if usd < 0 {
		usd = -usd
	}
	return string(side) + " " + money(usd)
}
