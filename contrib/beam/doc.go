// Command beam makes one table of the key levels of many snapshots: an Apache Beam pipeline over chain files, on this
// machine or, with Beam's own flags, on Dataflow, Flink or Spark.
//
//	go run . --input 'chains/*.csv.gz' --output levels.csv --failed failed.csv
//
// The table has the columns of gex levels -f csv and one row a snapshot, which is an underlying in a file: that of the
// scope all. Files and underlyings without a row are in the other table, with the reason. Rows are sorted and every number is what gex
// prints, so equal files give equal bytes on any runner and number of workers.
//
// In: a pattern of chain files, and --iv as gex has it. Out: two csv files, in the units of gex levels. Begin with levels in
// main.go.
//
// It is a module of its own, so that gex depends on none of this; its path begins with gex, which lets it import the
// internal packages. make beam-test runs it in Beam's own runner.
package main
