package chain

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

// symbolInName is the underlying that the name of a file begins with: NVDA-2026-02-13.csv; "" when there is none.
func symbolInName(name string) string {
	if m := nameSymbol.FindStringSubmatch(filepath.Base(name)); m != nil {
		return strings.ToUpper(m[1])
	}
	return ""
}

// dateInName is the first date in the name of a file.
func dateInName(name string) (market.Date, bool) {
	text := nameDate.FindString(filepath.Base(name))
	d, err := market.ParseDate(text)
	return d, err == nil && text != ""
}

// single is the only series of a file that says neither what its options are on nor when they expire.
type single struct {
	draft  *draft
	series int32
	repair Repair
}

// single finds the series of such a file: it is asked for, or stands in the name of the file. root is what the options
// on an underlying are called.
func (a *assembler) single(root func(underlying string) string) (s single, err error) {
	name, date := a.options.Symbol, a.options.Expiration
	if name == "" {
		name = symbolInName(a.src.name)
	}
	if name == "" {
		return s, a.src.fail(0, "", "neither the file nor its name says what the options are on", "give the underlying with --symbol")
	}
	s.draft = a.underlying(name)
	if date.IsZero() {
		var ok bool
		if date, ok = dateInName(a.src.name); !ok {
			return s, a.src.fail(0, "", "neither the file nor its name says when the options expire",
				"give the date with --expiration, for example --expiration 2025-11-21")
		}
		s.draft.note(Warning{"expiry-from-name", "the options expire on " + date.String() + ": so says the name of the file alone"})
	}
	s.series, s.repair = a.seriesOn(s.draft, root(name), date)
	return s, nil
}
