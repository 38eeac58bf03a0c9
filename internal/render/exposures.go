package render

import (
	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Labels of GEX over a real move, and of the moves that VEX and CEX are per.
const (
	moveGEX     = "GEX over a 1% move"
	perVolPoint = "per vol pt"
	perDay      = "per day"
)

// exposuresSection lists the dealers' exposures, one per line, each with its unit.
func exposuresSection(r *report.Report, s style) section {
	t, none := r.Totals, report.None()
	table := newGrid(word("exposure"), word("unit"), num("call"), num("put"), num("net"), num("gross"))
	add := func(name string, unit phrase.Unit, call, put, net, gross report.Number) {
		scaled := unit.ScaleFor(call, put, net, gross)
		table.add(name, unit.In(scaled), shown(call, scaled.Signed), shown(put, scaled.Signed), shown(net, scaled.Signed), shown(gross, scaled.Fixed))
	}
	add("GEX", s.gex, t.CallGEX, t.PutGEX, t.GEX, t.GrossGEX)
	add(moveGEX, s.money.PerMove("per 1%"), none, none, t.GEX1PctMove, none)
	if perPoint := s.money.PerMove("per point"); perPoint.Per != s.gex.Per {
		add("GEX", perPoint, none, none, t.GEXPerPoint, none)
	}
	add("DEX", s.money, none, none, t.DEX, none)
	add("VEX", s.money.PerMove(perVolPoint), none, none, t.VEX, none)
	add("CEX", s.money.PerMove(perDay), none, none, t.CEX, none)
	table.add("open interest", "contracts", shown(t.CallOI, whole), shown(t.PutOI, whole), "", "")
	table.add("volume", "contracts", shown(t.CallVolume, whole), shown(t.PutVolume, whole), "", "")
	return section{title: "Exposures", table: table, tail: s.exposureNote(t)}
}

// exposureNote says which way dealers trade on CEX, because vendors disagree on its sign. For VEX the flows say so.
func (s style) exposureNote(t report.Totals) []string {
	if !t.CEX.OK() {
		return nil
	}
	see := "; see gex flows"
	if s.Reader {
		see = "; by the " + s.endOfDay + " they trade what the hedging flows say"
	}
	return []string{"CEX is the current rate: dealers " + s.against(t.CEX) + " per calendar day, without today's expiries" + see}
}

// against returns the trade that offsets a change of the dealers' delta.
func (s style) against(exposure report.Number) string {
	switch {
	case exposure > 0:
		return s.trade(report.Sell, exposure)
	case exposure < 0:
		return s.trade(report.Buy, exposure)
	}
	return s.trade(report.Still, exposure)
}
