// Package source is the way into the program: files by their names, files in archives as ARCHIVE:MEMBER, and standard input
// as "-".
//
// In: the reader that is standard input, and names of files as a user gives them. Out: readers and what the system says of
// them. An error of a file that cannot be opened is of input and says which file was probably meant.
//
// Begin with [New] and [Input.Open]. [Input.Spares] keeps an output from replacing an input. [Input.Await] finds out whether anything comes from standard input, for a program that
// was called without the name of a file.
package source
