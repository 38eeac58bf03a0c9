package render

import (
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// scenariosSection lists the scenarios of the user's with what dealers trade and hold in each, and the mean.
func scenariosSection(r *report.FlowsDocument, s style) section {
	list, mean := r.Flows.Scenarios, r.Flows.Expected
	var flows []report.Flow
	var moves, points []report.Number
	unwinds, market := false, report.Number(0)
	for _, f := range list {
		flows, moves, points = append(flows, f.Flow), append(moves, f.MovePct), append(points, f.VolPoints)
		unwinds, market = unwinds || f.Unwind != 0, market+f.MarketProbability
	}
	t := tradesOf(r, s, append(flows, report.Flow{USD: mean.USD, USD0DTE: report.None()}))
	unwind := func(f report.ScenarioFlow) string {
		if !unwinds {
			return ""
		}
		return t.scale.Signed(f.UnwindUSD)
	}
	decimals := decimalsFor(moves...)
	table := newGrid(word("scenario"), num("p %"), num("market %"), num("move %"), num("vol"), num("days"), spare(4, word("by")),
		spare(5, num(t.things)), num(t.money.In(t.scale)), spare(3, num(t.future)), spare(3, num("% of ADV")), spare(2, word("dealers")), word("then"),
		spare(1, num("zero gamma")), spare(4, num("unwind "+t.money.In(t.scale))), spare(6, num("call wall %")), spare(6, num("put wall %")))
	for _, f := range list {
		table.add(f.Name, odds(f.Probability), odds(f.MarketProbability), signed(f.MovePct, decimals), signed(f.VolPoints, decimalsFor(points...)),
			shown(f.Days, plain), byTime(f), signed(f.Shares, 0), t.paint(f.USD, t.scale.Signed(f.USD)), signed(f.Futures, 0), fixed(f.PctADV, 1),
			string(f.Side), phrase.RegimeInColumn(f.Regime), shown(f.ZeroGamma, price), unwind(f), shown(f.CallWallPct, onePlace), shown(f.PutWallPct, onePlace))
	}
	if mean.USD.OK() {
		table.add("expected", "100", odds(market), signed(mean.MovePct, decimals), "", "", "", "", t.paint(mean.USD, t.scale.Signed(mean.USD)), "", "", tradeSide(mean.USD), "", "", "", "", "")
	}
	sec := section{title: "Scenarios", note: "dealer trade; market: risk-neutral odds of the interval around the move", table: table.dense()}
	if mean.MarketExpiry != "" {
		sec.note += ", " + date(string(mean.MarketExpiry))
	}
	if text := endsShort(mean); text != "" {
		sec.tail = append(sec.tail, text)
	}
	if unwinds {
		sec.tail = append(sec.tail, "unwind: closing the hedge that cash-settled contracts leave behind that expire before; an extra trade")
	}
	if len(list) > 1 {
		sec.tail = append(sec.tail, "largest trade: "+mean.Largest)
	}
	return sec
}

// onePlace formats a distance in percent.
func onePlace(n report.Number) string { return signed(n, 1) }

// odds formats a probability in percent, "" when there is none.
func odds(p report.Number) string {
	return shown(p, func(n report.Number) string {
		text := percent(n, 1)
		return strings.TrimSuffix(text, ".0")
	})
}

// byTime is the time of a scenario, "" for as_of.
func byTime(f report.ScenarioFlow) string {
	if f.At.IsZero() {
		return ""
	}
	return moment(f.At)
}

// tradeSide is the direction of a trade in money.
func tradeSide(usd report.Number) string {
	switch {
	case usd > 0:
		return string(report.Buy)
	case usd < 0:
		return string(report.Sell)
	}
	return string(report.Still)
}

// endsShort words how likely it is that dealers end short gamma.
func endsShort(mean *report.ExpectedFlow) string {
	var parts []string
	if mean.ProbabilityShort.OK() {
		parts = append(parts, odds(mean.ProbabilityShort)+"% (yours)")
	}
	if mean.MarketProbabilityShort.OK() {
		parts = append(parts, odds(mean.MarketProbabilityShort)+"% (the market's odds)")
	}
	return labeled("ends short gamma with", strings.Join(parts, ", "))
}

// scenarioEffects returns the effects of scenarios, nil when spot alone moves and all of it is gamma.
func scenarioEffects(list []report.ScenarioFlow) []effect {
	var effects []effect
	moved := false
	for _, f := range list {
		effects = append(effects, effect{f.MovePct, f.Shares, f.Attribution})
		moved = moved || f.Attribution.Vol != 0 || f.Attribution.Time != 0
	}
	if !moved {
		return nil
	}
	return effects
}

// scenarioEffectsSection splits the trade of each scenario, in shares, as effectsSection does.
func scenarioEffectsSection(list []report.ScenarioFlow, effects []effect, s style) section {
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = f.Name
	}
	return effectsTable("Scenario attribution", "each effect alone, and their interaction (cross)", word("scenario"), names, effects, s)
}

// fundsSection lists leveraged funds and what they trade at the close, also after a move, in percent, if there is one.
func fundsSection(list []report.Fund, move report.Number, s style) section {
	all := report.Number(0)
	assets, creations, per := report.Number(0), []report.Number{}, []report.Number{}
	for _, f := range list {
		if f.Counted {
			all += f.PerPct
			assets, creations, per = max(assets, f.AUM), append(creations, f.Creations), append(per, f.PerPct)
		}
	}
	per = append(per, all)
	held, made, traded, twice := s.money.ScaleFor(assets), s.money.ScaleFor(creations...), s.money.ScaleFor(per...), s.money.ScaleFor(-2*all)
	heading, now := nowOf(move, all, s)
	table := newGrid(word("fund"), num("x"), num("assets "+s.money.In(held)), word("of"), num("per 1% "+s.money.In(traded)), num("-2% "+s.money.In(twice)), num(heading),
		num("offset %"), spare(1, num("creations "+s.money.In(made))))
	var leftOut, volatility []string
	for _, f := range list {
		switch {
		case f.Underlying == "VIX":
			volatility = append(volatility, f.Ticker)
		case !f.Counted:
			leftOut = append(leftOut, f.Ticker+" ("+string(f.Why)+")")
		default:
			offset := ""
			if f.Offset != 0 {
				offset = plain(100 * f.Offset)
			}
			table.add(f.Ticker, plain(f.Leverage), held.Fixed(f.AUM), string(f.Date), traded.Signed(f.PerPct), twice.Signed(-2*f.PerPct), now(f.PerPct), offset, shown(f.Creations, made.Signed))
		}
	}
	if len(table.rows) > 1 {
		table.add("all", "", "", "", traded.Signed(all), twice.Signed(-2*all), now(all), "", "")
	}
	sec := section{title: "Funds", note: "trade at the close, before creations and redemptions, less the offset", table: table.dense()}
	if len(volatility) > 0 {
		sec.tail = append(sec.tail, "futures on volatility, no trade here: "+strings.Join(volatility, ", "))
	}
	if len(leftOut) > 0 {
		sec.tail = append(sec.tail, "left out: "+strings.Join(leftOut, ", "))
	}
	return sec
}

// nowOf is the scale and the cells of what funds trade after a move; no cells without a move.
func nowOf(move report.Number, all report.Number, s style) (heading string, cell func(report.Number) string) {
	if !move.OK() {
		return "now", func(report.Number) string { return "" }
	}
	scaled := s.money.ScaleFor(move * all)
	return "now (" + signed(move, 1) + "%) " + s.money.In(scaled), func(perPct report.Number) string { return scaled.Signed(perPct * move) }
}
