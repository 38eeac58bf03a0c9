package report

import "slices"

// serious are the codes of the warnings that say a number may be wrong, the gravest first. gex check and --strict end with
// 1 when one of them stands, and they are at the top of every page. A warning about an assumption, or about a number that
// is absent, is not among them. A code has its place here and nowhere else.
var serious = []string{
	"truncated",        // the file ends before its contracts do
	"joined",           // several files in one
	"records-mixed",    // most contracts twice, with other positions
	"one-sided",        // there are calls alone, or puts
	"strikes-end",      // all strikes with a position lie on one side of spot
	"premium-scale",    // premiums in another unit than strikes
	"strike-basis",     // strikes of another share basis than the spot
	"oi-fraction",      // open interest in parts of contracts
	"oi-suspect",       // a position or an exposure that cannot be
	"quotes-crossed",   // bids above asks
	"quotes-one-sided", // a side without bids or asks
	"delta-mismatch",   // deltas that contradict the quotes
	"iv-unit",          // volatilities that may be percent or fractions
	"prices-from-last", // last trades of different times in the place of quotes
	"iv-unit-mixed",    // some look like percent, others like fractions
	"iv-implausible",   // the file's cannot be volatilities
	"iv-placeholder",   // the file's stand for none
	"vol-implausible",  // the quotes' cannot be volatilities
	"vol-unquoted",     // much rests on volatilities that are not from quotes
	"forward-dropped",  // a forward that cannot be
}

// SeriousCodes returns the codes of serious warnings, the gravest first.
func SeriousCodes() []string { return slices.Clone(serious) }

// Serious reports whether a warning of this code says that a number may be wrong.
func Serious(code string) bool { return Gravity(code) >= 0 }

// Gravity orders the codes of serious warnings, 0 the gravest; it is -1 for every other code.
func Gravity(code string) int { return slices.Index(serious, code) }

// SeriousAmong returns the serious warnings of a list, in its order.
func SeriousAmong(list []Warning) []Warning {
	var out []Warning
	for _, w := range list {
		if Serious(w.Code) {
			out = append(out, w)
		}
	}
	return out
}
