// Package reftest opens the tables of known values that tests compare with, and finds the real vendor files. Only tests
// import it.
//
// In: the name of a table in testdata/reference, or in the directory that GEX_REFERENCE names; a table is NAME or, compressed,
// NAME.gz. Out: its bytes or its rows by column. testdata/reference/README.md lists what each table holds, in which units, how
// it was computed and to which tolerance it is compared.
//
// Begin with [Rows] and [Chains].
package reftest
