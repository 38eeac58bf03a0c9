// Package escape keeps text that comes from outside - cells of files, names of files, keys of settings, flags - from
// being more than text where it leaves the program: a terminal would obey it, a reader would see it in another order, a
// spreadsheet would compute it.
//
// In: text and bytes of any kind. Out: valid UTF-8 without control characters but tab and line end, and without marks
// that change the direction of writing; each of these stands as \u and four hexadecimal digits, which JSON reads as the
// character itself.
package escape
