package raster

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
)

var (
	black = color.RGBA{0, 0, 0, 255}
	white = color.RGBA{255, 255, 255, 255}
)

// page is a white canvas.
func page(w, h int) *canvas {
	c := newCanvas(w, h)
	c.fill(outline{{{0, 0}, {w * unit, 0}, {w * unit, h * unit}, {0, h * unit}}}, white, 255)
	return c
}

// darkness is how much black a white canvas holds, in pixels.
func darkness(c *canvas) float64 {
	sum := 0
	for y := range c.Rect.Dy() {
		for x := range c.Rect.Dx() {
			sum += 255 - int(c.RGBAAt(x, y).R)
		}
	}
	return float64(sum) / 255
}

// TestFillIsArea: what is covered is the area of a polygon, wherever it lies; each case has the area worked out by hand.
func TestFillIsArea(t *testing.T) {
	for name, c := range map[string]struct {
		shape outline
		area  float64
	}{
		"whole pixels":      {outline{{{64, 64}, {256, 64}, {256, 192}, {64, 192}}}, 6},
		"half a pixel":      {outline{{{96, 64}, {128, 64}, {128, 128}, {96, 128}}}, .5},
		"across pixels":     {outline{{{96, 96}, {224, 96}, {224, 160}, {96, 160}}}, 2},
		"a triangle":        {outline{{{0, 0}, {512, 0}, {0, 512}}}, 32},
		"the other way":     {outline{{{0, 0}, {0, 512}, {512, 0}}}, 32},
		"steep":             {outline{{{70, 10}, {90, 500}, {60, 500}}}, 30 * 490 / 2. / 4096},
		"flat":              {outline{{{10, 70}, {500, 90}, {500, 60}}}, 30 * 490 / 2. / 4096},
		"a hole":            {outline{{{0, 0}, {512, 0}, {512, 512}, {0, 512}}, {{128, 128}, {128, 256}, {256, 256}, {256, 128}}}, 60},
		"twice is once":     {outline{{{0, 0}, {128, 0}, {128, 128}, {0, 128}}, {{64, 0}, {192, 0}, {192, 128}, {64, 128}}}, 6},
		"left of the page":  {outline{{{-512, 64}, {64, 64}, {64, 128}, {-512, 128}}}, 1},
		"right of the page": {outline{{{448, 64}, {5000, 64}, {5000, 128}, {448, 128}}}, 1},
		"above and below":   {outline{{{64, -900}, {128, -900}, {128, 5000}, {64, 5000}}}, 8},
		"off the page":      {outline{{{600, 64}, {700, 64}, {700, 128}}}, 0},
		"nothing":           {outline{{{64, 64}}, {}}, 0},
	} {
		p := page(8, 8)
		p.fill(c.shape, black, 255)
		if got := darkness(p); got < c.area-.03 || got > c.area+.03 {
			t.Errorf("%s: %.3f pixels, want %.3f", name, got, c.area)
		}
		for i, left := range p.sums {
			if left != 0 {
				t.Fatalf("%s: %d stays behind at %d", name, left, i)
			}
		}
	}
}

// TestOpacity: half a black on white is gray, and twice half is three quarters.
func TestOpacity(t *testing.T) {
	p := page(1, 1)
	all := outline{{{0, 0}, {64, 0}, {64, 64}, {0, 64}}}
	p.fill(all, black, 128)
	if got := p.RGBAAt(0, 0).R; got != 127 {
		t.Errorf("%d", got)
	}
	p.fill(all, black, 128)
	if got := p.RGBAAt(0, 0).R; got != 63 {
		t.Errorf("%d", got)
	}
}

