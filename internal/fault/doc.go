// Package fault is the one error of this program that knows what becomes of the process: an exit code, a hint of what to
// do, and the settings it is about.
//
// In: what is wrong, in words. Out: an [Error] that every package returns as it is and only the command line prints. Text
// is for people, lower case and without a full stop; a message that is about a file begins with its name and line.
package fault
