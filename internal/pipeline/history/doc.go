// Package history makes and continues a time series of totals and levels: one [report.Snapshot] for each underlying of each
// chain file below a directory.
//
// In: a request of package pipeline without files, and [Options]: the directory and the output as it is. Out: rows in the
// order of their times, handed to a function that writes all of them, from time to time and at the end. Units are those of
// report.Snapshot.
//
// A file of many quote dates (dates.go of package pipeline, chain.SurveyDates) has a row for each date and underlying. Its rows
// are saved as they come; until the last has come, and while a date of it cannot be used, they count in Failed what is missing,
// so that the next run goes on with that and makes nothing again.
//
// With Request.Combine a row is of the files of one instant (combine.go), whose names are joined by + and whose sums are
// summed; the row of a book that another file has joined is replaced.
//
// Begin with [Run]. A file whose name and SHA-256 have rows of this version in the output is not read again; one of the same
// name with another content has its rows replaced, and rows of other directories and of files that are gone stay. Errors of
// files are reported at the end, and those files are tried again the next time.
package history
