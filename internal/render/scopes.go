package render

import (
	"strings"

	"gex/internal/report"
)

// levelScope is the levels of one state of the book.
type levelScope struct {
	name   string // all, 0dte, or a scope of report.Outlook, except now, which is all
	at     report.Time
	levels *report.Levels
}

// breakevenKey is the key of the break-even of puts to calls, of all contracts.
const breakevenKey = "breakeven_put_per_call"

const (
	scopeAll  = "all"
	scope0DTE = "0dte"
	scopeNow  = "now"
)

// levelScopes returns all scopes of a document.
func levelScopes(r *report.LevelsDocument) []levelScope {
	scopes := []levelScope{{name: scopeAll, levels: &r.Levels}}
	if r.Levels0DTE != nil {
		scopes = append(scopes, levelScope{name: scope0DTE, levels: r.Levels0DTE})
	}
	for _, o := range r.Outlook {
		if o.Scope != scopeNow {
			scopes = append(scopes, levelScope{o.Scope, o.At, o.Levels()})
		}
	}
	return scopes
}

// mappedScopes returns those of the instrument that levels were mapped to.
func mappedScopes(r *report.LevelsDocument) []levelScope {
	if !r.Mapped.Given() {
		return nil
	}
	scopes := levelScopes(r.Elsewhere())
	for i := range scopes {
		scopes[i].name = "mapped." + scopes[i].name
	}
	return scopes
}

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
	}
	if v := report.LevelOf(key); v != nil {
		return v.Text(s.levels)
	}
	return ""
}
