package flagvalue

import (
	"os"
	"strings"

	"gex/internal/series"
)

// RateHint is what --rate takes.
const RateHint = "a fraction such as 0.045, or a percentage such as 4.5%; or a csv of rates by tenor, Treasury's par yield curve or FRED's"

// Rate is --rate: a number goes to rate, the name of a file, which [ReadRates] reads, to file; the other one is cleared.
func Rate(rate **series.Rates, file *string) *Value {
	return &Value{kind: "RATE|FILE", set: func(s string) error {
		x, err := ParseFraction(s)
		switch {
		case err == nil:
			*rate, *file = series.Constant(x), ""
			return nil
		case s == "-":
			return usage("save the rates in a file", "rates cannot come from standard input")
		case isFile(s):
			*rate, *file = nil, s
			return nil
		case strings.ContainsAny(s, "0123456789"):
			return usage(RateHint, "%w", err)
		}
		return usage(RateHint, "%q is neither a rate nor a file", s)
	}}
}

// isFile reports whether a text that is no number names a file: one that exists, or could, because its path has a letter and
// a dot or a separator.
func isFile(s string) bool {
	if _, err := os.Stat(s); err == nil {
		return true
	}
	letter := strings.ContainsFunc(s, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f })
	return letter && strings.ContainsAny(s, `./\`)
}

// ReadRates reads the file of rates that --rate named, packed or not.
func ReadRates(name string) (*series.Rates, error) {
	text, err := openPacked(name, RateHint)
	if err != nil {
		return nil, err
	}
	defer text.Close()
	return series.ReadRates(text, name)
}
