package assembly

import (
	"fmt"
	"strings"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// SeriesOn is SeriesOf in a file about one underlying. Roots of another stay: the file shows what is listed on this one.
func (a *Assembler) SeriesOn(d *Draft, root string, date market.Date) (int32, model.Repair) {
	if r := market.LookupRoot(root); r.Listed && UnderlyingName(r) != d.Underlying {
		a.Abandon(a.Src.Joined(a.NextLine(), fmt.Sprintf("options on %s follow those on %s", UnderlyingName(r), d.Underlying)))
	}
	if name := UnderlyingName(market.LookupRoot(root)); name != d.Underlying {
		d.Note(model.Warn("root-unknown", fmt.Sprintf("the root %s is not known to be on %s; it is taken as such", root, d.Underlying)))
	}
	return a.SeriesOf(d, root, date)
}

// UnderlyingName is what a root is written on; the digit of an adjusted root is not part of it.
func UnderlyingName(root market.Root) string {
	if root.Adjusted {
		if name := strings.TrimRight(root.Underlying, "0123456789"); name != "" {
			return name
		}
	}
	return root.Underlying
}
