package gex

import (
	"fmt"
	"math"
	"slices"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/vol"
)

// coverage counts every selected record, in contracts listed and in open interest: used
// plus left out, by reason, is all of them.
func (b *Book) coverage() report.Coverage {
	c := b.chain
	all := func(int) bool { return true }
	return report.Coverage{
		Account: b.account(b.counted(all), c.Rows, tally{c.Unread, c.UnreadOI}, b.whole.gross),
		Members: b.memberCoverage(),
	}
}

// counted marks the selected records of the expiries that pass.
func (b *Book) counted(pass func(x int) bool) []bool {
	out := make([]bool, len(b.asked))
	for x, e := range b.chain.Expiries {
		if pass(x) {
			copy(out[e.Lo:e.Hi], b.asked[e.Lo:e.Hi])
		}
	}
	return out
}

// account counts the records that are marked, of so many rows, unread ones apart: they are not in the columns. Shares are
// of gross GEX.
func (b *Book) account(marked []bool, rows int, unread tally, gross float64) report.Account {
	c := b.chain
	var left [chain.NoVolatility + 1]tally
	left[chain.Unreadable] = unread
	var all, used tally
	all.add(unread.n, unread.oi)
	for i, why := range b.out {
		if !marked[i] {
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
	out := report.Account{
		Rows: rows, Contracts: all.n, Used: used.n,
		OpenInterest: b.interest(all.oi), OpenInterestUsed: b.interest(used.oi),
		LeftOut: []report.LeftOut{}, Repaired: b.repaired(marked, gross), Exercise: b.exerciseNow(marked, gross),
	}
	for why := chain.Unreadable; why <= chain.NoVolatility; why++ {
		if t := left[why]; t.n > 0 {
			out.LeftOut = append(out.LeftOut, report.LeftOut{Reason: why.String(), Contracts: t.n, OpenInterest: b.interest(t.oi)})
		}
	}
	return out
}

// tally counts records and their known open interest, in contracts.
type tally struct {
	n  int
	oi float64
}

// add adds n records with the open interest oi; NaN adds none.
func (t *tally) add(n int, oi float64) {
	t.n += n
	if !math.IsNaN(oi) {
		t.oi += oi
	}
}

// repaired counts the records that are marked by what was repaired in them, with their
// share of gross GEX.
func (b *Book) repaired(marked []bool, gross float64) []report.Repaired {
	out := []report.Repaired{}
	if !slices.ContainsFunc(b.chain.Repaired, func(bits chain.Repair) bool { return bits != 0 }) {
		return out
	}
	// |GEX| by record; 0 for those left out.
	exposure := make([]float64, b.chain.Len())
	for k, i := range b.row {
		exposure[i] = math.Abs(b.gex[k])
	}
	for _, r := range chain.RepairNames {
		var t tally
		exposed := 0.0 // Σ |GEX| of the repaired records
		for i, bits := range b.chain.Repaired {
			if bits&r.Bit != 0 && marked[i] {
				t.add(1, b.chain.OpenInterest[i])
				exposed += exposure[i]
			}
		}
		if t.n > 0 {
			out = append(out, report.Repaired{
				Reason: r.Name, Contracts: t.n,
				OpenInterest: b.interest(t.oi), GEXShare: share(exposed, gross),
			})
		}
	}
	return out
}

// share returns part / whole, absent when the whole is 0.
func share(part, whole float64) report.Number {
	if whole == 0 {
		return report.None()
	}
	return report.Number(part / whole)
}

// volatilities counts the used contracts, with their Σ |GEX|, by the source of their
// volatility (docs/theory.md 3.8).
func (b *Book) volatilities() []report.Volatility {
	var by [vol.Interpolated + 1]report.Volatility
	for k, i := range b.row {
		v := &by[b.surface.Source[i]]
		// GrossGEX is in the unit of the options.
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

// half is the part of a message about a file that lists no contract of a side.
func (b *Book) half(missing chain.Right) string {
	if slices.Contains(b.chain.Right, missing) {
		return ""
	}
	return fmt.Sprintf("; the file may be one half of a chain and the %ss in another: read both with %s", missing, fault.Setting("join"))
}

// noneUsed says that no contract of a side is used: the file or the selection holds
// none, or all are left out.
func (b *Book) noneUsed(right chain.Right, lost int) string {
	switch {
	case lost > 0:
		return fmt.Sprintf("no %s can be used (%d left out)", right, lost)
	case slices.Contains(b.asked, false):
		return fmt.Sprintf("the selected contracts hold no %ss", right)
	}
	return fmt.Sprintf("the file holds no %ss", right)
}

// strikesEnd warns when every strike with a position lies on one side of spot.
func (b *Book) strikesEnd() []report.Warning {
	// The lowest and the highest strike with open interest.
	low, high := math.Inf(1), math.Inf(-1)
	for k, strike := range b.strike {
		if b.count[k] > 0 {
			low, high = min(low, strike), max(high, strike)
		}
		if low <= b.Spot && high >= b.Spot {
			return nil
		}
	}
	switch {
	case high < b.Spot && low <= high:
		return []report.Warning{{Code: "strikes-end", Message: fmt.Sprintf(
			"every strike with a position is below spot %s, the highest is %s: the file may be truncated", trim(b.Spot), trim(high))}}
	case low > b.Spot && low <= high:
		return []report.Warning{{Code: "strikes-end", Message: fmt.Sprintf(
			"every strike with a position is above spot %s, the lowest is %s: the file may be truncated", trim(b.Spot), trim(low))}}
	}
	return nil
}

// muchLeftOut is the part of the live contracts beyond which those left out make the
// result doubtful.
const muchLeftOut = 0.05

// coverageWarnings returns the warnings about books with calls or puts only, about
// strikes that end before spot, and about more than 5% of live contracts left out.
// Expired, adjusted and duplicate records do not count as live.
func (b *Book) coverageWarnings() []report.Warning {
	// Used and lost contracts by side, and all that are live, read or not.
	var sides, lost [2]int
	for _, put := range b.put {
		sides[chain.Put] += int(rightOf(put))
	}
	sides[chain.Call] = len(b.put) - sides[chain.Put]
	missing := b.chain.Unread
	for i, why := range b.out {
		if why == chain.Live || !b.asked[i] {
			continue
		}
		switch why {
		case chain.Unreadable, chain.NoOpenInterest, chain.NoPosition, chain.NoVolatility:
			lost[b.chain.Right[i]]++
			missing++
		}
	}
	live := len(b.put) + missing
	var out []report.Warning
	for _, right := range []chain.Right{chain.Call, chain.Put} {
		if sides[right] == 0 && sides[1-right] > 0 {
			out = append(out, report.Warning{Code: "one-sided", Message: fmt.Sprintf(
				"%s: regime, flip and walls are those of %ss only%s", b.noneUsed(right, lost[right]), 1-right, b.half(right))})
		}
	}
	out = append(out, b.strikesEnd()...)
	if float64(missing) > muchLeftOut*float64(live) {
		out = append(out, report.Warning{Code: "left-out", Message: fmt.Sprintf(
			"%d of %d live contracts are left out (%d calls, %d puts, %d unread): check the coverage before using the levels",
			missing, live, lost[chain.Call], lost[chain.Put], b.chain.Unread)})
	}
	return out
}
