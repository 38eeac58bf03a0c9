package suggest

import (
	"cmp"
	"slices"
	"strings"
)

// Closest is the name that was probably meant, "" when none is near.
func Closest(word string, known []string) string {
	if near := Nearest(word, known, 1); len(near) > 0 {
		return near[0]
	}
	return ""
}

// Nearest are the few names that were probably meant, the nearest first and of equally near ones in their order: those that
// begin with the word, else those with the fewest typing errors. Case, blanks, hyphens, underscores and brackets do not count.
func Nearest(word string, known []string, few int) []string {
	word = fold(word)
	type candidate struct {
		name   string
		errors int
	}
	var begin, near []candidate
	for _, name := range known {
		folded := fold(name)
		c := candidate{name, typos(word, folded)}
		if len(word) >= shortest && strings.HasPrefix(folded, word) {
			begin = append(begin, c)
		}
		if c.errors <= most(len(word)) {
			near = append(near, c)
		}
	}
	if len(begin) > 0 {
		near = begin
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return cmp.Compare(a.errors, b.errors) })
	var names []string
	for _, c := range near[:min(few, len(near))] {
		names = append(names, c.name)
	}
	return names
}

// ClosestKey is the key that was probably meant, "" when none is near.
func ClosestKey(path string, known []string) string {
	if near := NearestKey(path, known, 1); len(near) > 0 {
		return near[0]
	}
	return ""
}

// NearestKey is Nearest for keys whose parts are joined by points. When none is near as a whole, outer parts too many or too
// few do not count, and then inner parts too many: walls.call_wall finds call_wall, gex_share.p finds vol.gex_share.p, and
// rest.usd finds rest.
func NearestKey(path string, known []string, few int) []string {
	if near := Nearest(path, known, few); len(near) > 0 {
		return near
	}
	for _, tail := range tails(path) {
		near := Nearest(tail, known, few)
		if len(near) > 0 && fold(near[0]) == fold(tail) {
			return near[:1]
		}
		if len(near) > 0 {
			return near
		}
	}
	var whole, inner []string // the tails of the known keys, and whose they are
	for _, key := range known {
		for _, tail := range tails(key) {
			whole, inner = append(whole, key), append(inner, tail)
		}
	}
	if near := Nearest(path, inner, 1); len(near) > 0 {
		var names []string
		for i, tail := range inner {
			if tail == near[0] && len(names) < few {
				names = append(names, whole[i])
			}
		}
		return names
	}
	for at := strings.LastIndex(path, "."); at > 0; at = strings.LastIndex(path[:at], ".") {
		if near := Nearest(path[:at], known, few); len(near) > 0 {
			return near
		}
	}
	return nil
}

// tails are a path without its first part, without its first two, and so on.
func tails(path string) []string {
	var all []string
	for {
		_, rest, found := strings.Cut(path, ".")
		if !found {
			return all
		}
		all = append(all, rest)
		path = rest
	}
}

// shortest is how many letters are enough to find the name that begins with them.
const shortest = 3

// most is how many typing errors a word of n letters may have: one or two, of long words three, and never all of it.
func most(n int) int { return min(n-1, max(1, min(2, n/2), min(3, n/3))) }

var separators = strings.NewReplacer(" ", "", "-", "", "_", "", "[", "", "]", "")

func fold(s string) string { return separators.Replace(strings.ToLower(s)) }

// typos counts the letters to insert, delete, replace or swap with a neighbor to turn a into b (optimal string alignment).
func typos(a, b string) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
