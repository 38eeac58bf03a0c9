// Package require reads the conditions of gex check --require and holds them against a report.
//
// A condition compares two sides:
//
//	condition = side ("=" | "==" | "!=" | "<" | "<=" | ">" | ">=") side
//	side      = term [("+" | "-" | "*" | "/") term]
//	term      = ["-"] number | key | word | "abs" "(" side ")"
//
// A number may have thousands (6_700 or 6,700) and one of the suffixes %, k, m and bn; 0.3% is 0.003. A key is the dotted
// path of a number or word of the JSON report or of the JSON check, such as totals.gex, levels_0dte.zero_gamma or
// age_minutes. levels., totals., carry. and outlook. may be left away, and the names of gex levels --get are known too. A
// word is compared with a key that holds words, by = and != alone, and a date or a time with a key that holds one, by all:
//
//	regime=long_gamma   input.format = cboe-quotedata   trade_date=2025-11-20   as_of >= 2025-11-20 09:52
//
// Beside such a key everything else is taken as it stands. Quotes are for words with quotes or comparisons in them, and for
// those that are a key. A date and a time are compared by their dates; a time without a zone is in that of the other side.
//
// What is null, such as a flip that there is not, is neither more nor less than anything nor equal to it: its condition
// fails. Sides are compared at the 12 digits of the report.
package require
