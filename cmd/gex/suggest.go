package main

import (
	"cmp"
	"slices"
	"strings"
)

// closest is the known word that was probably meant, "" when none is near: a typing error or two, or a beginning.
func closest(word string, known []string) string {
	word = strings.ToLower(word)
	best, least := "", 1+max(1, min(2, len(word)/2))
	for _, k := range known {
		d := typos(word, strings.ToLower(k))
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(k), word) {
			d = 1
		}
		if d < least {
			best, least = k, d
		}
	}
	return best
}

// nearest are the few known words that were probably meant: those that begin so, or else the ones with the fewest typing
// errors.
func nearest(word string, known []string, few int) []string {
	word = strings.ToLower(word)
	var near []string
	for _, k := range known {
		if len(word) >= 3 && strings.HasPrefix(k, word) {
			near = append(near, k)
		}
	}
	if len(near) == 0 {
		for _, k := range known {
			if typos(word, k) <= max(1, min(3, len(word)/3)) {
				near = append(near, k)
			}
		}
	}
	slices.SortStableFunc(near, func(a, b string) int { return cmp.Compare(typos(word, a), typos(word, b)) })
	return near[:min(few, len(near))]
}

// typos counts the letters to insert, delete, replace or swap with a neighbour to turn a into b.
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

// cutLast is strings.Cut at the last separator.
func cutLast(s, separator string) (before, after string, found bool) {
	i := strings.LastIndex(s, separator)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(separator):], true
}
