// Package terminal is the way out of the program: standard output, standard error and the file that a result goes to
// instead, with what a person in front of a terminal sees meanwhile.
//
// In: the two streams of the process, and per result an [Options]: a path, whether to color, which sequences are colors.
// Out: writers that remember their first error and through which no text reaches a terminal as anything but text, and a
// [Page] that says whether the result is colored and how many columns the terminal has. Widths and heights are in cells
// of a terminal.
//
// Begin with [New] and [Terminal.Write]. A file appears under its name when it is whole, and [Terminal.Lock] keeps
// other processes from it. [Progress] is the line at the foot of a long run, [Screen] the display of a watch, and
// [Terminal.Interruptible] takes back what is half done when the user stops the program. What goes wrong is a
// [WriteError] or a [BusyError]: what to do about it depends on who asked, so the caller says it.
package terminal
