// Gex computes dealer gamma exposure from a file of option quotes.
//
// In: arguments, chain files or standard input. Out: results on standard output or in the file of --output, everything
// else on standard error as "gex: file:line: column: what is wrong", in lower case and without a full stop, where it
// helps followed by "gex: hint: what to do".
//
// Every verb has a file of its own: newX turns flags into an options struct, runX does the work and knows nothing of
// flags, with the kind that says what the verb is to the pipeline. What verbs share: kind.go and format.go (what verbs and
// formats can do, as data), settings.go (their flags as package settings sees them), pieces.go (files as underlyings),
// pipeline.go (underlying to report), sequence.go (one outcome after another), output.go (where results go, by package
// terminal), errors.go (what cobra and pflag find wrong).
package main