// TestStroke: a line covers its length times its width, whichever way it runs, and dashes their part of it.
func TestStroke(t *testing.T) {
	for name, c := range map[string]struct {
		pen  pen
		line []point
		area float64
	}{
		"along":     {pen{width: 128}, []point{{128, 640}, {1152, 640}}, 16 * 2},
		"down":      {pen{width: 128}, []point{{640, 1152}, {640, 128}}, 16 * 2},
		"slanted":   {pen{width: 128}, []point{{128, 128}, {128 + 768, 128 + 1024}}, 20 * 2},
		"dashed":    {pen{width: 64, dashes: []int{128, 64}}, []point{{64, 640}, {64 + 12*64, 640}}, 8},
		"one point": {pen{width: 128}, []point{{128, 128}, {128, 128}}, 0},
		"round":     {pen{width: 256, round: true}, []point{{512, 640}, {768, 640}}, 4*4 + 12.566},
		"a corner":  {pen{width: 128}, []point{{64, 64}, {640, 64}, {640, 640}}, 36 - 1 + .785},
	} {
		p := page(20, 20)
		p.merge(c.pen.stroke(c.line, false), black, 255)
		if got := darkness(p); got < c.area*.99-.05 || got > c.area*1.01+.05 {
			t.Errorf("%s: %.3f pixels, want %.3f", name, got, c.area)
		}
	}
}

// TestRoot against squares.
func TestRoot(t *testing.T) {
	for n := range 2000 {
		if r := root(n); r*r > n || (r+1)*(r+1) <= n {
			t.Errorf("√%d is not %d", n, r)
		}
	}
	if r := root(1 << 60); r != 1<<30 {
		t.Errorf("√2⁶⁰ is not %d", r)
	}
}

