package render

import (
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// card is one of the numbers that a trader reads first, with notes on it.
type card struct {
	Name, Value string
	Notes       []string
	Was         string // what the value was; only in a comparison
}

// cards returns those of the first screen.
func cards(r *report.Report, s style) []card {
	list := []card{gexCard(r, s)}
	for _, v := range headlines() {
		if v.Key == zeroGammaKey {
			list = append(list, zeroGammaCard(r, s))
		} else {
			c := levelCard(v.Name, v.Number(&r.Levels), r.Spot)
			if w := wallOf(&r.Levels, v.Key); w != nil {
				c.Notes = append(c.Notes, shareNotes(w)...)
			}
			list = append(list, c)
		}
	}
	return append(list, todayCard(r, s), dayMoveCard(r, s))
}

func gexCard(r *report.Report, s style) card {
	c := card{Name: "net GEX", Value: s.gex.SizeGain(r.Totals.GEX), Notes: []string{s.gex.Per}}
	if r.Totals.GEX1PctMove.OK() {
		c.Notes = append(c.Notes, "over a 1% move "+s.money.SizeGain(r.Totals.GEX1PctMove))
	}
	if t := r.Totals; t.Breakeven.OK() {
		c.Notes = append(c.Notes, "zero at "+perCall(t.Breakeven)+" puts short per call held")
	}
	return c
}

// zeroGammaCard has the distance of the flip in percent and in implied 1-day moves, and the sign of gamma on its sides.
func zeroGammaCard(r *report.Report, s style) card {
	zero := r.Levels.ZeroGamma
	if !zero.OK() {
		return card{Name: zeroGamma, Value: "none", Notes: []string{"no flip" + searched(r.Profile)}}
	}
	c := card{Name: zeroGamma, Value: price(zero), Notes: []string{fromSpot(zero, r.Spot)}}
	if r.ZeroMoves.OK() {
		c.Notes = append(c.Notes, fixed(max(r.ZeroMoves, -r.ZeroMoves), 1)+" "+s.sigma()+" from spot")
	}
	for _, f := range r.Levels.Flips {
		if f.Spot == zero {
			c.Notes = append(c.Notes, phrase.Sides(f.Direction))
		}
	}
	if line := flipBandLine(r.Levels.Bands); line != "" {
		c.Notes = append(c.Notes, line)
	}
	if more := len(r.Levels.Flips) - 1; more > 0 {
		c.Notes = append(c.Notes, "nearest of "+count(more+1)+" flips")
	}
	return c
}

func levelCard(name string, at, spot report.Number) card {
	if !at.OK() {
		return card{Name: name, Value: "none"}
	}
	return card{Name: name, Value: price(at), Notes: []string{fromSpot(at, spot)}}
}

// shareNotes are the share of a wall, and the strike that comes next.
func shareNotes(w *report.Wall) []string {
	notes := []string{percent(w.Share, 2) + "% of gross GEX"}
	if w.RunnerUp.OK() {
		notes = append(notes, "runner-up "+plain(w.RunnerUp)+", "+percent(w.RunnerUpShare, 2)+"%")
	}
	return notes
}

// fromSpot words the distance of a level from spot: 0.44% below spot.
func fromSpot(at, spot report.Number) string {
	if atSpot(at, spot) {
		return "at spot"
	}
	return aboveOrBelow(at/spot-1) + " spot"
}

// todayCard has the share of 0DTE and its net GEX.
func todayCard(r *report.Report, s style) card {
	l := r.Levels0DTE
	if l == nil {
		return card{Name: "0DTE", Value: "none", Notes: []string{strings.TrimPrefix(noneToday(r.Conventions), "0DTE: none ")}}
	}
	c := card{Name: "0DTE", Value: absent, Notes: []string{"net " + s.gex.Gain(l.GEX), phrase.RegimeInText(l.Regime)}}
	for _, b := range r.Buckets {
		if b.Bucket == "0DTE" {
			c.Value, c.Notes = percent(b.Share, 1)+"%", append([]string{"of gross GEX"}, c.Notes...)
		}
	}
	return c
}

// dayMove is the label of the implied 1-day move.
const dayMove = "implied 1-day move"

func dayMoveCard(r *report.Report, s style) card {
	if !r.DayMove.OK() {
		return card{Name: dayMove, Value: absent}
	}
	pm := s.plusMinus()
	return card{Name: dayMove, Value: pm + price(r.DayMove), Notes: []string{pm + percent(r.DayMove/r.Spot, 2) + "% of spot", "one standard deviation"}}
}
