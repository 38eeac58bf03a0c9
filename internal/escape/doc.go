// Package escape makes text from outside (cells of files, file names, keys of settings, flags) safe to print: it cannot
// control a terminal, reverse the order of a line, or become a formula in a spreadsheet.
//
// In: text and bytes of any kind. Out: valid UTF-8 without control characters but tab and line end, and without marks
// that change the direction of writing; each of these is written as \u and four hexadecimal digits, which JSON reads as the
// character itself. Nothing has a unit.
//
// Begin with [Text] for a page and [Cell] for csv, which [Uncell] reads back. [Writer] does the same for a stream, [Line] for a
// text that must stay on one line, [Shell] for a word of a command that is shown to be copied.
package escape
