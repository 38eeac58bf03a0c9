package render

import (
	"slices"
	"strings"

	"gex/internal/report"
)

// LevelNames lists the names that Level accepts: spot, its time, regime, gex and the keys of levels, and those of a scope after
// its name and a dot: 0dte.call_wall.
func LevelNames() []string {
	names := []string{"spot", "as_of", "trade_date", breakevenKey}
	for _, prefix := range []string{"", scope0DTE + "."} {
		names = append(names, prefix+"regime", prefix+"gex")
		for _, v := range report.AllLevels() {
			names = append(names, prefix+v.Key)
		}
	}
	for _, scope := range report.OutlookScopes {
		names = append(names, scope+".regime", scope+".gex")
		for _, v := range report.LevelsThat(func(v *report.Level) bool { return v.Outlook }) {
			names = append(names, scope+"."+v.Key)
		}
	}
	return names
}

// LevelColumns lists the other columns of csv by which Level knows what is in them: facts about the book, odds and ranks, and the
// time of a scope.
func LevelColumns() []string {
	known := LevelNames()
	var names []string
	add := func(name string) {
		if !slices.Contains(known, name) {
			names = append(names, name)
		}
	}
	for _, k := range factKeys {
		add(k.name)
	}
	add("gap")
	for _, prefix := range []string{"", scope0DTE + "."} {
		for _, c := range lastColumns {
			add(prefix + c.name)
		}
	}
	for _, scope := range report.OutlookScopes {
		add(scope + ".at")
	}
	return names
}

// IsKeyLevel reports whether the key levels of a book are enough for a name, without its expiries, flows, records and later states.
func IsKeyLevel(name string) bool {
	scope, _, scoped := strings.Cut(name, ".")
	return (!scoped || scope == scope0DTE) && (slices.Contains(LevelNames(), name) || strings.Contains(name, "_beyond") || strings.Contains(name, "_touch"))
}

// Level returns one level for a script, with the digits of the machine formats; "null" when there is none.
func Level(r *report.LevelsDocument, name string) string {
	scope, key, found := strings.Cut(name, ".")
	if !found {
		scope, key = scopeAll, name
	}
	for _, s := range levelScopes(r) {
		if s.name == scope {
			if value := s.value(r, key); value != "" {
				return value
			}
		}
	}
	return "null"
}

// value returns the level with a key, "" when there is none.
func (s levelScope) value(r *report.LevelsDocument, key string) string {
	switch key {
	case "regime":
		return string(s.levels.Regime)
	case "spot":
		return r.Spot.String()
	case "as_of":
		return r.AsOf.String()
	case "trade_date":
		return r.TradeDate
	case "gex":
		return s.levels.GEX.String()
	case breakevenKey:
		return r.Totals.Breakeven.String()
	case "gap":
		return r.Carry.Gap.String()
	case "at":
		return s.at.String()
	}
	if v := report.LevelOf(key); v != nil {
		return v.Text(s.levels)
	}
	for _, k := range factKeys {
		if k.name == key && (!k.sum || s.name == scopeAll) {
			facts := report.FactsOf(r)
			if m := r.Mapped; m.Given() {
				facts = facts.Elsewhere(m)
			}
			return k.of(&facts)
		}
	}
	for _, c := range lastColumns {
		if c.name == key {
			return c.of(s.levels)
		}
	}
	return ""
}
