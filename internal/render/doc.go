// Package render writes results: as text tables and pages for people, as markdown, csv, json and ndjson for everything
// else.
//
// In: the documents of package report. Out: bytes. It computes nothing beyond scaling and rounding for the eye: every number shown stands
// in the document. Text carries one unit a column, named in the title or the column's heading; machine formats carry plain
// units with the digits of report.Number. The bytes depend on the document and on Options alone, never on the terminal.
//
// A page (html.go) has the sections of the text report and, between their numbers in short and the tables, the pictures of
// package svg. Its markup, style and script are the files of the folder html. It refers to nothing outside itself, and its
// policy lets a browser run no script but that one.
package render
