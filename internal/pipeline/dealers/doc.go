// Package dealers takes Open-Close files or trades, and a chain, to the document of gex inventory: who holds what, and the
// exposure that follows.
//
// In: names of files, an [Outside] of package pipeline that opens them, [Options], and for exposures a [pipeline.Job] with the one
// chain. Out: a report.InventoryDocument, and the chain with what dealers hold in it, to be written as canonical csv. Contracts and
// exposures have the units of packages inventory and gex; nothing is computed here.
//
// Begin with [Run]. Files are read on all cores and taken in the order given, and what has settled is forgotten on the way. The state
// is saved as a whole from time to time and at the end, so that a run that is stopped loses little: a file that is in it is not taken
// again, whatever its name.
package dealers
