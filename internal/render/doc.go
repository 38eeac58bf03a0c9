// Package render writes documents: as text, markdown and HTML for people, as csv, JSON and ndjson for programs, and as
// Pine and thinkScript for charting platforms.
//
// In: the documents of package report, one type a verb, and Options. Out: bytes. Nothing is computed but what the eye
// needs, a scale for each column and rounding: every number stands in the document. Text has one unit a column, named in
// its heading or its title ($B per 1%, σ (1d)), in the currency of the document's conventions. Machine formats have plain
// units, fractions for percent, and the digits of report.Number. The bytes depend on the document and on Options alone.
//
// Begin with view in render.go, which writes one result in every format, and page in page.go: titled sections of text and
// tables. Each verb has a file of its own with its sections (levels.go, flows.go) and, where its rows are no list of the
// document, with its csv (levels_csv.go). Package phrase words numbers, amounts and regimes; package svg draws pictures.
//
// Three things draw tables, each what it does best. A table of numbers in text is written directly (aligned.go): bars fill
// the space that is left, columns are hidden on a narrow page and a table that stays too wide is cut in two, all of which
// need widths in advance. A list, a short table of texts that wrap (gex formats, gex config, the conditions of gex check),
// and every table in markdown are drawn by tablewriter (tablewriter.go). The tables of an HTML page are markup of their own.
//
// An HTML page (html.go) has the sections of the text report, with cards of the main numbers and the pictures of package
// svg before them. Its markup, style and script are the files of the folder html. It refers to nothing outside itself, and
// its policy lets a browser run no other script.
package render
