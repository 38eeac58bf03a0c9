package raster

// pen is how lines are drawn.
type pen struct {
	width  int   // 64ths of a pixel
	dashes []int // lengths of lines and gaps in turn; nil: one line
	round  bool  // ends are round, else they are cut off
}

// stroke returns the outline of a line through points; where it bends, the joint is round. closed: the last joins the first.
func (s pen) stroke(points []point, closed bool) outline {
	if closed && len(points) > 1 {
		points = append(points[:len(points):len(points)], points[0])
	}
	var out outline
	for _, line := range s.parts(points) {
		for i := 1; i < len(line); i++ {
			if bar := s.bar(line[i-1], line[i]); bar != nil {
				out = append(out, bar)
			}
			if last := i == len(line)-1; !last || s.round || closed && s.dashes == nil {
				out = append(out, circle(line[i], s.width/2))
			}
		}
		if s.round && len(line) > 0 {
			out = append(out, circle(line[0], s.width/2))
		}
	}
	return out
}

// bar is a straight part as wide as the pen, running as circles do.
func (s pen) bar(a, b point) []point {
	dx, dy := b.x-a.x, b.y-a.y
	length := root(dx*dx + dy*dy)
	if length == 0 {
		return nil
	}
	nx, ny := divide(-dy*s.width, 2*length), divide(dx*s.width, 2*length)
	return []point{{a.x - nx, a.y - ny}, {b.x - nx, b.y - ny}, {b.x + nx, b.y + ny}, {a.x + nx, a.y + ny}}
}

// parts cuts a line into its dashes.
func (s pen) parts(points []point) [][]point {
	if len(s.dashes) == 0 || len(points) < 2 {
		return [][]point{points}
	}
	var all [][]point
	line, on, left, which := []point{points[0]}, true, s.dashes[0], 0
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := root((b.x-a.x)*(b.x-a.x) + (b.y-a.y)*(b.y-a.y))
		for at := 0; at < length; {
			step := min(left, length-at)
			at += step
			here := point{a.x + divide((b.x-a.x)*at, length), a.y + divide((b.y-a.y)*at, length)}
			if on {
				line = append(line, here)
			}
			if left -= step; left > 0 {
				continue
			}
			if on {
				all, line = append(all, line), nil
			} else {
				line = []point{here}
			}
			on, which = !on, (which+1)%len(s.dashes)
			left = max(s.dashes[which], 1)
		}
	}
	if on && len(line) > 1 {
		all = append(all, line)
	}
	return all
}

// circle is a circle of four curves.
func circle(at point, r int) []point {
	k := divide(r*5523, 10000) // by which a curve of the third degree comes nearest to a quarter of a circle
	x, y := at.x, at.y
	line := []point{{x + r, y}}
	line = curve(line, point{x + r, y + k}, point{x + k, y + r}, point{x, y + r})
	line = curve(line, point{x - k, y + r}, point{x - r, y + k}, point{x - r, y})
	line = curve(line, point{x - r, y - k}, point{x - k, y - r}, point{x, y - r})
	return curve(line, point{x + k, y - r}, point{x + r, y - k}, point{x + r, y})
}

// steps is how many straight parts a curve is made of.
const steps = 8

// curve continues a line by a curve of the third degree.
func curve(line []point, b, c, d point) []point {
	a := line[len(line)-1]
	for i := 1; i <= steps; i++ {
		j := steps - i
		mix := func(a, b, c, d int) int {
			return divide(a*j*j*j+3*b*j*j*i+3*c*j*i*i+d*i*i*i, steps*steps*steps)
		}
		line = append(line, point{mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)})
	}
	return line
}

// bend continues a line by a curve of the second degree.
func bend(line []point, b, c point) []point {
	a := line[len(line)-1]
	for i := 1; i <= steps; i++ {
		j := steps - i
		mix := func(a, b, c int) int { return divide(a*j*j+2*b*j*i+c*i*i, steps*steps) }
		line = append(line, point{mix(a.x, b.x, c.x), mix(a.y, b.y, c.y)})
	}
	return line
}

// root is the whole part of a square root, by Newton's method from above.
func root(n int) int {
	if n < 2 {
		return n
	}
	x := n
	for y := (x + 1) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}
