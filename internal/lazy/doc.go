// Package lazy has what is made when it is first needed: most runs need few of the regular expressions of the program, and
// compiling all of them would take longer than they do.
//
// In: the text of a regular expression. Out: a function that returns it, compiled once, for any number of goroutines.
//
// Begin with [Regexp].
package lazy
