package render

import (
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
