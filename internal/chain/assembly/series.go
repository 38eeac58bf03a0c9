package assembly

import (
	"fmt"
	"strings"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// SeriesOn is like SeriesOf for a file with one underlying. Unknown roots are treated as listed on it.
func (a *Assembler) SeriesOn(d *Draft, root string, date market.Date) (int32, model.Repair) {
	if r := market.LookupRoot(root); r.Listed && UnderlyingName(r) != d.Underlying {
		a.Abandon(a.Src.Joined(a.NextLine(), fmt.Sprintf("options on %s follow those on %s", UnderlyingName(r), d.Underlying)))
	}
	if name := UnderlyingName(market.LookupRoot(root)); name != d.Underlying {
		d.Note(model.Warn("root-unknown", fmt.Sprintf("the root %s is unknown; its options are treated as options on %s", root, d.Underlying)))
	}
	return a.SeriesOf(d, root, date)
}

// UnderlyingName returns the underlying of a root, without the digit of an adjusted root.
func UnderlyingName(root market.Root) string {
	if root.Adjusted {
		if name := strings.TrimRight(root.Underlying, "0123456789"); name != "" {
			return name
		}
	}
	return root.Underlying
}
