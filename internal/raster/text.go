package raster

import (
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is a font of one size, in 64ths of a pixel.
type face struct {
	font *sfnt.Font
	size fixed.Int26_6
	bold bool
	buf  sfnt.Buffer
}

// The fonts, which are read when the first text is drawn.
var (
	regular = sync.OnceValues(func() (*sfnt.Font, error) { return sfnt.Parse(goregular.TTF) })
	bold    = sync.OnceValues(func() (*sfnt.Font, error) { return sfnt.Parse(gobold.TTF) })
)

// newFace returns the font for texts of a weight.
func newFace(weight string, size int) (*face, error) {
	load, heavy := regular, weight == "600"
	if heavy {
		load = bold
	}
	f, err := load()
	return &face{font: f, size: fixed.Int26_6(size), bold: heavy}, err
}

// lay returns the outlines of a text that begins at a place of its baseline, and its width.
func (f *face) lay(text string, at point) (outline, int, error) {
	var all outline
	x := at.x
	for _, r := range text {
		if r == '₹' {
			thick := 65
			if f.bold {
				thick = 95
			}
			all = append(all, rupee(int(f.size), thick, point{x, at.y})...)
			x += int(f.size) * rupeeAdvance / 1000
			continue
		}
		glyph, err := f.font.GlyphIndex(&f.buf, r)
		if err != nil {
			return nil, 0, err
		}
		if glyph == 0 {
			if glyph, err = f.font.GlyphIndex(&f.buf, '\uFFFD'); err != nil { // of a script that the font does not have
				return nil, 0, err
			}
		}
		segments, err := f.font.LoadGlyph(&f.buf, glyph, f.size, nil)
		if err != nil {
			return nil, 0, fmt.Errorf("%q: %w", r, err)
		}
		all = append(all, outlineOf(segments, point{x, at.y})...)
		advance, err := f.font.GlyphAdvance(&f.buf, glyph, f.size, font.HintingNone)
		if err != nil {
			return nil, 0, fmt.Errorf("%q: %w", r, err)
		}
		x += int(advance)
	}
	return all, x - at.x, nil
}

// outlineOf makes polygons of a letter at a place.
func outlineOf(segments sfnt.Segments, at point) outline {
	var all outline
	place := func(p fixed.Point26_6) point { return point{at.x + int(p.X), at.y + int(p.Y)} }
	for _, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo {
			all = append(all, []point{place(s.Args[0])})
			continue
		}
		line := &all[len(all)-1]
		switch s.Op {
		case sfnt.SegmentOpLineTo:
			*line = append(*line, place(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			*line = bend(*line, place(s.Args[0]), place(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			*line = curve(*line, place(s.Args[0]), place(s.Args[1]), place(s.Args[2]))
		}
	}
	return all
}
