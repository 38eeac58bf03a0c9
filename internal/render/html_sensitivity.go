package render

import (
	"gex/internal/report"
)

// sensitivityOnPage is how far the flip moves: under every other assumption where they were run, else by what changes a little.
func sensitivityOnPage(p *report.Pictures, s style) []section {
	v := p.Sensitivity
	if v == nil || !p.Levels.ZeroGamma.OK() && len(v.Runs) == 0 {
		return nil
	}
	if len(v.Runs) > 0 {
		r := &report.SensitivityDocument{
			About: p.About(), Regime: p.Regime, Sensitivity: *v, GEX: p.Totals.GEX, GrossGEX: p.Totals.GrossGEX, ZeroGamma: p.Levels.ZeroGamma,
		}
		sec := runsSection(r, true, s)
		sec.lead = sensitivityLead(r, s).lead
		return []section{sec}
	}
	table := newGrid(word("change"), num("zero gamma"))
	for _, row := range derivativeRows(v.Derivatives) {
		table.add(row.what, signed(row.by, 2))
	}
	if v.QuoteSE.ZeroGamma.OK() {
		table.add("one standard error of the quotes", s.plusMinus()+fixed(v.QuoteSE.ZeroGamma, 2))
	}
	if len(table.rows) == 0 {
		return nil
	}
	return []section{{title: "Sensitivity", note: "how far a change moves zero gamma, to first order", table: table}}
}

// derivativeRow is a change, and how far the flip moves with it.
type derivativeRow struct {
	what string
	by   report.Number
}

func derivativeRows(d report.Derivatives) (rows []derivativeRow) {
	for _, r := range []derivativeRow{
		{"volatilities 1 point higher", d.PerVolPoint}, {"the interest rate 1 point higher", d.PerRatePoint},
		{"1% more puts", d.PerPutPct}, {"1% more calls", d.PerCallPct}, {"an hour later", d.PerHour},
	} {
		if r.by.OK() {
			rows = append(rows, r)
		}
	}
	return rows
}
