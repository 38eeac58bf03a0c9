// Package vendors knows how each vendor writes an option chain: one file a vendor, and one line in the list of vendors.go.
//
// In: an input.Source in the vendor's layout. Out: its records in an assembly.Assembler. Every file opens with what the
// vendor's file looks like and with its column contract: name, whether every file has it, unit, and what an empty cell means.
//
// To add a vendor, write a file with its columns, as a layouts.Dialect if it is a csv with a row a contract or a strike,
// add its variable to Layouts, and put a small sample into internal/chain/testdata/samples. polygon.go is the shortest
// example of a csv, schwab.go one of JSON, cboe_quotedata.go one that is read the quick way.
package vendors
