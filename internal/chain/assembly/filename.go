package assembly

import (
	"path/filepath"
	"regexp"
	"strings"

	"gex/internal/chain/model"
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

// FileSeries is the only series of a file that gives neither the underlying nor the expiration.
type FileSeries struct {
	Draft  *Draft
	Series int32
	Repair model.Repair
}

// FileSeries returns the series of such a file from the options or the file name. root returns the root of the options
// of that expiry on the underlying.
func (a *Assembler) FileSeries(root func(d *Draft, expiry market.Date) string) (s FileSeries, err error) {
	if s.Draft, err = a.FileUnderlying(); err != nil {
		return s, err
	}
	date, err := a.FileExpiry(s.Draft)
	if err != nil {
		return s, err
	}
	s.Series, s.Repair = a.SeriesOn(s.Draft, root(s.Draft, date), date)
	return s, nil
}
