package raster

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"strings"
)

// Options choose how a picture is drawn.
type Options struct {
	Dark  bool // the dark colors
	Scale int  // pixels of the PNG per pixel of the picture, 1 to 4; 0: 2, for screens of today
}

// DefaultScale is the scale that Options do not say.
const DefaultScale = 2

// PNG draws a picture that package svg has written.
func PNG(w io.Writer, picture []byte, o Options) error {
	if o.Scale == 0 {
		o.Scale = DefaultScale
	}
	if o.Scale < 1 || o.Scale > 4 {
		return fmt.Errorf("a scale of %d: from 1 to 4", o.Scale)
	}
	d := drawing{scale: o.Scale, dark: o.Dark}
	if err := d.read(xml.NewDecoder(bytes.NewReader(picture))); err != nil {
		return err
	}
	if d.canvas == nil {
		return errors.New("no picture")
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	return encoder.Encode(w, d.RGBA)
}

// drawing is a picture while it is read.
type drawing struct {
	*canvas
	scale int
	dark  bool
	sheet sheet
}

// element is a start of an element.
type element struct {
	name  string
	value map[string]string
	style style
}

// read draws the elements in their order.
func (d *drawing) read(in *xml.Decoder) error {
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		at, starts := token.(xml.StartElement)
		if !starts {
			continue
		}
		e := element{name: at.Name.Local, value: map[string]string{}}
		for _, a := range at.Attr {
			e.value[a.Name.Local] = a.Value
		}
		e.style = d.sheet.of(e.value["class"])
		if err := d.element(in, at, e); err != nil {
			return fmt.Errorf("<%s class=%q>: %w", e.name, e.value["class"], err)
		}
	}
}

func (d *drawing) element(in *xml.Decoder, at xml.StartElement, e element) error {
	switch e.name {
	case "svg":
		return d.open(e)
	case "g":
		return nil // a group of elements
	case "title", "desc", "defs": // for readers, and the pattern of hatched areas
		return in.Skip()
	case "style":
		text, err := content(in)
		d.sheet = readSheet(text, d.dark)
		return err
	}
	if d.canvas == nil {
		return errors.New("outside a picture")
	}
	switch e.name {
	case "rect":
		return d.rect(e)
	case "line":
		return d.line(e)
	case "circle":
		return d.circle(e)
	case "path":
		return d.path(e)
	case "text":
		text, err := content(in)
		if err != nil {
			return err
		}
		return d.text(e, text)
	}
	return errors.New("nothing draws it")
}

// content returns the text up to the end of an element, without that of elements within.
func content(in *xml.Decoder) (string, error) {
	var out strings.Builder
	for {
		token, err := in.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.CharData:
			out.Write(t)
		case xml.StartElement:
			if err := in.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return out.String(), nil
		}
	}
}

// maxSide is the largest side of a picture, in its own pixels.
const maxSide = 10000

func (d *drawing) open(e element) error {
	w, err := decimal(e.value["width"], 1, 0)
	h, err2 := decimal(e.value["height"], 1, 0)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	if d.canvas != nil || w < 1 || h < 1 || w > maxSide || h > maxSide {
		return fmt.Errorf("a picture of %dx%d", w, h)
	}
	d.canvas = newCanvas(w*d.scale, h*d.scale)
	return nil
}

// lengths reads attributes in 64ths of a pixel of the PNG.
func (d *drawing) lengths(e element, names ...string) ([]int, error) {
	out := make([]int, len(names))
	for i, name := range names {
		text, there := e.value[name]
		n, err := decimal(text, unit*d.scale, 0)
		if err != nil || !there || text == "" {
			return nil, fmt.Errorf("%s=%q is no length", name, text)
		}
		out[i] = n
	}
	return out, nil
}

// paint fills an outline, in black unless its style says otherwise.
func (d *drawing) paint(o outline, s style) error {
	ink, opacity, err := s.ink("fill", "#000000")
	if err != nil || opacity == 0 {
		return err
	}
	d.fill(o, ink, opacity)
	return nil
}

// trace draws lines along points, where the style has a color for them.
func (d *drawing) trace(s style, closed bool, lines ...[]point) error {
	ink, opacity, width, err := s.stroke(d.scale)
	if err != nil || opacity == 0 {
		return err
	}
	dashes, err := s.dashes(d.scale)
	if err != nil {
		return err
	}
	with := pen{width, dashes, s["stroke-linecap"] == "round"}
	var all outline
	for _, line := range lines {
		all = append(all, with.stroke(line, closed)...)
	}
	d.merge(all, ink, opacity)
	return nil
}

