package svg

import (
	"fmt"
	"math"
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
	s = escape.Text(s)
	for i := range len(s) {
		switch s[i] {
		case '&', '<', '>', '"', "\uFFFE"[0]:
			return markup.Replace(s)
		}
	}
	return s
}

// num formats a length.
func num(x float64) string { return string(appendNum(nil, x)) }

// appendNum appends a length, in hundredths of a pixel without needless zeros.
func appendNum(to []byte, x float64) []byte {
	if math.IsNaN(x) {
		return append(to, "NaN"...) // which no picture has
	}
	n := int64(math.Round(x * 100))
	if n < 0 {
		to, n = append(to, '-'), -n
	}
	to = strconv.AppendInt(to, n/100, 10)
	switch tenths, rest := byte(n/10%10), byte(n%10); {
	case rest > 0:
		to = append(to, '.', '0'+tenths, '0'+rest)
	case tenths > 0:
		to = append(to, '.', '0'+tenths)
	}
	return to
}

func (c *canvas) raw(format string, args ...any) { fmt.Fprintf(&c.out, format, args...) }

// shape writes an element, with a title that browsers show on hover.
func (c *canvas) shape(tag, class, attributes, title string) {
	c.write("<", tag, ` class="`, class, `" `, attributes)
	if title == "" {
		c.write("/>\n")
		return
	}
	c.write("><title>", inXML(title), "</title></", tag, ">\n")
}

func (c *canvas) write(texts ...string) {
	for _, s := range texts {
		c.out.WriteString(s)
	}
}

func (c *canvas) rect(b box, class, title string) {
	c.shape("rect", class, rectAttributes(b), title)
}

func rectAttributes(b box) string {
	to := make([]byte, 0, 64)
	to = appendNum(append(to, `x="`...), b.l)
	to = appendNum(append(to, `" y="`...), b.t)
	to = appendNum(append(to, `" width="`...), max(0, b.w()))
	to = appendNum(append(to, `" height="`...), max(0, b.h()))
	return string(append(to, '"'))
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
	d := make([]byte, 0, 14*len(points)+4)
	d = append(d, `d="`...)
	for i, p := range points {
		command := byte('L')
		if i == 0 {
			command = 'M'
		}
		d = appendNum(append(appendNum(append(d, command), p.x), ' '), p.y)
	}
	if closed {
		d = append(d, 'Z')
	}
	c.shape("path", class, string(append(d, '"')), "")
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
	c.write(`<text class="`, strings.TrimSpace(f.class+" "+class), `" x="`, num(x), `" y="`, num(y), `"`, anchored, ">", inXML(s), "</text>\n")
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
