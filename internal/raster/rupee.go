package raster

// rupeeAdvance is how far the rupee sign moves the next letter, in thousandths of the size: that of a digit.
const rupeeAdvance = 556

// rupee returns the outline of the sign of the rupee, which the fonts do not have: two bars, a bowl that joins them, and a leg.
// Every polygon runs the same way around, so that they are filled together.
func rupee(size, thick int, at point) outline {
	place := func(x, y int) point { return point{at.x + x*size/1000, at.y - y*size/1000} }
	bar := func(from, to, y int) []point {
		return []point{place(from, y), place(to, y), place(to, y-thick), place(from, y-thick)}
	}
	const left, right, cap, middle, bowl = 40, 520, 720, 550, 190 // bowl is half its height, and its width
	arc := func(line []point, x, y, reach, half int) []point {    // from the top to the bottom, by the right
		dx, dy := reach*552/1000, half*552/1000
		line = curve(line, place(x+dx, y+half), place(x+reach, y+dy), place(x+reach, y))
		return curve(line, place(x+reach, y-dy), place(x+dx, y-half), place(x, y-half))
	}
	const stem, center = left + 130, cap - bowl
	ring := arc([]point{place(stem, cap)}, stem, center, bowl, bowl)
	inner := arc([]point{place(stem, cap-thick)}, stem, center, bowl-thick, bowl-thick)
	for i := len(inner) - 1; i >= 0; i-- {
		ring = append(ring, inner[i])
	}
	foot := center - bowl
	slant := thick * 4 / 3
	return outline{
		bar(left, right, cap), bar(left, right, middle), bar(left, stem, foot+thick), ring,
		{place(left+30, foot+thick), place(left+30+slant, foot+thick), place(right-60, 0), place(right-60-slant, 0)},
	}
}
