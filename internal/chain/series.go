package chain

import (
	"fmt"
	"strings"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// seriesOn is seriesOf in a file about one underlying. Roots of another stay: the file shows what is listed on this one.
func (a *assembler) seriesOn(d *draft, root string, date market.Date) (int32, model.Repair) {
	if r := market.LookupRoot(root); r.Listed && underlyingName(r) != d.Underlying {
		line := 0
		if n := a.cols.n; n > 0 {
			line = int(a.cols.line[n-1]) + 1
		}
		a.abandon(a.src.Joined(line, fmt.Sprintf("options on %s follow those on %s", underlyingName(r), d.Underlying)))
	}
	if name := underlyingName(market.LookupRoot(root)); name != d.Underlying {
		d.note(model.Warn("root-unknown", fmt.Sprintf("the root %s is not known to be on %s; it is taken as such", root, d.Underlying)))
	}
	return a.seriesOf(d, root, date)
}

// underlyingName is what a root is written on; the digit of an adjusted root is not part of it.
func underlyingName(root market.Root) string {
	if root.Adjusted {
		if name := strings.TrimRight(root.Underlying, "0123456789"); name != "" {
			return name
		}
	}
	return root.Underlying
}
