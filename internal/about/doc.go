// Package about has what gex says about itself: the layouts it reads, the settings it runs with, the names of levels, its exit
// codes, its version, and the topics of gex help.
//
// In: the lists of other packages (layouts of chain, levels of render, settings with their sources) and the documents that are
// embedded in package docs. Out: a render.List, which is shown in every format, or text for a page of so many columns. There
// are no prices here, and nothing depends on a chain.
//
// Begin with [Topics], and with [Formats] for the shape of a list.
package about
