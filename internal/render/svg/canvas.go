package svg

import (
	"fmt"
	"strconv"
	"strings"

	"gex/internal/escape"
)

// canvas is the markup of a picture, and the areas that its texts cover.
type canvas struct {
	out   strings.Builder
	id    string // of the picture; prefix of all ids in it
	texts []written
}

// written is a text with the largest area that it covers.
type written struct {
	s  string
	at box
}

type point struct{ x, y float64 }

// markup spells what means something in XML, and what XML cannot hold.
var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\uFFFE", `\ufffe`, "\uFFFF", `\uffff`)

// inXML escapes a text for XML, and spells out the characters that XML does not allow.
func inXML(s string) string {
	return markup.Replace(escape.Text(s))
}

// num formats a length.
func num(x float64) string {
	s := strconv.FormatFloat(px(x), 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

func (c *canvas) raw(format string, args ...any) { fmt.Fprintf(&c.out, format, args...) }

// shape writes an element, with a title that browsers show on hover.
func (c *canvas) shape(tag, class, attributes, title string) {
	c.raw(`<%s class="%s" %s`, tag, class, attributes)
	if title == "" {
		c.raw("/>\n")
		return
	}
	c.raw("><title>%s</title></%s>\n", inXML(title), tag)
}

func (c *canvas) rect(b box, class, title string) {
	c.shape("rect", class, rectAttributes(b), title)
}

func rectAttributes(b box) string {
	return fmt.Sprintf(`x="%s" y="%s" width="%s" height="%s"`, num(b.l), num(b.t), num(max(0, b.w())), num(max(0, b.h())))
}

// hatched is a rect filled with the picture's pattern.
func (c *canvas) hatched(b box) {
	c.shape("rect", "gex-hatched", rectAttributes(b)+` fill="url(#`+c.id+`-hatch)"`, "")
}

func (c *canvas) segment(a, b point, class string) {
	c.shape("line", class, fmt.Sprintf(`x1="%s" y1="%s" x2="%s" y2="%s"`, num(a.x), num(a.y), num(b.x), num(b.y)), "")
}

// net marks the net of calls and puts, with a rim that separates it from the bars below.
func (c *canvas) net(a, b point) {
	c.segment(a, b, "gex-rim")
	c.segment(a, b, "gex-net")
}

func (c *canvas) circle(at point, radius float64, class, title string) {
	c.shape("circle", class, fmt.Sprintf(`cx="%s" cy="%s" r="%s"`, num(at.x), num(at.y), num(radius)), title)
}

// path joins points, and fills them when closed.
func (c *canvas) path(points []point, class string, closed bool) {
	if len(points) < 2 {
		return
	}
	var d strings.Builder
	for i, p := range points {
		command := "L"
		if i == 0 {
			command = "M"
		}
		d.WriteString(command + num(p.x) + " " + num(p.y))
	}
	if closed {
		d.WriteString("Z")
	}
	c.shape("path", class, `d="`+d.String()+`"`, "")
}

// anchor is the part of a text that is at its x.
type anchor string

const (
	start  anchor = "start"
	middle anchor = "middle"
	end    anchor = "end"
)

// text writes a line with its baseline at y.
func (c *canvas) text(x, y float64, a anchor, f font, s string) { c.styled(x, y, a, f, "", s) }

// styled is text with a further class.
func (c *canvas) styled(x, y float64, a anchor, f font, class, s string) {
	if s == "" {
		return
	}
	at := f.box(x, y, a, s)
	c.texts = append(c.texts, written{s, at})
	anchored := ""
	if a != start {
		anchored = fmt.Sprintf(` text-anchor="%s"`, a)
	}
	c.raw(`<text class="%s" x="%s" y="%s"%s>%s</text>`+"\n", strings.TrimSpace(f.class+" "+class), num(x), num(y), anchored, inXML(s))
}

// box returns the largest area that a text covers.
func (f font) box(x, y float64, a anchor, s string) box {
	w := f.width(s)
	switch a {
	case middle:
		x -= w / 2
	case end:
		x -= w
	}
	return box{x, y - f.ascent(), x + w, y + f.descent()}
}

// free reports whether an area overlaps no text.
func (c *canvas) free(at box) bool {
	for _, t := range c.texts {
		if t.at.meets(at) {
			return false
		}
	}
	return true
}

func (c *canvas) group(class string, draw func()) {
	c.raw(`<g class="%s">`+"\n", class)
	draw()
	c.raw("</g>\n")
}