// TestDecimal: numbers as pictures have them, rounded to the nearest.
func TestDecimal(t *testing.T) {
	for text, want := range map[string]int{"1": 64, "0.5": 32, ".09": 6, "-1.25": -80, "": 7, "100.01": 6401} {
		if got, err := decimal(text, 64, 7); err != nil || got != want {
			t.Errorf("%q: %d (%v), want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"x", "1e3", ".", "-", "1.2.3", "99999999999999999999", "NaN"} {
		if got, err := decimal(text, 64, 7); err == nil {
			t.Errorf("%q: %d", text, got)
		}
	}
}

// sample is a picture with all that can be drawn.
const sample = `<svg xmlns="http://www.w3.org/2000/svg" class="gex-svg" width="120" height="60">
<title>x</title><style>
.gex-svg text{font-family:serif}
.gex-svg .gex-m,.gex-svg .gex-u{paint-order:stroke;stroke-width:3px}
.gex-svg .gex-m{font-size:12px;font-weight:600}
.gex-svg .gex-bg{fill:#ffffff}
.gex-svg .gex-hit{fill:#ff0000}
.gex-svg .gex-hit{fill-opacity:0}
.gex-svg .gex-hit:hover{fill-opacity:.5}
.gex-svg .gex-flip{stroke:#8a2be2;stroke-dasharray:2 3}
.gex-svg .gex-hatch{stroke:#d55e00;stroke-width:1.5}
.gex-svg .gex-dot{fill:#ffffff;stroke:#0000ff}
.gex-svg .gex-curve{fill:none;stroke:#00aa00}
.gex-svg .gex-m{fill:#16191d;stroke:#ffffff}
@media (prefers-color-scheme:dark){
.gex-svg .gex-bg{fill:#12161b}
.gex-svg .gex-m{fill:#f0f2f4;stroke:#12161b}
}
</style>
<defs><pattern id="h"><line x1="0" y1="0" x2="0" y2="7"/></pattern></defs>
<rect class="gex-bg" x="0" y="0" width="120" height="60"/>
<g class="gex-all"><rect class="gex-hatched" x="80" y="10" width="30" height="40" fill="url(#h)"/>
<line class="gex-flip" x1="5" y1="5" x2="115" y2="5"><title>a flip</title></line>
<circle class="gex-dot" cx="60" cy="40" r="6"/>
<path class="gex-curve" d="M5 55L20 40L40 50"/>
<path class="gex-none" d="M10 10L20 10L10 20Z"/>
<text class="gex-m" x="60" y="30" text-anchor="middle">−1.5 σ &amp; ±2<title>t</title></text>
<rect class="gex-hit" x="0" y="0" width="120" height="60"/></g>
</svg>`

func drawn(t *testing.T, picture string, o Options) image.Image {
	t.Helper()
	var out bytes.Buffer
	if err := PNG(&out, []byte(picture), o); err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// at is a pixel as text.
func at(m image.Image, x, y int) string {
	r, g, b, _ := m.At(x, y).RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// TestPicture: each kind of mark is where it belongs, in its color, over what came before.
func TestPicture(t *testing.T) {
	m := drawn(t, sample, Options{Scale: 1})
	if m.Bounds().Dx() != 120 || m.Bounds().Dy() != 60 {
		t.Fatalf("%v", m.Bounds())
	}
	for where, want := range map[[2]int]string{
		{1, 1}:   "#ffffff", // background; what is pointed at does not show
		{12, 12}: "#000000", // black, unless colored
		{60, 40}: "#ffffff", // inside the circle
		{70, 55}: "#ffffff", // the rest
	} {
		if got := at(m, where[0], where[1]); got != want {
			t.Errorf("%v: %s, want %s", where, got, want)
		}
	}
	dark := drawn(t, sample, Options{Scale: 1, Dark: true})
	if got := at(dark, 1, 1); got != "#12161b" {
		t.Errorf("dark: %s", got)
	}
	if double := drawn(t, sample, Options{}); double.Bounds().Dx() != 240 || at(double, 24, 24) != "#000000" {
		t.Errorf("the usual scale: %v, %s", double.Bounds(), at(double, 24, 24))
	}
	ink := func(m image.Image, in image.Rectangle, is func(r, g, b uint32) bool) (n int) {
		for y := in.Min.Y; y < in.Max.Y; y++ {
			for x := in.Min.X; x < in.Max.X; x++ {
				if r, g, b, _ := m.At(x, y).RGBA(); is(r>>8, g>>8, b>>8) {
					n++
				}
			}
		}
		return n
	}
	for name, c := range map[string]struct {
		in          image.Rectangle
		is          func(r, g, b uint32) bool
		least, most int
	}{
		"hatching, a tenth": {image.Rect(80, 10, 110, 50), func(r, g, b uint32) bool { return b < 200 }, 150, 500},
		"dashes":            {image.Rect(5, 4, 115, 6), func(r, g, b uint32) bool { return g < 220 }, 80, 95}, // two rows, two fifths
		"the circle's rim":  {image.Rect(50, 30, 70, 50), func(r, g, b uint32) bool { return b > 200 && r < 200 }, 20, 90},
		"the curve":         {image.Rect(0, 35, 45, 60), func(r, g, b uint32) bool { return g > 140 && r < 160 }, 25, 90},
		"letters":           {image.Rect(25, 18, 79, 32), func(r, g, b uint32) bool { return r < 90 && b < 90 }, 60, 300},
	} {
		if n := ink(m, c.in, c.is); n < c.least || n > c.most {
			t.Errorf("%s: %d pixels, from %d to %d", name, n, c.least, c.most)
		}
	}
}

// TestAnchors: the same word lies left of, around and right of its place.
func TestAnchors(t *testing.T) {
	f, err := newFace("", 12*unit)
	if err != nil {
		t.Fatal(err)
	}
	_, one, err := f.lay("1", point{})
	if err != nil {
		t.Fatal(err)
	}
	if _, three, err := f.lay("111", point{}); err != nil || three != 3*one || one < 6*unit || one > 9*unit {
		t.Errorf("1 is %d wide, 111 %d (%v)", one, three, err)
	}
	for _, digit := range "023456789" {
		if _, w, err := f.lay(string(digit), point{}); err != nil || w != one {
			t.Errorf("%c is %d wide, 1 is %d (%v)", digit, w, one, err)
		}
	}
	for anchor, want := range map[string]bool{"": false, "middle": true, "end": true} {
		m := drawn(t, `<svg width="40" height="20"><text x="20" y="15" `+strings.TrimSuffix(`text-anchor="`+anchor+`"`, `text-anchor=""`)+`>0</text></svg>`, Options{Scale: 1})
		left := false
		for y := range 20 {
			for x := range 19 {
				_, _, _, a := m.At(x, y).RGBA()
				left = left || a > 0
			}
		}
		if left != want {
			t.Errorf("%q: left of its place: %v", anchor, left)
		}
	}
}

// TestUnknownMarkup: what nothing draws is an error, not a hole in the picture.
func TestUnknownMarkup(t *testing.T) {
	for _, inner := range []string{
		`<ellipse cx="1" cy="1"/>`, `<path d="M1 1C2 2 3 3 4 4"/>`, `<path d="L1 1"/>`, `<rect x="1" y="1" width="2"/>`,
		`<rect x="1e9" y="1" width="2" height="2"/>`, `<text x="1" y="1" text-anchor="left">x</text>`, `<style>.gex-svg .a{fill:red}</style><rect class="a" x="1" y="1" width="2" height="2"/>`,
		`<style>.gex-svg .a{stroke:#000000;stroke-width:thin}</style><line class="a" x1="1" y1="1" x2="2" y2="2"/>`,
		`<svg width="3" height="3"></svg>`, `<line`,
	} {
		if err := PNG(&bytes.Buffer{}, []byte(`<svg width="20" height="20">`+inner+`</svg>`), Options{}); err == nil {
			t.Errorf("%s is drawn", inner)
		}
	}
	for _, picture := range []string{"", "<rect/>", `<svg width="0" height="3"></svg>`, `<svg width="99999" height="3"></svg>`} {
		if err := PNG(&bytes.Buffer{}, []byte(picture), Options{}); err == nil {
			t.Errorf("%s is drawn", picture)
		}
	}
	if err := PNG(&bytes.Buffer{}, []byte(sample), Options{Scale: 5}); err == nil {
		t.Error("a scale of 5")
	}
}

// TestBytes: the pixels are these on every processor; make arm64 runs it on another one. They change only with what is drawn.
func TestBytes(t *testing.T) {
	m := drawn(t, sample, Options{Scale: 2})
	h := sha256.New()
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			r, g, b, a := m.At(x, y).RGBA()
			h.Write([]byte{byte(r >> 8), byte(g >> 8), byte(b >> 8), byte(a >> 8)})
		}
	}
	const want = "bfb845599068c701"
	if got := fmt.Sprintf("%x", h.Sum(nil)[:8]); got != want {
		t.Errorf("the pixels are %s, want %s", got, want)
	}
}

// TestSignsOfCurrencies: the sign of every currency of a venue is drawn, not the box for a letter that the font lacks.
func TestSignsOfCurrencies(t *testing.T) {
	for _, weight := range []string{"", "600"} {
		f, err := newFace(weight, 20*unit)
		if err != nil {
			t.Fatal(err)
		}
		draw := func(s string) string {
			m := page(40, 40)
			o, _, err := f.lay(s, point{5 * unit, 30 * unit})
			if err != nil {
				t.Fatal(err)
			}
			m.fill(o, black, 255)
			if ink := darkness(m); ink < 20 || ink > 250 {
				t.Errorf("%s in weight %q: %.0f black pixels", s, weight, ink)
			}
			return string(m.Pix)
		}
		lacking := draw("\uFFFD")
		for _, sign := range []string{"$", "€", "₹"} {
			if draw(sign) == lacking {
				t.Errorf("%s in weight %q is the box for a letter that is not there", sign, weight)
			}
		}
	}
}
