// Package svg draws pictures of results: gamma over spot, by strike, by expiry, by both, hedging flows, sensitivities, cascades,
// rows of a history over time, studies, and followers of rules.
//
// In: a report.Pictures, as gex.BuildPlot or report.Timeline fills it (of followers a report.SystematicDocument), and Options: a
// kind (Kinds), a size in CSS pixels, and a window around spot as a fraction of it. Out: one <svg> element that a browser, an
// editor or a page can show. Only positions are computed: every number is in the report, in the unit and currency of its
// conventions, scaled to one magnitude per panel. Lengths are pixels with two decimals; y grows downwards.
//
// Begin with Write in svg.go. It frames the picture (frame.go) and gives each panel (panel.go) to the function that draws
// its kind, such as drawProfile in profile.go. Shapes and text go through canvas.go; text.go estimates the width of a text
// from a wide font, so that labels do not overlap whatever font the reader has.
//
// The markup is written directly and the same on every machine: no script, no library, no reference to anything outside.
// Colors follow prefers-color-scheme. Classes begin with gex-, ids with the name of the picture, so that a page can hold
// several. Nothing depends on color alone: calls and puts differ by position and label, and regimes are named.
package svg
