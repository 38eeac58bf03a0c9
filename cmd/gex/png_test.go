package main

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/render/svg"
	"gex/internal/soaktest"
)

// TestPicturesAsPNG: every kind of picture can be drawn as PNG, light and, some here and all in make soak, dark, and is not empty.
func TestPicturesAsPNG(t *testing.T) {
	for i, kind := range svg.Kinds() {
		w, h := svg.MinSize(kind)
		shades := []string{"--dark=false", "--dark"}
		if i%4 > 0 && !soaktest.Long() {
			shades = shades[:1] // colors are those of a class, whatever the picture
		}
		for _, dark := range shades {
			mustDraw(t, 2*w, 2*h, append([]string{"plot", "--quiet", "--format", "png", dark, "--kind", kind, "--size", fmt.Sprintf("%dx%d", w, h)}, drawnFrom(kind)...)...)
		}
		if testing.Short() {
			return // the others are drawn alike
		}
	}
}

// TestFollowersAsPNG: the picture of gex systematic can be drawn as PNG, and --dark darkens it.
func TestFollowersAsPNG(t *testing.T) {
	light := mustDraw(t, 2400, 1800, "systematic", "--quiet", "-f", "png", pricesFile)
	dark := mustDraw(t, 2400, 1800, "systematic", "--quiet", "-f", "png", "--dark", pricesFile)
	if l, d := color.GrayModel.Convert(light.At(0, 0)).(color.Gray), color.GrayModel.Convert(dark.At(0, 0)).(color.Gray); l.Y < 200 || d.Y > 60 {
		t.Errorf("backgrounds %v and %v", l, d)
	}
}

// mustDraw draws a PNG of a size.
func mustDraw(t *testing.T, w, h int, args ...string) image.Image {
	t.Helper()
	out, stderr, code := runGex(t, args...)
	if code != fault.Done {
		t.Fatalf("%v: exit %d: %s", args, code, stderr)
	}
	m, err := png.Decode(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	colors := map[any]int{}
	for y := 0; y < m.Bounds().Dy(); y += 3 {
		for x := 0; x < m.Bounds().Dx(); x += 3 {
			colors[m.At(x, y)]++
		}
	}
	if m.Bounds().Dx() != w || m.Bounds().Dy() != h || len(colors) < 20 {
		t.Errorf("%v: %v with %d colors", args, m.Bounds(), len(colors))
	}
	return m
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
	case svg.Tape:
		return []string{"testdata/day"}
	}
	return []string{spxFile}
}
