package chain

import (
	"fmt"
	"math"
	"slices"
)

// markOut says of every contract the first reason why it takes no part. Contracts are sorted, so the records of one
// contract stand together, the earliest first; one that could not be read does not stand in the way of a later one.
func markOut(c *Chain) {
	twins, again := 0, 0
	for _, e := range c.Expiries {
		expired := !c.AsOf.Before(e.Settlement)
		first := e.Lo
		for i := e.Lo; i < e.Hi; i++ {
			if c.Strike[i] != c.Strike[first] || c.Right[i] != c.Right[first] || c.Out[first] == Unreadable {
				first = i
			}
			if i > first && c.Out[i] != Unreadable && compareTwins(c, first, i) {
				twins++
			}
			if c.Out[i] = firstReason(c.Out[i], i > first, expired); c.Out[i] == Duplicate {
				again++
			}
		}
	}
	switch {
	case 4*twins <= c.Len() && 4*again > c.Len() && again >= fewContracts:
		c.Notes = append(c.Notes, Warn("joined", fmt.Sprintf(
			"%d of %d records give a contract once more: two files may be joined in one; the earlier record of each is taken", again, c.Len())))
	case 4*twins > c.Len():
		noteAtEnd(c, Warn("records-mixed", fmt.Sprintf(
			"%d of %d records give a contract once more with other open interest: the file may mix expiries or moments under one name",
			twins, c.Len())))
	}
}

// firstReason adds to what is known from reading (Unreadable, Adjusted or Live), in the order of the reasons.
func firstReason(known Reason, duplicate, expired bool) Reason {
	switch {
	case known == Unreadable:
		return Unreadable
	case duplicate:
		return Duplicate
	case known == Live && expired:
		return Expired
	}
	return known
}

// compareTwins reports whether two records of one contract disagree on its open interest, and notes the first that do.
func compareTwins(c *Chain, first, second int) bool {
	const code = "open-interest-differs"
	a, b := c.OpenInterest[first], c.OpenInterest[second]
	bothMissing := math.IsNaN(a) && math.IsNaN(b)
	if a == b || bothMissing {
		return false
	}
	if slices.ContainsFunc(c.Notes, func(w Warning) bool { return w.Code == code }) {
		return true
	}
	c.Notes = append(c.Notes, Warn(code, fmt.Sprintf(
		"lines %d and %d give the same contract with open interest %s and %s; the earlier line is taken",
		c.Line[first], c.Line[second], plainNumber(a), plainNumber(b))))
	return true
}
