package assembly

import (
	"fmt"
	"math"
	"slices"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
)

// markOut sets the first reason why a contract is left out, if any. Contracts are sorted, so the records of one
// contract are adjacent, the earliest first; one that could not be read does not make a later one a duplicate.
func markOut(c *model.Chain) {
	twins, again := 0, 0
	for _, e := range c.Expiries {
		expired := !c.AsOf.Before(e.Settlement)
		first := e.Lo
		for i := e.Lo; i < e.Hi; i++ {
			if c.Strike[i] != c.Strike[first] || c.Right[i] != c.Right[first] || c.Out[first] == model.Unreadable {
				first = i
			}
			if i > first && c.Out[i] != model.Unreadable && compareTwins(c, first, i) {
				twins++
			}
			if c.Out[i] = firstReason(c.Out[i], i > first, expired); c.Out[i] == model.Duplicate {
				again++
			}
		}
	}
	switch {
	case 4*twins <= c.Len() && 4*again > c.Len() && again >= fewContracts:
		c.Notes = append(c.Notes, model.Warn("joined", fmt.Sprintf(
			"%d of %d records repeat a contract: two files may be joined in one; the first record of each is used", again, c.Len())))
	case 4*twins > c.Len():
		noteAtEnd(c, model.Warn("records-mixed", fmt.Sprintf(
			"%d of %d records repeat a contract with different open interest: the file may mix expiries or times under one name",
			twins, c.Len())))
	}
}

// firstReason combines the reason known from reading (Unreadable, Adjusted or Live) with the others, in their order.
func firstReason(known model.Reason, duplicate, expired bool) model.Reason {
	switch {
	case known == model.Unreadable:
		return model.Unreadable
	case duplicate:
		return model.Duplicate
	case known == model.Live && expired:
		return model.Expired
	}
	return known
}

// compareTwins reports whether two records of a contract disagree on its open interest, and notes the first that do.
func compareTwins(c *model.Chain, first, second int) bool {
	const code = "open-interest-differs"
	a, b := c.OpenInterest[first], c.OpenInterest[second]
	bothMissing := math.IsNaN(a) && math.IsNaN(b)
	if a == b || bothMissing {
		return false
	}
	if slices.ContainsFunc(c.Notes, func(w model.Warning) bool { return w.Code == code }) {
		return true
	}
	c.Notes = append(c.Notes, model.Warn(code, fmt.Sprintf(
		"lines %d and %d are the same contract with open interest %s and %s; the earlier line is used",
		c.Line[first], c.Line[second], cells.FormatNumber(a), cells.FormatNumber(b))))
	return true
}
