package flagvalue

import (
	"gex/internal/render"
	"math"
	"strconv"
	"strings"
)

// number reads a plain decimal number, with or without commas between thousands.
func number(s string) (float64, error) {
	x, err := strconv.ParseFloat(ungroup(s), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) || strings.ContainsAny(s, "_xX") {
		return 0, usage("a number such as 6712.5 or 6,712.5", "%q is not a number", s)
	}
	return x, nil
}

// ungroup takes the commas out of 6,712.5, and leaves alone what is not grouped in threes.
func ungroup(s string) string {
	whole, rest, _ := strings.Cut(strings.TrimLeft(s, "+-"), ".")
	groups := strings.Split(whole, ",")
	if len(groups) == 1 || len(groups[0]) == 0 || len(groups[0]) > 3 || strings.Contains(rest, ",") {
		return s
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return s
		}
	}
	return strings.ReplaceAll(s, ",", "")
}

// numberLike is number with another hint.
func numberLike(s, hint string) (float64, error) {
	x, err := number(s)
	if err != nil {
		return 0, usage(hint, "%w", err)
	}
	return x, nil
}

// positive reads a number above zero.
func positive(s string) (float64, error) {
	x, err := number(s)
	if err == nil && x <= 0 {
		return 0, usage("a number above zero", "%s is not positive", s)
	}
	return x, err
}

// ParseFraction reads 0.045 or 4.5%.
func ParseFraction(s string) (float64, error) {
	const hint = "a fraction such as 0.045, or a percentage such as 4.5%"
	digits, percent := strings.CutSuffix(s, "%")
	x, err := numberLike(strings.TrimSpace(digits), hint)
	if err != nil {
		return 0, err
	}
	if percent { // 1.3 / 100 is 0.013000000000000001
		x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'f', -1, 64)+"e-2", 64)
	}
	switch {
	case x >= 1:
		return 0, usage(hint, "%s is 100%% or more", s)
	case x <= -1:
		return 0, usage(hint, "%s is -100%% or less", s)
	}
	return x, nil
}

// Fraction is a flag such as --rate.
func Fraction(to *float64) *Value {
	return &Value{kind: "FRACTION", set: func(s string) (err error) {
		*to, err = ParseFraction(s)
		return err
	}}
}

// OptionalFraction is a flag such as --rate, for which not given is not 0.
func OptionalFraction(to **float64) *Value {
	return &Value{kind: "FRACTION", set: func(s string) error {
		x, err := ParseFraction(s)
		*to = &x
		return err
	}}
}

// Probability is a fraction from 0 to 1.
func Probability(to *float64) *Value {
	return &Value{kind: "FRACTION", set: func(s string) error {
		const hint = "20% or 0.2"
		x, err := ParseFraction(s)
		switch {
		case err != nil:
			return usage(hint, "%s", err)
		case !(x >= 0 && x <= 1):
			return usage(hint, "%s is not between 0 and 100%%", s)
		}
		*to = x
		return nil
	}}
}

// Range is --range: a fraction between 0 and 1.
func Range(to *float64) *Value {
	return positiveFraction(to, "20% or 0.2 looks from 0.8 to 1.2 of spot")
}

// DailyVol is --sigma-d: a volatility a day.
func DailyVol(to *float64) *Value {
	return positiveFraction(to, "a volatility a day, such as 0.011 or 1.1%")
}

// positiveFraction is a fraction above 0 and below 1.
func positiveFraction(to *float64, hint string) *Value {
	return &Value{kind: "FRACTION", set: func(s string) error {
		x, err := ParseFraction(s)
		switch {
		case err != nil:
			return usage(hint, "%s", err)
		case x <= 0:
			return usage(hint, "%s is not above zero", s)
		}
		*to = x
		return nil
	}}
}

// Positive is a flag such as --multiplier.
func Positive(to *float64) *Value {
	return &Value{kind: "NUMBER", set: func(s string) (err error) {
		*to, err = positive(s)
		return err
	}}
}

// Count is a flag such as --top: a whole number above zero.
func Count(to *int) *Value { return CountUpTo(to, math.MaxInt) }

// CountUpTo is a count that costs memory or time.
func CountUpTo(to *int, most int) *Value {
	return &Value{kind: "N", set: func(s string) error {
		n, err := strconv.Atoi(s)
		switch {
		case err != nil || n <= 0:
			return usage("a whole number above zero", "%q is not a count", s)
		case n > most:
			return usage("", "%d is more than %d", n, most)
		}
		*to = n
		return nil
	}}
}

// Width is --width.
func Width(to *int) *Value {
	return &Value{kind: "N", text: "auto", set: func(s string) error {
		const widest = 200
		if strings.EqualFold(s, "auto") {
			*to = 0
			return nil
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < render.MinWidth || n > widest {
			return usage("auto, or a number of columns from 80 to 200", "%q is not a page width", s)
		}
		*to = n
		return nil
	}}
}

// Numbers is a flag that takes numbers between commas.
func Numbers(to *[]float64, most int, example string) *Value {
	return FewParts(to, most, "N,...", func(s string) (float64, error) { return numberLike(s, "numbers such as "+example) })
}
