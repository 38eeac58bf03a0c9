package flagvalue

import (
	"slices"
	"strings"
	"sync"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/suggest"
)

// Value is a flag that reads its own text. pflag's numbers take NaN, Inf and 1_000 and refuse 6,712; these do not.
type Value struct {
	kind string   // shown in the help
	text string   // the current text
	many string   // the separator, when it may be given several times
	each []string // as it was given, one by one
	set  func(string) error
}

// betweenParts separates the parts of a list, betweenWholes texts that may contain commas.
const (
	betweenParts  = ","
	betweenWholes = "; "
)

// New is a value that set reads: kind is what the help calls it, text what it is when it is not given.
func New(kind, text string, set func(string) error) *Value {
	return &Value{kind: kind, text: text, set: set}
}

// NewMany is a value that takes more when it is given again, each text as a whole.
func NewMany(kind string, set func(string) error) *Value {
	return &Value{kind: kind, many: betweenWholes, set: set}
}

// Wholes reports whether a list of them in a file of settings has texts that may hold commas.
func (v *Value) Wholes() bool { return v.many == betweenWholes }

func (v *Value) String() string { return v.text }
func (v *Value) Type() string   { return v.kind }

func (v *Value) Set(s string) error {
	if len(v.each) == MostParts {
		return tooMany(MostParts+1, MostParts)
	}
	if err := v.set(strings.TrimSpace(s)); err != nil {
		return err
	}
	v.each = append(v.each, s)
	if v.many != "" && v.text != "" {
		s = v.text + v.many + s
	}
	v.text = s
	return nil
}

// Texts are what it was given, one by one.
func (v *Value) Texts() []string { return v.each }

// list splits a value at its commas.
func List(s string) []string {
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return slices.DeleteFunc(parts, func(p string) bool { return p == "" })
}

// Word finds a word among those known, in any case.
func Word(s string, known []string) (string, error) {
	return WordOr(s, known, "one of "+strings.Join(known, ", "))
}

// WordOr is choice with a hint for what is near no known word.
func WordOr(s string, known []string, hint string) (string, error) {
	for _, k := range known {
		if strings.EqualFold(s, k) {
			return k, nil
		}
	}
	if meant := suggest.ClosestKey(s, known); meant != "" {
		hint = "did you mean " + meant + "?"
	}
	return "", usage(hint, "%q is not known", s)
}

// Choice is a flag that takes one of a few words.
func Choice[T ~string](to *T, first T, known []string) *Value {
	*to = first
	return &Value{kind: "WORD", text: string(first), set: func(s string) error {
		word, err := Word(s, known)
		*to = T(word)
		return err
	}}
}

// Text is a flag that takes any text.
func Text(to *string, kind string) *Value {
	return &Value{kind: kind, set: func(s string) error {
		*to = s
		return nil
	}}
}

// MostParts bounds how many values a setting takes: each costs time, and no list made by hand has as many.
const MostParts = 10000

func tooMany(n, most int) error {
	return usage("give fewer values, or several calls a part of them", "%d values are more than the %d that fit", n, most)
}

// Parts is a flag that takes parts between commas, and more of them when it is given again.
func Parts[T any](to *[]T, kind string, read func(string) (T, error)) *Value {
	return FewParts(to, MostParts, kind, read)
}

// FewParts is partsValue for at most so many parts.
func FewParts[T any](to *[]T, most int, kind string, read func(string) (T, error)) *Value {
	return &Value{kind: kind, many: betweenParts, set: func(s string) error {
		parts := List(s)
		if n := len(*to) + len(parts); n > most {
			return tooMany(n, most)
		}
		for _, part := range parts {
			v, err := read(part)
			if err != nil {
				return err
			}
			*to = append(*to, v)
		}
		return nil
	}}
}

// Roots collects option roots.
func Roots(to *[]string) *Value {
	return Parts(to, "ROOT,...", func(s string) (string, error) { return strings.ToUpper(s), nil })
}

// Words collects words of those known.
func Words(to *[]string, kind string, known []string) *Value {
	return Parts(to, kind, func(s string) (string, error) { return Word(s, known) })
}

// BucketNames lists the buckets by days to expiry.
func BucketNames() []string {
	var names []string
	for b := gex.AtOpen; b <= gex.Beyond; b++ {
		names = append(names, b.String())
	}
	return names
}

// LayoutNames lists the known file layouts.
var LayoutNames = sync.OnceValue(func() []string {
	var names []string
	for _, f := range chain.Formats() {
		names = append(names, f.Name)
	}
	return names
})

// usage is an invalid value, with what to give instead.
func usage(hint, format string, args ...any) error {
	return fault.New(fault.Usage, hint, format, args...)
}

func oneOf(words []string) string { return strings.Join(words, ", ") }
