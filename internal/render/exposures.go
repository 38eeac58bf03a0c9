package render

import (
	"gex/internal/report"
)

// exposuresSection is what dealers hold: one exposure a line, each with its unit.
func exposuresSection(r *report.Report) section {
	t, u := r.Totals, gexUnit(r.Conventions)
	none := report.None()
	table := newGrid(word("exposure"), word("unit"), num("call"), num("put"), num("net"), num("gross"))
	add := func(name, symbol, per string, call, put, net, gross report.Number) {
		s := scaleFor(call, put, net, gross)
		table.add(name, join(" ", s.of(symbol), per), shown(call, s.signed), shown(put, s.signed), shown(net, s.signed), shown(gross, s.fixed))
	}
	add("GEX", u.symbol, u.per, t.CallGEX, t.PutGEX, t.GEX, t.GrossGEX)
	add("GEX over a 1 % move", dollars, "per 1 %", none, none, t.GEX1PctMove, none)
	if u.per != "per point" {
		add("GEX", dollars, "per point", none, none, t.GEXPerPoint, none)
	}
	add("DEX", dollars, "", none, none, t.DEX, none)
	add("VEX", dollars, "per volatility point", none, none, t.VEX, none)
	add("CEX", dollars, "per day", none, none, t.CEX, none)
	table.add("open interest", "contracts", shown(t.CallOI, whole), shown(t.PutOI, whole), "", "")
	table.add("volume", "contracts", shown(t.CallVolume, whole), shown(t.PutVolume, whole), "", "")
	return section{title: "Exposures", table: table, tail: exposureNote(t)}
}

// shown prints a number, or nothing where a row has none.
func shown(n report.Number, print func(report.Number) string) string {
	if !n.OK() {
		return ""
	}
	return print(n)
}

// exposureNote says what CEX makes dealers do; its sign is told both ways elsewhere, as is that of VEX, of which the flows
// tell more.
func exposureNote(t report.Totals) []string {
	if !t.CEX.OK() {
		return nil
	}
	return []string{"CEX is the rate now: dealers " + against(t.CEX) + " a calendar day, today's expiries left out; see gex flows"}
}

// against is the trade that takes back a gain in the dealers' delta.
func against(exposure report.Number) string {
	switch {
	case exposure > 0:
		return trade(report.Sell, exposure)
	case exposure < 0:
		return trade(report.Buy, exposure)
	}
	return trade(report.Still, exposure)
}
