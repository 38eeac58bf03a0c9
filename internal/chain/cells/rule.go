package cells

import "fmt"

// Rule says which numbers a cell may hold, and what happens to a contract if its cell holds anything else.
type Rule struct {
	Lo, Hi  float64
	Extra   kind // accepted way of writing the number besides Plain
	Vital   bool // the contract cannot be used; otherwise the cell counts as missing
	Meaning string
}

const (
	MaxPrice    = 1e9
	MaxCount    = 1e9 // more than 100 times what any contract has traded
	MaxInterest = 1e8 // more than any contract has had
)

// Tiny is the smallest valid multiplier, just above zero.
const Tiny = 1e-9

// StrikeRule and SpotRule are the rules of the prices that every contract needs.
var (
	StrikeRule = Rule{1e-9, MaxPrice, Dollars, true, "a strike"}
	SpotRule   = Rule{1e-9, MaxPrice, Dollars, false, "a price"}
)

// Accepts reports whether the cell may hold the number v written in form k.
func (r *Rule) Accepts(v float64, k kind) bool {
	return (k == Plain || k == r.Extra) && v >= r.Lo && v <= r.Hi
}

// Refusal returns the message for a cell that is not accepted.
func (r *Rule) Refusal(cell []byte) string {
	if _, k := Number(cell); k == Unreadable {
		return Quote(cell) + " is not a number"
	}
	return Quote(cell) + " is not " + r.Meaning
}

// Required reads a number that the contract needs; a missing one is an error.
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

// DelayRule is the rule of a delay in minutes.
var DelayRule = Rule{0, 7 * 24 * 60, Plain, false, "a number of minutes"}

// Price returns the price in a cell, 0 if it is missing.
func Price(cell []byte) float64 {
	if v, k := Number(cell); SpotRule.Accepts(v, k) {
		return v
	}
	return 0
}
