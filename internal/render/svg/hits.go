package svg

// halfway returns the left and right edge of the i-th of n columns that show values on hover: halfway to the centers beside it, and
// of the first and the last the ends of the area.
func halfway(area box, i, n int, center func(i int) float64) (l, r float64) {
	l, r = area.l, area.r
	if i > 0 {
		l = (center(i-1) + center(i)) / 2
	}
	if i < n-1 {
		r = (center(i+1) + center(i)) / 2
	}
	return l, r
}

// hitReach is how far from its center a column reaches where columns are far apart.
const hitReach = 24

// around is halfway for columns that reach no farther than hitReach.
func around(area box, i, n int, center func(i int) float64) (l, r float64) {
	l, r = halfway(area, i, n, center)
	return max(l, area.l, center(i)-hitReach), min(r, area.r, center(i)+hitReach)
}
