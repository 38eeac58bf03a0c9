package render

import (
	"strings"

	"gex/internal/report"
)

// card is one number that a trader reads first, and what it means.
type card struct {
	Name, Value string
	Notes       []string
}

// cards are the numbers of the first screen.
func cards(r *report.Report) []card {
	list := []card{gexCard(r)}
	for _, v := range headlines() {
		if v.Key == zeroGammaKey {
			list = append(list, zeroGammaCard(r))
		} else {
			list = append(list, levelCard(v.Name, v.Number(&r.Levels), r.Spot))
		}
	}
	return append(list, todayCard(r), dayMoveCard(r))
}

func gexCard(r *report.Report) card {
	u := gexUnit(r.Conventions)
	c := card{"net GEX", plus(r.Totals.GEX, amount(r.Totals.GEX, u.symbol)), []string{u.per}}
	if r.Totals.GEX1PctMove.OK() {
		c.Notes = append(c.Notes, "over a 1 % move "+plus(r.Totals.GEX1PctMove, money(r.Totals.GEX1PctMove)))
	}
	return c
}

// zeroGammaCard says how far the flip is in percent and in moves of a day, and what lies on its sides.
func zeroGammaCard(r *report.Report) card {
	zero := r.Levels.ZeroGamma
	if !zero.OK() {
		return card{zeroGamma, "none", []string{"no flip" + searched(r.Profile)}}
	}
	c := card{zeroGamma, price(zero), []string{fromSpot(zero, r.Spot)}}
	if r.ZeroMoves.OK() {
		c.Notes = append(c.Notes, fixed(max(r.ZeroMoves, -r.ZeroMoves), 1)+" daily moves away")
	}
	for _, f := range r.Levels.Flips {
		if f.Spot == zero {
			c.Notes = append(c.Notes, sides(f))
		}
	}
	if more := len(r.Levels.Flips) - 1; more > 0 {
		c.Notes = append(c.Notes, "nearest of "+count(more+1)+" flips")
	}
	return c
}

func levelCard(name string, at, spot report.Number) card {
	if !at.OK() {
		return card{name, "none", nil}
	}
	return card{name, price(at), []string{fromSpot(at, spot)}}
}

// fromSpot is how far a level lies from spot, in words.
func fromSpot(at, spot report.Number) string {
	if atSpot(at, spot) {
		return "at spot"
	}
	return aboveOrBelow(at/spot-1) + " spot"
}

// todayCard is the part of what settles later today.
func todayCard(r *report.Report) card {
	l := r.Levels0DTE
	if l == nil {
		return card{"0DTE", "none", []string{strings.TrimPrefix(noneToday(r.Conventions), "0DTE: none ")}}
	}
	c := card{"0DTE", absent, []string{"net " + plus(l.GEX, gexUnit(r.Conventions).amount(l.GEX)), regimeWords(l.Regime)}}
	for _, b := range r.Buckets {
		if b.Bucket == "0DTE" {
			c.Value, c.Notes = percent(b.Share, 1)+" %", append([]string{"of gross GEX"}, c.Notes...)
		}
	}
	return c
}

func dayMoveCard(r *report.Report) card {
	if !r.DayMove.OK() {
		return card{"daily move", absent, nil}
	}
	pm := style0.plusMinus()
	return card{"daily move", pm + price(r.DayMove), []string{pm + percent(r.DayMove/r.Spot, 2) + " % of spot", "one standard deviation"}}
}
