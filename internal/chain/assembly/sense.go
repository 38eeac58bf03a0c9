package assembly

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// MustHaveValues refuses a file whose contracts have no values at all.
func (a *Assembler) MustHaveValues() error {
	for f := tables.Bid; f <= tables.Gamma; f++ {
		if slices.ContainsFunc(a.cols.value[f-tables.Bid][:a.cols.n], isNumber) {
			return nil
		}
	}
	hint := "the vendor sent no market data, perhaps because a subscription is missing: fetch the file again"
	if len(a.Options.Columns) > 0 {
		hint = "name the columns that hold them: " + fault.Setting("columns") + " bid=…,ask=…,iv=…,open_interest=…"
	}
	return a.Src.Fail(0, "", "no contract has a price, a volume, an open interest, a volatility, a delta or a gamma", hint)
}

// MustHaveInterest refuses a file that has open interest, none of which can be read.
func (a *Assembler) MustHaveInterest() error {
	if a.noInterest == nil || slices.ContainsFunc(a.cols.value[tables.OpenInterest-tables.Bid][:a.cols.n], isNumber) {
		return nil
	}
	return a.noInterest
}

// noteOpenInterest notes a chain without open interest.
func noteOpenInterest(c *model.Chain) {
	if !slices.ContainsFunc(c.OpenInterest, isNumber) {
		noteAtEnd(c, model.Warn("no-open-interest", "the file has no open interest for "+c.Underlying))
	}
}

// doubtOpenInterest warns about fractional open interest, which only coins have, and files whose quantities were divided by a
// lot size: the column may hold something else.
func doubtOpenInterest(c *model.Chain) {
	divided := func(w model.Warning) bool { return strings.HasPrefix(w.Code, "lot-") } // also in a converted file
	if c.Of().Venue.PartContracts || slices.ContainsFunc(c.Notes, divided) {
		return
	}
	parts, all, first := 0, 0, 0
	for i, oi := range c.OpenInterest {
		if !(oi > 0) {
			continue
		}
		all++
		if oi != math.Trunc(oi) {
			if parts++; parts == 1 {
				first = i
			}
		}
	}
	if parts > 0 {
		noteAtEnd(c, model.Warn("oi-fraction", fmt.Sprintf(
			"%d of %d open interests are not whole numbers, such as %s in line %d: the column may hold something else, such as deltas",
			parts, all, cells.FormatNumber(c.OpenInterest[first]), c.Line[first])))
	}
}

// future returns the price of the expiry's future: the median, because rows of one recording differ slightly.
func (s *series) future() float64 {
	n := len(s.futures)
	if n == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(s.futures))
	return sorted[n/2]
}

// Future adds the price of a series' future from a row.
func (a *Assembler) Future(series int32, price float64) {
	s := a.series[series]
	s.futures = append(s.futures, price)
}
