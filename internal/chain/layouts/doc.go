// Package layouts has what the layouts of vendors share, and the project's own layout long.
//
// In: an input.Source and an assembly.Assembler. Out: a record a contract in the assembler, or the error for a file that
// cannot be used. Units are those of package assembly.
//
// A Dialect describes a csv by its columns and the vendor's habits; most vendors are nothing but one (dialect.go). Mapped
// is a dialect whose columns the user names, in csv or JSON. long.go is the layout that gex writes, read the quick way;
// write_long.go writes it.
package layouts
