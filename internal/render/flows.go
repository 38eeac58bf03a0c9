package render

import (
	"io"

	"gex/internal/report"
)

// Flows writes what dealers must trade after moves of spot, of volatility and of time. Its csv is one table of all
// scenarios, named in the first column.
func Flows(w io.Writer, r *report.Report, f Format, o Options) error {
	return view{
		page:     func(s style) page { return single(r, s, flowSections(r, s)...) },
		document: func() any { return flowsDocument(r) },
		records:  func() records { return flowsRecords(r.Flows) },
	}.write(w, f, o)
}

func flowsDocument(r *report.Report) any {
	return struct {
		report.Header
		Flows report.Flows `json:"flows"`
	}{r.Header, complete(r).Flows}
}

// flowSections are the ladders that have rows.
func flowSections(r *report.Report, s style) []section {
	sections := []section{spotFlowsSection(r, s)}
	if len(r.Flows.Vol) > 0 {
		sections = append(sections, volFlowsSection(r.Flows.Vol, s))
	}
	if len(r.Flows.Time) > 0 {
		sections = append(sections, timeFlowsSection(r.Flows.Time, s))
	}
	return sections
}

// spotFlowsSection is the ladder over spot, followed by the flow to the close.
func spotFlowsSection(r *report.Report, s style) section {
	var usd, moves []report.Number
	for _, f := range r.Flows.Spot {
		usd = append(usd, f.USD, f.USD0DTE)
		moves = append(moves, f.MovePct)
	}
	scaled, decimals := scaleFor(usd...), decimalsFor(moves...)
	table := newGrid(num("move, %"), num("spot"), num("shares"), num(scaled.of(dollars)), num("futures"),
		num("% of ADV"), num("0DTE, "+scaled.of(dollars)), word("dealers"))
	for _, f := range r.Flows.Spot {
		if r.Levels0DTE == nil {
			f.USD0DTE = report.None()
		}
		table.add(signed(f.MovePct, decimals), price(f.Spot), signed(f.Shares, 0), s.paint(f.USD, scaled.signed(f.USD)),
			signed(f.Futures, 0), signed(f.PctADV, 1), scaled.signed(f.USD0DTE), string(f.Side))
	}
	return section{
		title: "Hedging flows", note: "dealers' trade after a move of spot alone, every contract repriced; + buys",
		table: table.dense(), tail: closeNote(r.Flows.Close),
	}
}

// closeNote is the flow until the next close, when something settles then.
func closeNote(c *report.TimeFlow) []string {
	if c == nil {
		return nil
	}
	line := "to the close, " + instant(c.At) + ", spot unchanged: dealers " + trade(c.Side, c.USD)
	if c.Shares.OK() && c.Side != report.Still {
		line += " (" + signed(c.Shares, 0) + " shares)"
	}
	return []string{line + " for the contracts that settle then"}
}

func volFlowsSection(ladder []report.VolFlow, s style) section {
	var usd, points []report.Number
	for _, f := range ladder {
		usd = append(usd, f.USD)
		points = append(points, f.VolPoints)
	}
	scaled, decimals := scaleFor(usd...), decimalsFor(points...)
	table := newGrid(num("volatility, points"), num("shares"), num(scaled.of(dollars)), word("dealers"))
	for _, f := range ladder {
		table.add(signed(f.VolPoints, decimals), signed(f.Shares, 0), s.paint(f.USD, scaled.signed(f.USD)), string(f.Side))
	}
	return section{title: "Volatility", note: "dealers' trade after a parallel move of implied volatility", table: table}
}

func timeFlowsSection(ladder []report.TimeFlow, s style) section {
	var usd []report.Number
	for _, f := range ladder {
		usd = append(usd, f.USD)
	}
	scaled := scaleFor(usd...)
	table := newGrid(word("until"), num("shares"), num(scaled.of(dollars)), word("dealers"))
	for _, f := range ladder {
		table.add(instant(f.At), signed(f.Shares, 0), s.paint(f.USD, scaled.signed(f.USD)), string(f.Side))
	}
	return section{title: "Time", note: "dealers' trade until then, spot unchanged", table: table}
}

// flowRecord is one scenario of the csv: the columns of all ladders, with those of the others empty.
type flowRecord struct {
	Scenario  string        `json:"scenario"` // spot, vol, time or close
	MovePct   report.Number `json:"move_pct"`
	VolPoints report.Number `json:"vol_points"`
	At        report.Time   `json:"at"`
	Spot      report.Number `json:"spot"`
	Shares    report.Number `json:"shares"`
	USD       report.Number `json:"usd"`
	Futures   report.Number `json:"futures"`
	PctADV    report.Number `json:"pct_adv"`
	USD0DTE   report.Number `json:"usd_0dte"`
	Side      report.Side   `json:"side"`
}

func flowsRecords(f report.Flows) records {
	none := report.None()
	blank := flowRecord{MovePct: none, VolPoints: none, Spot: none, Futures: none, PctADV: none, USD0DTE: none}
	var list []flowRecord
	add := func(scenario string, shares, usd report.Number, side report.Side, fill func(*flowRecord)) {
		rec := blank
		rec.Scenario, rec.Shares, rec.USD, rec.Side = scenario, shares, usd, side
		fill(&rec)
		list = append(list, rec)
	}
	for _, x := range f.Spot {
		add("spot", x.Shares, x.USD, x.Side, func(rec *flowRecord) {
			rec.MovePct, rec.Spot, rec.Futures, rec.PctADV, rec.USD0DTE = x.MovePct, x.Spot, x.Futures, x.PctADV, x.USD0DTE
		})
	}
	for _, x := range f.Vol {
		add("vol", x.Shares, x.USD, x.Side, func(rec *flowRecord) { rec.VolPoints = x.VolPoints })
	}
	for _, x := range f.Time {
		add("time", x.Shares, x.USD, x.Side, func(rec *flowRecord) { rec.At = x.At })
	}
	if c := f.Close; c != nil {
		add("close", c.Shares, c.USD, c.Side, func(rec *flowRecord) { rec.At = c.At })
	}
	return recordsOf(list)
}
