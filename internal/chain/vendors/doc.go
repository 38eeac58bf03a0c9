// Package vendors has the layout of each vendor's option chain: one file per vendor, and one line in the list of vendors.go.
//
// In: an input.Source in the vendor's layout. Out: its records in an assembly.Assembler, in the units of that package. Every
// file opens with a description of the vendor's file and its column contract: name, whether required, unit, and what an
// empty cell means.
//
// Begin with vendors.go for the list and polygon.go for the shortest example. To add a vendor, write a file with its columns, add
// its variable to Layouts, and put a small sample into internal/chain/testdata/samples. A csv with one row per contract or
// strike is a layouts.Dialect, JSON a layouts.JSONRecords: tradier.go finds its records by path, bybit.go by key. Only
// cboe_json.go, schwab.go and nse_json.go read JSON on their own, in one pass, and end with JSONRows.EndRecords;
// cboe_quotedata.go is the fast path of csv. What several vendors share is in us_quotes.go, coins.go, india.go, json_files.go.
package vendors
