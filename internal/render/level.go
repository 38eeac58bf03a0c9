package render

import (
	"strings"

	"gex/internal/report"
)

// levelKey is a level under the name that csv and gex levels --get know it by.
type levelKey struct {
	name string
	of   func(*report.Levels) string
}

var levelKeys = []levelKey{
	{"zero_gamma", func(l *report.Levels) string { return l.ZeroGamma.String() }},
	{"flips", func(l *report.Levels) string {
		return report.FlipList(l.Flips)
	}},
	{"flip_directions", func(l *report.Levels) string {
		parts := make([]string, len(l.Flips))
		for i, f := range l.Flips {
			parts[i] = string(f.Direction)
		}
		return strings.Join(parts, ";")
	}},
	{"call_wall", func(l *report.Levels) string { return l.CallWall.String() }},
	{"put_wall", func(l *report.Levels) string { return l.PutWall.String() }},
	{"abs_gamma", func(l *report.Levels) string { return l.AbsGamma.String() }},
	{"hvl", func(l *report.Levels) string { return l.HVL.String() }},
	{"max_pain", func(l *report.Levels) string { return l.MaxPain.String() }},
	{"max_pain_expiry", func(l *report.Levels) string { return string(l.MaxPainExpiry) }},
	{"expected_move_expiry", func(l *report.Levels) string {
		if l.ExpectedMove == nil {
			return ""
		}
		return l.ExpectedMove.Expiry
	}},
	{"expected_move_straddle", func(l *report.Levels) string { return straddle(l).String() }},
	{"expected_move_sigma", func(l *report.Levels) string { return sigma(l).String() }},
}

// levelScope is the levels of one state of the book.
type levelScope struct {
	name   string // all, 0dte, and those of report.Outlook but for now, which all is
	at     report.Time
	levels *report.Levels
}

const (
	scopeAll  = "all"
	scope0DTE = "0dte"
	scopeNow  = "now"
)

// levelScopes are all of a report.
func levelScopes(r *report.Report) []levelScope {
	scopes := []levelScope{{name: scopeAll, levels: &r.Levels}}
	if r.Levels0DTE != nil {
		scopes = append(scopes, levelScope{name: scope0DTE, levels: r.Levels0DTE})
	}
	none := report.None()
	for _, o := range r.Outlook {
		if o.Scope == scopeNow {
			continue
		}
		scopes = append(scopes, levelScope{o.Scope, o.At, &report.Levels{
			GEX: o.GEX, Regime: o.Regime, ZeroGamma: o.ZeroGamma, Flips: o.Flips, CallWall: o.CallWall, PutWall: o.PutWall, AbsGamma: o.AbsGamma,
			HVL: none, MaxPain: none,
		}})
	}
	return scopes
}

// mappedScopes are those of the instrument that levels were mapped to.
func mappedScopes(r *report.Report) []levelScope {
	if r.Mapped == nil {
		return nil
	}
	scopes := levelScopes(r.Elsewhere())
	for i := range scopes {
		scopes[i].name = "mapped." + scopes[i].name
	}
	return scopes
}

// outlookKeys is how many of the level keys an outlook knows.
const outlookKeys = 6

// LevelNames lists what Level knows: spot and its time, regime, gex and the levels, and behind the name of a scope its own.
func LevelNames() []string {
	names := []string{"spot", "as_of", "trade_date"}
	for _, prefix := range []string{"", scope0DTE + "."} {
		names = append(names, prefix+"regime", prefix+"gex")
		for _, k := range levelKeys {
			names = append(names, prefix+k.name)
		}
	}
	for _, scope := range report.OutlookScopes {
		names = append(names, scope+".regime", scope+".gex")
		for _, k := range levelKeys[:outlookKeys] {
			names = append(names, scope+"."+k.name)
		}
	}
	return names
}

// Level is one level as a script reads it: the digits of the machine formats, "null" when there is none.
func Level(r *report.Report, name string) string {
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

// value looks a key up.
func (s levelScope) value(r *report.Report, key string) string {
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
	}
	for _, k := range levelKeys {
		if k.name == key {
			return k.of(s.levels)
		}
	}
	return ""
}
