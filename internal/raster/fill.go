package raster

import (
	"image"
	"image/color"
)

// unit is a pixel in the whole numbers in which lengths are counted.
const unit = 64

// point is a place in 64ths of a pixel.
type point struct{ x, y int }

// outline is a list of closed polygons that are filled together: what is wound around counts, so that a hole runs the other way.
type outline [][]point

// canvas is a picture being drawn.
type canvas struct {
	*image.RGBA
	sums []int32 // of coverage, by pixel: what an edge adds to its pixel and all right of it, in 2·unit² for a whole one
	most []int32 // what the polygons of a line cover of each pixel, at most; nil before the first line
}

func newCanvas(w, h int) *canvas {
	return &canvas{RGBA: image.NewRGBA(image.Rect(0, 0, w, h)), sums: make([]int32, (w+1)*h)}
}

// whole is the coverage of a whole pixel.
const whole = 2 * unit * unit

// fill blends a color of an opacity from 0 to 255 onto what an outline covers. Coverage is exact: the area of the pixel within.
func (c *canvas) fill(o outline, ink color.RGBA, opacity int) {
	c.cover(o, func(x, y, covered int) { c.blend(x, y, ink, covered*opacity) })
}

// merge is fill for polygons that overlap, as those of a line do: each covers a pixel by itself, and the one that covers most counts.
func (c *canvas) merge(o outline, ink color.RGBA, opacity int) {
	if c.most == nil {
		c.most = make([]int32, c.Rect.Dx()*c.Rect.Dy())
	}
	var touched []int
	for _, polygon := range o {
		c.cover(outline{polygon}, func(x, y, covered int) {
			at := y*c.Rect.Dx() + x
			if c.most[at] == 0 {
				touched = append(touched, at)
			}
			c.most[at] = max(c.most[at], int32(covered))
		})
	}
	for _, at := range touched {
		c.blend(at%c.Rect.Dx(), at/c.Rect.Dx(), ink, int(c.most[at])*opacity)
		c.most[at] = 0
	}
}

// cover calls a function for every pixel of which an outline covers a part, with that part of whole.
func (c *canvas) cover(o outline, with func(x, y, covered int)) {
	w, h := c.Rect.Dx(), c.Rect.Dy()
	left, right, top, bottom := w, 0, h, 0
	for _, polygon := range o {
		for i, p := range polygon {
			left, right = min(left, floor(p.x)), max(right, floor(p.x)+1)
			top, bottom = min(top, floor(p.y)), max(bottom, floor(p.y)+1)
			c.edge(p, polygon[(i+1)%len(polygon)])
		}
	}
	left, right, top, bottom = max(left, 0), min(right, w), max(top, 0), min(bottom, h)
	for y := top; y < bottom; y++ {
		row := c.sums[y*(w+1) : (y+1)*(w+1)]
		sum := int32(0)
		for x := left; x < right; x++ {
			sum += row[x]
			row[x] = 0
			if covered := min(abs(int(sum)), whole); covered > 0 {
				with(x, y, covered)
			}
		}
		row[w], row[min(max(right, 0), w)] = 0, 0
	}
}

// blend puts a color on a pixel; covered is of whole·255.
func (c *canvas) blend(x, y int, ink color.RGBA, covered int) {
	const all = whole * 255
	p := c.Pix[c.PixOffset(x, y):][:4:4]
	mix := func(old, new uint8) uint8 {
		return uint8((int(old)*(all-covered) + int(new)*covered + all/2) / all)
	}
	p[0], p[1], p[2], p[3] = mix(p[0], ink.R), mix(p[1], ink.G), mix(p[2], ink.B), 255
}

// edge adds what lies right of an edge, pixel row by pixel row; downward edges count positive. What is left of the picture counts in
// its first column, what is right of it not at all.
func (c *canvas) edge(p, q point) {
	if p.y == q.y {
		return
	}
	sign := int32(1)
	if p.y > q.y {
		p, q, sign = q, p, -1
	}
	h := c.Rect.Dy()
	for y := max(floor(p.y), 0); y < h && y*unit < q.y; y++ {
		from, to := max(p.y, y*unit), min(q.y, (y+1)*unit)
		if from < to {
			c.span(y, point{between(p, q, from), from}, point{between(p, q, to), to}, sign)
		}
	}
}

// between is the x of an edge at a y.
func between(p, q point, y int) int {
	return p.x + divide((q.x-p.x)*(y-p.y), q.y-p.y)
}

// span adds a part of an edge within a row of pixels.
func (c *canvas) span(y int, p, q point, sign int32) {
	w := c.Rect.Dx()
	row := c.sums[y*(w+1) : (y+1)*(w+1)]
	if p.x > q.x { // from left to right; heights are what counts
		p, q = point{q.x, -q.y}, point{p.x, -p.y}
	}
	add := func(x, height, within int) { // within: mean distance from the pixel's left, doubled
		area := int32(height * (2*unit - within))
		full := int32(2 * unit * height)
		switch {
		case x < 0:
			row[0] += sign * full
		case x < w:
			row[x] += sign * area
			row[x+1] += sign * (full - area)
		}
	}
	if floor(p.x) == floor(q.x) || q.x <= 0 {
		x := floor(p.x)
		add(min(x, floor(q.x)), q.y-p.y, p.x+q.x-2*unit*x)
		return
	}
	at := p
	for at.x < q.x {
		x := floor(at.x)
		next := q
		if edge := (x + 1) * unit; edge < q.x {
			next = point{edge, p.y + divide((q.y-p.y)*(edge-p.x), q.x-p.x)}
		}
		add(x, next.y-at.y, at.x+next.x-2*unit*x)
		at = next
	}
}

// floor is the pixel of a length.
func floor(x int) int { return x >> 6 }

// divide rounds to the nearest; d is above zero.
func divide(n, d int) int {
	if n < 0 {
		return -((-n + d/2) / d)
	}
	return (n + d/2) / d
}

func abs(x int) int { return max(x, -x) }
