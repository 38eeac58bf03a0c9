// Package layouts has what the layouts of vendors share, and the project's own layout long.
//
// In: an input.Source and an assembly.Assembler. Out: one record per contract in the assembler, or the error for a file that
// cannot be used. Units are those of package assembly: prices and strikes in the option's currency, volatilities in the
// unit of the file.
//
// Begin with Dialect in dialect.go, which describes a csv by its columns and the vendor's conventions; most vendors need
// nothing else; dialect_rows.go reads its rows. JSONRecords in json_records.go is a Dialect whose rows are the records of JSON.
// mapped_layout.go is the layout of a csv or JSON whose columns the user maps.
// long_table.go has the columns of the layout that gex writes, long.go reads it on the fast path, and write_long.go writes it.
package layouts
