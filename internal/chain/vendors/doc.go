// Package vendors has the layout of each vendor's option chain: one file per vendor, and one line in the list of vendors.go.
//
// In: an input.Source in the vendor's layout. Out: its records in an assembly.Assembler, in the units of that package. Every
// file opens with a description of the vendor's file and its column contract: name, whether required, unit, and what an
// empty cell means.
//
// Begin with vendors.go for the list and polygon.go for the shortest example. To add a vendor, write a file with its columns
// (a layouts.Dialect if it is a csv with one row per contract or strike), add its variable to Layouts, and put a small sample
// into internal/chain/testdata/samples. schwab.go is an example of JSON, cboe_quotedata.go of the fast path.
package vendors
