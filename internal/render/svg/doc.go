// Package svg draws a report: one picture a question, as SVG text that a browser, an editor or a page can show.
//
// In: a report.Pictures as gex.BuildPlot fills it, a kind, a size in CSS pixels and a window around spot as a fraction of
// it. Out: one <svg> element. It computes nothing but where things stand: every number shown is in the report, in the
// unit that Conventions.GEXUnit names, scaled to one magnitude a panel. Lengths are pixels with two decimals, y grows
// downwards.
//
// The text is hand-made and the same on every machine: no script, no reference to anything outside, no library. Colours
// follow prefers-color-scheme, classes begin with gex- and ids with the picture's own name, so that several pictures
// live in one page. Colour never stands alone: calls and puts differ by place and name, regimes are written out. Text is
// placed by estimates of its width in a wide font (text.go), so that no two labels meet whatever font the reader has.
package svg
