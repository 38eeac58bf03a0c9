// Package tables takes text apart into rows whose cells are known by what they mean.
//
// In: an input.Source in csv or JSON, and the Columns of a layout with the Field that each holds. Out: a Row at a time,
// with its line in the file, its cells as bytes of the text, and why it cannot be taken apart where that is so. Cells are
// not read here; package cells does that. Lines count from 1.
//
// Lines without quotation marks, nearly all, are cut at the commas; the others take the careful path through gocsv, which
// gives the same cells. Other separators and decimal commas become commas and points first (Respell).
//
// Begin with Table in table.go, which finds the header, and Rows in rows.go, which walks over what follows it. JSONRows in
// json_rows.go is the same for JSON whose records are known by their keys, JSONTable for JSON of any shape. torn.go finds
// tables that break off, stray.go rows that are no contracts.
package tables
