// Package complete says what a shell may put in the place of a word that a user has begun: values of flags, columns of a file,
// names of files.
//
// In: a cobra command and the words that a flag takes; when the shell asks, the command line so far. Out: whole words, of which
// cobra keeps those that fit, or the kinds of files to list. Nothing is checked here, and what cannot be read has no
// completions.
//
// Begin with [Words] and [List].
package complete
