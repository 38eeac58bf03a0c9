package assembly

import (
	"cmp"
	"fmt"
	"math"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
)

// noteCut warns about a file that was cut between two rows, which no single row shows: the last contracts lack what
// all others of their underlying have. The contracts are still in file order.
func (a *Assembler) noteCut() {
	d := a.Current
	if a.MoreFollows || d == &a.unassigned || d.Skip || a.cols.n == 0 {
		return
	}
	last := a.cols.n - 1
	if a.series[a.cols.series[last]].of != d {
		return
	}
	why := a.unpaired(d)
	if why == "" && a.contractsOf(d) > fewContracts {
		why = a.unfinished(d, a.cols.series[last])
	}
	if why != "" {
		d.Note(model.Warn("truncated", fmt.Sprintf("the file may be truncated after line %d: %s", a.Src.FileLine(int(a.cols.line[last])), why)))
	}
}

// fewContracts is the largest number of contracts in which a pattern may be accidental.
const fewContracts = 12

func (a *Assembler) contractsOf(d *Draft) (n int) {
	for i := range a.series {
		if a.series[i].of == d {
			n += a.series[i].contracts
		}
	}
	return n
}

// unpaired reports a last contract without a partner if all others come in pairs, a call and a put of one strike.
func (a *Assembler) unpaired(d *Draft) string {
	if n := a.contractsOf(d); n%2 == 0 || n <= fewContracts {
		return ""
	}
	c, n, first := &a.cols, 0, 0
	for i := range c.n {
		if a.series[c.series[i]].of != d {
			continue
		}
		if n++; n%2 == 1 {
			first = i
		} else if c.series[i] != c.series[first] || c.strike[i] != c.strike[first] || c.right[i] == c.right[first] {
			return ""
		}
	}
	s := a.series[c.series[first]]
	return fmt.Sprintf("the last contract, the %v at %s of %v, has no %v, unlike all others",
		c.right[first], cells.FormatNumber(c.strike[first]), s.date, 1-c.right[first])
}

// strikeSides says where the strikes of a series lie, for each side.
type strikeSides [2]struct {
	any             bool
	lowest, highest float64
}

// any reports whether there are any strikes.
func (s *strikeSides) any() bool { return s[model.Call].any || s[model.Put].any }

// below reports whether a strike of a right is below spot, or at it.
func (s *strikeSides) below(r model.Right, spot float64) bool { return s[r].any && s[r].lowest <= spot }

// above reports whether a strike of a right is above spot, or at it.
func (s *strikeSides) above(r model.Right, spot float64) bool {
	return s[r].any && s[r].highest >= spot
}

// unfinished reports a last series in which the strikes of a right are missing or end on one side of spot, while those of
// most other series lie on both sides.
func (a *Assembler) unfinished(d *Draft, last int32) string {
	have := make([]strikeSides, len(a.series))
	blocks, before := 0, model.Right(2)
	rising, strikeBefore, seriesBefore := 0, 0.0, int32(-1)
	for i := range a.cols.n {
		k := a.cols.series[i]
		if a.series[k].of != d {
			continue
		}
		right, strike := a.cols.right[i], a.cols.strike[i]
		have[k].add(right, strike)
		if right != before {
			blocks, before = blocks+1, right
		}
		if k == seriesBefore {
			rising += cmp.Compare(strike, strikeBefore)
		}
		seriesBefore, strikeBefore = k, strike
	}
	for _, r := range []model.Right{model.Call, model.Put} {
		if why := a.lacks(have, last, r, rising, blocks == 2 && r == before); why != "" {
			return why
		}
	}
	return a.narrow(have, last, rising)
}

// narrow reports a last series whose strikes reach less than a third as far as those of any other, in standard deviations and
// less far in percent as well, because far expiries may have few strikes.
func (a *Assembler) narrow(have []strikeSides, last int32, rising int) string {
	const fewest, day = 3, 24 * time.Hour
	d, others, least, leastAway := a.series[last].of, 0, math.Inf(1), math.Inf(1)
	for k := range a.series {
		if s := &have[k]; s.any() && int32(k) != last && a.series[k].settlement.Sub(d.AsOf) > day {
			others, least, leastAway = others+1, min(least, a.reach(s, k, rising)), min(leastAway, s.away(d.Spot, rising))
		}
	}
	if others < fewest || rising == 0 || a.series[last].settlement.Sub(d.AsOf) <= day ||
		!(a.reach(&have[last], int(last), rising) < least/3 && have[last].away(d.Spot, rising) < leastAway) {
		return ""
	}
	return fmt.Sprintf("the strikes of the last expiry, %v, end at %s, far closer to the price of the underlying than in other expiries",
		a.series[last].date, cells.FormatNumber(have[last].end(rising)))
}

// reach returns how far the strikes of a series extend in the order in which they are listed: |K/S - 1| / sqrt(years).
func (a *Assembler) reach(s *strikeSides, k, rising int) float64 {
	of := a.series[k]
	return s.away(of.of.Spot, rising) / math.Sqrt(of.settlement.Sub(of.of.AsOf).Hours()/(365*24))
}

// away returns the distance of the last strike from spot, as a fraction of spot.
func (s *strikeSides) away(spot float64, rising int) float64 { return math.Abs(s.end(rising)/spot - 1) }

// end returns the strike at which a series ends: the highest if strikes rise, the lowest if they fall.
func (s *strikeSides) end(rising int) float64 {
	calls, puts := &s[model.Call], &s[model.Put]
	switch {
	case !puts.any:
		puts = calls
	case !calls.any:
		calls = puts
	}
	if rising > 0 {
		return max(calls.highest, puts.highest)
	}
	return min(calls.lowest, puts.lowest)
}

func (s *strikeSides) add(r model.Right, strike float64) {
	of := &s[r&1]
	if !of.any || strike < of.lowest {
		of.lowest = strike
	}
	if !of.any || strike > of.highest {
		of.highest = strike
	}
	of.any = true
}

// lacks compares the last series with the others. Strikes rise from row to row if rising is positive, and fall if it
// is negative, so a cut removes the high ones or the low ones. behind is true if all contracts of the right follow those of
// the other right, so that any series may lack it.
func (a *Assembler) lacks(have []strikeSides, last int32, r model.Right, rising int, behind bool) string {
	others, both, around, without, spot := 0, 0, 0, int32(-1), a.series[last].of.Spot
	for k := range have {
		s := &have[k]
		switch {
		case !s.any() || int32(k) == last:
			continue
		case !s[r].any && s[1-r].any:
			without = int32(k)
		}
		others++
		if s[0].any && s[1].any {
			both++
		}
		if s.below(r, spot) && s.above(r, spot) {
			around++
		}
	}
	s := &have[last]
	date := a.series[last].date
	switch {
	case s[r].any && behind && without >= 0:
		return fmt.Sprintf("there are %v for %v, but none for %v", plural(r), date, a.series[without].date)
	case others == 0:
		return ""
	case !s[r].any && both == others:
		return fmt.Sprintf("the last expiry, %v, has no %v, unlike all others", date, plural(r))
	case s[r].any && 2*around > others && (rising > 0 && !s.above(r, spot) || rising < 0 && !s.below(r, spot)) && spot > 0:
		end, side := s[r].highest, "below"
		if s.above(r, spot) {
			end, side = s[r].lowest, "above"
		}
		return fmt.Sprintf("the %v of the last expiry, %v, end at %s, %s the price of the underlying of %s, while in other expiries they lie on both sides",
			plural(r), date, cells.FormatNumber(end), side, cells.FormatNumber(spot))
	}
	return ""
}

func plural(r model.Right) string { return r.String() + "s" }