func (d *drawing) rect(e element) error {
	n, err := d.lengths(e, "x", "y", "width", "height")
	if err != nil {
		return err
	}
	l, t, r, b := n[0], n[1], n[0]+n[2], n[1]+n[3]
	if strings.HasPrefix(e.value["fill"], "url(") {
		return d.hatch(l, t, r, b)
	}
	corners := []point{{l, t}, {r, t}, {r, b}, {l, b}}
	return errors.Join(d.paint(outline{corners}, e.style), d.trace(e.style, true, corners))
}

// The pattern of hatched areas: lines at 45 degrees, seven pixels apart.
const (
	hatchClass = "gex-hatch"
	hatchApart = 7
)

// hatch draws the pattern within a rect. Along a line x+y does not change; √2 times a distance is how much it does across.
func (d *drawing) hatch(l, t, r, b int) error {
	s := d.sheet.of(hatchClass)
	ink, opacity, width, err := s.stroke(d.scale)
	if err != nil || opacity == 0 {
		return err
	}
	across := func(distance int) int { return divide(distance*14142, 10000) }
	var all outline
	for k := divide(l+t, across(hatchApart*unit*d.scale)) - 1; ; k++ {
		from := divide(k*hatchApart*unit*d.scale*14142, 10000)
		to := from + across(width/2) // the other half of the line lies outside its tile
		if from > r+b {
			break
		}
		if band := diagonal(l, t, r, b, from, to); len(band) > 2 {
			all = append(all, band)
		}
	}
	d.fill(all, ink, opacity)
	return nil
}

// diagonal is the part of a rect in which x+y lies between two values.
func diagonal(l, t, r, b, from, to int) []point {
	cut := func(in []point, inside func(point) bool, sum int) []point {
		var out []point
		for i, p := range in {
			q := in[(i+1)%len(in)]
			if inside(p) {
				out = append(out, p)
			}
			if inside(p) != inside(q) { // edges of a rect and of a band: one of x, y, x+y stays
				switch {
				case p.x == q.x:
					out = append(out, point{p.x, sum - p.x})
				case p.y == q.y:
					out = append(out, point{sum - p.y, p.y})
				}
			}
		}
		return out
	}
	band := []point{{l, t}, {r, t}, {r, b}, {l, b}}
	band = cut(band, func(p point) bool { return p.x+p.y >= from }, from)
	return cut(band, func(p point) bool { return p.x+p.y <= to }, to)
}

func (d *drawing) line(e element) error {
	n, err := d.lengths(e, "x1", "y1", "x2", "y2")
	if err != nil {
		return err
	}
	return d.trace(e.style, false, []point{{n[0], n[1]}, {n[2], n[3]}})
}

func (d *drawing) circle(e element) error {
	n, err := d.lengths(e, "cx", "cy", "r")
	if err != nil {
		return err
	}
	round := circle(point{n[0], n[1]}, n[2])
	return errors.Join(d.paint(outline{round}, e.style), d.trace(e.style, true, round))
}

// path draws straight lines: M, L and Z.
func (d *drawing) path(e element) error {
	var lines [][]point
	closed := false
	text := e.value["d"]
	for len(text) > 0 {
		command := text[0]
		rest := text[1:]
		end := strings.IndexAny(rest, "MLZ")
		if end < 0 {
			end = len(rest)
		}
		arguments := strings.Fields(rest[:end])
		text = rest[end:]
		switch {
		case command == 'Z' && len(arguments) == 0:
			closed = true
			continue
		case command != 'M' && command != 'L' || len(arguments) != 2 || command == 'L' && len(lines) == 0:
			return fmt.Errorf("d=%q: nothing draws %q", e.value["d"], string(command)+rest[:end])
		case command == 'M':
			lines = append(lines, nil)
		}
		x, err := decimal(arguments[0], unit*d.scale, 0)
		y, err2 := decimal(arguments[1], unit*d.scale, 0)
		if err := errors.Join(err, err2); err != nil {
			return err
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], point{x, y})
	}
	return errors.Join(d.paint(outline(lines), e.style), d.trace(e.style, closed, lines...))
}

// text draws a line of text; a rim, if there is one, below the letters.
func (d *drawing) text(e element, text string) error {
	n, err := d.lengths(e, "x", "y")
	if err != nil {
		return err
	}
	size, err := e.style.length("font-size", d.scale, 16*unit*d.scale)
	if err != nil {
		return err
	}
	f, err := newFace(e.style["font-weight"], size)
	if err != nil {
		return err
	}
	at := point{n[0], n[1]}
	letters, width, err := f.lay(text, at)
	if err != nil {
		return err
	}
	switch anchor := e.value["text-anchor"]; anchor {
	case "":
	case "middle", "end":
		if anchor == "middle" {
			width /= 2
		}
		if letters, _, err = f.lay(text, point{at.x - width, at.y}); err != nil {
			return err
		}
	default:
		return fmt.Errorf("text-anchor=%q", anchor)
	}
	return errors.Join(d.trace(e.style, true, letters...), d.paint(letters, e.style))
}
