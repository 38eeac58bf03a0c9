// Package suggest finds the name that was probably meant: a flag, a column, a file, a level.
//
// In: an unknown word, and the known names. Out: the names that are a few typing errors away, or that begin with the word, the
// nearest first; none when nothing is near. Distances are counts of typing errors.
//
// Begin with [Closest], which gives one name, and [Nearest], which gives several.
package suggest
