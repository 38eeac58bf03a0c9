// Package raster draws the pictures of package svg as PNG, for places that show no SVG: chats, mail.
//
// In: a picture as package svg writes it: rectangles, lines, circles, paths of straight lines and texts, with classes from one style
// sheet. Out: a PNG in the light or the dark colors of that sheet. Anything else in the markup is an error: what a picture begins to
// use has to be drawn here, too.
//
// All arithmetic is in whole numbers, lengths in 64ths of a pixel, so that the same picture gives the same bytes on every processor.
// Texts are in the Go fonts, which golang.org/x/image carries; their outlines are scaled in whole numbers by package sfnt.
//
// Begin with raster.go. fill.go turns outlines into coverage, stroke.go lines into outlines, sheet.go reads the style sheet, text.go
// lays out letters.
package raster
