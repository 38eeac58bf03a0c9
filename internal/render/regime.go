package render

import (
	"math"

	"gex/internal/report"
)

// regimeNames are the regimes in words, each with what it means when no flow says it better.
var regimeNames = map[report.Regime]struct{ name, meaning string }{
	report.LongGamma:  {"LONG GAMMA", "dealers trade against the move"},
	report.ShortGamma: {"SHORT GAMMA", "dealers trade with the move"},
	report.NearZero:   {"NEAR ZERO GAMMA", "dealer gamma is about to change sign, or there is none"},
}

// regimeSection is the answer in three lines: what dealers do, the prices at which that changes, and how much it is.
func regimeSection(r *report.Report, s style) section {
	return section{lead: []string{regimeLine(r, s), s.list(levelFacts(r)...), s.list(gexFacts(r)...)}}
}

// regimeLine names the regime and what dealers do after a move of 1 % either way.
func regimeLine(r *report.Report, s style) string {
	regime, known := regimeNames[r.Regime]
	if !known {
		return "NO REGIME: " + count(r.Coverage.Used) + " of " + count(r.Coverage.Contracts) + " contracts are used"
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

// where says how far a level lies from spot. A flip that a move of 1 % reaches has words for it: it is why the trades
// of the line before may contradict the regime.
func (row levelRow) where(v, spot report.Number) string {
	switch away := v/spot - 1; {
	case row.name != zeroGamma || math.Abs(float64(away)) > 0.01:
		_, distance := levelCells(v, spot)
		return "(" + distance + " %)"
	case isZero(percent(away, 2)):
		return "lies at spot"
	default:
		return "lies " + aboveOrBelow(away)
	}
}

// aboveOrBelow is a distance in words: 0.44 % above.
func aboveOrBelow(away report.Number) string {
	if away < 0 {
		return percent(-away, 2) + " % below"
	}
	return percent(away, 2) + " % above"
}

// levelFacts are the three levels a desk asks for first.
func levelFacts(r *report.Report) []string {
	var facts []string
	for _, row := range levelRows[:3] {
		v := row.of(&r.Levels)
		if !v.OK() {
			facts = append(facts, "no "+row.name)
			continue
		}
		facts = append(facts, row.name+" "+price(v)+" "+row.where(v, r.Spot))
	}
	return facts
}

// gexFacts are the headline exposures.
func gexFacts(r *report.Report) []string {
	u := gexUnit(r.Conventions)
	facts := []string{"net GEX " + u.amount(r.Totals.GEX)}
	if r.Totals.GEX1PctMove.OK() {
		facts = append(facts, "over a 1 % move "+money(r.Totals.GEX1PctMove)+" per 1 %")
	}
	if l := r.Levels0DTE; l != nil {
		facts = append(facts, "0DTE "+u.amount(l.GEX)+" ("+regimeWords(l.Regime)+")")
	}
	return facts
}

// regimeWords is a regime in running text.
func regimeWords(r report.Regime) string { return inWords(string(r)) }

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
