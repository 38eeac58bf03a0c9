package render

import (
	"strings"

	"gex/internal/report"
)

// trades are the columns that every ladder has for a trade.
type trades struct {
	style
	scale  scale
	future string
	today  bool // the part of 0DTE has a column
}

// tradesOf chooses one unit for all trades of a ladder.
func tradesOf(r *report.FlowsDocument, s style, flows []report.Flow) trades {
	t := trades{style: s, future: futureName(r.Conventions)}
	var usd []report.Number
	for _, f := range flows {
		usd = append(usd, f.USD, f.USD0DTE)
		t.today = t.today || f.USD0DTE.OK() && f.USD0DTE != 0
	}
	t.scale = scaleFor(usd...)
	return t
}

// grid is a table with some columns before those of the trade and some after them.
func (t trades) grid(before []column, after ...column) *grid {
	own := []column{spare(1, num("shares")), num(t.scale.of(dollars)), num(t.future), num("% of ADV")}
	if t.today {
		own = append(own, num("0DTE, "+t.scale.of(dollars)))
	}
	columns := append(append(before, own...), word("dealers"))
	return newGrid(append(columns, after...)...)
}

// cells are those of a trade, with the others before and after them.
func (t trades) cells(before []string, f report.Flow, after ...string) []string {
	own := []string{signed(f.Shares, 0), t.paint(f.USD, t.scale.signed(f.USD)), signed(f.Futures, 0), fixed(f.PctADV, 1)}
	if t.today {
		own = append(own, t.scale.signed(f.USD0DTE))
	}
	return append(append(append(before, own...), string(f.Side)), after...)
}

// futureName is the contract that flows are counted in.
func futureName(c report.Conventions) string {
	name, _, _ := strings.Cut(c.Futures, ",")
	if name == "" || name == "none" {
		return "futures"
	}
	return name
}

// flowTerms are what flows rest on and are counted in.
func flowTerms(c report.Conventions, s style) []string {
	futures, adv := c.Futures, c.ADV
	if futures == "none" {
		futures = ""
	}
	if adv == "not given" {
		adv = ""
	}
	if terms := s.list(c.VolRule, labelled("futures", futures), labelled("ADV", adv)); terms != "" {
		return []string{terms}
	}
	return nil
}

// spotFlowsSection is the ladder over spot.
func spotFlowsSection(r *report.FlowsDocument, s style) section {
	var flows []report.Flow
	var moves []report.Number
	for _, f := range r.Flows.Spot {
		flows, moves = append(flows, f.Flow), append(moves, f.MovePct)
	}
	t, decimals := tradesOf(r, s, flows), decimalsFor(moves...)
	bars := barColumn{bars: newBars(s, leastBar, usdOf(flows)...)}
	table := t.grid([]column{num("move, %"), num("spot")}, spare(2, bars.column()))
	for _, f := range r.Flows.Spot {
		table.add(t.cells([]string{signed(f.MovePct, decimals), price(f.Spot)}, f.Flow, bars.cell(min(f.USD, 0), max(f.USD, 0)))...)
	}
	table = table.dense()
	return section{
		title: "Hedging flows", note: "dealers' trade after a move of spot, all repriced; + buys",
		table: bars.fitted(table, len(table.columns)-1),
	}
}

// usdOf are the trades in money.
func usdOf(flows []report.Flow) []report.Number {
	usd := make([]report.Number, len(flows))
	for i, f := range flows {
		usd[i] = f.USD
	}
	return usd
}

