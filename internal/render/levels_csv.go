package render

import "gex/internal/report"

// levelsRecords has one line per scope.
func levelsRecords(r *report.LevelsDocument) records {
	header := []string{"scope", "regime"}
	first, later := report.CSVLevels()
	for _, v := range first {
		header = append(header, v.Key)
	}
	header = append(header, "gex", "at")
	for _, k := range factKeys {
		header = append(header, k.name)
	}
	for _, v := range later {
		header = append(header, v.Key)
	}
	header = append(header, breakevenKey, "gap")
	for _, c := range lastColumns {
		header = append(header, c.name)
	}
	facts := report.FactsOf(r)
	rows := scopeRows(levelScopes(r), facts)
	if m := r.Mapped; m.Given() {
		rows = append(rows, scopeRows(mappedScopes(r), facts.Elsewhere(m))...)
	}
	return recordsFrom(header, rows)
}

// scopeRows returns the lines of some scopes. Only the line of all contracts has the totals of the whole book.
func scopeRows(scopes []levelScope, facts report.Facts) [][]string {
	var rows [][]string
	first, later := report.CSVLevels()
	for _, s := range scopes {
		row := []string{s.name, string(s.levels.Regime)}
		for _, v := range first {
			row = append(row, v.Text(s.levels))
		}
		row = append(row, s.levels.GEX.String(), s.at.String())
		for _, k := range factKeys {
			if k.sum && s.name != scopeAll {
				row = append(row, "")
				continue
			}
			row = append(row, k.of(&facts))
		}
		for _, v := range later {
			row = append(row, v.Text(s.levels))
		}
		if s.name == scopeAll {
			row = append(row, facts.Breakeven.String(), facts.Gap.String())
		} else {
			row = append(row, "", "")
		}
		for _, c := range lastColumns {
			row = append(row, c.of(s.levels))
		}
		rows = append(rows, row)
	}
	return rows
}

// factKey is a fact under the name of its column.
type factKey struct {
	name string
	sum  bool // over the whole book
	of   func(*report.Facts) string
}

var factKeys = []factKey{
	{"spot", false, func(f *report.Facts) string { return f.Spot.String() }},
	{"trade_date", false, func(f *report.Facts) string { return f.TradeDate }},
	{"day_move", false, func(f *report.Facts) string { return f.DayMove.String() }},
	{"gross_gex", true, func(f *report.Facts) string { return f.GrossGEX.String() }},
	{"rate", false, func(f *report.Facts) string { return f.Rate.String() }},
	{"atm_vol", false, func(f *report.Facts) string { return f.ATMVol.String() }},
	{"contracts", true, func(f *report.Facts) string { return f.Contracts.String() }},
	{"used", true, func(f *report.Facts) string { return f.Used.String() }},
	{"call_volume", true, func(f *report.Facts) string { return f.CallVolume.String() }},
	{"put_volume", true, func(f *report.Facts) string { return f.PutVolume.String() }},
	{"flow_up_1pct_usd", true, func(f *report.Facts) string { return f.FlowUp.String() }},
	{"flow_down_1pct_usd", true, func(f *report.Facts) string { return f.FlowDown.String() }},
	{"regime_0dte", false, func(f *report.Facts) string { return string(f.Regime0DTE) }},
	{"as_of_utc", false, func(f *report.Facts) string { return f.AsOfUTC.String() }},
}
