package main

import (
	"bytes"
	"fmt"
	"image/png"
	"testing"

	"gex/internal/fault"
	"gex/internal/render/svg"
)

// TestPicturesAsPNG: every kind of picture can be drawn as PNG, light and dark, and is not empty.
func TestPicturesAsPNG(t *testing.T) {
	for _, kind := range svg.Kinds() {
		w, h := svg.MinSize(kind)
		for _, dark := range []string{"--dark=false", "--dark"} {
			args := append([]string{"plot", "--quiet", "--format", "png", dark, "--kind", kind, "--size", fmt.Sprintf("%dx%d", w, h)}, drawnFrom(kind)...)
			out, stderr, code := runGex(t, args...)
			if code != fault.Done {
				t.Errorf("%v: exit %d: %s", args, code, stderr)
				continue
			}
			m, err := png.Decode(bytes.NewReader([]byte(out)))
			if err != nil {
				t.Fatal(err)
			}
			colors := map[any]int{}
			for y := 0; y < m.Bounds().Dy(); y += 3 {
				for x := 0; x < m.Bounds().Dx(); x += 3 {
					colors[m.At(x, y)]++
				}
			}
			if m.Bounds().Dx() != 2*w || m.Bounds().Dy() != 2*h || len(colors) < 20 {
				t.Errorf("%s: %v with %d colors", kind, m.Bounds(), len(colors))
			}
		}
		if testing.Short() {
			return // the others are drawn alike
		}
	}
}

// drawnFrom is what a kind of picture takes.
func drawnFrom(kind string) []string {
	switch kind {
	case svg.Cascade:
		return []string{"--impact", "20bn", "--sign", "short", spxFile}
	case svg.Study:
		return []string{"testdata/study/levels.csv", "testdata/study/prices.csv"}
	case svg.History:
		return []string{"testdata/golden/history.csv", "--symbol", "UND0001"}
	}
	return []string{spxFile}
}
