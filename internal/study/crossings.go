package study

import (
	"slices"

	"gex/internal/bs/kernel"
)

// crossings counts how often the prices of a day cross a line: the steps of which one end is below it and the other is not.
type crossings struct{ low, high []float64 } // the ends of the steps in logs of the open, each ascending

// at counts the crossings of a line.
func (c *crossings) at(line float64) int {
	below, _ := slices.BinarySearch(c.low, line)
	under, _ := slices.BinarySearch(c.high, line)
	return below - under
}

// crossingsOf prepares the prices of a day, the first of which is its open.
func crossingsOf(prices []float64) (c crossings) {
	before := 0.0
	for _, p := range prices[1:] {
		now := kernel.Log(p / prices[0])
		c.low, c.high = append(c.low, min(before, now)), append(c.high, max(before, now))
		before = now
	}
	slices.Sort(c.low)
	slices.Sort(c.high)
	return c
}

// RotateCrossings compares how often days cross their line, at a distance of the open in logs, with how often they cross one
// equally far on its other side. Value is the difference of the means, own and mirror.
func RotateCrossings(days []crossings, lines []float64) (r Rotated, own, mirror float64) {
	n := len(days)
	at := func(k int) (own, mirror float64) {
		a, b := 0, 0
		for i, line := range lines {
			j := i + k
			if j >= n {
				j -= n
			}
			a += days[j].at(line)
			b += days[j].at(-line)
		}
		return float64(a) / float64(n), float64(b) / float64(n)
	}
	own, mirror = at(0)
	r = count(n, own-mirror, 0, func(k int) float64 {
		a, b := at(k)
		return a - b
	})
	return r, own, mirror
}
