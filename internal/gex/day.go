package gex

import (
	"slices"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
)

// dayFacts are what only a row of a history has.
func (b *Book) dayFacts() *report.DayFacts {
	d := &report.DayFacts{KnownAt: report.Time{Time: b.knownAt().In(b.zone())}, StrikeStep: report.None()}
	if e := b.nearestHeld(b.ofMember(0, b.expiries)); e != nil {
		of := &b.chain.Expiries[e.of]
		d.MaxPainStyle = of.Root.Settlement.String()
		d.StrikeStep = strikeStep(b.chain.Strike[of.Lo:of.Hi], b.Spot)
	}
	return d
}

// dateOnly is the code of the warning about a chain whose file has a date and no time.
const dateOnly = "as-of-date-only"

// knownAt is when the book could be known at the earliest: the time of its file, and of a file with a date alone, which says how
// that day ended, the open of the next session. Of a combined book it is the last of its members'.
func (b *Book) knownAt() time.Time {
	at := func(asOf time.Time, v *market.Venue, dated bool) time.Time {
		if dated {
			return v.AfterDate(v.DateOf(asOf))
		}
		return asOf
	}
	known := at(b.AsOf, b.chain.Of().Venue, slices.ContainsFunc(b.chain.Notes, func(w chain.Warning) bool { return w.Code == dateOnly }))
	if m := b.opt.members; m != nil {
		for _, one := range m.list {
			dated := slices.ContainsFunc(one.warnings, func(w report.Warning) bool { return w.Code == dateOnly })
			if t := at(one.asOf, market.LookupRoot(one.underlying).Venue, dated); t.After(known) {
				known = t
			}
		}
	}
	return known
}

// stepStrikes is how many strikes on either side of spot the step is taken from.
const stepStrikes = 10

// strikeStep is the most frequent distance between neighbors among the strikes around spot, of those that are as frequent the
// smallest; absent with fewer than two strikes. The strikes ascend and repeat.
func strikeStep(strikes []float64, spot float64) report.Number {
	list := slices.Compact(slices.Clone(strikes))
	at, _ := slices.BinarySearch(list, spot)
	list = list[max(at-stepStrikes, 0):min(at+stepStrikes, len(list))]
	steps := make([]float64, 0, 2*stepStrikes)
	for i := 1; i < len(list); i++ {
		steps = append(steps, float64(report.Number(list[i]-list[i-1]).Round())) // 0.1 apart, whatever the bits
	}
	slices.Sort(steps)
	step, most := report.None(), 0
	for lo, hi := 0, 0; lo < len(steps); lo = hi {
		for hi = lo; hi < len(steps) && steps[hi] == steps[lo]; hi++ {
		}
		if hi-lo > most {
			step, most = report.Number(steps[lo]), hi-lo
		}
	}
	return step
}
