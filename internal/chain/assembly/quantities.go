package assembly

import (
	"math"

	"gex/internal/chain/cells"
)

// Quantities summarizes the quoted quantities of one expiry, in units of the underlying. They are multiples of the lot size.
type Quantities struct {
	divisor uint64 // greatest common divisor
	n       int    // number of quantities, without zeros
	parts   bool   // at least one is not a whole number
}

// Add counts a quantity.
func (q *Quantities) Add(v float64) {
	switch {
	case v == 0:
	case v != math.Trunc(v) || v < 0 || v > cells.MaxCount:
		q.parts = true
	default:
		q.divisor, q.n = gcd(q.divisor, uint64(v)), q.n+1
	}
}

// join adds the quantities of another.
func (q *Quantities) join(o Quantities) {
	q.divisor, q.n, q.parts = gcd(q.divisor, o.divisor), q.n+o.n, q.parts || o.parts
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// lotSample is the number of quantities needed for their greatest common divisor to be the lot size and not an accident.
const lotSample = 20

// decide reports whether the quantities are enough to determine the lot size.
func (q *Quantities) decide() bool { return !q.parts && q.n >= lotSample && q.divisor >= 2 }

// fit reports whether all quantities are multiples of a lot size.
func (q *Quantities) fit(lot float64) bool {
	return !q.parts && lot >= 1 && lot == math.Trunc(lot) && q.divisor%uint64(lot) == 0
}
