// Package render writes documents: as text, markdown and HTML for people, as csv, JSON and ndjson for programs, and as
// Pine and thinkScript for charting platforms.
//
// In: a document of package report, which has one type per verb, and Options. Out: bytes, which depend on nothing else.
// Every number is in the document already; render only rounds, and chooses a scale for each column. In text the unit of a
// column is in its heading or title ($B per 1%, σ (1d)), in the currency of the document's conventions. Machine formats
// have plain units, fractions for percent, and the digits of report.Number.
//
// Begin with view in render.go, which writes one result in every format, and page in page.go: titled sections of text and
// tables. The sections of each verb are in a file of its own (levels.go, flows.go), and so is its csv if its rows are not
// a list of the document (levels_csv.go). Package phrase formats numbers, amounts and regimes; package svg draws pictures.
//
// Tables are drawn in three ways (grid_text.go chooses). A table of numbers in text is written directly (aligned.go, fit.go), because bars fill
// the remaining width, columns are hidden on a narrow page, and a table that is still too wide is split: all of these need
// widths in advance. Package tablewriter draws lists, which are short tables of texts that wrap (gex formats, gex config,
// the conditions of gex check), and all tables in markdown (tablewriter.go). An HTML page has markup of its own.
//
// An HTML page (html.go) has the sections of the text report after cards of the main numbers and pictures of package svg.
// Its markup, style sheet and script are in the directory html. It refers to nothing outside itself, and its security
// policy lets a browser run no other script.
package render
