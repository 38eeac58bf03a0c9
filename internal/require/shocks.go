package require

import (
	"gex/internal/report"
)

// shocks are the outside shocks that have keys, in percent, by their name in a key; those up have it in the name.
var shocks = []struct {
	pct  report.Number
	name string
}{{-0.5, "0.5pct"}, {-1, "1pct"}, {-2, "2pct"}, {-3, "3pct"}, {-5, "5pct"}, {0.5, "up_0.5pct"}, {1, "up_1pct"}, {2, "up_2pct"}, {3, "up_3pct"}, {5, "up_5pct"}}

// collectShocks adds the keys of single shocks: cascade.absorb_1pct is that of a drop, cascade.rest_up_2pct of a rise.
func collectShocks(add func(key)) {
	for _, n := range []string{"absorb", "rest", "move_pct", "amplification", "dealer_usd"} {
		for _, shock := range shocks {
			q := report.CascadeQuery{Name: n, At: shock.pct}
			add(key{path: cascade + n + "_" + shock.name, of: func(s Subject) report.Scalar {
				return report.Scalar{Number: q.In(s.Cascade).Round()}
			}})
		}
	}
}
