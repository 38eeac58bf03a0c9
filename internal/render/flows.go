package render

import (
	"io"
	"time"

	"gex/internal/report"
)

// Flows writes what dealers must trade after moves of spot, of volatility and of time. Its csv is one table of all
// scenarios, named in the first column.
func Flows(w io.Writer, r *report.FlowsDocument, f Format, o Options) error {
	return view{
		lines:    true,
		header:   &r.Header,
		page:     func(s style) page { return flowsPage(r, s) },
		document: func() any { return flowsDocument(r) },
		records:  func() records { return flowsRecords(r.Flows) },
	}.write(w, f, o)
}

func flowsDocument(r *report.FlowsDocument) any {
	c := *r
	c.Warnings = orEmpty(c.Warnings)
	c.Flows.Spot, c.Flows.Vol, c.Flows.Time = orEmpty(c.Flows.Spot), orEmpty(c.Flows.Vol), orEmpty(c.Flows.Time)
	return c
}

// flowsPage orders the scenarios by how soon a desk acts on them; those without rows are omitted.
func flowsPage(r *report.FlowsDocument, s style) page {
	f, p := r.Flows, page{head: append(headAbout("flows: "+s.things+", and "+s.money.Sign+" at the scenario's spot", &r.About, s), flowTerms(r.Conventions, s)...), warnings: r.Warnings}
	add := func(rows int, section func() section) {
		if rows > 0 {
			p.sections = append(p.sections, section())
		}
	}
	spot, atClose := spotEffects(f.Spot), closeEffects(f.SpotTime)
	if facts := flowFacts(r, s); len(facts) > 0 {
		facts[0] = "dealers " + facts[0]
		p.sections = append(p.sections, section{lead: []string{s.list(facts...)}})
	}
	add(len(f.Scenarios), func() section { return scenariosSection(r, s) })
	effects := scenarioEffects(f.Scenarios)
	add(len(effects), func() section { return scenarioEffectsSection(f.Scenarios, effects, s) })
	add(len(f.Spot), func() section { return spotFlowsSection(r, s) })
	add(len(f.Funds), func() section { return fundsSection(f.Funds, report.None(), s) })
	add(len(spot), func() section {
		return effectsSection("Flow attribution", "spot only (gamma), vol following spot (vanna), interaction (cross)", spot, s)
	})
	add(len(f.ToClose), func() section { return toCloseSection(r, s) })
	add(len(f.Time), func() section { return timeFlowsSection(r, s) })
	add(len(f.Vol), func() section { return volFlowsSection(r, s) })
	add(len(f.SpotVol), func() section { return spotVolSection(f.SpotVol, s) })
	add(len(f.SpotTime), func() section { return spotTimeSection(f.SpotTime, s) })
	add(len(atClose), func() section {
		return effectsSection("Flow attribution (to the "+s.endOfDay+")", "each effect alone, and their interaction (cross)", atClose, s)
	})
	add(len(f.Breakdown), func() section { return breakdownSection(f.Breakdown, s) })
	if len(p.sections) == 0 {
		p.sections = []section{spotFlowsSection(r, s)} // it says that there is nothing to show
	}
	return p
}

// flowFacts words the trades after the usual moves, as far as the document has them.
func flowFacts(r *report.FlowsDocument, s style) []string {
	f := r.Flows
	var facts []string
	add := func(x *report.Flow, when string) {
		if x != nil {
			facts = append(facts, s.trade(x.Side, x.USD)+" "+when)
		}
	}
	add(flowAt(f.Spot, 1), "into a 1% rally")
	add(flowAt(f.Spot, -1), "into a 1% drop")
	add(volFlowAt(f.Vol, 1), "if vol rises 1 pt")
	add(timeFlowAt(f.Time, atClose), "by the close"+closeDay(r)+" at today's spot")
	return facts
}

// closeDay names the day of the next close when it is not that of as-of.
func closeDay(r *report.FlowsDocument) string {
	for _, t := range r.Flows.Time {
		if t.Label == atClose && t.At.Format(time.DateOnly) != r.AsOf.Format(time.DateOnly) {
			return " of " + t.At.Format("Mon 2 Jan")
		}
	}
	return ""
}
