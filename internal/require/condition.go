package require

import (
	"slices"
	"strings"
)

// Condition is a parsed condition.
type Condition struct {
	text        string
	left, right side
	compare     token
	keys        []*key // that it uses
}

// side is a term, or two terms with an operator.
type side struct {
	text   string
	from   int // bytes of the condition before it
	first  term
	op     string // "" for a single term
	second term
}

// term is a key, a number, a word or abs(side).
type term struct {
	token token
	key   *key
	size  *side // abs(...)
}

// String returns the condition as written, on one line.
func (c *Condition) String() string { return onOneLine(c.text) }

// comparisons are the operators between two sides; words allow only the first three.
var comparisons = []string{"=", "==", "!=", "<", "<=", ">", ">="}

// NeedsReport reports whether a condition needs the report; others need only the check.
func (c *Condition) NeedsReport() bool {
	return slices.ContainsFunc(c.keys, func(k *key) bool { return k.report })
}

// Uses reports whether a condition uses a key, given by its path.
func (c *Condition) Uses(path string) bool {
	return slices.ContainsFunc(c.keys, func(k *key) bool { return k.path == path })
}

// NeedsOutlook reports whether a condition needs the outlook, which takes longer to compute than the levels.
func (c *Condition) NeedsOutlook() bool {
	return slices.ContainsFunc(c.keys, func(k *key) bool { return strings.HasPrefix(k.path, "outlook.") })
}

// NeedsCascade reports whether a condition needs the cascade.
func (c *Condition) NeedsCascade() bool {
	return slices.ContainsFunc(c.keys, func(k *key) bool { return strings.HasPrefix(k.path, cascade) })
}

// NeedsSensitivity reports whether a condition needs the sensitivity, which takes as long as several reports.
func (c *Condition) NeedsSensitivity() bool {
	return slices.ContainsFunc(c.keys, func(k *key) bool { return strings.HasPrefix(k.path, sensitivity) })
}
