package assembly

import (
	"path/filepath"
	"strings"

	"gex/internal/lazy"
	"gex/internal/market"
)

var (
	nameSymbol = lazy.Regexp(`^[$^_]?([A-Za-z.]{1,16})[-_ ]`)
	nameDate   = lazy.Regexp(`(?:19|20)\d\d-\d\d-\d\d`)
)

// longestStock is the length of the longest name that any word at the start of a file name may be. A longer one has to be a
// known root, as BANKNIFTY is.
const longestStock = 8

// symbolInName returns the underlying at the start of a file name: NVDA-2026-02-13.csv; "" if there is none.
func symbolInName(name string) string {
	m := nameSymbol().FindStringSubmatch(filepath.Base(name))
	if m == nil {
		return ""
	}
	symbol := strings.ToUpper(m[1])
	if len(symbol) > longestStock && !market.LookupRoot(symbol).Listed {
		return ""
	}
	return symbol
}

// dateInName returns the first date in a file name.
func dateInName(name string) (market.Date, bool) {
	text := nameDate().FindString(filepath.Base(name))
	d, err := market.ParseDate(text)
	return d, err == nil && text != ""
}
