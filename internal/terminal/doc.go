// Package terminal is how results and messages leave the program: standard output, standard error, the file that a result is
// written to instead, and what a person at a terminal sees meanwhile.
//
// In: the two streams of the process and, for each result, an [Options]: a path, whether to color, which escape sequences are
// colors. Out: writers that remember their first error and let no other escape sequence reach a terminal, and a [Page] that
// says whether the result is colored and how wide the terminal is. Widths and heights are in terminal cells.
//
// Begin with [New] and [Terminal.Write]. A file appears under its name only when it is complete, and [Terminal.Lock] keeps
// other processes from it. [Progress] is the line at the bottom of a long run, [Screen] the display of gex watch, and
// [Terminal.Interruptible] removes unfinished files when the user stops the program. Errors are those of package fault,
// with a hint.
package terminal
