package report

import "slices"

// serious are the codes of warnings that mean a number may be wrong, the most serious first. gex check exits with 1 on any of
// them, strict runs fail, and pages show them first. Warnings about assumptions or absent numbers are not serious. This list
// is the only place that decides it.
var serious = []string{
	"truncated",        // the file ends before its contracts do
	"one-page",         // the file is a page of a chain
	"joined",           // several files in one
	"records-mixed",    // most contracts twice, with other positions
	"as-of-earlier",    // quotes priced at a time of a session before theirs
	"one-sided",        // only calls, or only puts
	"strikes-end",      // all strikes with a position lie on one side of spot
	"premium-scale",    // premiums and strikes in different units
	"strike-basis",     // strikes and spot on different share bases
	"oi-fraction",      // fractional open interest
	"oi-suspect",       // an impossible position or exposure
	"quotes-crossed",   // bids above asks
	"quotes-one-sided", // a side without bids or asks
	"delta-mismatch",   // deltas that contradict the quotes
	"iv-unit",          // volatilities that may be percent or fractions
	"prices-from-last", // last trades of different times instead of quotes
	"iv-unit-mixed",    // some look like percent, others like fractions
	"iv-implausible",   // the file's volatilities are impossible
	"iv-placeholder",   // the file's volatilities are placeholders
	"vol-implausible",  // volatilities solved from quotes are impossible
	"vol-unquoted",     // much exposure rests on volatilities that are not from quotes
	"forward-dropped",  // an impossible forward was dropped
}

// SeriousCodes returns the codes of serious warnings, the most serious first.
func SeriousCodes() []string { return slices.Clone(serious) }

// Serious reports whether a warning of this code means that a number may be wrong.
func Serious(code string) bool { return Gravity(code) >= 0 }

// Gravity ranks the codes of serious warnings, 0 the most serious; it is -1 for other codes.
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
