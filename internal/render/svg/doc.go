// Package svg draws pictures of a report: gamma over spot, by strike, by expiry, by both, and hedging flows.
//
// In: a report.Pictures as gex.BuildPlot fills it, and Options: a kind, a size in CSS pixels, and a window around spot as a
// fraction of it. Out: one <svg> element that a browser, an editor or a page can show. Nothing is computed but where marks
// stand: every number is in the report, in the unit and the currency of its conventions, scaled to one magnitude a panel.
// Lengths are pixels with two decimals; y grows downwards.
//
// Begin with Write in svg.go. It frames the picture (frame.go) and gives each panel (panel.go) to the function that draws
// its kind, such as drawProfile in profile.go. Shapes and text go through canvas.go; text.go estimates how wide a text is,
// by a wide font, so that no two labels meet whatever font the reader has.
//
// The markup is written directly and the same on every machine: no script, no library, no reference to anything outside.
// Colors follow prefers-color-scheme. Classes begin with gex- and ids with the picture's own name, so that several pictures
// fit in one page. Color never stands alone: calls and puts differ by place and name, and regimes are written out.
package svg
