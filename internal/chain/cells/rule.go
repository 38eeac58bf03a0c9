package cells

import "fmt"

// Rule says which numbers a cell may hold, and what happens to a contract whose cell holds something else.
type Rule struct {
	Lo, Hi  float64
	Extra   kind // a way of writing the number, besides the plain one, that makes sense here
	Vital   bool // the contract cannot be used; else the cell is taken as missing
	Meaning string
}

const (
	MaxPrice    = 1e9
	MaxCount    = 1e9 // no contract has ever traded a hundredth of this
	MaxInterest = 1e8 // nor had so much open interest
)

// Tiny is the smallest multiplier: just not zero.
const Tiny = 1e-9

// StrikeRule and SpotRule are for the prices that a contract cannot do without.
var (
	StrikeRule = Rule{1e-9, MaxPrice, Dollars, true, "a strike"}
	SpotRule   = Rule{1e-9, MaxPrice, Dollars, false, "a price"}
)

// Accepts reports whether a number written so may stand in the cell.
func (r *Rule) Accepts(v float64, k kind) bool {
	return (k == Plain || k == r.Extra) && v >= r.Lo && v <= r.Hi
}

// Refusal says why a cell is not accepted.
func (r *Rule) Refusal(cell []byte) string {
	if _, k := Number(cell); k == Unreadable {
		return Quote(cell) + " is not a number"
	}
	return Quote(cell) + " is not " + r.Meaning
}

// Required reads a number a contract cannot do without.
func (r *Rule) Required(cell []byte) (float64, error) {
	v, k := Number(cell)
	switch {
	case r.Accepts(v, k):
		return v, nil
	case k == Missing:
		return 0, fmt.Errorf("%s is missing", r.Meaning)
	}
	return 0, fmt.Errorf("%s", r.Refusal(cell))
}

// DelayRule is in minutes.
var DelayRule = Rule{0, 7 * 24 * 60, Plain, false, "a number of minutes"}

// Price is the price in a cell, 0 when there is none.
func Price(cell []byte) float64 {
	if v, k := Number(cell); SpotRule.Accepts(v, k) {
		return v
	}
	return 0
}
