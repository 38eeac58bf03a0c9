// Gex computes dealer gamma exposure from a file of option quotes.
//
// In: arguments, chain files or standard input. Out: results on standard output or in the file of --output, everything
// else on standard error as "gex: file:line: column: what is wrong", in lower case and without a full stop, where it
// helps followed by "gex: hint: what to do".
//
// Every verb has a file of its own: newX turns flags into an options struct, runX calls package pipeline and writes what
// comes back. What verbs share: results.go (from options to a run, and its results into the output), format.go (what formats
// can do, as data), settings.go (their flags as package settings sees them), output.go (where results go, by package
// terminal), errors.go (what cobra and pflag find wrong).
package main
