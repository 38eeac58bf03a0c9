// Package suggest finds the name that was probably meant: a flag, a column, a file, a level.
//
// In: a word that is not known, and the names that are. Out: the names that are a few typing errors away, or that begin with
// the word; none when nothing is near.
package suggest
