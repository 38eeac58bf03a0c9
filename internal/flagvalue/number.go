package flagvalue

import (
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
		return 0, usage(hint, "%s is 100 %% or more", s)
	case x <= -1:
		return 0, usage(hint, "%s is -100 %% or less", s)
	}
	return x, nil
}
