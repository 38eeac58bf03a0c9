package gex

import (
	"fmt"
	"math"

	"gex/internal/fault"
	"gex/internal/report"
)

// sizeWarning warns of an S&P 500 book whose gamma within 5% below spot is far above what
// desks estimate: an assumed sign counts all open interest as dealers', and then nothing
// comes to rest.
func (b *Book) sizeWarning(f *feedback) []report.Warning {
	if b.chain.Underlying != "SPX" || b.opt.Sign == "column" || len(b.row) == 0 {
		return nil
	}
	most, at, now := 0.0, b.Spot, 0.0 // GEX per 1%, Γ P² 0.01
	for _, n := range f.nodes {
		if !n.rung || n.x > 0 || n.x < -pocketRange {
			continue
		}
		gamma := n.gamma
		if !f.smooth {
			gamma = b.batch.GammaTo(nil, []float64{n.spot})[0]
		}
		gex := gamma * n.spot * n.spot * 0.01
		if math.Abs(gex) > math.Abs(most) {
			most, at = gex, n.spot
		}
		if n.spot == b.Spot {
			now = gex
		}
	}
	if math.Abs(most) <= deskScale {
		return nil
	}
	where := fmt.Sprintf("is %s per 1%%", billions(now))
	if at != b.Spot {
		where = fmt.Sprintf("of %s per 1%% becomes %s at %+.1f%%", billions(now), billions(most), 100*(at/b.Spot-1))
	}
	advice := "set " + fault.Setting("sign") + " column and give dealers' positions"
	if b.opt.Sign == Signs[0] {
		w := math.Floor(100*deskScale/math.Abs(most)) / 100
		if w > 0 {
			advice = fmt.Sprintf("set %s %g,-%g, or give dealers' positions", fault.Setting("sign"), w, w)
		}
	}
	return []report.Warning{{Code: "cascade-size", Message: fmt.Sprintf("the %s book's GEX %s, and desks estimate up to about $10B: trust the shape, not the size; or %s",
		b.signName(), where, advice)}}
}

// billions is an amount as $-11.2B.
func billions(x float64) string {
	sign := ""
	if x < 0 {
		sign = "-"
	}
	return fmt.Sprintf("%s$%.1fB", sign, math.Abs(x)/1e9)
}
