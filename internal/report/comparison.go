package report

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strings"
)

// Default tolerances: far above the effect of summation order on 12 digits, far below what matters to a trader.
const (
	UsualRTol = 1e-9
	UsualATol = 1e-9
)

// Tolerance is the largest allowed difference, of all keys or of those that match a pattern.
type Tolerance struct {
	Keys string // "": all
	Most float64
}

// Comparing holds the options of a comparison. Numbers a and b are equal when |a-b| is at most the larger of atol and
// rtol·max(|a|,|b|); the last tolerance that matches a key applies.
//
// A pattern matches a key and everything below it. It is a path such as totals.gex, in which * matches any part of a name:
// strikes.*gex matches call_gex and gex of every strike. An element of a list is written as in a key: strikes[6700].gex.
type Comparing struct {
	RTol, ATol []Tolerance
	Ignore     []string

	fitted map[string]bool // patterns that matched a key
}

// ComparisonDocument is two files of documents and how they differ: gex diff of two documents.
type ComparisonDocument struct {
	Schema     string              `json:"schema"`
	Version    string              `json:"version"`
	A          ComparedFile        `json:"a"`
	B          ComparedFile        `json:"b"`
	RTol       []ToleranceInEffect `json:"rtol"` // that of all keys first
	ATol       []ToleranceInEffect `json:"atol"`
	Ignore     []string            `json:"ignore"`
	Comparison *Comparison         `json:"comparison"`
}

// ComparedFile is one side of a comparison.
type ComparedFile struct {
	File       string `json:"file"`
	Reports    int    `json:"reports"`
	Underlying string `json:"underlying"` // of the first
	AsOf       string `json:"as_of"`
}

// ToleranceInEffect is one tolerance, for all keys or for some.
type ToleranceInEffect struct {
	Keys string `json:"keys"`
	Most Number `json:"most"`
}

// Comparison is how document B differs from document A, key by key.
type Comparison struct {
	A, B       []Parsed    `json:"-"`
	Equal      bool        `json:"equal"`
	Compared   int         `json:"compared"` // values
	Ignored    int         `json:"ignored"`  // values of A below ignored keys
	OnlyInA    int         `json:"only_in_a"`
	OnlyInB    int         `json:"only_in_b"`
	Different  int         `json:"different"`
	Unfit      []string    `json:"unfit"` // patterns that match no key
	Deviations []Deviation `json:"deviations"`
}

// Deviation is a key at which two documents differ.
type Deviation struct {
	Underlying string `json:"underlying"`
	AsOf       string `json:"as_of"`
	Key        string `json:"key"`
	What       What   `json:"what"`
	A          Value  `json:"a"`
	B          Value  `json:"b"`
	Difference Number `json:"difference"` // b - a; absent unless both are numbers
	Relative   Number `json:"relative"`   // |b - a| / max(|a|, |b|): the rtol that would pass
}

// What is the way in which a key differs.
type What string

const (
	OtherValue What = "value"
	OnlyInA    What = "only_in_a"
	OnlyInB    What = "only_in_b"
)

// Value is a value of a document.
type Value struct{ of *node }

// String is the value without quotation marks, "" when it is missing.
func (v Value) String() string {
	if v.of == nil {
		return ""
	}
	return v.of.words()
}

// HasParts reports whether the value is an object or a list.
func (v Value) HasParts() bool { return v.of != nil && v.of.raw == "" }

// MarshalJSON writes the value as the document has it, null when it is missing.
func (v Value) MarshalJSON() ([]byte, error) {
	if v.of == nil {
		return []byte("null"), nil
	}
	return json.RawMessage(v.of.json()).MarshalJSON()
}

// CompareDocuments compares the documents of two files, matched by underlying. The keys input, version, settings and
// coverage.rows are skipped: they describe where a document came from, not its contents.
func CompareDocuments(a, b []Parsed, how Comparing) *Comparison {
	how.fitted = map[string]bool{}
	c := &comparer{how: how, out: &Comparison{A: a, B: b, Deviations: []Deviation{}, Unfit: []string{}}}
	for _, pair := range matched(documentNames(a), documentNames(b)) {
		switch {
		case pair.b < 0:
			c.about = a[pair.a]
			c.add("report", OnlyInA, a[pair.a].root, nil)
		case pair.a < 0:
			c.about = b[pair.b]
			c.add("report", OnlyInB, nil, b[pair.b].root)
		default:
			c.about = a[pair.a]
			c.objects("", a[pair.a].root, b[pair.b].root)
		}
	}
	return c.finish()
}

func documentNames(list []Parsed) []string {
	names := make([]string, len(list))
	for i, d := range list {
		names[i] = d.Underlying
	}
	return numberTwins(names)
}

// comparer walks two documents side by side.
type comparer struct {
	how   Comparing
	out   *Comparison
	about Parsed
}

func (c *comparer) finish() *Comparison {
	c.out.Equal = len(c.out.Deviations) == 0
	slices.SortStableFunc(c.out.Deviations, func(a, b Deviation) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.Relative, a.Relative))
	})
	for _, pattern := range c.how.patterns() {
		if !c.how.fitted[pattern] {
			c.out.Unfit = append(c.out.Unfit, pattern)
		}
	}
	return c.out
}

// rank orders deviations: numbers that a document has once, such as totals and levels, then those of the rows of its
// lists, then what has no measure.
func (d Deviation) rank() int {
	switch {
	case !d.Relative.OK():
		return 2
	case strings.Contains(d.Key, "["):
		return 1
	}
	return 0
}

