// Package fault is the error type of this program. It carries what the command line needs: an exit code, a hint of what to
// do next, and the settings it is about.
//
// In: what is wrong, as text. Out: an [Error], which every package passes on unchanged and only the command line prints. Text
// is for people, lower case and without a full stop; a message about a file begins with its name and line ([Problem]).
//
// Begin with [New]. Inner packages do not know flags: they write [Setting] where the name of one belongs, and the command line
// spells it ([Spell], [AsFlag]).
package fault
