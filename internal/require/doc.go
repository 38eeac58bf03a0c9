// Package require evaluates the conditions of gex check --require.
//
// In: the text of a condition (Parse), and the documents of one underlying (Subject). Out: whether it holds, with both values
// (report.Requirement), or a usage error that points at the column. Begin with Parse in parse.go and Judge in judge.go.
//
// A condition compares two sides:
//
//	condition = side ("=" | "==" | "!=" | "<" | "<=" | ">" | ">=") side
//	side      = term [("+" | "-" | "*" | "/") term]
//	term      = ["-"] number | key | word | "abs" "(" side ")"
//
// A number may have commas or underscores between thousands (6,700 or 6_700) and one of the suffixes %, K, M and B (or bn), of any
// case; 0.3% is 0.003. A key is the path of a number or word in the JSON of gex check or gex report, such as age_minutes, totals.gex or
// levels_0dte.zero_gamma. The prefixes levels., totals., carry. and outlook. may be omitted, and the names of gex levels --get
// are keys too. A word is compared with a key that holds words, by = and != only; a date or a time with a key that holds one,
// by any comparison:
//
//	regime=long_gamma   input.format = cboe-quotedata   trade_date=2025-11-20   as_of >= 2025-11-20 09:52
//
// The text on the other side of such a key is taken literally, but neutral, as tables have it, is the regime near_zero. Quote words that contain quotation marks or comparisons, or
// that are themselves keys. A date and a time are compared by date; a time without a zone is in the zone of the other side.
//
// A condition on a null value, such as zero_gamma when there is no flip, does not hold. Sides are compared at the 12
// significant digits of the report.
package require
