// Package source opens what the program reads: files by their names, files in archives as ARCHIVE:MEMBER, and standard input
// as "-".
//
// In: the reader that is standard input, and names of files as a user gives them. Out: readers and what the system says of
// them. The error about a file that cannot be opened suggests the file that was probably meant.
//
// Begin with [New] and [Input.Open]. [Input.Spares] keeps an output from replacing an input. [Input.Await] finds out whether
// anything comes from standard input, for a program that was called without the name of a file. Sizes are bytes.
package source
