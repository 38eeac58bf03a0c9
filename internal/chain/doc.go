// Package chain reads files into option chains. It is the public entry: Read, Survey, Formats and the types of the result.
//
// In: the bytes of a file in any known layout, recognized by its content, and Options. Out: a File with one Chain per
// underlying, its contracts in columns grouped by expiry (one root and one settlement instant), each contract naming its
// source line, and the reasons for what was repaired or left out. Prices and strikes are in the currency of the
// option per unit of the underlying, volatilities are annualized fractions, open interest and volume are contracts, a missing
// number is NaN, never 0.
//
// Begin with Read in read.go, which is short and shows the steps:
//
//	input     bytes -> text, or why it is not text
//	vendors   text -> its layout (detect.go), one file per vendor
//	layouts   shared by vendors: declarative csv, mapped columns, the project's own layout long
//	tables    text -> rows with cells identified by field
//	cells     the text of a cell -> number, date, symbol
//	assembly  records -> columns -> chains
//	model     Chain and Options themselves
//
// Of a large csv in the layout long or cboe-quotedata, Read has only a window of the text in memory (parts.go; input/window.go).
// The result is that of the whole text.
//
// Survey locates each underlying of a large file (survey_scan.go; in survey_blocks.go what several cores do at once) and
// returns a Plan, which reads it one underlying at a time, in the memory of a few of these sections (plan.go). Who is done with
// the chains of a section says so by [File.Drop], and the next one is read in their memory. A census of the file's lines
// decides once what no single underlying can show, such as whether volatilities are percent; it looks at the same lines either
// way.
//
// SurveyDates locates each quote date of a file of many (date_scan.go), and its DatePlan reads them one at a time, each as a
// file of its own (by_date_read.go).
package chain
