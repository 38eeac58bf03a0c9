// Package render writes results: as text tables for people, as markdown, csv, json and ndjson for everything else.
//
// In: report.Report. Out: bytes. It computes nothing beyond scaling and rounding for the eye: every number shown stands
// in the report. Text carries one unit a column, named in the title or the column's heading; machine formats carry plain
// units with the digits of report.Number. The bytes depend on the report and on Options alone, never on the terminal.
package render
