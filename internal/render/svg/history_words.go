package svg

import (
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// track is a price over time.
type track struct {
	class, name string
	of          func(*report.Moment) report.Number
	steps       bool // it holds until the next row; else it runs from row to row
}

func (k track) show(v report.Number) string {
	if k.steps {
		return strike(v)
	}
	return price(v)
}

// tracks are spot and the levels of a history that pictures show.
var tracks = func() []track {
	list := []track{{"gex-curve", "spot", func(m *report.Moment) report.Number { return m.Spot }, false}}
	for _, v := range headlines() {
		if v.History && v.Class != "" {
			list = append(list, track{v.Class, v.Name, func(m *report.Moment) report.Number { return m.Level(v.Stem()) }, v.Strike})
		}
	}
	return list
}()

func of(n, all int) string {
	return fixed(report.Number(n), 0) + " of " + fixed(report.Number(all), 0)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fixed(report.Number(n), 0) + " " + what + "s"
}

// momentFacts are the numbers of a row in words.
func momentFacts(t *report.Timeline, m *report.Moment) (out []string) {
	if m.Regime != "" {
		out = append(out, phrase.RegimeInText(m.Regime))
	}
	for _, k := range tracks {
		v := k.of(m)
		switch {
		case !v.OK():
			out = append(out, "no "+k.name)
		case k.name == "spot" || !(m.Spot > 0):
			out = append(out, k.name+" "+k.show(v))
		default:
			out = append(out, k.name+" "+k.show(v)+" ("+distance(v, m.Spot)+")")
		}
	}
	u := gexUnit(t.Conventions)
	if m.GEX.OK() {
		out = append(out, "net GEX "+u.signed(m.GEX))
	}
	if v := m.Level("gex_0dte"); v.OK() {
		out = append(out, "0DTE "+u.signed(v))
	}
	return out
}

// historyHeading is that of a history, or of a report that has none.
func historyHeading(r *report.Pictures) heading {
	if r.Timeline == nil {
		return headingOf(r)
	}
	return timelineHeading(r.Timeline)
}

// timelineHeading is what stands above and below the picture of a history.
func timelineHeading(t *report.Timeline) heading {
	last := &t.Moments[len(t.Moments)-1]
	return heading{
		title: list(t.Underlying, count(len(t.Moments), "row")), when: []string{spanOf(t)}, lead: regimesOf(t, "row"),
		facts: append([]string{"last row " + instant(last.At)}, momentFacts(t, last)...),
		foot:  []string{labeled("made with ", t.Options), labeled("GEX: ", gexUnit(t.Conventions).Long), t.File, "levels hold until the next row"},
	}
}

// spanOf words from when to when the rows are.
func spanOf(t *report.Timeline) string {
	first, last := t.Moments[0].At, t.Moments[len(t.Moments)-1].At
	if first.Format("2006-01-02") == last.Format("2006-01-02") {
		return first.Format("Mon 2 Jan 2006 15:04") + " to " + last.Format("15:04 ") + last.Clock()
	}
	return first.Format("2 Jan 2006") + " to " + last.Format("2 Jan 2006")
}

// regimesOf counts the moments of each regime.
func regimesOf(t *report.Timeline, what string) string {
	var parts []string
	for _, r := range []report.Regime{report.LongGamma, report.ShortGamma, report.NearZero, ""} {
		if n := t.Regimes[r]; n > 0 {
			parts = append(parts, phrase.RegimeInText(r)+" in "+fixed(report.Number(n), 0))
		}
	}
	parts[0] += " of " + count(len(t.Moments), what)
	return strings.ToUpper(parts[0][:1]) + strings.Join(parts, ", ")[1:]
}

func saysHistory(r *report.Pictures) string {
	t := r.Timeline
	if t == nil {
		return "No history is given."
	}
	last := &t.Moments[len(t.Moments)-1]
	return spanOf(t) + ", " + count(len(t.Moments), "row") + ". " + regimesOf(t, "row") + ". The last row: " + strings.Join(momentFacts(t, last), ", ") + "."
}
