package gex

import (
	"fmt"
	"math"
	"slices"

	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/vol"
)

// coverage accounts for every record that was asked for: used plus left out is all of them.
func (b *Book) coverage() report.Coverage {
	c := b.chain
	var left [chain.NoVolatility + 1]tally
	left[chain.Unreadable] = tally{c.Unread, c.UnreadOI}
	var all, used tally
	all.add(c.Unread, c.UnreadOI)
	for i, why := range b.out {
		if !b.asked[i] {
			continue
		}
		oi := c.OpenInterest[i]
		all.add(1, oi)
		if why == chain.Live {
			used.add(1, oi)
			continue
		}
		left[why].add(1, oi)
	}
	cov := report.Coverage{
		Rows: c.Rows, Contracts: all.n, Used: used.n,
		OpenInterest: b.interest(all.oi), OpenInterestUsed: b.interest(used.oi),
		LeftOut: []report.LeftOut{}, Repaired: b.repaired(),
	}
	for why := chain.Unreadable; why <= chain.NoVolatility; why++ {
		if t := left[why]; t.n > 0 {
			cov.LeftOut = append(cov.LeftOut, report.LeftOut{Reason: why.String(), Contracts: t.n, OpenInterest: b.interest(t.oi)})
		}
	}
	return cov
}

// tally counts contracts and the open interest that is known of them.
type tally struct {
	n  int
	oi float64
}

func (t *tally) add(n int, oi float64) {
	t.n += n
	if !math.IsNaN(oi) {
		t.oi += oi
	}
}

// repaired counts the records asked for by what was mended in them, with their share of gross exposure.
func (b *Book) repaired() []report.Repaired {
	out := []report.Repaired{}
	if !slices.ContainsFunc(b.chain.Repaired, func(bits chain.Repair) bool { return bits != 0 }) {
		return out
	}
	exposure, gross := make([]float64, b.chain.Len()), 0.0
	for k, i := range b.row {
		exposure[i] = math.Abs(b.gex[k])
		gross += exposure[i]
	}
	for _, r := range chain.RepairNames {
		var t tally
		mended := 0.0
		for i, bits := range b.chain.Repaired {
			if bits&r.Bit != 0 && b.asked[i] {
				t.add(1, b.chain.OpenInterest[i])
				mended += exposure[i]
			}
		}
		if t.n > 0 {
			out = append(out, report.Repaired{
				Reason: r.Name, Contracts: t.n,
				OpenInterest: b.interest(t.oi), GEXShare: share(mended, gross),
			})
		}
	}
	return out
}

// share is part / whole, absent when there is no whole.
func share(part, whole float64) report.Number {
	if whole == 0 {
		return report.None()
	}
	return report.Number(part / whole)
}

// volatilities counts the used contracts by where their volatility came from.
func (b *Book) volatilities() []report.Volatility {
	var by [vol.Interpolated + 1]report.Volatility
	for k, i := range b.row {
		v := &by[b.surface.Source[i]]
		v.Contracts++
		v.GrossGEX += report.Number(math.Abs(b.gex[k]))
	}
	out := []report.Volatility{}
	for _, source := range vol.Sources {
		if v := by[source]; v.Contracts > 0 {
			v.Source = source.String()
			out = append(out, v)
		}
	}
	return out
}

// half says of a file without a single contract of a right what it may be.
func (b *Book) half(missing chain.Right) string {
	if slices.Contains(b.chain.Right, missing) {
		return ""
	}
	return fmt.Sprintf("; the file may be one half of a chain and the %ss in another: put both into one file", missing)
}

// strikesEnd warns when every strike with a position lies on one side of spot.
func (b *Book) strikesEnd() []report.Warning {
	low, high := math.Inf(1), math.Inf(-1)
	for k, i := range b.row {
		if b.count[k] > 0 {
			low, high = min(low, b.chain.Strike[i]), max(high, b.chain.Strike[i])
		}
	}
	switch {
	case high < b.Spot && low <= high:
		return []report.Warning{{Code: "strikes-end", Message: fmt.Sprintf(
			"every strike with a position lies below spot %s, the highest is %s: the file may be truncated", trim(b.Spot), trim(high))}}
	case low > b.Spot && low <= high:
		return []report.Warning{{Code: "strikes-end", Message: fmt.Sprintf(
			"every strike with a position lies above spot %s, the lowest is %s: the file may be truncated", trim(b.Spot), trim(low))}}
	}
	return nil
}

// muchLeftOut is the part of the live contracts beyond which those left out call the result into question.
const muchLeftOut = 0.05

// coverageWarnings tell of books of one side, and of live contracts that are missing in numbers that matter.
func (b *Book) coverageWarnings() []report.Warning {
	var sides, lost [2]int
	live := b.chain.Unread
	missing := b.chain.Unread
	for i, why := range b.out {
		if !b.asked[i] {
			continue
		}
		right := b.chain.Right[i]
		switch why {
		case chain.Live:
			sides[right]++
			live++
		case chain.Unreadable, chain.NoOpenInterest, chain.NoPosition, chain.NoVolatility:
			lost[right]++
			live++
			missing++
		}
	}
	var out []report.Warning
	for _, right := range []chain.Right{chain.Call, chain.Put} {
		if sides[right] == 0 && sides[1-right] > 0 {
			out = append(out, report.Warning{Code: "one-sided", Message: fmt.Sprintf(
				"not one %s is used (%d left out): regime, flip and walls are those of %ss alone%s", right, lost[right], 1-right, b.half(right))})
		}
	}
	out = append(out, b.strikesEnd()...)
	if float64(missing) > muchLeftOut*float64(live) {
		out = append(out, report.Warning{Code: "left-out", Message: fmt.Sprintf(
			"%d of %d live contracts are left out (%d calls, %d puts, %d unread): see coverage before the levels",
			missing, live, lost[chain.Call], lost[chain.Put], b.chain.Unread)})
	}
	return out
}
