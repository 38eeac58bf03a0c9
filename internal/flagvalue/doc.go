// Package flagvalue reads the values of settings: text in, typed value out.
//
// In: what a user wrote on the command line, in the environment or in a file of settings. Out: numbers, dates, words and the
// options of packages chain, vol and gex, written through the pointer that a value was made with. Percentages become
// fractions, lengths of time durations, sizes bytes; prices and moves stay as they are. Errors are of usage and say what to
// give instead.
//
// A [Value] is what package pflag calls one, without knowing it. Begin with [Choice] and [Number]; model.go has the values of
// assumptions, input.go those about files, verb.go those of single verbs, limit.go those of gex check. Files that a value names
// besides the chains are read here, too: rates ([ReadRates]), histories ([ReadHistory]), prices ([ReadPrices]), and what stands
// beside a chain ([Beside]).
package flagvalue
