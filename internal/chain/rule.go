package chain

import "fmt"

// rule says which numbers a cell may hold, and what becomes of a contract whose cell holds something else.
type rule struct {
	lo, hi  float64
	extra   kind // a way of writing the number, besides the plain one, that makes sense here
	vital   bool // the contract cannot be used; else the cell is taken as missing
	meaning string
}

const (
	maxPrice    = 1e9
	maxCount    = 1e9 // no contract has ever traded a hundredth of it
	maxInterest = 1e8 // nor been open so often
)

// tiny is the smallest multiplier: just not zero.
const tiny = 1e-9

// strikeRule and spotRule are those of the prices a contract hangs on.
var (
	strikeRule = rule{1e-9, maxPrice, dollars, true, "a strike"}
	spotRule   = rule{1e-9, maxPrice, dollars, false, "a price"}
)

// accepts reports whether a number written so may stand in the cell.
func (r *rule) accepts(v float64, k kind) bool {
	return (k == plain || k == r.extra) && v >= r.lo && v <= r.hi
}

// refusal says why a cell was not taken.
func (r *rule) refusal(cell []byte) string {
	if _, k := number(cell); k == unreadable {
		return quote(cell) + " is not a number"
	}
	return quote(cell) + " is not " + r.meaning
}

// required reads a number a contract cannot do without.
func (r *rule) required(cell []byte) (float64, error) {
	v, k := number(cell)
	switch {
	case r.accepts(v, k):
		return v, nil
	case k == missing:
		return 0, fmt.Errorf("%s is missing", r.meaning)
	}
	return 0, fmt.Errorf("%s", r.refusal(cell))
}

// delayRule is in minutes.
var delayRule = rule{0, 7 * 24 * 60, plain, false, "a number of minutes"}

// price is the number of a cell that may hold one, else 0.
func price(cell []byte) float64 {
	if v, k := number(cell); spotRule.accepts(v, k) {
		return v
	}
	return 0
}
