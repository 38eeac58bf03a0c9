package assembly

import (
	"path/filepath"
	"regexp"
	"strings"

	"gex/internal/market"
)

var (
	nameSymbol = regexp.MustCompile(`^[$^_]?([A-Za-z.]{1,8})[-_ ]`)
	nameDate   = regexp.MustCompile(`(?:19|20)\d\d-\d\d-\d\d`)
)

// symbolInName returns the underlying at the start of a file name: NVDA-2026-02-13.csv; "" if there is none.
func symbolInName(name string) string {
	if m := nameSymbol.FindStringSubmatch(filepath.Base(name)); m != nil {
		return strings.ToUpper(m[1])
	}
	return ""
}

// dateInName returns the first date in a file name.
func dateInName(name string) (market.Date, bool) {
	text := nameDate.FindString(filepath.Base(name))
	d, err := market.ParseDate(text)
	return d, err == nil && text != ""
}