// flowsInShort is the ladder over spot, and in words what volatility and time do.
func flowsInShort(r *report.FlowsDocument, s style) section {
	sec := spotFlowsSection(r, s)
	sec.lead = flowTerms(r.Conventions, s)
	if up, down := volFlowAt(r.Flows.Vol, 1), volFlowAt(r.Flows.Vol, -1); up != nil && down != nil {
		sec.tail = append(sec.tail, "implied volatility up a point: dealers "+trade(up.Side, up.USD)+"; down a point: "+trade(down.Side, down.USD))
	}
	for _, f := range r.Flows.Time {
		if f.Label == atClose || f.Label == "open" || f.Label == "next open" {
			sec.tail = append(sec.tail, "spot unchanged until the "+f.Label+", "+moment(f.At)+": dealers "+trade(f.Side, f.USD))
		}
	}
	sec.tail = append(sec.tail, closeNote(r.Flows.Close)...)
	return sec
}

// closeNote is the flow until the next close of the contracts that settle then.
func closeNote(c *report.TimeFlow) []string {
	if c == nil {
		return nil
	}
	line := "contracts that settle at the close alone: dealers " + trade(c.Side, c.USD)
	if c.Shares.OK() && c.Side != report.Still {
		line += " (" + signed(c.Shares, 0) + " shares)"
	}
	return []string{line}
}

func volFlowsSection(r *report.FlowsDocument, s style) section {
	var flows []report.Flow
	var points []report.Number
	for _, f := range r.Flows.Vol {
		flows, points = append(flows, f.Flow), append(points, f.VolPoints)
	}
	t, decimals := tradesOf(r, s, flows), decimalsFor(points...)
	table := t.grid([]column{num("points")})
	for _, f := range r.Flows.Vol {
		table.add(t.cells([]string{signed(f.VolPoints, decimals)}, f.Flow)...)
	}
	return section{title: "Volatility", note: "dealers' trade after a parallel move of implied volatility (vanna)", table: table.dense()}
}

func timeFlowsSection(r *report.FlowsDocument, s style) section {
	var flows []report.Flow
	unwinds := false
	for _, f := range r.Flows.Time {
		flows = append(flows, f.Flow, report.Flow{USD: f.UnwindUSD, USD0DTE: report.None()})
		unwinds = unwinds || f.Unwind.OK() && f.Unwind != 0
	}
	t := tradesOf(r, s, flows)
	t.today = false
	table := t.grid([]column{word("until"), word("")}, num("unwind, "+t.scale.of(dollars)))
	for _, f := range r.Flows.Time {
		unwind := ""
		if unwinds {
			unwind = t.scale.signed(f.UnwindUSD)
		}
		table.add(t.cells([]string{f.Label, moment(f.At)}, f.Flow, unwind)...)
	}
	sec := section{title: "Time", note: "dealers' trade until then, spot unchanged (charm); what settles goes to its payoff", table: table.dense()}
	if unwinds {
		sec.tail = []string{"unwind: cash-settled contracts leave their hedge behind; closing it is a further trade, not in the columns before"}
	}
	return sec
}

// toCloseSection walks to the next close by half hours.
func toCloseSection(f report.FlowTables, s style) section {
	var usd []report.Number
	var settling, am, rest bool
	for _, c := range f.ToClose {
		usd = append(usd, c.USD)
		settling, am, rest = settling || c.Settling != 0, am || c.AM != 0, rest || c.Rest != 0
	}
	scaled := scaleFor(usd...)
	table := newGrid(word("until"), num("settling"), num("AM-settled"), num("rest"), num("shares"), num(scaled.of(dollars)),
		word("dealers"), num("total shares"))
	part := func(used bool, n report.Number) string {
		if !used {
			return ""
		}
		return signed(n, 0)
	}
	for _, c := range f.ToClose {
		table.add(c.At.Format("15:04"), part(settling, c.Settling), part(am, c.AM), part(rest, c.Rest), signed(c.Shares, 0),
			s.paint(c.USD, scaled.signed(c.USD)), string(c.Side), signed(c.Total, 0))
	}
	last := f.ToClose[len(f.ToClose)-1]
	return section{
		title: "To the close", note: instant(last.At) + ", spot unchanged: dealers' trade since the line before",
		table: table.dense(), tail: closeNote(f.Close),
	}
}
