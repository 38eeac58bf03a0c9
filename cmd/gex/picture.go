package main

import (
	"bytes"
	"io"

	"gex/internal/escape"
	"gex/internal/raster"
	"gex/internal/render"
	"gex/internal/render/svg"
	"gex/internal/report"
)

// drawPicture writes a picture in a format, SVG or PNG; dark is for a PNG.
func drawPicture(w io.Writer, r *report.Pictures, f render.Format, o svg.Options, dark bool) error {
	if f != render.PNG {
		return svg.Write(w, r, o)
	}
	var text bytes.Buffer
	if err := svg.Write(&text, r, o); err != nil {
		return err
	}
	var image bytes.Buffer
	if err := raster.PNG(&image, text.Bytes(), raster.Options{Dark: dark}); err != nil {
		return err
	}
	_, err := escape.Own(w, image.String()) // no text
	return err
}
