package main

import (
	"bytes"
	"io"

	"github.com/spf13/pflag"

	"gex/internal/escape"
	"gex/internal/raster"
	"gex/internal/render"
	"gex/internal/render/svg"
	"gex/internal/report"
)

// addDark gives a verb that draws pictures --dark.
func addDark(f *pflag.FlagSet, dark *bool) {
	f.BoolVar(dark, "dark", false, "dark colors, of a PNG; SVG has both")
}

// drawPicture writes a picture of a report in a format, SVG or PNG; dark is for a PNG.
func drawPicture(w io.Writer, r *report.Pictures, f render.Format, o svg.Options, dark bool) error {
	return writePicture(w, f, dark, func(w io.Writer) error { return svg.Write(w, r, o) })
}

// writePicture writes what draw draws as SVG, or a PNG of it.
func writePicture(w io.Writer, f render.Format, dark bool, draw func(io.Writer) error) error {
	if f != render.PNG {
		return draw(w)
	}
	var text, image bytes.Buffer
	if err := draw(&text); err != nil {
		return err
	}
	if err := raster.PNG(&image, text.Bytes(), raster.Options{Dark: dark}); err != nil {
		return err
	}
	_, err := escape.Own(w, image.String()) // no text
	return err
}
