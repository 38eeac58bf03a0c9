// Package tables splits text into rows whose cells are identified by their meaning.
//
// In: an input.Source in csv or JSON, and the Columns of a layout with the Field that each holds. Out: one Row at a time,
// with its line in the file, its cells as bytes of the text, and the reason if it cannot be split. Package cells reads the
// cells; they have no unit here. Lines count from 1.
//
// Lines without quotation marks, nearly all, are split at the commas; the others are read by gocsv, with the same result.
// Other separators and decimal commas are first converted to commas and points (Respell).
//
// Begin with Table in table.go, which finds the header, and Rows in rows.go, which iterates over the rows below it.
// For JSON, JSONRows in json_rows.go reads one record with known keys, and JSONFinder in json_find.go finds the records of a text
// with the values around them. JSONTable reads JSON whose keys are not known. torn.go detects truncated tables, stray.go rows
// that are not contracts.
package tables
