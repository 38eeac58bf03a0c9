package render

import (
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// changesSections lists what changed since the previous report; nil without one.
func changesSections(r *report.Report, s style) []section {
	c := r.Changes
	if c == nil {
		return nil
	}
	var facts []string
	for _, n := range c.Numbers {
		if fact := changeFact(n, r, s); fact != "" {
			facts = append(facts, fact)
		}
	}
	if c.RegimeBefore != r.Regime {
		facts = append(facts, "regime "+s.turned(phrase.RegimeInText(c.RegimeBefore), phrase.RegimeInText(r.Regime)))
	}
	if len(facts) == 0 {
		facts = []string{"no visible change"}
	}
	return []section{{lead: []string{"since " + since(c.Since, r.AsOf) + ": " + strings.Join(facts, ", ")}}}
}

// changeFact words one number that changed, "" when no printed digit differs or another line reports it.
func changeFact(n report.Change, r *report.Report, s style) string {
	scope, key, _ := strings.Cut(n.Key, ".")
	name := inWords(key)
	if scope == "levels_0dte" {
		name = "0DTE " + name
	}
	switch {
	case n.Key == "totals.gex_1pct_move", scope == "levels_0dte" && key == "gex":
		return "" // reported with the regime
	case n.Key == "spot":
		return shownChange("spot ", signed(n.ChangePct, 2), "%")
	case key == "gex":
		return shownChange("GEX ", s.paint(n.Change, s.gex.SizeGain(n.Change)), "")
	case levelValue(key, n.Before) == levelValue(key, n.After):
		return ""
	}
	return name + " " + s.turned(levelValue(key, n.Before), levelValue(key, n.After))
}

// shownChange words a change with its name and unit, "" when no printed digit differs.
func shownChange(name, by, unit string) string {
	if isZero(by) {
		return ""
	}
	return name + by + unit
}

// turned words the change of one text into another.
func (s style) turned(before, after string) string {
	return before + s.glyph(" → ", " -> ") + after
}

// since formats an earlier time, with its date when that was another day.
func since(before, now report.Time) string {
	switch {
	case before.Equal(now.Time):
		return "the previous version, of the same time"
	case before.Format("2 Jan 2006") != now.Format("2 Jan 2006"):
		return moment(before)
	case before.Second() != 0 || now.Second() != 0:
		return before.Format("15:04:05")
	}
	return before.Format("15:04")
}