func (c *comparer) values(key string, a, b *node) {
	switch {
	case c.how.ignores(key):
		c.out.Ignored += a.values()
	case a.isObject() && b.isObject():
		c.objects(key, a, b)
	case a.isArray() && b.isArray():
		c.arrays(key, a, b)
	default:
		c.out.Compared++
		if !c.equal(key, a, b) {
			c.add(key, OtherValue, a, b)
		}
	}
}

// ofMaking reports whether a key describes how a document was made. Settings can express the same thing in different ways;
// their effect is in the conventions and the numbers. A row of a file holds a contract in one layout and a strike with both
// its contracts in another, and which contracts there are is compared.
func ofMaking(key string) bool {
	switch key {
	case "input", "version", "settings", "coverage.rows":
		return true
	}
	return strings.HasPrefix(key, "coverage.members[") && strings.HasSuffix(key, "].rows")
}

func (c *comparer) objects(key string, a, b *node) {
	for _, name := range a.keys {
		below := strings.TrimPrefix(key+"."+name, ".")
		switch {
		case ofMaking(below):
			c.how.ignores(below) // it may be named, too
		case b.fields[name] == nil:
			c.only(below, OnlyInA, a.fields[name])
		default:
			c.values(below, a.fields[name], b.fields[name])
		}
	}
	for _, name := range b.keys {
		if below := strings.TrimPrefix(key+"."+name, "."); a.fields[name] == nil && !ofMaking(below) {
			c.only(below, OnlyInB, b.fields[name])
		}
	}
}

// arrays compares lists: objects are matched by their identity, other elements by position; lists of other elements whose
// lengths differ are compared as a whole.
func (c *comparer) arrays(key string, a, b *node) {
	a, b = a.withoutNegligible(), b.withoutNegligible()
	identity := identityOf(a, b)
	if identity == nil && len(a.items) != len(b.items) && !slices.ContainsFunc(append(slices.Clone(a.items), b.items...), (*node).isObject) {
		c.out.Compared++
		c.add(key, OtherValue, a, b)
		return
	}
	namesA, namesB := namesOf(a, identity), namesOf(b, identity)
	for _, pair := range matched(namesA, namesB) {
		switch {
		case pair.b < 0:
			c.only(key+"["+namesA[pair.a]+"]", OnlyInA, a.items[pair.a])
		case pair.a < 0:
			c.only(key+"["+namesB[pair.b]+"]", OnlyInB, b.items[pair.b])
		default:
			c.values(key+"["+namesA[pair.a]+"]", a.items[pair.a], b.items[pair.b])
		}
	}
}

// withoutNegligible returns a list without the elements marked as negligible: flips with next to no gamma around them come
// and go with the last digit.
func (n *node) withoutNegligible() *node {
	marked := func(item *node) bool { m := item.fields["negligible"]; return m != nil && m.raw == "true" }
	return &node{items: slices.DeleteFunc(slices.Clone(n.items), marked)}
}

// only records a key that only one of the documents has.
func (c *comparer) only(key string, what What, n *node) {
	if c.how.ignores(key) {
		c.out.Ignored += n.values()
		return
	}
	if what == OnlyInA {
		c.add(key, what, n, nil)
	} else {
		c.add(key, what, nil, n)
	}
}

func (c *comparer) add(key string, what What, a, b *node) {
	d := Deviation{
		Underlying: c.about.Underlying, AsOf: c.about.AsOf, Key: key, What: what,
		A: Value{a}, B: Value{b}, Difference: None(), Relative: None(),
	}
	if a != nil && b != nil && a.number && b.number {
		x, y := a.float(), b.float()
		d.Difference = Number(y - x)
		d.Relative = Number(math.Abs(y-x) / math.Max(math.Abs(x), math.Abs(y)))
	}
	switch what {
	case OnlyInA:
		c.out.OnlyInA++
	case OnlyInB:
		c.out.OnlyInB++
	default:
		c.out.Different++
	}
	c.out.Deviations = append(c.out.Deviations, d)
}

// equal compares two values; a number and null are not equal.
func (c *comparer) equal(key string, a, b *node) bool {
	if !a.number || !b.number {
		return a.json() == b.json()
	}
	x, y := a.float(), b.float()
	rtol, atol := c.how.tolerance(c.how.RTol, UsualRTol, key), c.how.tolerance(c.how.ATol, UsualATol, key)
	return math.Abs(y-x) <= math.Max(atol, rtol*math.Max(math.Abs(x), math.Abs(y)))
}

// tolerance is the last one that matches a key.
func (h Comparing) tolerance(list []Tolerance, usual float64, key string) float64 {
	for _, t := range list {
		if t.Keys == "" || h.fits(t.Keys, key) {
			usual = t.Most
		}
	}
	return usual
}

func (h Comparing) ignores(key string) bool {
	ignored := false
	for _, pattern := range h.Ignore {
		ignored = h.fits(pattern, key) || ignored
	}
	return ignored
}

// fits reports whether a pattern matches a key, and records that it matched.
func (h Comparing) fits(pattern, key string) bool {
	if !fitsKey(pattern, key) {
		return false
	}
	h.fitted[pattern] = true
	return true
}

// patterns are all patterns of the options.
func (h Comparing) patterns() []string {
	list := slices.Clone(h.Ignore)
	for _, t := range slices.Concat(h.RTol, h.ATol) {
		if t.Keys != "" {
			list = append(list, t.Keys)
		}
	}
	return slices.Compact(list)
}
