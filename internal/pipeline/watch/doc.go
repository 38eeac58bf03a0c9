// Package watch shows the report of a file again whenever the content of the file changes.
//
// In: a [File], which says what the file is now and reads its report, and ticks at which to look. Out: pages on a [Screen],
// which is a terminal as a whole or any stream, one version after the other, each with what changed since the version
// before. Widths and heights are in cells of a terminal.
//
// Begin with [Watch.Begin] and [Watch.Follow]. A file that was written to is read once it has not changed between two
// looks, so that half of it is never taken for a version; one that cannot be read leaves the last report in place.
package watch
