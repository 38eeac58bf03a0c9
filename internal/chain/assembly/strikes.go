package assembly

import (
	"fmt"
	"math"

	"gex/internal/chain/model"
)

// maxStrikes is far more strikes than any underlying has: SPX has about 700.
const maxStrikes = 1 << 15

// mustHaveFewStrikes refuses chains with too many different strikes, a sign that the column is not the strike.
func (a *Assembler) mustHaveFewStrikes(chains []*model.Chain) error {
	for _, c := range chains {
		if c.Len() > maxStrikes && !fewStrikes(c.Strike) {
			return a.Src.Fail(0, "", fmt.Sprintf("%s has more than %d strikes", c.Underlying, maxStrikes),
				"check which column holds the strike")
		}
	}
	return nil
}

// fewStrikes reports whether at most maxStrikes of some strikes differ. Zero is no strike.
func fewStrikes(strikes []float64) bool {
	const slots = 2 * maxStrikes
	var seen [slots]float64
	last, n := 0.0, 0
	for _, k := range strikes {
		if k == last { // the other side
			continue
		}
		last = k
		slot := math.Float64bits(k) * 0x9e3779b97f4a7c15 >> 48 % slots // 2⁶⁴ by the golden ratio, so that neighbors are apart
		for seen[slot] != 0 && seen[slot] != k {
			slot = (slot + 1) % slots
		}
		if seen[slot] == k {
			continue
		}
		if n++; n > maxStrikes {
			return false
		}
		seen[slot] = k
	}
	return true
}
