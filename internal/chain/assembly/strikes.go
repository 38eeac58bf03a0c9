package assembly

import (
	"fmt"
	"slices"

	"gex/internal/chain/model"
)

// maxStrikes is far more strikes than any underlying has: SPX has about 700.
const maxStrikes = 1 << 15

// mustHaveFewStrikes refuses chains with too many different strikes, a sign that the column is not the strike.
func (a *Assembler) mustHaveFewStrikes(chains []*model.Chain) error {
	for _, c := range chains {
		if c.Len() <= maxStrikes {
			continue
		}
		strikes := slices.Clone(c.Strike)
		slices.Sort(strikes)
		if len(slices.Compact(strikes)) > maxStrikes {
			return a.Src.Fail(0, "", fmt.Sprintf("%s has more than %d strikes", c.Underlying, maxStrikes),
				"check which column holds the strike")
		}
	}
	return nil
}
