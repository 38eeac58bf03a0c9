// Package diff compares two files: two chains of one underlying, of which it says what changed from one to the other and why, or
// two files of reports, of which it says whether they agree.
//
// In: the names of two files, an [Input] that opens them, and for chains a pipeline.Job. Out: a report.DiffDocument, or a
// report.Comparison. The units are those of the documents.
//
// Begin with [Read], which finds out what the files are; then [Chains] or [Sides.Reports]. What is compared with what,
// and the arithmetic of it, is in packages gex and report.
package diff
