package main

import (
	"gex/internal/gex"
	"gex/internal/report"
)

// builds is a Build function as a kind has it.
func builds[D report.Document](build func(*gex.Book) D) func(*gex.Book) report.Document {
	return func(b *gex.Book) report.Document { return build(b) }
}

// kind is what a verb is to the pipeline, as data: what it makes of a book, how its results are shown, and what it takes.
// Its zero value makes nothing.
type kind struct {
	builds     func(*gex.Book) report.Document // the document of the verb
	audits     bool                            // the result is a check of the file; what is built beside it is for its conditions
	summarizes bool                            // for people, several underlyings become the rows of one table
	rows       bool                            // ndjson has a line a row, without the warnings
	warned     bool                            // the result itself has the warnings in it, whatever the format
	failsLast  bool                            // what fails is printed at the end

	alone string // what can be done with one underlying only: "compared"; "": it takes several
	whole bool   // a file that may have been cut short is refused
	sums  bool   // the result rests on the checksum of the file, whatever the format
}
