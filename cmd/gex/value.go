package main

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gex/internal/chain"
	"gex/internal/gex"
	"gex/internal/render"
	"gex/internal/suggest"
)

// value is a flag that reads its own text. pflag's numbers take NaN, Inf and 1_000 and refuse 6,712; these do not.
type value struct {
	kind string   // shown in the help
	text string   // what stands there now
	many string   // takes more when it is given again: what stands between one and the next
	each []string // as it was given, one by one
	set  func(string) error
}

// betweenParts stands between the parts of a list, betweenWholes between texts that may have commas.
const (
	betweenParts  = ","
	betweenWholes = "; "
)

func (v *value) String() string { return v.text }
func (v *value) Type() string   { return v.kind }

func (v *value) Set(s string) error {
	if len(v.each) == mostParts {
		return tooMany(mostParts+1, mostParts)
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
func (v *value) Texts() []string { return v.each }

// list splits a value at its commas.
func list(s string) []string {
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return slices.DeleteFunc(parts, func(p string) bool { return p == "" })
}

// choice finds a word among those known, in any case.
func choice(s string, known []string) (string, error) {
	return choiceElse(s, known, "one of "+strings.Join(known, ", "))
}

// choiceElse is choice with a hint for what is near no known word.
func choiceElse(s string, known []string, hint string) (string, error) {
	for _, k := range known {
		if strings.EqualFold(s, k) {
			return k, nil
		}
	}
	if meant := suggest.Closest(s, known); meant != "" {
		hint = "did you mean " + meant + "?"
	}
	return "", usageError(hint, "%q is not known", s)
}

// choiceValue is a flag that takes one of a few words.
func choiceValue[T ~string](to *T, first T, known []string) *value {
	*to = first
	return &value{kind: "WORD", text: string(first), set: func(s string) error {
		word, err := choice(s, known)
		*to = T(word)
		return err
	}}
}

// textValue is a flag that takes any text.
func textValue(to *string, kind string) *value {
	return &value{kind: kind, set: func(s string) error {
		*to = s
		return nil
	}}
}

// fractionValue is a flag such as --rate.
func fractionValue(to *float64) *value {
	return &value{kind: "FRACTION", set: func(s string) (err error) {
		*to, err = fraction(s)
		return err
	}}
}

// optionalFractionValue is a flag such as --rate, for which not given is not 0.
func optionalFractionValue(to **float64) *value {
	return &value{kind: "FRACTION", set: func(s string) error {
		x, err := fraction(s)
		*to = &x
		return err
	}}
}

// rangeValue is --range: a fraction between 0 and 1.
func rangeValue(to *float64) *value {
	return &value{kind: "FRACTION", set: func(s string) error {
		const hint = "20% or 0.2 looks from 0.8 to 1.2 of spot"
		x, err := fraction(s)
		switch {
		case err != nil:
			return usageError(hint, "%s", err)
		case x <= 0:
			return usageError(hint, "%s is not above zero", s)
		}
		*to = x
		return nil
	}}
}

// positiveValue is a flag such as --multiplier.
func positiveValue(to *float64) *value {
	return &value{kind: "NUMBER", set: func(s string) (err error) {
		*to, err = positive(s)
		return err
	}}
}

// countValue is a flag such as --top: a whole number above zero.
func countValue(to *int) *value { return countUpTo(to, math.MaxInt) }

// countUpTo is a count that costs memory or time.
func countUpTo(to *int, most int) *value {
	return &value{kind: "N", set: func(s string) error {
		n, err := strconv.Atoi(s)
		switch {
		case err != nil || n <= 0:
			return usageError("a whole number above zero", "%q is not a count", s)
		case n > most:
			return usageError("", "%d is more than %d", n, most)
		}
		*to = n
		return nil
	}}
}

// widthValue is --width.
func widthValue(to *int) *value {
	return &value{kind: "N", text: "auto", set: func(s string) error {
		const widest = 200
		if strings.EqualFold(s, "auto") {
			*to = 0
			return nil
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < render.MinWidth || n > widest {
			return usageError("auto, or a number of columns from 80 to 200", "%q is no width of a page", s)
		}
		*to = n
		return nil
	}}
}

// mostParts bounds how many values a setting takes: each costs time, and no list made by hand has as many.
const mostParts = 10000

func tooMany(n, most int) error {
	return usageError("give fewer values, or several calls a part of them", "%d values are more than the %d that fit", n, most)
}

// partsValue is a flag that takes parts between commas, and more of them when it is given again.
func partsValue[T any](to *[]T, kind string, read func(string) (T, error)) *value {
	return fewPartsValue(to, mostParts, kind, read)
}

// fewPartsValue is partsValue for at most so many parts.
func fewPartsValue[T any](to *[]T, most int, kind string, read func(string) (T, error)) *value {
	return &value{kind: kind, many: betweenParts, set: func(s string) error {
		parts := list(s)
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

// numbersValue is a flag that takes numbers between commas.
func numbersValue(to *[]float64, most int, example string) *value {
	return fewPartsValue(to, most, "N,...", func(s string) (float64, error) { return numberLike(s, "numbers such as "+example) })
}

// rootsValue collects option roots.
func rootsValue(to *[]string) *value {
	return partsValue(to, "ROOT,...", func(s string) (string, error) { return strings.ToUpper(s), nil })
}

// wordsValue collects words of those known.
func wordsValue(to *[]string, kind string, known []string) *value {
	return partsValue(to, kind, func(s string) (string, error) { return choice(s, known) })
}

// bucketNames lists the buckets by days to expiry.
func bucketNames() []string {
	var names []string
	for b := gex.AtOpen; b <= gex.Beyond; b++ {
		names = append(names, b.String())
	}
	return names
}

// layoutNames lists the known file layouts.
var layoutNames = sync.OnceValue(func() []string {
	var names []string
	for _, f := range chain.Formats() {
		names = append(names, f.Name)
	}
	return names
})
