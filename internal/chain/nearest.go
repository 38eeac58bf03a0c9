package chain

import (
	"fmt"
	"strings"

	"gex/internal/fault"
)

// name is what a table calls a field.
func (t *table) name(f field) string {
	for _, c := range t.columns {
		if c.field == f {
			return c.Name
		}
	}
	return ""
}

// misuse is an error of what was asked for.
func (s *source) misuse(what, hint string) *fault.Error {
	e := s.fail(0, "", what, hint)
	e.Code = fault.Usage
	return e
}

// didYouMean names the known word that is nearest, or all when none is near.
func didYouMean(word string, known []string) string {
	word = canonical(word)
	best, least := "", 1+len(word)/3
	for _, k := range known {
		if d := distance(word, canonical(k)); d < least || best == "" && strings.HasPrefix(canonical(k), word) {
			best, least = k, d
		}
	}
	if best != "" {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "there are " + listNames(known)
}

// distance counts the letters to insert, delete or replace to make b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
