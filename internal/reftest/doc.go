// Package reftest opens the tables of known values that tests compare with: testdata/reference of the project, or the
// folder that GEX_REFERENCE names. A table is NAME or, compressed, NAME.gz. testdata/reference/README.md says what each
// one holds, how it was computed and to which tolerance it is compared. Only tests import this package.
package reftest
