package render

import (
	"strings"
	"time"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// trades are the columns that every ladder has for a trade.
type trades struct {
	style
	scale  phrase.Scale
	future string
	today  bool // there is a column for the part of 0DTE
}

// tradesOf returns the columns for the trades of a ladder, at one scale.
func tradesOf(r *report.FlowsDocument, s style, flows []report.Flow) trades {
	t := trades{style: s, future: futureName(r.Conventions)}
	var usd []report.Number
	for _, f := range flows {
		usd = append(usd, f.USD, f.USD0DTE)
		t.today = t.today || f.USD0DTE.OK() && f.USD0DTE != 0
	}
	t.scale = s.money.ScaleFor(usd...)
	return t
}

// grid is a table with some columns before those of the trade and some after them.
func (t trades) grid(before []column, after ...column) *grid {
	own := []column{spare(1, num(t.things)), num(t.money.In(t.scale)), num(t.future), num("% of ADV")}
	if t.today {
		own = append(own, num("0DTE "+t.money.In(t.scale)))
	}
	columns := append(append(before, own...), word("dealers"))
	return newGrid(append(columns, after...)...)
}

// cells returns the row of a trade, with other cells before and after.
func (t trades) cells(before []string, f report.Flow, after ...string) []string {
	own := []string{signed(f.Shares, 0), t.paint(f.USD, t.scale.Signed(f.USD)), signed(f.Futures, 0), fixed(f.PctADV, 1)}
	if t.today {
		own = append(own, t.scale.Signed(f.USD0DTE))
	}
	return append(append(append(before, own...), string(f.Side)), after...)
}

// futureName is the future whose contracts the flows are counted in.
func futureName(c report.Conventions) string {
	name, _, _ := strings.Cut(c.Futures, ",")
	if name == "" || name == "none" {
		return "futures"
	}
	return name
}

// flowTerms words the vol rule, the future and the ADV behind the flows.
func flowTerms(c report.Conventions, s style) []string {
	futures, adv := c.Futures, c.ADV
	if futures == "none" {
		futures = ""
	}
	if adv == "not given" {
		adv = ""
	}
	futures, adv = s.typeset(futures), s.typeset(adv)
	if terms := s.list(s.typeset(c.VolRule), labeled("futures", futures), labeled("ADV", adv)); terms != "" {
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
	funds := fundsScale(r.Flows.Spot, s)
	table := t.grid([]column{num("move %"), num("spot")}, num("funds "+s.money.In(funds)), spare(2, bars.column()))
	for _, f := range r.Flows.Spot {
		own := ""
		if f.FundsUSD != nil {
			own = funds.Signed(*f.FundsUSD)
		}
		table.add(t.cells([]string{signed(f.MovePct, decimals), price(f.Spot)}, f.Flow, own, bars.cell(min(f.USD, 0), max(f.USD, 0)))...)
	}
	table = table.dense()
	return section{
		title: "Hedging flows", note: "dealer trade after a spot move, full reprice; + buys",
		table: bars.fitted(table, len(table.columns)-1),
	}
}

// fundsScale is the unit of what funds trade on a ladder.
func fundsScale(ladder []report.SpotFlow, s style) phrase.Scale {
	var usd []report.Number
	for _, f := range ladder {
		if f.FundsUSD != nil {
			usd = append(usd, *f.FundsUSD)
		}
	}
	return s.money.ScaleFor(usd...)
}

// usdOf returns the trades in money.
func usdOf(flows []report.Flow) []report.Number {
	usd := make([]report.Number, len(flows))
	for i, f := range flows {
		usd[i] = f.USD
	}
	return usd
}

// flowsInShort is the ladder over spot, followed by one line each on volatility and time.
func flowsInShort(r *report.FlowsDocument, s style) section {
	sec := spotFlowsSection(r, s)
	sec.lead = flowTerms(r.Conventions, s)
	if up, down := volFlowAt(r.Flows.Vol, 1), volFlowAt(r.Flows.Vol, -1); up != nil && down != nil {
		sec.tail = append(sec.tail, "implied vol +1 pt: dealers "+s.trade(up.Side, up.USD)+"; -1 pt: "+s.trade(down.Side, down.USD))
	}
	for _, f := range r.Flows.Time {
		if f.Label == atClose || f.Label == "open" || f.Label == "next open" {
			sec.tail = append(sec.tail, "at today's spot, by the "+f.Label+" "+moment(f.At)+": dealers "+s.trade(f.Side, f.USD))
		}
	}
	sec.tail = append(sec.tail, closeNote(r.Flows.Close, s)...)
	return sec
}

// closeNote words the flow to the next close of the contracts that settle then.
func closeNote(c *report.TimeFlow, s style) []string {
	if c == nil {
		return nil
	}
	line := "contracts expiring at the " + s.endOfDay + " only: dealers " + s.trade(c.Side, c.USD)
	if c.Shares.OK() && c.Side != report.Still {
		line += " (" + signed(c.Shares, 0) + " " + s.things + ")"
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
	table := t.grid([]column{num("vol pts")})
	for _, f := range r.Flows.Vol {
		table.add(t.cells([]string{signed(f.VolPoints, decimals)}, f.Flow)...)
	}
	return section{title: "Volatility", note: "dealer trade after a parallel shift in implied vol (vanna)", table: table.dense()}
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
	table := t.grid([]column{word("by"), word("")}, num("unwind "+t.money.In(t.scale)))
	for _, f := range r.Flows.Time {
		unwind := ""
		if unwinds {
			unwind = t.scale.Signed(f.UnwindUSD)
		}
		table.add(t.cells([]string{f.Label, moment(f.At)}, f.Flow, unwind)...)
	}
	sec := section{title: "Time", note: "dealer trade by then at today's spot (charm); expiring contracts go to their payoff", table: table.dense()}
	if unwinds {
		sec.tail = []string{"unwind: closing the hedge that expired cash-settled contracts leave behind; an extra trade, not in the other columns"}
	}
	return sec
}

// toCloseSection lists the trades up to the next close, half hour by half hour.
func toCloseSection(r *report.FlowsDocument, s style) section {
	f := r.Flows
	var usd []report.Number
	var settling, am, rest bool
	for _, c := range f.ToClose {
		usd = append(usd, c.USD)
		settling, am, rest = settling || c.Settling != 0, am || c.AM != 0, rest || c.Rest != 0
	}
	scaled := s.money.ScaleFor(usd...)
	last := f.ToClose[len(f.ToClose)-1].At
	table := newGrid(word("by"), num(expiring(last, r.AsOf)), num("AM-settled"), num("other"), spare(1, num(s.things)), num(s.money.In(scaled)),
		spare(2, word("dealers")), num("total")) // the sign says who buys, too
	part := func(used bool, n report.Number) string {
		if !used {
			return ""
		}
		return signed(n, 0)
	}
	for _, c := range f.ToClose {
		table.add(c.At.Format("15:04"), part(settling, c.Settling), part(am, c.AM), part(rest, c.Rest), signed(c.Shares, 0),
			s.paint(c.USD, scaled.Signed(c.USD)), string(c.Side), signed(c.Total, 0))
	}
	return section{
		title: "To the " + s.endOfDay, note: instant(last) + ", at today's spot: dealer trade since the row above; + buys",
		table: table.dense(), tail: closeNote(f.Close, s),
	}
}

// expiring heads the column of the contracts that settle on the day of a close.
func expiring(end, now report.Time) string {
	if end.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return "expiring today"
	}
	return "expiring " + end.Format("2 Jan")
}
