package report

import (
	"slices"
	"strings"
)

// levelAliases are other names for the levels and the values printed with them, by our name.
var levelAliases = allAliases(map[string][]string{
	"gex":        {"net_gex", "total_gex", "gamma_exposure"},
	"regime":     {"gamma_regime"},
	"spot":       {"price", "last", "underlying_price"},
	"trade_date": {"date"},
	"as_of":      {"time", "timestamp"},
})

// allAliases adds the aliases of the registry.
func allAliases(of map[string][]string) map[string][]string {
	for _, v := range registry {
		if v.Aliases != nil {
			of[v.Key] = v.Aliases
		}
	}
	return of
}

// LevelAliases lists every other name of a level, in order.
func LevelAliases() []string {
	var all []string
	for _, aliases := range levelAliases {
		all = append(all, aliases...)
	}
	slices.Sort(all)
	return all
}

// scope0DTE is the prefix of the levels of contracts that settle later today.
const scope0DTE = "0dte."

// LevelName returns our name of a level from any of its spellings: CallWall, call-wall, gamma_flip, levels.zero_gamma,
// zero_gamma_0dte, totals.gex. known are the valid names; "" when it is not one of them.
func LevelName(typed string, known []string) string {
	name := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(typed)), "levels.")
	if name == "totals.gex" { // as the JSON report has it
		name = "gex"
	}
	for _, prefix := range []string{"levels_0dte.", "0dte_"} {
		if rest, cut := strings.CutPrefix(name, prefix); cut {
			name = scope0DTE + rest
		}
	}
	if rest, cut := strings.CutSuffix(name, "_0dte"); cut {
		name = scope0DTE + rest
	}
	if found := spelled(name, known); found != "" {
		return found
	}
	at := strings.LastIndex(name, ".") + 1
	scope, leaf := name[:at], name[at:]
	for ours, aliases := range levelAliases {
		if spelled(leaf, aliases) != "" {
			return spelled(scope+ours, known)
		}
	}
	return ""
}

// spelled finds a name in a list, ignoring blanks, hyphens and underscores; "" when it is not there.
func spelled(name string, known []string) string {
	joined := strings.NewReplacer("_", "", "-", "", " ", "")
	name = joined.Replace(name)
	for _, k := range known {
		if joined.Replace(k) == name {
			return k
		}
	}
	return ""
}
