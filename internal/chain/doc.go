// Package chain turns files into option chains. It is the door: Read, Survey, Formats and the names of what comes out.
//
// In: the bytes of a file in any known layout, recognized by its content, and Options. Out: a File with one Chain per
// underlying, its contracts in columns grouped by expiry (one root and one settlement instant), each contract naming its
// source line, and the account of what was repaired or left out and why. Prices and strikes are in the currency of the
// option per unit of the underlying, volatilities are fractions a year, open interest and volume are contracts, a missing
// number is NaN and never 0.
//
// Begin with Read in read.go, which is short and shows the way of a file:
//
//	input     bytes -> text, or why it is none
//	vendors   which layout it is in (detect.go), one file a vendor
//	layouts   what layouts share: described csv, mapped columns, the project's own layout long
//	tables    text -> rows whose cells are known by what they mean
//	cells     the text of a cell -> number, date, symbol
//	assembly  records -> columns -> chains
//	model     Chain and Options themselves
//
// Survey finds where each underlying of a large file stands, so that it can be read one underlying at a time: sections, in
// the memory of a few of them. A census of the file's lines decides once what no
// single underlying can show, such as whether volatilities are percent; it looks at the same lines either way.
package chain
