package about

import (
	"slices"
	"strings"

	"gex/internal/render"
)

// LevelNames is a text with the names of levels, as --get takes them.
func LevelNames() string {
	var plain, outlook, scopes []string
	for _, name := range render.LevelNames() {
		scope, key, scoped := strings.Cut(name, ".")
		switch {
		case !scoped:
			plain = append(plain, name)
			continue
		case scope == "0dte":
			continue
		case !slices.Contains(scopes, scope+".NAME"):
			scopes = append(scopes, scope+".NAME")
		}
		if scope+".NAME" == scopes[0] {
			outlook = append(outlook, key)
		}
	}
	return "Names: " + strings.Join(plain, ", ") + ".\n\n" +
		"0dte.NAME has all of them but spot, as_of and trade_date. " + strings.Join(scopes, ", ") + " have " + strings.Join(outlook, ", ") + ". " +
		"The other columns of csv, such as day_move, gross_gex, gap, call_wall_touch or odds_expiry, have a name, too. " +
		"Other spellings work too, such as flip, gamma_flip, callwall, 0dte.flip, zero_gamma_0dte."
}
