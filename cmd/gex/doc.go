// Gex computes dealer gamma exposure from a file of option quotes.
//
// In: arguments, chain files or standard input. Out: results on standard output or in the file of --output, everything
// else on standard error as "gex: file:line: column: what is wrong", in lower case and without a full stop, where it
// helps followed by "gex: hint: what to do".
//
// Begin with main.go and root.go. Only flags, their texts and the order of work are here: values are read in package flagvalue,
// settings found in settings, and chains become documents in pipeline, which render writes and terminal shows. From the bottom up,
// and no file uses one above it: program.go (the outside: files, streams, settings), errors.go (what cobra and pflag find wrong),
// output.go (where results go), verb_help.go, args.go and flags.go (what verbs about chains take), results.go (from options to a run
// of the pipeline, and its results into the output), settings.go (flags as package settings sees them), a file for each verb, and
// root.go (all of them, and the run of the process). verb_tables.go has the verbs that print one table and differ in little else.
package main
